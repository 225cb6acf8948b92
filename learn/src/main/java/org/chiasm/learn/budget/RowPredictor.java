package org.chiasm.learn.budget;

import java.util.List;
import org.chiasm.row.FeatureRow;

/** One strategy of a model: rows in, one prediction for each out. Called from one thread. */
@FunctionalInterface
public interface RowPredictor {
  /**
   * A probability, or a quantity in the outcome's unit, for each row; equal rows give equal ones.
   */
  double[] predict(List<FeatureRow> rows);
}
