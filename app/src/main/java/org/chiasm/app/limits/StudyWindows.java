package org.chiasm.app.limits;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chiasm.app.files.WrongUseException;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.StudyDefinition;
import org.chiasm.study.TimeWindow;
import org.chiasm.study.file.StudyFile;
import org.chiasm.study.yaml.Checked;
import org.chiasm.study.yaml.YamlEdit;

/**
 * Writes windows into the text of a study file and leaves everything else in it as it is, comments
 * too. The result is read again: it must be the same study but for those windows.
 */
public final class StudyWindows {
  private StudyWindows() {}

  /**
   * The text with other windows.
   *
   * @param file how problems name it
   * @param windows by input as the study names it, after {@code reduce} lists were spelt out
   * @throws WrongUseException if a window cannot be changed alone; nothing is then changed
   */
  public static String write(String text, Path file, Map<String, TimeWindow> windows)
      throws WrongUseException {
    var before = read(text, file);
    var byEntry = new LinkedHashMap<String, TimeWindow>();
    var problems = new ArrayList<String>();
    windows.forEach(
        (input, window) -> {
          var entry = entry(text, input, window);
          if (entry.isEmpty()) {
            problems.add(
                file
                    + ": the window of input '"
                    + input
                    + "' cannot be changed in place; write "
                    + window);
          } else if (!window.equals(byEntry.getOrDefault(entry.get(), window))) {
            problems.add(file + ": inputs of '" + entry.get() + "' would need different windows");
          } else {
            byEntry.put(entry.get(), window);
          }
        });
    var changed = text;
    for (var each : byEntry.entrySet()) {
      changed = replaced(changed, each.getKey(), each.getValue()).orElse(changed);
    }
    if (problems.isEmpty() && !read(changed, file).equals(with(before, windows))) {
      problems.add(
          file + ": changing the windows would change something else; change them by hand");
    }
    if (!problems.isEmpty()) {
      throw new WrongUseException(problems);
    }
    return changed;
  }

  private static Optional<String> entry(String text, String input, TimeWindow window) {
    var names = new ArrayList<String>();
    names.add(input);
    for (var reduce : InputDefinition.reduceNames()) {
      if (input.endsWith("_" + reduce)) {
        names.add(input.substring(0, input.length() - reduce.length() - 1));
      }
    }
    return names.stream().filter(name -> replaced(text, name, window).isPresent()).findFirst();
  }

  private static Optional<String> replaced(String text, String entry, TimeWindow window) {
    return YamlEdit.replace(text, List.of("inputs", entry, "window"), window.toString());
  }

  private static StudyDefinition read(String text, Path file) throws WrongUseException {
    return switch (StudyFile.read(text, file.toString())) {
      case Checked.Accepted<StudyDefinition>(var study, _) -> study;
      case Checked.Rejected<StudyDefinition>(var found) ->
          throw new WrongUseException(found.stream().map(Object::toString).toList());
    };
  }

  private static StudyDefinition with(StudyDefinition study, Map<String, TimeWindow> windows) {
    return study.withInputs(
        study.inputs().stream()
            .map(input -> with(input, windows.getOrDefault(input.name(), input.window())))
            .toList());
  }

  private static InputDefinition with(InputDefinition input, TimeWindow window) {
    return switch (input) {
      case InputDefinition.Tabular(var name, var concept, _, var reduce, var missing) ->
          new InputDefinition.Tabular(name, concept, window, reduce, missing);
      case InputDefinition.Trajectory(
              var name,
              var concepts,
              var derived,
              _,
              var step,
              var missing) ->
          new InputDefinition.Trajectory(name, concepts, derived, window, step, missing);
      case InputDefinition.Image(var name, var select, var tensor, var extractor, _, var missing) ->
          new InputDefinition.Image(name, select, tensor, extractor, window, missing);
      case InputDefinition.Waveform(var name, var leads, var seconds, _, var missing) ->
          new InputDefinition.Waveform(name, leads, seconds, window, missing);
      case InputDefinition.History(var name, var history, var from, _, var missing) ->
          new InputDefinition.History(name, history, from, window, missing);
      case InputDefinition.Notes(var name, var kinds, var words, var encoder, _, var missing) ->
          new InputDefinition.Notes(name, kinds, words, encoder, window, missing);
    };
  }
}
