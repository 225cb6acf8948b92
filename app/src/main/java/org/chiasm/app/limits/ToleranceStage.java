package org.chiasm.app.limits;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.chiasm.SubjectId;
import org.chiasm.app.files.FeedFolder;
import org.chiasm.app.files.OutputFolder;
import org.chiasm.app.files.StageProgress;
import org.chiasm.app.files.StudyFiles;
import org.chiasm.app.files.WrongUseException;
import org.chiasm.app.pipeline.IngestStage;
import org.chiasm.app.pipeline.RowsStage;
import org.chiasm.connect.SourceFailedException;
import org.chiasm.connect.store.RecordReader;
import org.chiasm.learn.encode.TensorFeatures;
import org.chiasm.learn.outcome.OutcomeKind;
import org.chiasm.learn.tolerance.Semivariogram;
import org.chiasm.learn.tolerance.ToleranceCurve;
import org.chiasm.learn.tolerance.ToleranceRun;
import org.chiasm.study.Concept;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.StudyDefinition;
import org.chiasm.study.TimeWindow;

/** Which time difference is acceptable, for each input that has one. */
public final class ToleranceStage {
  private final StudyFiles files;
  private final OutputFolder out;
  private final StageProgress progress;

  /** The stage for a study and an output folder. */
  public ToleranceStage(StudyFiles files, OutputFolder out, StageProgress progress) {
    this.files = requireNonNull(files, "files");
    this.out = requireNonNull(out, "out");
    this.progress = requireNonNull(progress, "progress");
  }

  /**
   * The answer.
   *
   * @param node as JSON
   * @param windows recommended for each input whose window may change
   */
  public record Answer(ObjectNode node, Map<String, TimeWindow> windows) {}

  /**
   * Measures.
   *
   * @param feeds ingested first; none where the folder holds a record and rows
   * @param wanted names of inputs or concepts; empty for all
   * @param maxDrift share of the variance between subjects that is borne
   */
  public Answer measure(List<FeedFolder> feeds, List<String> wanted, double maxDrift)
      throws IOException, WrongUseException, SourceFailedException {
    var groups = groups(wanted);
    if (!feeds.isEmpty()) {
      IngestStage.run(files, feeds, out, progress);
      new RowsStage(files, out, progress).write(feeds, false);
    }
    if (!Files.isDirectory(out.record())) {
      throw new WrongUseException(
          "no record at " + out.record() + "; give feeds, or run chiasm run with the same --out");
    }
    var rows = UsableRows.read(out.rowsParquet(), files.study());
    var run =
        new ToleranceRun(
            files.study(),
            rows.known(),
            new TensorFeatures(rows.tensors().with(files)));
    var measured = new HashSet<SubjectId>();
    run.trainingRows().forEach(row -> measured.add(rows.known().labelled().get(row).row().subject()));
    progress.begin("widen windows");
    var curves = new ArrayList<ToleranceCurve>();
    var windows = new LinkedHashMap<String, TimeWindow>();
    try (var record = RecordReader.open(out.record())) {
      for (var group : groups) {
        progress.update(curves.size(), groups.size());
        curves.add(curve(run, record, rows, measured, group, maxDrift, windows));
      }
    }
    progress.end(String.format(Locale.ROOT, "%d concepts", curves.size()));
    var node = ToleranceSection.node(curves, maxDrift);
    node.put("study", files.study().name());
    node.put("question", files.study().question());
    node.put("rows", rows.known().size());
    node.put("metric", OutcomeKind.of(files.study()).primary().id());
    return new Answer(node, windows);
  }

  private ToleranceCurve curve(
      ToleranceRun run,
      RecordReader record,
      UsableRows rows,
      Set<SubjectId> measured,
      WindowVariants.Group group,
      double maxDrift,
      Map<String, TimeWindow> windows)
      throws IOException {
    var variants = new WindowVariants(files, group);
    var found = variants.read(record, rows.known().rows(), measured);
    var edges = ToleranceRun.LADDER.stream().map(width -> width.toMillis() / 3_600_000.0).toList();
    var variogram = Semivariogram.of(found.series(), edges, files.study().split().seed());
    var unit =
        files.study().concepts().get(group.concept()) instanceof Concept.Measurement concept
            ? concept.unit()
            : "";
    var curve =
        run.curve(group.concept(), group.inputs(), unit, variogram, found.cells(), maxDrift);
    for (var input : group.inputs()) {
      if (!(input instanceof InputDefinition.Image || input instanceof InputDefinition.Waveform)) {
        windows.put(input.name(), variants.window(input, curve.cut().width()));
      }
    }
    return curve;
  }

  private List<WindowVariants.Group> groups(List<String> wanted) throws WrongUseException {
    var study = files.study();
    var known = new HashSet<String>();
    var byConcept = new LinkedHashMap<String, List<InputDefinition>>();
    for (var input : study.inputs()) {
      if (isTimeless(input, study)) {
        continue;
      }
      var concept = input instanceof InputDefinition.Tabular each ? each.concept() : input.name();
      known.add(concept);
      known.add(input.name());
      if (wanted.isEmpty() || wanted.contains(concept) || wanted.contains(input.name())) {
        byConcept
            .computeIfAbsent(concept + " " + input.window(), _ -> new ArrayList<>())
            .add(input);
      }
    }
    var unknown = wanted.stream().filter(each -> !known.contains(each)).toList();
    if (!unknown.isEmpty()) {
      throw new WrongUseException(
          "no input with a window is named "
              + unknown
              + "; there are "
              + known.stream().sorted().toList());
    }
    var groups = new ArrayList<WindowVariants.Group>();
    byConcept.forEach(
        (key, inputs) ->
            groups.add(new WindowVariants.Group(key.substring(0, key.indexOf(' ')), inputs)));
    return groups;
  }

  private static boolean isTimeless(InputDefinition input, StudyDefinition study) {
    return input instanceof InputDefinition.Tabular tabular
        && study.concept(tabular.concept()) instanceof Concept.Demographic;
  }
}
