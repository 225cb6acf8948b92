package org.chiasm.app.explain;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.chiasm.app.files.FinishedModel;
import org.chiasm.app.files.OutputFolder;
import org.chiasm.app.files.StageProgress;
import org.chiasm.app.files.TensorFiles;
import org.chiasm.app.files.WrongUseException;
import org.chiasm.connect.store.RowsReader;
import org.chiasm.learn.encode.TensorSource;
import org.chiasm.learn.explain.Evidence;
import org.chiasm.learn.explain.Explanation;
import org.chiasm.learn.explain.GradCam;
import org.chiasm.learn.explain.Occlusion;
import org.chiasm.learn.explain.RowExplainer;
import org.chiasm.learn.explain.WordOcclusion;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.InputCell;
import org.chiasm.row.LabelledRow;
import org.chiasm.study.InputDefinition;

/** Explains one row of a run by a strategy of its model. */
public final class ExplainStage {
  private final FinishedModel model;
  private final String className;
  private final OutputFolder run;
  private final TensorSource tensors;
  private final StageProgress progress;

  /**
   * The stage for a model folder, whose hashes are checked.
   *
   * @param className of an outcome of several classes the one to explain, else empty
   * @param run the folder with {@code rows.parquet}, {@code tensors/} and, for the sentences of
   *     notes, {@code record/}; without it the explanation says so
   */
  public ExplainStage(Path model, String className, OutputFolder run, StageProgress progress)
      throws IOException, WrongUseException {
    this.model = FinishedModel.load(model, List.of(), className);
    this.className = requireNonNull(className, "className");
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
    var study = model.study();
    var fitted = model.strategy(strategy);
    var row = row(position);
    progress.begin("explain");
    var scorer = StrategyScorer.of(model, fitted, tensors);
    var result = new RowExplainer(study, scorer, tensors).explain(row.row());
    var root =
        located(
            result.root(),
            row.row(),
            new Occlusion(scorer, tensors),
            new GradCam(model.bundle().model(), fitted.best(), tensors),
            new HistorySentences(run, study, row.row()),
            new WordOcclusion(scorer, tensors, model.bundle().model().encoder()));
    var scale = fitted.best().scale();
    progress.end(
        String.format(
            Locale.ROOT, "%s: %.4f", fitted.key().id(), scale.prediction(result.score())));
    return new ExplainedRow(
        study,
        model.id(),
        fitted.key().id(),
        className,
        position,
        row,
        scale,
        result.score(),
        result.base(),
        root,
        tensors);
  }

  private LabelledRow row(long position) throws IOException, WrongUseException {
    if (!Files.isRegularFile(run.rowsParquet())) {
      throw new WrongUseException(
          "no rows at " + run.rowsParquet() + "; name the folder of the run with --out DIR");
    }
    try (var reader = RowsReader.open(run.rowsParquet(), model.study())) {
      long count = 0;
      try (var rows = reader.rows()) {
        for (var each : (Iterable<LabelledRow>) rows::iterator) {
          if (count++ == position) {
            return each;
          }
        }
      }
      throw new WrongUseException(
          "no row "
              + position
              + " in "
              + run.rowsParquet()
              + (count == 0
                  ? ", which is empty"
                  : ", whose rows are numbered 0 to " + (count - 1)));
    }
  }

  /** The tree with what lies inside images, signals and trajectories, and what notes say. */
  private Explanation located(
      Explanation node,
      FeatureRow row,
      Occlusion occlusion,
      GradCam gradCam,
      HistorySentences sentences,
      WordOcclusion words) {
    var parts = new ArrayList<Explanation>();
    for (var part : node.parts()) {
      parts.add(located(part, row, occlusion, gradCam, sentences, words));
    }
    var evidence = new ArrayList<>(node.evidence());
    for (var input : model.study().inputs()) {
      if (input.name().equals(node.name())
          && node.parts().isEmpty()
          && row.cell(input.name()) instanceof InputCell.Present) {
        evidence.addAll(
            switch (input) {
              case InputDefinition.Image image ->
                  Stream.concat(
                          occlusion.strongest(image, row).stream(),
                          Stream.of(gradCam.of(image, row)))
                      .toList();
              case InputDefinition.Waveform _, InputDefinition.Trajectory _ ->
                  occlusion.strongest(input, row);
              case InputDefinition.History history -> sentences.of(history);
              case InputDefinition.Notes notes ->
                  new NoteWords(model.study(), run).of(notes, row, words.strongest(notes, row));
              case InputDefinition.Tabular _ -> List.<Evidence>of();
            });
      }
    }
    return node.withParts(parts).withEvidence(evidence);
  }
}
