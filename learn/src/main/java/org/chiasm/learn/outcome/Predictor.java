package org.chiasm.learn.outcome;

import java.util.List;
import org.chiasm.row.FeatureRow;

/** One strategy of a model: rows in, predictions of them out. Called from one thread. */
@FunctionalInterface
public interface Predictor {
  /**
   * Predictions, figures by rows: a probability, or a quantity in the outcome's unit; of several
   * classes the probability of each; over time the risk by each time told. Equal rows give equal
   * ones.
   */
  double[][] predict(List<FeatureRow> rows);
}
