package org.chiasm.app.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.chiasm.Readiness;
import org.chiasm.app.files.FeedFolder;
import org.chiasm.app.files.FinishedModel;
import org.chiasm.app.files.OutputFolder;
import org.chiasm.app.files.StageProgress;
import org.chiasm.app.files.StudyFiles;
import org.chiasm.app.files.SummaryFile;
import org.chiasm.app.files.TensorFiles;
import org.chiasm.app.files.WrongUseException;
import org.chiasm.connect.SourceFailedException;
import org.chiasm.connect.store.RowsReader;
import org.chiasm.learn.bundle.MeasuredBudget;
import org.chiasm.learn.bundle.ModelBundle;
import org.chiasm.learn.bundle.MultiClassBundle;
import org.chiasm.learn.evaluate.Evaluation;
import org.chiasm.learn.evaluate.HeldOut;
import org.chiasm.learn.multiclass.ClassRows;
import org.chiasm.learn.multiclass.MultiClassEvaluation;
import org.chiasm.learn.survival.SurvivalEvaluation;
import org.chiasm.learn.survival.SurvivalRows;
import org.chiasm.row.BudgetRegion;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.Gate;
import org.chiasm.row.LabelledRow;
import org.chiasm.row.Outcome;
import org.chiasm.row.PredictionCase;
import org.chiasm.study.OutcomeDefinition;
import org.chiasm.study.StudyDefinition;

/** A finished model on data it was not made from. */
public final class EvaluateStage {
  private static final int REASONS_MAX = 5;

  private final Path folder;
  private final StudyDefinition study;
  private final RowJudge judge;
  private final List<BudgetRegion> region;

  /** Writes how good the model is on rows with a known outcome. */
  private interface RowJudge {
    void judge(ObjectNode node, List<LabelledRow> rows, TensorFiles tensors);
  }

  private EvaluateStage(
      Path folder, StudyDefinition study, RowJudge judge, List<BudgetRegion> region) {
    this.folder = folder;
    this.study = study;
    this.judge = judge;
    this.region = List.copyOf(region);
  }

  /** The stage for a model folder, whose hashes are checked. */
  public static EvaluateStage of(Path model) throws IOException, WrongUseException {
    var study = FinishedModel.study(model);
    return new EvaluateStage(
        model,
        study,
        judge(model, study),
        MeasuredBudget.load(model).map(MeasuredBudget::region).stream().toList());
  }

  private static RowJudge judge(Path model, StudyDefinition study)
      throws IOException, WrongUseException {
    if (study.outcome() instanceof OutcomeDefinition.MultiClass classes) {
      var trained = MultiClassBundle.load(model).model();
      return (node, rows, tensors) -> {
        var judged = ClassRows.of(rows, classes.names().size());
        MultiClassSection.judged(node, MultiClassEvaluation.of(study, judged, trained, tensors));
      };
    }
    var bundle = FinishedModel.load(model, List.of()).bundle();
    if (study.outcome() instanceof OutcomeDefinition.TimeToEvent outcome) {
      return (node, rows, tensors) -> {
        var evaluation =
            SurvivalEvaluation.of(
                study, SurvivalRows.of(rows), bundle.model(), outcome.horizon(), tensors);
        SurvivalSection.judged(node, evaluation, outcome.horizon());
      };
    }
    return (node, rows, tensors) -> {
      var heldOut = predicted(bundle, rows, study, tensors);
      EvaluationSection.judged(node, Evaluation.of(heldOut, study, study.split().seed()), heldOut);
    };
  }

  /** Ingests other feeds, assembles their rows by the model's study, and scores them. */
  public ObjectNode onFeeds(
      StudyFiles files, List<FeedFolder> feeds, OutputFolder out, StageProgress progress)
      throws IOException, WrongUseException, SourceFailedException {
    if (feeds.isEmpty()) {
      throw new WrongUseException(
          "nothing to evaluate on: give --rows FILE, or feeds with --pacs, --ehr, --ecg or --meds");
    }
    IngestStage.run(files, feeds, out, progress);
    RowsStage.forModel(files, out, progress, region).write(feeds, false);
    return onRows(out.rowsParquet(), files.study(), progress);
  }

  /** Scores rows. */
  public ObjectNode onRows(Path rows, StageProgress progress)
      throws IOException, WrongUseException {
    if (!Files.isRegularFile(rows)) {
      throw new WrongUseException(
          "no rows at " + rows + "; give a rows.parquet made by chiasm rows");
    }
    return onRows(rows, study, progress);
  }

  private ObjectNode onRows(Path parquet, StudyDefinition study, StageProgress progress)
      throws IOException, WrongUseException {
    progress.begin("score");
    var rows = new ArrayList<LabelledRow>();
    var why = new TreeMap<String, Integer>();
    long left = 0;
    long outside = 0;
    try (var reader = RowsReader.open(parquet, study);
        var stream = reader.rows()) {
      for (var labelled : (Iterable<LabelledRow>) stream::iterator) {
        boolean ready = labelled.row().decision().readiness() == Readiness.READY;
        var reasons = ready ? outside(labelled.row(), study) : List.<String>of();
        if (!reasons.isEmpty()) {
          outside++;
          why.merge(reasons.getFirst(), 1, Integer::sum);
        } else if (ready && !(labelled.outcome() instanceof Outcome.NoFollowup)) {
          rows.add(labelled);
        } else {
          left++;
        }
      }
    }
    if (rows.isEmpty()) {
      throw new WrongUseException(
          "no row of "
              + parquet
              + " is ready and has a known outcome ("
              + left
              + " are not, "
              + outside
              + " lie outside the model's budget)");
    }
    var parent = parquet.toAbsolutePath().getParent();
    var tensors = new TensorFiles(new OutputFolder(parent == null ? Path.of("") : parent));
    var node = SummaryFile.node();
    node.put("model", MeasuredBudget.bundleId(folder));
    node.put("study", study.name());
    node.put("rows_left_out", left);
    node.put("rows_outside_budget", outside);
    var abstained = node.putArray("abstained_because");
    why.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(REASONS_MAX)
        .forEach(
            each ->
                abstained.addObject().put("reason", each.getKey()).put("rows", each.getValue()));
    judge.judge(node, rows, tensors);
    progress.end(String.format(Locale.ROOT, "%,d rows", rows.size()));
    return node;
  }

  private static HeldOut predicted(
      ModelBundle bundle, List<LabelledRow> rows, StudyDefinition study, TensorFiles tensors) {
    var features = rows.stream().map(LabelledRow::row).toList();
    var outcomes =
        rows.stream()
            .mapToDouble(each -> each.outcome() instanceof Outcome.Observed(var value) ? value : 0)
            .toArray();
    var heldOut =
        new HeldOut(study.outcome() instanceof OutcomeDefinition.Binary, features, outcomes);
    for (var entry : bundle.predict(features, tensors).entrySet()) {
      heldOut =
          heldOut.with(
              entry.getKey(), entry.getValue().stream().mapToDouble(Double::doubleValue).toArray());
    }
    return heldOut;
  }

  /** Why the gate of this model, the same as live, stops the row; nothing where it does not. */
  private List<String> outside(FeatureRow row, StudyDefinition study) {
    return region.stream()
        .map(each -> new Gate(study, each))
        .map(
            gate ->
                gate.decide(
                    new PredictionCase(row.triggerSource(), row.triggerTime()),
                    row.predictionTime(),
                    row.cells()))
        .flatMap(decision -> decision.reasons().stream())
        .toList();
  }

  /** The metrics in words. */
  public static String words(JsonNode result) {
    var words = new StringBuilder();
    for (var each : result.path("abstained_because")) {
      words.append(
          String.format(
              Locale.ROOT,
              "the gate abstains on %,d rows: %s%n",
              each.path("rows").asInt(),
              each.path("reason").asText()));
    }
    for (var strategy : result.path("strategies").properties()) {
      words.append(strategy.getKey()).append('\n');
      for (var metric : strategy.getValue().path("metrics").properties()) {
        var estimate = metric.getValue();
        words.append(
            estimate.has("low")
                ? String.format(
                    Locale.ROOT,
                    "  %-30s %.4f (%.4f to %.4f)%n",
                    metric.getKey(),
                    estimate.path("value").asDouble(),
                    estimate.path("low").asDouble(),
                    estimate.path("high").asDouble())
                : String.format(
                    Locale.ROOT,
                    "  %-30s %s%n",
                    metric.getKey(),
                    estimate.has("value")
                        ? estimate.path("value").asText()
                        : estimate.path("undefined").asText()));
      }
    }
    return words.toString();
  }
}
