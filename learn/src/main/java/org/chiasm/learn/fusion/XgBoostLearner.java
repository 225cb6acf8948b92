package org.chiasm.learn.fusion;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Gradient-boosted trees, with the number of rounds and the shape of the trees chosen on tuning
 * rows. One thread fits one model, so that the same seed gives the same bytes on any machine size;
 * models are fitted side by side instead.
 *
 * @param grid settings tried; of equally good ones the first is taken
 * @param mostRounds at most so many trees
 * @param patience rounds without improvement on tuning rows after which fitting stops
 * @param untunedRounds how many trees where there are no tuning rows
 */
public record XgBoostLearner(
    List<Settings> grid, int mostRounds, int patience, int untunedRounds, long seed)
    implements Learner {
  /**
   * The shape of the trees and how fast they learn.
   *
   * @param maxDepth levels of a tree
   * @param minChildWeight least sum of second derivatives in a leaf
   * @param subsample share of rows for each tree
   * @param columnShare share of columns for each tree
   */
  public record Settings(
      double learningRate,
      int maxDepth,
      double minChildWeight,
      double subsample,
      double columnShare,
      double l2) {
    Map<String, Object> parameters() {
      var parameters = new TreeMap<String, Object>();
      parameters.put("eta", learningRate);
      parameters.put("max_depth", maxDepth);
      parameters.put("min_child_weight", minChildWeight);
      parameters.put("subsample", subsample);
      parameters.put("colsample_bytree", columnShare);
      parameters.put("lambda", l2);
      return parameters;
    }
  }

  /** The settings tried unless said otherwise. */
  public static final List<Settings> DEFAULT_GRID =
      List.of(
          new Settings(0.03, 3, 3, 0.7, 0.3, 10),
          new Settings(0.03, 4, 3, 0.7, 0.3, 10),
          new Settings(0.03, 5, 5, 0.6, 0.2, 20));

  /** Rounds between two looks at the tuning rows; the number of trees is a multiple of it. */
  private static final int STRIDE = 10;

  /** Copies the grid. */
  public XgBoostLearner {
    grid = List.copyOf(grid);
    if (grid.isEmpty() || mostRounds < STRIDE || untunedRounds < 1) {
      throw new IllegalArgumentException(
          "XGBoost needs a grid and at least " + STRIDE + " rounds, got " + mostRounds);
    }
  }

  /** The learner with its default settings. */
  public static XgBoostLearner withSeed(long seed) {
    return new XgBoostLearner(DEFAULT_GRID, 1500, 80, 100, seed);
  }

  @Override
  public XgBoostModel fit(TrainingSet training, TrainingSet tuning) {
    var tried =
        (tuning.rowCount() == 0 ? grid.subList(0, 1) : grid)
            .parallelStream().map(settings -> fit(training, tuning, settings)).toList();
    Candidate best = tried.getFirst();
    for (var candidate : tried) {
      if (candidate.loss() < best.loss()) {
        best = candidate;
      }
    }
    return best.model();
  }

  private record Candidate(XgBoostModel model, double loss) {}

  private Candidate fit(TrainingSet training, TrainingSet tuning, Settings settings) {
    try {
      var rows = matrix(training);
      rows.setLabel(floats(training.targets()));
      if (training.weights().length > 0) {
        rows.setWeight(training.weights());
      }
      boolean tuned = tuning.rowCount() > 0;
      var tuningRows = tuned ? matrix(tuning) : rows;
      try {
        return boost(training, tuning, settings, rows, tuningRows);
      } finally {
        rows.dispose();
        tuningRows.dispose();
      }
    } catch (XGBoostError failure) {
      throw new IllegalStateException(
          "XGBoost failed to fit " + training.features() + " with " + settings, failure);
    }
  }

  private Candidate boost(
      TrainingSet training, TrainingSet tuning, Settings settings, DMatrix rows, DMatrix tuningRows)
      throws XGBoostError {
    var watched = Map.of("tuning", tuningRows);
    var booster = XGBoost.train(rows, parameters(training, settings), 0, watched, null, null);
    try {
      boolean tuned = tuning.rowCount() > 0;
      int most = tuned ? mostRounds : untunedRounds;
      var bestWeights = new byte[0];
      int bestRounds = 0;
      double bestLoss = Double.POSITIVE_INFINITY;
      for (int round = 1; round <= most; round++) {
        booster.update(rows, round - 1);
        boolean last = round == most;
        if (!(tuned && round % STRIDE == 0) && !last) {
          continue;
        }
        var scores = XgBoostModel.margins(booster.predict(tuningRows, true));
        double loss = tuned ? tuning.scale().loss(scores, tuning.outcomes()) : 0;
        if (bestRounds == 0 || loss < bestLoss) {
          bestLoss = loss;
          bestRounds = round;
          bestWeights = booster.toByteArray("ubj");
        } else if (round - bestRounds >= patience) {
          break;
        }
      }
      var chosen = new TreeMap<String, String>();
      settings.parameters().forEach((name, value) -> chosen.put("xgboost." + name, value + ""));
      chosen.put("xgboost.rounds", Integer.toString(bestRounds));
      return new Candidate(
          new XgBoostModel(training.features().features(), bestWeights, chosen), bestLoss);
    } finally {
      booster.dispose();
    }
  }

  private Map<String, Object> parameters(TrainingSet training, Settings settings) {
    boolean logit = training.scale() == OutcomeScale.LOGIT;
    double base = training.baseScore();
    var parameters = new TreeMap<>(settings.parameters());
    parameters.put("objective", logit ? "binary:logistic" : "reg:squarederror");
    parameters.put("base_score", logit ? OutcomeScale.LOGIT.prediction(base) : base);
    parameters.put("tree_method", "hist");
    parameters.put("max_bin", 64);
    parameters.put("nthread", 1);
    parameters.put("seed", (int) (seed ^ (seed >>> 32)) & Integer.MAX_VALUE);
    parameters.put("verbosity", 0);
    return parameters;
  }

  private static DMatrix matrix(TrainingSet set) throws XGBoostError {
    return new DMatrix(
        set.features().toFloats(), set.rowCount(), set.features().columnCount(), Float.NaN);
  }

  private static float[] floats(double[] numbers) {
    var floats = new float[numbers.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) numbers[i];
    }
    return floats;
  }
}
