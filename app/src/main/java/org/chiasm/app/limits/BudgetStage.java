package org.chiasm.app.limits;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.chiasm.SubjectId;
import org.chiasm.app.files.FeedFolder;
import org.chiasm.app.files.OutputFolder;
import org.chiasm.app.files.StageProgress;
import org.chiasm.app.files.WrongUseException;
import org.chiasm.app.pipeline.IngestStage;
import org.chiasm.app.pipeline.RowsStage;
import org.chiasm.connect.SourceFailedException;
import org.chiasm.learn.budget.BudgetReport;
import org.chiasm.learn.budget.BudgetRun;
import org.chiasm.learn.bundle.MeasuredBudget;
import org.chiasm.learn.division.SubjectSplit;
import org.chiasm.learn.encode.TensorFeatures;
import org.chiasm.learn.outcome.OutcomeKind;
import org.chiasm.study.StudyDefinition;

/** How much may be missing for a finished model. */
public final class BudgetStage {
  private final BudgetedModel model;
  private final StageProgress progress;

  /**
   * The stage for a model folder, whose hashes are checked.
   *
   * @param site the site file of the data; without it that of the model
   */
  public BudgetStage(Path model, List<Path> site, StageProgress progress)
      throws IOException, WrongUseException {
    this.model = BudgetedModel.load(model, site);
    this.progress = requireNonNull(progress, "progress");
  }

  /** Ingests feeds, assembles their rows by the model's study, and measures on them. */
  public ObjectNode onFeeds(
      List<FeedFolder> feeds, OutputFolder out, String strategy, boolean write)
      throws IOException, WrongUseException, SourceFailedException {
    if (feeds.isEmpty()) {
      throw new WrongUseException(
          "nothing to measure on: give --rows FILE, or feeds with --pacs, --ehr, --ecg or --meds");
    }
    IngestStage.run(model.files(), feeds, out, progress);
    new RowsStage(model.files(), out, progress).write(feeds, false);
    return onRows(out.rowsParquet(), strategy, write);
  }

  /**
   * Measures on rows.
   *
   * @param strategy which, or empty for the fusion with the lowest loss on tuning rows
   * @param write whether the region goes into the bundle
   */
  public ObjectNode onRows(Path parquet, String strategy, boolean write)
      throws IOException, WrongUseException {
    var study = model.files().study();
    var key = model.strategies().named(strategy);
    var rows = UsableRows.read(parquet, study);
    var use = RowUse.of(study, rows, model.dataSha256());
    var features = new TensorFeatures(rows.tensors());
    progress.begin("measure what may be missing");
    BudgetReport report;
    try {
      report =
          BudgetRun.measure(
              study,
              model.strategies().predictor(key, features),
              rows.known().at(use.tuning()),
              rows.known().at(use.judged()),
              progress::update);
    } catch (IllegalArgumentException e) {
      throw new WrongUseException(e.getMessage() + " (" + use.words() + ")");
    }
    boolean written = write && report.holds();
    if (written) {
      new MeasuredBudget(key.id(), rows.sha256(), report.region()).save(model.folder());
    }
    progress.end(
        String.format(
            Locale.ROOT,
            "%s may lack up to %.0f %% of its importance%s",
            key.id(),
            100 * report.region().maxFraction(),
            written ? "; written into the bundle" : ""));
    var node = BudgetSection.node(report, OutcomeKind.of(study).primary().id());
    node.put("model", MeasuredBudget.bundleId(model.folder()));
    node.put("study", study.name());
    node.put("question", study.question());
    node.put("strategy", key.id());
    node.put("rows_are", use.words());
    node.put("tuning_rows", use.tuning().size());
    node.put("judged_rows", use.judged().size());
    node.put("rows_left_out", rows.leftOut());
    node.put("written", written);
    if (write && !written) {
      node.put(
          "not_written",
          "the floor ("
              + report.floor()
              + ") is not shown to be kept even with nothing taken away; a region would stop every"
              + " row");
    }
    return node;
  }

  /** Which rows are used for what. */
  private record RowUse(List<Integer> tuning, List<Integer> judged, String words) {
    static RowUse of(StudyDefinition study, UsableRows rows, String trainedOn) {
      if (!rows.sha256().equals(trainedOn)) {
        return halves(rows);
      }
      var kept = SubjectSplit.kept(
              study.split(),
              rows.known().rows(),
              OutcomeKind.of(study).strata(rows.known()));
      return kept.heldOut().isEmpty()
          ? new RowUse(
              kept.tuning(),
              kept.tuning(),
              "the model's own rows: weighed and judged on the subjects that tuned the model, as it"
                  + " was fitted on all others; slightly favourable")
          : new RowUse(
              kept.tuning(),
              kept.heldOut(),
              "the model's own rows: weighed on its tuning subjects, judged on its held-out subjects");
    }

    private static RowUse halves(UsableRows rows) {
      var subjects = rows.known().subjects();
      var order = new HashMap<SubjectId, Integer>();
      subjects.stream().distinct().sorted().forEach(each -> order.put(each, order.size()));
      var first = new ArrayList<Integer>();
      var second = new ArrayList<Integer>();
      IntStream.range(0, subjects.size())
          .forEach(
              row -> (order.getOrDefault(subjects.get(row), 0) % 2 == 0 ? first : second).add(row));
      return new RowUse(
          first,
          second,
          "rows the model was not made from: weighed on one half of the subjects, judged on the"
              + " other");
    }
  }
}
