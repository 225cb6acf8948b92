package org.chiasm.app.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.chiasm.connect.store.RowsReader;
import org.chiasm.learn.bundle.ModelBundle;
import org.chiasm.learn.bundle.Provenance;
import org.chiasm.learn.evaluate.FusionComparison;
import org.chiasm.learn.evaluate.Metric;
import org.chiasm.learn.evaluate.MetricEstimate;
import org.chiasm.learn.fusion.FusionTraining;
import org.chiasm.learn.network.Checkpoints;
import org.chiasm.row.LabelledRow;

/** From rows to a compared set of strategies and a model bundle. */
public final class TrainStage {
  private TrainStage() {}

  /** Trains, judges on held-out subjects, writes {@code model/} and the summary's evaluation. */
  public static FusionComparison run(StudyFiles files, OutputFolder out, StageProgress progress)
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
    FusionComparison comparison;
    try {
      comparison =
          FusionComparison.run(
              files.study(),
              rows,
              new TensorFiles(out),
              progress::update,
              FusionTraining.of(files.study())
                  .with(Checkpoints.in(out.training())));
    } catch (IllegalArgumentException e) {
      throw new WrongUseException("these rows cannot be trained on: " + e.getMessage());
    }
    new ModelBundle(
            files.studyText(),
            comparison.model(),
            new Provenance(Sha256.hex(out.rowsParquet()), files.study().split().seed(), versions()))
        .save(out.model());
    Checkpoints.discard(out.training());
    keepSite(files, out);
    SiteProfileStage.keepBesideModel(files, out);
    var document = SummaryFile.open(out);
    EvaluationSection.write(document.root(), comparison);
    ImputationSection.write(document.root(), files.study(), rows);
    document.save();
    progress.end(headline(comparison));
    return comparison;
  }

  /**
   * The site lies beside the bundle's study file, where {@code chiasm evaluate} looks for it when
   * it is given none.
   */
  private static void keepSite(StudyFiles files, OutputFolder out) throws IOException {
    Path site = out.model().resolve("site.yaml");
    if (files.siteText().isEmpty()) {
      Files.deleteIfExists(site);
    } else {
      Files.writeString(site, files.siteText());
    }
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

  private static Map<String, String> versions() {
    var versions = new TreeMap<String, String>();
    versions.put("chiasm", "0.1.0");
    versions.put("java", Runtime.version().toString());
    return versions;
  }
}
