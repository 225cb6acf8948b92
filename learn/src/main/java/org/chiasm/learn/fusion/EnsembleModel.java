package org.chiasm.learn.fusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.chiasm.learn.encode.FeatureMatrix;
import org.chiasm.learn.layers.LossCurve;

/**
 * The weighted mean score of several models of the same columns.
 *
 * @param members at least one
 * @param weights one for each member, not negative; they sum to 1
 */
public record EnsembleModel(List<Model> members, List<Double> weights) implements Model {
  private static final int PART_ROWS_MIN = 20;

  private static final double SUM_TOLERANCE = 1e-9;

  /**
   * Copies the members.
   *
   * @throws IllegalArgumentException if there is none, or the weights are not theirs
   */
  public EnsembleModel {
    members = List.copyOf(members);
    weights = List.copyOf(weights);
    if (members.isEmpty()) {
      throw new IllegalArgumentException("An ensemble needs at least one member");
    }
    double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
    if (weights.size() != members.size()
        || weights.stream().anyMatch(each -> !(each >= 0))
        || Math.abs(sum - 1) > SUM_TOLERANCE) {
      throw new IllegalArgumentException(
          "An ensemble of "
              + members.size()
              + " needs as many weights that sum to 1, got "
              + weights);
    }
  }

  /** Members of equal weight. */
  public EnsembleModel(List<Model> members) {
    this(members, Collections.nCopies(members.size(), 1.0 / members.size()));
  }

  /**
   * Members weighted by stacked regression of the outcome on their scores (Breiman 1996,
   * doi:10.1007/BF00117832), drawn towards equal weights, none negative.
   *
   * <p>Of equal weight where there is nothing to weigh by, and over time, where the rows say of no
   * member's score at which interval it is right.
   *
   * @param scores of each member in the rows, that it was not fitted on: of tuning rows, or out of
   *     fold
   */
  static EnsembleModel fit(List<Model> members, double[][] scores, TrainingSet set) {
    int count = members.size();
    int rows = set.rowCount();
    if (rows == 0 || set.isConstant() || count == 1 || !set.ends().isEmpty()) {
      return new EnsembleModel(members);
    }
    boolean logit = set.scale() == OutcomeScale.LOGIT;
    var solved =
        new PenalisedFit(PenalisedFit.design(scores), count, set.targets(), logit).stacked(0);
    return new EnsembleModel(members, shares(Arrays.copyOf(solved, count)));
  }

  /** The same, weighted by tuning rows. */
  static EnsembleModel fit(List<Model> members, TrainingSet tuning) {
    var scores =
        members.stream().map(each -> each.scores(tuning.features())).toArray(double[][]::new);
    return fit(members, scores, tuning);
  }

  /**
   * The score of each row by each learner fitted on the other parts of the rows and tuned by the
   * row's own; none where a part is too small for that, and none over time.
   */
  static double[][] outOfFold(List<Learner> learners, TrainingSet training) {
    if (!training.ends().isEmpty()) {
      return new double[0][];
    }
    for (int part = 0; part < TrainingSet.PARTS; part++) {
      var own = training.part(part, false);
      if (own.rowCount() < PART_ROWS_MIN
          || own.isConstant()
          || training.part(part, true).isConstant()) {
        return new double[0][];
      }
    }
    var scores = new double[learners.size()][training.rowCount()];
    IntStream.range(0, learners.size() * TrainingSet.PARTS)
        .parallel()
        .forEach(
            i -> {
              int part = i % TrainingSet.PARTS;
              var own = training.part(part, false);
              var learner = learners.get(i / TrainingSet.PARTS);
              var given = learner.fit(training.part(part, true), own).scores(own.features());
              int[] rows = training.rowsOf(part);
              for (int j = 0; j < rows.length; j++) {
                scores[i / TrainingSet.PARTS][rows[j]] = given[j];
              }
            });
    return scores;
  }

  private static List<Double> shares(double[] weights) {
    double sum = Arrays.stream(weights).sum();
    var shares = new ArrayList<Double>();
    for (double weight : weights) {
      shares.add(sum > 0 ? weight / sum : 1.0 / weights.length);
    }
    return shares;
  }

  @Override
  public double[] scores(FeatureMatrix features) {
    return mean(members.stream().map(each -> each.scores(features)).toArray(double[][]::new));
  }

  /**
   * The weighted mean of scores.
   *
   * @param scores of each member, one for each row
   */
  double[] mean(double[][] scores) {
    var mean = new double[scores[0].length];
    for (int member = 0; member < members.size(); member++) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += weights.get(member) * scores[member][i];
      }
    }
    return mean;
  }

  @Override
  public List<Double> ends() {
    return members.getFirst().ends();
  }

  @Override
  public double[][] riskLogits(FeatureMatrix features) {
    var mean = new double[ends().size()][features.rowCount()];
    for (int member = 0; member < members.size(); member++) {
      var logits = members.get(member).riskLogits(features);
      for (int interval = 0; interval < mean.length; interval++) {
        for (int row = 0; row < mean[interval].length; row++) {
          mean[interval][row] += weights.get(member) * logits[interval][row];
        }
      }
    }
    return mean;
  }

  @Override
  public List<LossCurve> curves() {
    return members.stream().flatMap(each -> each.curves().stream()).toList();
  }

  @Override
  public SortedMap<String, String> hyperParameters() {
    var all = new TreeMap<String, String>();
    members.forEach(member -> all.putAll(member.hyperParameters()));
    for (int member = 0; member < members.size(); member++) {
      all.put("ensemble.weight." + member, Double.toString(weights.get(member)));
    }
    return all;
  }
}
