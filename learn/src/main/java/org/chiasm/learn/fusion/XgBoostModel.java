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

/** Boosted trees. Missing values follow the branch learned for them. */
public final class XgBoostModel implements Model {
  private final List<Feature> features;
  private final byte[] weights;
  private final SortedMap<String, String> hyperParameters;
  private final Booster booster;

  /**
   * A model from its weights.
   *
   * @param features the columns it was fitted on
   * @param weights as XGBoost writes them in universal binary JSON (UBJ)
   * @throws IllegalArgumentException if XGBoost cannot read them
   */
  public XgBoostModel(
      List<Feature> features, byte[] weights, SortedMap<String, String> hyperParameters) {
    this.features = List.copyOf(features);
    this.weights = weights.clone();
    this.hyperParameters = Collections.unmodifiableSortedMap(new TreeMap<>(hyperParameters));
    try {
      this.booster = XGBoost.loadModel(this.weights);
      this.booster.setParam("nthread", 1);
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

  /** A copy of the weights, in UBJ. */
  public byte[] weights() {
    return weights.clone();
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
        synchronized (booster) {
          return margins(booster.predict(rows, true));
        }
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
