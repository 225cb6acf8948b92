package org.chiasm.learn.fusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.chiasm.learn.encode.FeatureMatrix;
import org.chiasm.learn.layers.LossCurve;

/**
 * The weighted mean score of several models of the same columns.
 *
 * @param members at least one
 * @param weights one for each member, not negative; they sum to 1
 */
public record EnsembleModel(List<Model> members, List<Double> weights) implements Model {
  /** As much as so many rows say for equal weights. */
  private static final double PULL_ROWS = 10;

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
   * Members weighted by stacked regression of the outcome on their scores in tuning rows (Breiman
   * 1996, doi:10.1007/BF00117832), drawn towards equal weights, none negative.
   */
  static EnsembleModel fit(List<Model> members, TrainingSet tuning) {
    int count = members.size();
    int rows = tuning.rowCount();
    if (rows == 0 || tuning.isConstant() || count == 1) {
      return new EnsembleModel(members);
    }
    var design = new double[rows * count];
    for (int i = 0; i < count; i++) {
      var scores = members.get(i).scores(tuning.features());
      for (int row = 0; row < rows; row++) {
        design[row * count + i] = scores[row];
      }
    }
    var penalty = new double[count + 1];
    var centre = new double[count + 1];
    Arrays.fill(penalty, 0, count, PULL_ROWS / rows);
    Arrays.fill(centre, 0, count, 1.0 / count);
    while (true) {
      var fit =
          new PenalisedFit(design, count, tuning.targets(), tuning.scale() == OutcomeScale.LOGIT);
      var solved = fit.solve(penalty, centre, centre);
      int lowest = 0;
      for (int i = 1; i < count; i++) {
        lowest = solved[i] < solved[lowest] ? i : lowest;
      }
      if (solved[lowest] >= 0) {
        return new EnsembleModel(members, shares(Arrays.copyOf(solved, count)));
      }
      for (int row = 0; row < rows; row++) {
        design[row * count + lowest] = 0;
      }
      centre[lowest] = 0;
    }
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
    var mean = new double[features.rowCount()];
    for (int member = 0; member < members.size(); member++) {
      var scores = members.get(member).scores(features);
      for (int i = 0; i < mean.length; i++) {
        mean[i] += weights.get(member) * scores[i];
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
