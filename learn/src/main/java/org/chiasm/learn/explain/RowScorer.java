package org.chiasm.learn.explain;

import java.util.List;
import org.chiasm.learn.encode.TensorSource;
import org.chiasm.row.FeatureRow;

/** One strategy of a model: rows in, one score for each out. Called from one thread. */
@FunctionalInterface
public interface RowScorer {
  /**
   * A score for each row: the logit of the probability, or the quantity; equal rows and tensors
   * give equal scores.
   *
   * @param tensors where the rows' references are read from
   */
  double[] scores(List<FeatureRow> rows, TensorSource tensors);
}
