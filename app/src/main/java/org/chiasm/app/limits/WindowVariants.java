package org.chiasm.app.limits;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chiasm.SubjectId;
import org.chiasm.app.files.StudyFiles;
import org.chiasm.connect.store.RecordReader;
import org.chiasm.learn.tolerance.SubjectSeries;
import org.chiasm.learn.tolerance.ToleranceRun;
import org.chiasm.record.Timeline;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.InputCell;
import org.chiasm.row.PredictionCase;
import org.chiasm.row.RowAssembler;
import org.chiasm.row.SubjectFacts;
import org.chiasm.study.Concept;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.StudyDefinition;
import org.chiasm.study.TimeWindow;

/**
 * The cells that rows would have had with other windows: the study's own assembler on the same
 * timelines, so that what was not available at the prediction time stays unseen.
 */
final class WindowVariants {
  /** Inputs of one concept with one window, and what was found for each width. */
  record Group(String concept, List<InputDefinition> inputs) {
    Group {
      inputs = List.copyOf(inputs);
    }
  }

  /** What one pass over the record gives for a group. */
  record Found(Map<Duration, List<Map<String, InputCell>>> cells, List<SubjectSeries> series) {}

  private record Variant(String input, Duration width, InputDefinition definition) {}

  private final StudyFiles files;
  private final Group group;
  private final List<Variant> variants = new ArrayList<>();
  private final RowAssembler assembler;

  WindowVariants(StudyFiles files, Group group) {
    this.files = files;
    this.group = group;
    for (var input : group.inputs()) {
      for (var width : ToleranceRun.LADDER) {
        variants.add(new Variant(input.name(), width, variant(input, width, variants.size())));
      }
    }
    this.assembler = new RowAssembler(study(), files.site());
  }

  private StudyDefinition study() {
    return files.study().withInputs(variants.stream().map(Variant::definition).toList());
  }

  /** The window of that width that ends where the study's does. */
  TimeWindow window(InputDefinition input, Duration width) {
    var end = input.window().end();
    if (end.isInfinite()) {
      end = new TimeWindow.Bound(files.study().predictionDelay(), true);
    }
    return new TimeWindow(new TimeWindow.Bound(end.offset().minus(width), true), end);
  }

  private InputDefinition variant(InputDefinition input, Duration width, int number) {
    var name = "v" + number;
    var window = window(input, width);
    var allow = InputDefinition.Missing.ALLOW;
    return switch (input) {
      case InputDefinition.Tabular tabular ->
          new InputDefinition.Tabular(name, tabular.concept(), window, tabular.reduce(), allow);
      case InputDefinition.Trajectory course ->
          new InputDefinition.Trajectory(
              name, course.concepts(), course.derived(), window, course.step(), allow);
      case InputDefinition.Image image ->
          new InputDefinition.Image(name, image.select(), window, allow);
      case InputDefinition.Waveform wave ->
          new InputDefinition.Waveform(
              name, wave.minLeads(), wave.minDurationSeconds(), window, allow);
      case InputDefinition.History history ->
          new InputDefinition.History(name, history.history(), history.from(), window, allow);
      case InputDefinition.Notes notes ->
          new InputDefinition.Notes(name, notes.kinds(), notes.words(), window, allow);
    };
  }

  /**
   * Reads the record once.
   *
   * @param rows whose cells are wanted
   * @param measured subjects whose values are wanted for drift
   */
  Found read(RecordReader record, List<FeatureRow> rows, Set<SubjectId> measured)
      throws IOException {
    var rowsOf = new HashMap<SubjectId, List<Integer>>();
    for (int row = 0; row < rows.size(); row++) {
      rowsOf.computeIfAbsent(rows.get(row).subject(), _ -> new ArrayList<>()).add(row);
    }
    var cells = new LinkedHashMap<Duration, List<Map<String, InputCell>>>();
    for (var width : ToleranceRun.LADDER) {
      var empty = new ArrayList<Map<String, InputCell>>();
      rows.forEach(_ -> empty.add(new LinkedHashMap<>()));
      cells.put(width, empty);
    }
    var series = new ArrayList<SubjectSeries>();
    try (var timelines = record.timelines()) {
      for (var timeline : (Iterable<Timeline>) timelines::iterator) {
        var own = rowsOf.getOrDefault(timeline.subject(), List.of());
        if (own.isEmpty()) {
          continue;
        }
        var facts = assembler.facts(timeline);
        var last = Instant.MIN;
        for (int row : own) {
          fill(cells, row, assembled(facts, rows.get(row)));
          var time = rows.get(row).predictionTime();
          last = time.isAfter(last) ? time : last;
        }
        if (measured.contains(timeline.subject())) {
          series(facts, last, series);
        }
      }
    }
    return new Found(withoutRepeats(cells), series);
  }

  private FeatureRow assembled(SubjectFacts facts, FeatureRow row) {
    return assembler.assemble(
        facts, new PredictionCase(row.triggerSource(), row.triggerTime()), row.predictionTime());
  }

  private void fill(
      Map<Duration, List<Map<String, InputCell>>> cells, int row, FeatureRow assembled) {
    for (var variant : variants) {
      cells
          .getOrDefault(variant.width(), List.of())
          .get(row)
          .put(variant.input(), assembled.cell(variant.definition().name()));
    }
  }

  private void series(SubjectFacts facts, Instant time, List<SubjectSeries> series) {
    if (files.study().concepts().get(group.concept()) instanceof Concept.Measurement concept) {
      var readings = assembler.measurements().series(concept, facts, time);
      series.add(
          new SubjectSeries(
              facts.timeline().subject(),
              readings.stream()
                  .mapToDouble(each -> each.time().toEpochMilli() / 3_600_000.0)
                  .toArray(),
              readings.stream().mapToDouble(each -> each.value()).toArray()));
    }
  }

  /** Leaves out the wide windows that hold nothing more than the one before. */
  private static Map<Duration, List<Map<String, InputCell>>> withoutRepeats(
      Map<Duration, List<Map<String, InputCell>>> cells) {
    var kept = new LinkedHashMap<>(cells);
    var widths = List.copyOf(cells.keySet());
    for (int i = widths.size() - 1; i > 0; i--) {
      if (!sameValues(cells, widths.get(i), widths.get(i - 1))) {
        break;
      }
      kept.remove(widths.get(i));
    }
    return kept;
  }

  private static boolean sameValues(
      Map<Duration, List<Map<String, InputCell>>> cells, Duration one, Duration other) {
    var left = cells.getOrDefault(one, List.of());
    var right = cells.getOrDefault(other, List.of());
    for (int row = 0; row < left.size(); row++) {
      for (var cell : left.get(row).entrySet()) {
        var second = right.get(row).get(cell.getKey());
        boolean bothAbsent =
            cell.getValue() instanceof InputCell.Missing && second instanceof InputCell.Missing;
        if (!bothAbsent && !cell.getValue().equals(second)) {
          return false;
        }
      }
    }
    return true;
  }
}
