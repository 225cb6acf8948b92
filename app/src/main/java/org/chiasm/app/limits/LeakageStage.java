package org.chiasm.app.limits;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chiasm.SubjectId;
import org.chiasm.app.files.OutputFolder;
import org.chiasm.app.files.StageProgress;
import org.chiasm.app.files.StudyFiles;
import org.chiasm.app.files.SummaryFile;
import org.chiasm.app.files.TensorFiles;
import org.chiasm.app.files.WrongUseException;
import org.chiasm.app.pipeline.EvaluationSection;
import org.chiasm.connect.store.RecordReader;
import org.chiasm.learn.outcome.Compared;
import org.chiasm.learn.outcome.KnownRows;
import org.chiasm.learn.outcome.OutcomeKind;
import org.chiasm.record.Timeline;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.GateDecision;
import org.chiasm.row.InputCell;
import org.chiasm.row.PredictionCase;
import org.chiasm.row.RowAssembler;

/**
 * How much skill would have been leakage: the same cases trained and judged twice, on rows as they
 * are and on rows for which every fact counts as known when it was true. The second rows are made
 * here only, in memory, and are never written.
 */
public final class LeakageStage {
  private final StudyFiles files;
  private final OutputFolder out;
  private final StageProgress progress;

  /** The stage for a study and a folder that holds its record and rows. */
  public LeakageStage(StudyFiles files, OutputFolder out, StageProgress progress) {
    this.files = requireNonNull(files, "files");
    this.out = requireNonNull(out, "out");
    this.progress = requireNonNull(progress, "progress");
  }

  /** Trains and judges both. */
  public ObjectNode measure() throws IOException, WrongUseException {
    if (!Files.isDirectory(out.record())) {
      throw new WrongUseException(
          "no record at " + out.record() + "; run chiasm run with the same --out first");
    }
    var usable = UsableRows.read(out.rowsParquet(), files.study());
    progress.begin("assemble rows without the availability rule");
    var known = usable.known().rows();
    var without = withoutRule(known);
    progress.end("done");
    long changed = 0;
    for (int row = 0; row < without.size(); row++) {
      changed += sameValues(known.get(row), without.get(row)) ? 0 : 1;
    }
    var honest = compare("train with the availability rule", usable.known());
    var leaky = compare("train without the availability rule", usable.known().with(without));
    var node = node(honest, leaky);
    node.put("rows", known.size()).put("rows_changed", changed);
    return node;
  }

  private Compared compare(String name, KnownRows rows) {
    progress.begin(name);
    var compared =
        OutcomeKind.of(files.study())
            .compare(files.study(), rows, new TensorFiles(out).with(files), progress::update);
    progress.end("done");
    return compared;
  }

  private ObjectNode node(Compared honest, Compared leaky) {
    var kind = OutcomeKind.of(files.study());
    var node = SummaryFile.node();
    node.put("metric", kind.primary().id());
    var judge = kind.judge(files.study(), honest.heldOut());
    var strategies = node.putArray("strategies");
    honest
        .predictions()
        .forEach(
            (key, with) -> {
              var without = leaky.predictions().get(key);
              if (without != null) {
                var entry = strategies.addObject().put("strategy", key.id());
                EvaluationSection.estimate(
                    entry.putObject("with_rule"), judge.estimate(kind.primary(), with));
                EvaluationSection.estimate(
                    entry.putObject("without_rule"), judge.estimate(kind.primary(), without));
                EvaluationSection.estimate(
                    entry.putObject("leak"), judge.advantage(kind.primary(), without, with));
              }
            });
    return node;
  }

  /** The same cases, in the same order, from timelines on which every fact is known at once. */
  private List<FeatureRow> withoutRule(List<FeatureRow> rows) throws IOException {
    var assembler = new RowAssembler(files.study(), files.site());
    var rowsOf = new HashMap<SubjectId, List<Integer>>();
    Map<String, String> tensors = new HashMap<>();
    for (int row = 0; row < rows.size(); row++) {
      tensors.putAll(tensors(rows.get(row)));
      rowsOf.computeIfAbsent(rows.get(row).subject(), _ -> new ArrayList<>()).add(row);
    }
    var made = new ArrayList<>(rows);
    try (var record = RecordReader.open(out.record());
        var timelines = record.timelines()) {
      for (var timeline : (Iterable<Timeline>) timelines::iterator) {
        var own = rowsOf.getOrDefault(timeline.subject(), List.of());
        if (own.isEmpty()) {
          continue;
        }
        var facts = assembler.facts(timeline.withoutAvailabilityRule());
        for (int row : own) {
          var each = rows.get(row);
          var opened = new PredictionCase(each.triggerSource(), each.triggerTime());
          made.set(
              row, ready(each, assembler.assemble(facts, opened, each.predictionTime()), tensors));
        }
      }
    }
    return made;
  }

  /** The tensors a row refers to, by input and where each came from. */
  private static Map<String, String> tensors(FeatureRow row) {
    Map<String, String> tensors = new HashMap<>();
    row.cells()
        .forEach(
            (name, cell) -> {
              if (cell instanceof InputCell.Present present
                  && present.value() instanceof InputCell.Value.Reference(var reference)) {
                tensors.put(name + " " + present.origin(), reference);
              }
            });
    return tensors;
  }

  /**
   * The row with the tensors of the run: pixels and signals were read for the honest rows only, so
   * a series or recording that none of them has counts as unreadable.
   */
  private static FeatureRow ready(
      FeatureRow honest, FeatureRow leaky, Map<String, String> tensors) {
    Map<String, String> known = new HashMap<>(tensors);
    known.putAll(tensors(honest));
    Map<String, InputCell> cells = new LinkedHashMap<>();
    leaky.cells().forEach((name, cell) -> cells.put(name, withTensorReference(name, cell, known)));
    return new FeatureRow(
        honest.subject(),
        honest.triggerSource(),
        honest.triggerTime(),
        honest.predictionTime(),
        new GateDecision.Ready(),
        cells);
  }

  private static InputCell withTensorReference(
      String input, InputCell cell, Map<String, String> tensors) {
    return cell instanceof InputCell.Present present
            && present.value() instanceof InputCell.Value.Reference(var reference)
        ? new InputCell.Present(
            new InputCell.Value.Reference(
                tensors.getOrDefault(
                    input + " " + present.origin(), OutputFolder.tensorReference(reference))),
            present.ageHours(),
            present.unit(),
            present.origin(),
            present.assumptions())
        : cell;
  }

  private static boolean sameValues(FeatureRow one, FeatureRow other) {
    return one.cells().entrySet().stream()
        .allMatch(
            each -> {
              var second = other.cell(each.getKey());
              return each.getValue() instanceof InputCell.Present left
                  ? second instanceof InputCell.Present right
                      && left.origin().equals(right.origin())
                      && Double.compare(left.ageHours(), right.ageHours()) == 0
                  : second instanceof InputCell.Missing;
            });
  }

  /** The answer in words. */
  public static String words(ObjectNode node) {
    var words = new StringBuilder("How much skill would have been leakage?\n");
    words.append(
        String.format(
            Locale.ROOT,
            "  %d of %d rows would have seen something that nobody could know yet%n",
            node.path("rows_changed").asLong(),
            node.path("rows").asLong()));
    for (var each : node.path("strategies")) {
      words.append(
          String.format(
              Locale.ROOT,
              "  %-24s %s %.3f with the rule, %.3f without; leak %.3f (%.3f to %.3f)%n",
              each.path("strategy").asText(),
              node.path("metric").asText(),
              each.path("with_rule").path("value").asDouble(),
              each.path("without_rule").path("value").asDouble(),
              each.path("leak").path("value").asDouble(),
              each.path("leak").path("low").asDouble(),
              each.path("leak").path("high").asDouble()));
    }
    return words.toString();
  }
}
