package org.chiasm.app.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chiasm.Readiness;
import org.chiasm.connect.SourceFailedException;
import org.chiasm.connect.store.RowsReader;
import org.chiasm.learn.bundle.MeasuredBudget;
import org.chiasm.learn.bundle.ModelBundle;
import org.chiasm.learn.evaluate.Evaluation;
import org.chiasm.learn.evaluate.HeldOut;
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
  private final ModelBundle bundle;
  private final Path folder;
  private final List<BudgetRegion> region;

  private EvaluateStage(ModelBundle bundle, Path folder, List<BudgetRegion> region) {
    this.bundle = bundle;
    this.folder = folder;
    this.region = List.copyOf(region);
  }

  /** The stage for a model folder, whose hashes are checked. */
  public static EvaluateStage of(Path model) throws IOException, WrongUseException {
    if (!Files.isDirectory(model)) {
      throw new WrongUseException("no model at " + model + "; give a folder made by chiasm train");
    }
    return new EvaluateStage(
        ModelBundle.load(model),
        model,
        MeasuredBudget.load(model).map(MeasuredBudget::region).stream().toList());
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
    var files = StudyFiles.read(folder.resolve("study.yaml"), List.of());
    return onRows(rows, files.study(), progress);
  }

  private ObjectNode onRows(Path parquet, StudyDefinition study, StageProgress progress)
      throws IOException, WrongUseException {
    progress.begin("score");
    var rows = new ArrayList<FeatureRow>();
    var outcomes = new ArrayList<Double>();
    long left = 0;
    long outside = 0;
    try (var reader = RowsReader.open(parquet, study);
        var stream = reader.rows()) {
      for (var labelled : (Iterable<LabelledRow>) stream::iterator) {
        boolean ready = labelled.row().decision().readiness() == Readiness.READY;
        if (ready && !isInside(labelled.row(), study)) {
          outside++;
        } else if (ready && labelled.outcome() instanceof Outcome.Observed(var value)) {
          rows.add(labelled.row());
          outcomes.add(value);
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
    var predictions =
        bundle.predict(
            rows, new TensorFiles(new OutputFolder(parent == null ? Path.of("") : parent)));
    var heldOut =
        new HeldOut(
            study.outcome() instanceof OutcomeDefinition.Binary,
            rows,
            outcomes.stream().mapToDouble(Double::doubleValue).toArray());
    for (var entry : predictions.entrySet()) {
      heldOut =
          heldOut.with(
              entry.getKey(), entry.getValue().stream().mapToDouble(Double::doubleValue).toArray());
    }
    var node = SummaryFile.node();
    node.put("model", MeasuredBudget.bundleId(folder));
    node.put("study", study.name());
    node.put("rows_left_out", left);
    node.put("rows_outside_budget", outside);
    EvaluationSection.judged(node, Evaluation.of(heldOut, study, study.split().seed()), heldOut);
    progress.end(String.format(Locale.ROOT, "%,d rows", rows.size()));
    return node;
  }

  /** Whether the gate of this model lets the row pass: the same gate as live. */
  private boolean isInside(FeatureRow row, StudyDefinition study) {
    return region.stream()
        .map(each -> new Gate(study, each))
        .map(
            gate ->
                gate.decide(
                    new PredictionCase(row.triggerSource(), row.triggerTime()),
                    row.predictionTime(),
                    row.cells()))
        .allMatch(decision -> decision.readiness() == Readiness.READY);
  }

  /** The metrics in words. */
  public static String words(JsonNode result) {
    var words = new StringBuilder();
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
