package org.chiasm.app.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.chiasm.NpyFormat;
import org.chiasm.Tensor;
import org.chiasm.app.files.FeedFolder;
import org.chiasm.app.files.OutputFolder;
import org.chiasm.app.files.Sha256;
import org.chiasm.app.files.SummaryFile;
import org.chiasm.app.files.WrongUseException;
import org.chiasm.cohort.Cohort;
import org.chiasm.connect.series.SeriesPixels;
import org.chiasm.record.Timeline;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.InputCell;
import org.chiasm.row.LabelledRow;
import org.chiasm.row.RowPixels;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.StudyDefinition;
import org.chiasm.waveform.EcgMeasurements;
import org.chiasm.waveform.EcgTensor;
import org.chiasm.waveform.SignalQuality;
import org.jspecify.annotations.Nullable;

/**
 * Reads the pixels and signals that rows refer to and keeps them as tensors; what cannot be read is
 * told to the timeline, so that the row says so. The same instances of a series, and each
 * recording, are read once; a series of which more has arrived is read again. The inputs of a row
 * are read side by side.
 */
final class TensorWriter implements Cohort.Readability {
  private final StudyDefinition study;
  private final Map<FeedFolder.Kind, Path> roots = new TreeMap<>();
  private final SignalFeeds signals;
  private final OutputFolder out;
  private final Map<String, Long> unreadable = new ConcurrentSkipListMap<>();
  private final Map<String, Long> notes = new ConcurrentSkipListMap<>();
  private final Map<String, Boolean> readableByReference = new ConcurrentHashMap<>();

  TensorWriter(StudyDefinition study, List<FeedFolder> feeds, OutputFolder out)
      throws WrongUseException {
    this.study = study;
    this.out = out;
    feeds.forEach(feed -> roots.put(feed.kind(), feed.path()));
    this.signals = new SignalFeeds(roots);
    for (var input : study.inputs()) {
      if (input instanceof InputDefinition.Image && !roots.containsKey(FeedFolder.Kind.PACS)) {
        throw new WrongUseException(
            "input '" + input.name() + "' needs pixels; name their folder with --pacs DIR");
      }
    }
  }

  @Override
  public Timeline check(FeatureRow row, Timeline timeline) {
    var unread =
        study.inputs().parallelStream()
            .flatMap(input -> unreadable(input, row, timeline).stream())
            .toList();
    return unread.isEmpty() ? timeline : timeline.withUnreadable(unread.getFirst());
  }

  /** What an input refers to, if that cannot be read. */
  private Optional<String> unreadable(InputDefinition input, FeatureRow row, Timeline timeline) {
    return row.cell(input.name())
                instanceof InputCell.Present(InputCell.Value.Reference(var reference), _, _, _, _)
            && !readable(input, reference, row, timeline)
        ? Optional.of(reference)
        : Optional.empty();
  }

  private boolean readable(
      InputDefinition input, String reference, FeatureRow row, Timeline timeline) {
    String file = file(input, reference, row, timeline);
    return readableByReference.computeIfAbsent(
        file,
        _ -> {
          try {
            var tensor = tensor(input, reference, row, timeline);
            if (tensor.isPresent()) {
              keep(file, NpyFormat.encode(tensor.get()));
            }
            return tensor.isPresent();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static String file(
      @Nullable InputDefinition input, String reference, FeatureRow row, Timeline timeline) {
    return input instanceof InputDefinition.Image image
        ? OutputFolder.tensorReference(image, reference, RowPixels.instances(image, row, timeline))
        : OutputFolder.tensorReference(reference);
  }

  private Optional<Tensor> tensor(
      InputDefinition input, String reference, FeatureRow row, Timeline timeline) {
    return switch (input) {
      case InputDefinition.Image image ->
          switch (SeriesPixels.read(
              root(FeedFolder.Kind.PACS),
              RowPixels.instances(image, row, timeline),
              image.tensor())) {
            case SeriesPixels.Read(var tensor, var said) -> {
              said.forEach(note -> notes.merge(input.name() + ": " + note, 1L, Long::sum));
              yield Optional.of(tensor);
            }
            case SeriesPixels.Refused(var reason) -> refused(input, reason);
          };
      case InputDefinition.Waveform _ -> ecg(input, reference, timeline);
      case InputDefinition.Tabular _,
          InputDefinition.Trajectory _,
          InputDefinition.History _,
          InputDefinition.Notes _ ->
          Optional.empty();
    };
  }

  private Optional<Tensor> ecg(InputDefinition input, String reference, Timeline timeline) {
    return switch (signals.read(reference, timeline)) {
      case SignalFeeds.Read(var signal) ->
          EcgMeasurements.of(signal).quality().verdict() == SignalQuality.Verdict.POOR
              ? refused(input, "poor signal")
              : Optional.of(EcgTensor.of(signal).signal());
      case SignalFeeds.Refused(var reason) -> refused(input, reason);
    };
  }

  private Optional<Tensor> refused(InputDefinition input, String reason) {
    unreadable.merge(input.name() + ": " + reason, 1L, Long::sum);
    return Optional.empty();
  }

  private Path root(FeedFolder.Kind kind) {
    return roots.getOrDefault(kind, Path.of(""));
  }

  /** How many were read, and for what reasons others were not. */
  ObjectNode report() {
    var node = SummaryFile.node();
    node.put("read", readableByReference.values().stream().filter(each -> each).count());
    var reasons = node.putObject("unreadable");
    unreadable.forEach(reasons::put);
    var said = node.putObject("notes");
    notes.forEach(said::put);
    return node;
  }

  /**
   * A row as it is written: references to series and recordings become references to tensor files,
   * grids become such files, named by what they hold.
   *
   * @param timeline the one the row was made from
   */
  LabelledRow withTensorReferences(LabelledRow labelled, Timeline timeline) throws IOException {
    var row = labelled.row();
    var inputs = new LinkedHashMap<String, InputDefinition>();
    study.inputs().forEach(input -> inputs.put(input.name(), input));
    var cells = new LinkedHashMap<String, InputCell>();
    for (var entry : row.cells().entrySet()) {
      cells.put(
          entry.getKey(),
          entry.getValue() instanceof InputCell.Present present
              ? withTensorReference(inputs.get(entry.getKey()), present, row, timeline)
              : entry.getValue());
    }
    return new LabelledRow(
        new FeatureRow(
            row.subject(),
            row.triggerSource(),
            row.triggerTime(),
            row.predictionTime(),
            row.decision(),
            cells),
        labelled.outcome());
  }

  private InputCell withTensorReference(
      @Nullable InputDefinition input, InputCell.Present cell, FeatureRow row, Timeline timeline)
      throws IOException {
    return switch (cell.value()) {
      case InputCell.Value.Reference(var reference) ->
          referring(cell, file(input, reference, row, timeline));
      case InputCell.Value.Grid(var means) -> {
        var bytes = NpyFormat.encode(means);
        var reference = OutputFolder.tensorReference("grid-" + Sha256.hex(bytes));
        keep(reference, bytes);
        yield referring(cell, reference);
      }
      case InputCell.Value.Numeric _, InputCell.Value.Label _, InputCell.Value.Words _ -> cell;
    };
  }

  private static InputCell referring(InputCell.Present cell, String reference) {
    return new InputCell.Present(
        new InputCell.Value.Reference(reference),
        cell.ageHours(),
        cell.unit(),
        cell.origin(),
        cell.assumptions());
  }

  private void keep(String reference, byte[] bytes) throws IOException {
    Path file = out.tensor(reference);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, bytes);
  }
}
