package org.chiasm.learn.fusion;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.chiasm.study.FusionPlan;

/**
 * Gradient-boosted trees, with the number of rounds and the shape of the trees chosen on tuning
 * rows; the best few settings are averaged, each fitted with a seed of its own. One thread fits one
 * member, so that the same seed gives the same bytes on any machine size; members are fitted side
 * by side instead.
 *
 * @param grid settings tried; of equally good ones the first is taken
 * @param members how many of those settings are averaged, at least 1; all where there are fewer
 * @param mostRounds at most so many trees
 * @param patience rounds without improvement on tuning rows after which fitting stops
 * @param untunedRounds how many trees where there are no tuning rows
 */
public record XgBoostLearner(
    List<Settings> grid, int members, int mostRounds, int patience, int untunedRounds, long seed)
    implements Learner {
  /**
   * The shape of the trees and how fast they learn.
   *
   * @param maxDepth levels of a tree
   * @param minChildWeight least sum of second derivatives in a leaf
   * @param subsample share of rows for each tree
   * @param columnShare share of columns for each tree; at least 16 columns
   */
  public record Settings(
      double learningRate,
      int maxDepth,
      double minChildWeight,
      double subsample,
      double columnShare,
      double l2) {
    Settings faster(double pace) {
      return new Settings(
          Math.min(pace * learningRate, 0.3), maxDepth, minChildWeight, subsample, columnShare, l2);
    }

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

  private static final double LEAN_PACE = 3;

  private static final double STAND_IN_PACE = 5;

  /** How many settings are averaged unless said otherwise. */
  private static final int MEMBERS = 4;

  /** A tree of fewer columns learns little, however few of them the share allows. */
  private static final int COLUMNS_MIN = 16;

  /** Rounds between two looks at the tuning rows; the number of trees is a multiple of it. */
  private static final int STRIDE = 20;

  /** Copies the grid. */
  public XgBoostLearner {
    grid = List.copyOf(grid);
    if (grid.isEmpty() || members < 1 || mostRounds < 1 || untunedRounds < 1) {
      throw new IllegalArgumentException(
          "XGBoost needs a grid, a member and at least one round, got " + mostRounds);
    }
  }

  /** A learner that keeps the best setting alone. */
  public XgBoostLearner(
      List<Settings> grid, int mostRounds, int patience, int untunedRounds, long seed) {
    this(grid, 1, mostRounds, patience, untunedRounds, seed);
  }

  /** The learner that tries the default settings. */
  public static XgBoostLearner withSeed(long seed) {
    return searching(FusionPlan.Search.STANDARD, seed);
  }

  /** The learner that tries as many settings as a study allows. */
  public static XgBoostLearner searching(FusionPlan.Search search, long seed) {
    return new XgBoostLearner(
        TreeSearch.settings(search.budget(), seed), MEMBERS, 3000, 120, 250, seed);
  }

  /**
   * A quicker learner for models that score few rows: one setting, the second where there are
   * several, that learns three times as fast.
   */
  XgBoostLearner lean() {
    return quick(List.of(grid.get(Math.min(1, grid.size() - 1))), LEAN_PACE);
  }

  /**
   * A quicker learner that is about as good, so that its scores can stand for this one's: as many
   * settings are averaged, the first, and learn five times as fast.
   */
  XgBoostLearner standIn() {
    return quick(grid.subList(0, Math.min(members, grid.size())), STAND_IN_PACE);
  }

  private XgBoostLearner quick(List<Settings> settings, double pace) {
    return new XgBoostLearner(
        settings.stream().map(each -> each.faster(pace)).toList(),
        settings.size(),
        mostRounds,
        Math.max(STRIDE, patience / 2),
        untunedRounds / 2 + 1,
        seed);
  }

  @Override
  public XgBoostModel fit(TrainingSet training, TrainingSet tuning) {
    int tries = tuning.rowCount() == 0 ? Math.min(members, grid.size()) : grid.size();
    var tried =
        IntStream.range(0, tries).parallel().mapToObj(i -> fit(training, tuning, i)).toList();
    var kept =
        tried.stream().sorted(Comparator.comparingDouble(Candidate::loss)).limit(members).toList();
    var hyperParameters = new TreeMap<String, String>();
    hyperParameters.put("xgboost.settings_tried", Integer.toString(tries));
    for (int i = 0; i < kept.size(); i++) {
      var prefix = kept.size() == 1 ? "xgboost." : "xgboost." + i + ".";
      kept.get(i).chosen().forEach((name, value) -> hyperParameters.put(prefix + name, value));
    }
    return new XgBoostModel(
        training.features().features(),
        kept.stream().map(Candidate::weights).toList(),
        hyperParameters);
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Candidate(byte[] weights, Map<String, String> chosen, double loss) {}

  private Candidate fit(TrainingSet training, TrainingSet tuning, int index) {
    var settings = grid.get(index);
    try {
      var rows = matrix(training);
      rows.setLabel(floats(training.targets()));
      if (training.weights().length > 0) {
        rows.setWeight(training.weights());
      }
      boolean tuned = tuning.rowCount() > 0;
      var tuningRows = tuned ? matrix(tuning) : rows;
      try {
        return boost(training, tuning, index, rows, tuningRows);
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
      TrainingSet training, TrainingSet tuning, int index, DMatrix rows, DMatrix tuningRows)
      throws XGBoostError {
    var watched = Map.of("tuning", tuningRows);
    var booster = XGBoost.train(rows, parameters(training, index), 0, watched, null, null);
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
      grid.get(index).parameters().forEach((name, value) -> chosen.put(name, value + ""));
      chosen.put("rounds", Integer.toString(bestRounds));
      return new Candidate(bestWeights, chosen, bestLoss);
    } finally {
      booster.dispose();
    }
  }

  private Map<String, Object> parameters(TrainingSet training, int index) {
    boolean logit = training.scale() == OutcomeScale.LOGIT;
    double base = training.baseScore();
    double least = Math.min(1.0, (double) COLUMNS_MIN / training.features().columnCount());
    long own = seed + index;
    var parameters = new TreeMap<>(grid.get(index).parameters());
    parameters.put("colsample_bytree", Math.max(grid.get(index).columnShare(), least));
    parameters.put("objective", logit ? "binary:logistic" : "reg:squarederror");
    parameters.put("base_score", logit ? OutcomeScale.LOGIT.prediction(base) : base);
    parameters.put("tree_method", "hist");
    parameters.put("max_bin", 64);
    parameters.put("nthread", 1);
    parameters.put("seed", (int) (own ^ (own >>> 32)) & Integer.MAX_VALUE);
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
