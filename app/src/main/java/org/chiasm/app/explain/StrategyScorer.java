package org.chiasm.app.explain;

import org.chiasm.app.files.FinishedModel;
import org.chiasm.learn.encode.TensorFeatures;
import org.chiasm.learn.encode.TensorSource;
import org.chiasm.learn.explain.RowScorer;
import org.chiasm.learn.fusion.TrainedStrategy;

/** Scores of rows by one strategy of a model. */
final class StrategyScorer {
  private StrategyScorer() {}

  /** The scorer; what {@code own} gives is measured once. */
  static RowScorer of(FinishedModel model, TrainedStrategy.Fitted fitted, TensorSource own) {
    var measured = new TensorFeatures(own);
    var trained = model.bundle().model();
    return (rows, tensors) ->
        fitted
            .best()
            .scores(
                trained.encode(rows, tensors.equals(own) ? measured : new TensorFeatures(tensors)));
  }
}
