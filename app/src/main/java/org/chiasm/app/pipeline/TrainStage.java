package org.chiasm.app.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.chiasm.app.files.OutputFolder;
import org.chiasm.app.files.Sha256;
import org.chiasm.app.files.StageProgress;
import org.chiasm.app.files.StudyFiles;
import org.chiasm.app.files.SummaryFile;
import org.chiasm.app.files.TensorFiles;
import org.chiasm.app.files.WrongUseException;
import org.chiasm.connect.store.RowsReader;
import org.chiasm.learn.bundle.BundleAddition;
import org.chiasm.learn.bundle.ModelBundle;
import org.chiasm.learn.bundle.MultiClassBundle;
import org.chiasm.learn.bundle.Provenance;
import org.chiasm.learn.evaluate.FusionComparison;
import org.chiasm.learn.evaluate.Metric;
import org.chiasm.learn.evaluate.MetricEstimate;
import org.chiasm.learn.fusion.FusionTraining;
import org.chiasm.learn.fusion.TrainedStudy;
import org.chiasm.learn.multiclass.MultiClassComparison;
import org.chiasm.learn.network.Checkpoints;
import org.chiasm.learn.network.TrainingProgress;
import org.chiasm.learn.survival.HazardTraining;
import org.chiasm.learn.survival.SurvivalComparison;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.LabelledRow;
import org.chiasm.study.OutcomeDefinition;

/** From rows to a compared set of strategies and a model bundle. */
public final class TrainStage {
  private static final String SITE = "site.yaml";

  private TrainStage() {}

  /**
   * Trains, judges on held-out subjects, writes {@code model/} and the summary's evaluation.
   *
   * @param removing whether each branch is also taken away in turn and compared with training
   *     without it, which takes one more comparison for each
   * @return what was compared; empty where the outcome is a time to an event or one of several
   *     classes, which are judged by other measures
   */
  public static Optional<FusionComparison> run(
      StudyFiles files, OutputFolder out, StageProgress progress, boolean removing)
      throws IOException, WrongUseException {
    if (!Files.isRegularFile(out.rowsParquet())) {
      throw new WrongUseException(
          "no rows at " + out.rowsParquet() + "; run chiasm rows with the same --out first");
    }
    progress.begin("train and compare");
    List<LabelledRow> rows;
    try (var reader = RowsReader.open(out.rowsParquet(), files.study());
        var stream = reader.rows()) {
      rows = stream.toList();
    }
    try {
      return switch (files.study().outcome()) {
        case OutcomeDefinition.TimeToEvent _ -> {
          overTime(files, out, rows, progress, removing);
          yield Optional.empty();
        }
        case OutcomeDefinition.MultiClass _ -> {
          ofClasses(files, out, rows, progress, removing);
          yield Optional.empty();
        }
        case OutcomeDefinition.Binary _, OutcomeDefinition.TimeTo _ ->
            Optional.of(atOnce(files, out, rows, progress, removing));
      };
    } catch (IllegalArgumentException e) {
      throw new WrongUseException("these rows cannot be trained on: " + e.getMessage());
    }
  }

  private static FusionComparison atOnce(
      StudyFiles files,
      OutputFolder out,
      List<LabelledRow> rows,
      StageProgress progress,
      boolean removing)
      throws IOException {
    var comparison =
        FusionComparison.run(
            files.study(),
            rows,
            new TensorFiles(out).with(files),
            told(progress),
            FusionTraining.of(files.study()).with(Checkpoints.in(out.training())),
            removing);
    keep(files, out, comparison.model());
    Checkpoints.discard(out.training());
    var document = SummaryFile.open(out);
    EvaluationSection.write(document.root(), comparison);
    predictionTimes(document.root(), comparison.heldOut().rows());
    ImputationSection.write(document.root(), files.study(), rows);
    document.save();
    progress.end(headline(comparison));
    return comparison;
  }

  private static void overTime(
      StudyFiles files,
      OutputFolder out,
      List<LabelledRow> rows,
      StageProgress progress,
      boolean removing)
      throws IOException {
    var comparison =
        SurvivalComparison.run(
            files.study(),
            rows,
            new TensorFiles(out).with(files),
            told(progress),
            HazardTraining.withSeed(files.study().split().seed())
                .with(Checkpoints.in(out.training())),
            removing);
    keep(files, out, comparison.model());
    Checkpoints.discard(out.training());
    var document = SummaryFile.open(out);
    SurvivalSection.write(document.root(), comparison);
    predictionTimes(document.root(), comparison.rows().rows());
    ImputationSection.write(document.root(), files.study(), rows);
    document.save();
    progress.end(SurvivalSection.headline(comparison));
  }

  private static void ofClasses(
      StudyFiles files,
      OutputFolder out,
      List<LabelledRow> rows,
      StageProgress progress,
      boolean removing)
      throws IOException {
    var comparison =
        MultiClassComparison.run(
            files.study(),
            rows,
            new TensorFiles(out).with(files),
            told(progress),
            FusionTraining.of(files.study()).with(Checkpoints.in(out.training())),
            removing);
    new MultiClassBundle(files.studyText(), comparison.model(), provenance(files, out))
        .save(out.model());
    keepData(files, out);
    Checkpoints.discard(out.training());
    var document = SummaryFile.open(out);
    MultiClassSection.write(document.root(), comparison);
    predictionTimes(document.root(), comparison.rows().rows());
    ImputationSection.write(document.root(), files.study(), rows);
    document.save();
    progress.end(MultiClassSection.headline(comparison));
  }

  private static void predictionTimes(ObjectNode root, List<FeatureRow> rows) {
    var times = rows.stream().map(FeatureRow::predictionTime).sorted().toList();
    if (!times.isEmpty() && root.path("evaluation") instanceof ObjectNode evaluation) {
      evaluation
          .putObject("prediction_times")
          .put("first", times.getFirst().toString())
          .put("last", times.getLast().toString());
    }
  }

  private static void keep(StudyFiles files, OutputFolder out, TrainedStudy model)
      throws IOException {
    new ModelBundle(files.studyText(), model, provenance(files, out)).save(out.model());
    keepData(files, out);
  }

  private static Provenance provenance(StudyFiles files, OutputFolder out) throws IOException {
    return new Provenance(
        Sha256.hex(out.rowsParquet()),
        files.study().split().seed(),
        Environment.versions(),
        Environment.machine());
  }

  private static void keepData(StudyFiles files, OutputFolder out) throws IOException {
    keepSite(files, out);
    SiteProfileStage.keepBesideModel(files, out);
    BundleAddition.adopt(out.model(), Set.of(SITE, SiteProfileJson.FILE));
  }

  /**
   * The site lies beside the bundle's study file, where {@code chiasm evaluate} looks for it when
   * it is given none.
   */
  private static void keepSite(StudyFiles files, OutputFolder out) throws IOException {
    Path site = out.model().resolve(SITE);
    if (files.siteText().isEmpty()) {
      Files.deleteIfExists(site);
    } else {
      Files.writeString(site, files.siteText());
    }
  }

  /** Divisions done, and the losses of whichever network has just made a pass. */
  private static TrainingProgress told(StageProgress progress) {
    return new TrainingProgress() {
      @Override
      public void update(int done, int total) {
        progress.update(done, total);
      }

      @Override
      public void pass(String network, int pass, int most, double training, double tuning) {
        progress.note(
            String.format(
                Locale.ROOT,
                "%s pass %d: loss %.3f in training%s",
                network,
                pass,
                training,
                Double.isNaN(tuning)
                    ? ""
                    : String.format(Locale.ROOT, ", %.3f on the rows that stop it", tuning)));
      }
    };
  }

  private static String headline(FusionComparison comparison) {
    var words = new StringBuilder();
    var metric = Metric.primary(comparison.evaluation().binary());
    comparison
        .evaluation()
        .strategies()
        .forEach(
            (key, result) -> {
              if (result.metric(metric) instanceof MetricEstimate.Estimated estimate) {
                words
                    .append(words.isEmpty() ? "" : ", ")
                    .append(key.id())
                    .append(String.format(Locale.ROOT, " %.3f", estimate.value()));
              }
            });
    return metric.name() + " " + words;
  }
}
