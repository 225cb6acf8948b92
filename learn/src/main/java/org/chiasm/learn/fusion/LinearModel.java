package org.chiasm.learn.fusion;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.chiasm.learn.encode.FeatureMatrix;
import org.chiasm.learn.encode.LinearPreprocessing;

/**
 * A weighted sum of preprocessed columns.
 *
 * @param weights one for each term of the preprocessing
 * @param intercept the score where every term is at its training mean
 * @param penalty half of it times the sum of squared weights was added to the mean loss
 */
public record LinearModel(
    LinearPreprocessing preprocessing, List<Double> weights, double intercept, double penalty)
    implements Model {
  /**
   * Copies the weights.
   *
   * @throws IllegalArgumentException if the counts of weights and terms differ
   */
  public LinearModel {
    requireNonNull(preprocessing, "preprocessing");
    weights = List.copyOf(weights);
    if (weights.size() != preprocessing.terms().size()) {
      throw new IllegalArgumentException(
          preprocessing.terms().size() + " terms were given " + weights.size() + " weights");
    }
  }

  @Override
  public double[] scores(FeatureMatrix features) {
    var design = preprocessing.transform(features);
    var factors = weights.stream().mapToDouble(Double::doubleValue).toArray();
    var scores = new double[features.rowCount()];
    for (int row = 0; row < scores.length; row++) {
      double score = intercept;
      for (int i = 0; i < factors.length; i++) {
        score += factors[i] * design[row * factors.length + i];
      }
      scores[row] = score;
    }
    return scores;
  }

  @Override
  public SortedMap<String, String> hyperParameters() {
    return new TreeMap<>(Map.of("linear.penalty", Double.toString(penalty)));
  }
}
