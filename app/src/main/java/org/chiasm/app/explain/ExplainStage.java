package org.chiasm.app.explain;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.chiasm.app.pipeline.OutputFolder;
import org.chiasm.app.pipeline.StageProgress;
import org.chiasm.app.pipeline.StudyFiles;
import org.chiasm.app.pipeline.TensorFiles;
import org.chiasm.app.pipeline.WrongUseException;
import org.chiasm.connect.store.RowsReader;
import org.chiasm.learn.bundle.ModelBundle;
import org.chiasm.learn.encode.TensorFeatures;
import org.chiasm.learn.encode.TensorSource;
import org.chiasm.learn.explain.Explanation;
import org.chiasm.learn.explain.Occlusion;
import org.chiasm.learn.explain.RowExplainer;
import org.chiasm.learn.explain.RowScorer;
import org.chiasm.learn.fusion.StrategyKey;
import org.chiasm.learn.fusion.TrainedStrategy;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.InputCell;
import org.chiasm.row.LabelledRow;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.StudyDefinition;

/** Explains one row of a run by a strategy of its model. */
public final class ExplainStage {
  private final ModelBundle bundle;
  private final StudyDefinition study;
  private final OutputFolder run;
  private final TensorSource tensors;
  private final StageProgress progress;

  /**
   * The stage for a model folder, whose hashes are checked.
   *
   * @param run the folder with {@code rows.parquet}, {@code tensors/} and, for the sentences of
   *     notes, {@code record/}
   */
  public ExplainStage(Path model, OutputFolder run, StageProgress progress)
      throws IOException, WrongUseException {
    if (!Files.isDirectory(model)) {
      throw new WrongUseException("no model at " + model + "; give a folder made by chiasm train");
    }
    this.bundle = ModelBundle.load(model);
    this.study = StudyFiles.read(model.resolve("study.yaml"), List.of()).study();
    this.run = requireNonNull(run, "run");
    this.tensors = new TensorFiles(run);
    this.progress = requireNonNull(progress, "progress");
  }

  /**
   * Explains the row at a position.
   *
   * @param position from 0, in the order of {@code rows.parquet}
   * @param strategy which, or empty for the fusion with the lowest loss on tuning rows
   */
  public ExplainedRow explain(long position, String strategy)
      throws IOException, WrongUseException {
    var fitted = strategy(strategy);
    var row = row(position);
    progress.begin("explain");
    RowScorer scorer =
        (rows, source) ->
            fitted.best().scores(bundle.model().encode(rows, new TensorFeatures(source)));
    var result = new RowExplainer(study, scorer, tensors).explain(row.row());
    var occlusion = new Occlusion(scorer, tensors);
    var root = located(result.root(), row.row(), occlusion);
    var explained =
        new ExplainedRow(
            study,
            bundle.id(),
            fitted.key().id(),
            position,
            row,
            result.score(),
            result.base(),
            Arrays.stream(
                    fitted.best().scale().predictions(new double[] {result.score(), result.base()}))
                .boxed()
                .toList(),
            root,
            tensors);
    progress.end(
        String.format(
            Locale.ROOT, "%s: %.4f", fitted.key().id(), explained.predictions().getFirst()));
    return explained;
  }

  private LabelledRow row(long position) throws IOException, WrongUseException {
    if (!Files.isRegularFile(run.rowsParquet())) {
      throw new WrongUseException(
          "no rows at " + run.rowsParquet() + "; name the folder of the run with --out DIR");
    }
    try (var reader = RowsReader.open(run.rowsParquet(), study);
        var rows = reader.rows()) {
      return rows.skip(position)
          .findFirst()
          .orElseThrow(
              () ->
                  new WrongUseException(
                      "no row " + position + " in " + run.rowsParquet() + "; rows count from 0"));
    }
  }

  /** The tree with what lies inside images, signals and trajectories, found by hiding it. */
  private Explanation located(Explanation node, FeatureRow row, Occlusion occlusion) {
    var parts = node.parts().stream().map(part -> located(part, row, occlusion)).toList();
    var evidence = new ArrayList<>(node.evidence());
    study.inputs().stream()
        .filter(input -> input.name().equals(node.name()) && node.parts().isEmpty())
        .filter(input -> row.cell(input.name()) instanceof InputCell.Present)
        .filter(ExplainStage::hasInside)
        .forEach(input -> evidence.addAll(occlusion.strongest(input, row)));
    return node.withParts(parts).withEvidence(evidence);
  }

  private static boolean hasInside(InputDefinition input) {
    return switch (input) {
      case InputDefinition.Image _, InputDefinition.Waveform _, InputDefinition.Trajectory _ ->
          true;
      case InputDefinition.Tabular _, InputDefinition.History _ -> false;
    };
  }

  private TrainedStrategy.Fitted strategy(String wanted) throws WrongUseException {
    var fitted = bundle.model().fitted();
    if (!wanted.isEmpty()) {
      return fitted.stream()
          .filter(each -> each.key().id().equals(wanted))
          .findFirst()
          .orElseThrow(
              () ->
                  new WrongUseException(
                      "no strategy '"
                          + wanted
                          + "' in the model; it has "
                          + fitted.stream().map(each -> each.key().id()).toList()));
    }
    return fitted.stream()
        .filter(each -> each.key() instanceof StrategyKey.Fused || fitted.size() == 1)
        .min(
            Comparator.comparingDouble(
                each -> each.tuningLoss().getOrDefault(each.chosen(), Double.MAX_VALUE)))
        .or(() -> fitted.stream().findFirst())
        .orElseThrow(() -> new WrongUseException("the model has no fitted strategy"));
  }
}
