package org.chiasm.learn.fusion;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.chiasm.learn.encode.Feature;
import org.chiasm.learn.encode.FeatureMatrix;

/**
 * One or several sets of boosted trees over the same columns; the score is their mean. Missing
 * values follow the branch learned for them.
 */
public final class XgBoostModel implements Model {
  private final List<Feature> features;
  private final List<byte[]> weights;
  private final SortedMap<String, String> hyperParameters;
  private final List<Booster> boosters;

  /**
   * A model from its weights.
   *
   * @param features the columns it was fitted on
   * @param weights of each member, as XGBoost writes them in universal binary JSON (UBJ); at least
   *     one
   * @throws IllegalArgumentException if there is no member, or XGBoost cannot read one
   */
  public XgBoostModel(
      List<Feature> features, List<byte[]> weights, SortedMap<String, String> hyperParameters) {
    this.features = List.copyOf(features);
    this.weights = weights.stream().map(byte[]::clone).toList();
    this.hyperParameters = Collections.unmodifiableSortedMap(new TreeMap<>(hyperParameters));
    if (weights.isEmpty()) {
      throw new IllegalArgumentException("A model of boosted trees needs at least one member");
    }
    this.boosters = this.weights.stream().map(XgBoostModel::booster).toList();
  }

  private static Booster booster(byte[] weights) {
    try {
      var booster = XGBoost.loadModel(weights);
      booster.setParam("nthread", 1);
      return booster;
    } catch (XGBoostError | IOException failure) {
      throw new IllegalArgumentException(
          "XGBoost cannot read a model of "
              + weights.length
              + " bytes; the file is damaged or from a later XGBoost",
          failure);
    }
  }

  /** The columns it was fitted on. */
  public List<Feature> features() {
    return features;
  }

  /** A copy of the weights of each member, in UBJ. */
  public List<byte[]> weights() {
    return weights.stream().map(byte[]::clone).toList();
  }

  @Override
  public double[] scores(FeatureMatrix matrix) {
    if (!matrix.features().equals(features)) {
      throw new IllegalArgumentException(
          "A model fitted on "
              + features.size()
              + " columns was given a matrix of "
              + matrix.columnCount()
              + " columns that are not the same; encode rows with the contract of the same bundle");
    }
    if (matrix.rowCount() == 0) {
      return new double[0];
    }
    try {
      var rows = new DMatrix(matrix.toFloats(), matrix.rowCount(), matrix.columnCount(), Float.NaN);
      try {
        var mean = new double[matrix.rowCount()];
        for (var booster : boosters) {
          double[] margins;
          synchronized (booster) {
            margins = margins(booster.predict(rows, true));
          }
          for (int row = 0; row < mean.length; row++) {
            mean[row] += margins[row] / boosters.size();
          }
        }
        return mean;
      } finally {
        rows.dispose();
      }
    } catch (XGBoostError failure) {
      throw new IllegalStateException("XGBoost failed to predict: " + matrix, failure);
    }
  }

  static double[] margins(float[][] predicted) {
    return Arrays.stream(predicted).mapToDouble(row -> row[0]).toArray();
  }

  @Override
  public SortedMap<String, String> hyperParameters() {
    return hyperParameters;
  }
}
