package org.chiasm.learn.fusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.chiasm.study.Branch;
import org.chiasm.study.LateRule;

/**
 * Joins models of single branches by each rule of late fusion. What a rule needs beyond the models
 * is fitted on tuning rows: weights from each model's own loss, the regression of stacking, and a
 * calibration of the joined score.
 */
public final class LateFusion {
  /** The rules that can be fitted: all but the choice among them. */
  static final List<LateRule> RULES =
      List.of(LateRule.MEAN, LateRule.WEIGHTED, LateRule.VOTE, LateRule.STACKED);

  /** As much as so many rows say against the tuning rows. */
  private static final double PULL_ROWS = 10;

  private final List<Branch> branches;
  private final List<Strategy.Joined> models;
  private final double base;
  private final TrainingSet tuning;
  private final double[][] evidence;
  private final boolean[][] present;

  /** A fitted rule with its loss on the tuning rows. */
  record Fit(Strategy.Late strategy, double loss) {}

  /**
   * Late fusion of fitted members.
   *
   * @param models one for each branch, in the same order
   * @param base the score without evidence, from training rows
   */
  public LateFusion(
      List<Branch> branches, List<Strategy.Joined> models, double base, TrainingSet tuning) {
    this.branches = List.copyOf(branches);
    this.models = List.copyOf(models);
    this.base = base;
    this.tuning = tuning;
    this.evidence = new double[models.size()][];
    this.present = new boolean[models.size()][];
    for (int i = 0; i < evidence.length; i++) {
      evidence[i] =
          new Strategy.Late.Member(branches.get(i), models.get(i), 1)
              .evidence(tuning.features(), base);
      present[i] = tuning.features().present(branches.get(i));
    }
  }

  /** One strategy for each rule. */
  Map<LateRule, Fit> fit() {
    var byRule = new EnumMap<LateRule, Fit>(LateRule.class);
    for (var rule : RULES) {
      var late = fit(rule);
      byRule.put(rule, new Fit(late, tuning.scale().loss(scores(late), tuning.outcomes())));
    }
    return byRule;
  }

  private double[] scores(Strategy.Late late) {
    return late.scores(tuning.rowCount(), evidence, present);
  }

  /**
   * The strategy of one rule.
   *
   * @throws IllegalArgumentException if the rule is the choice among them
   */
  public Strategy.Late fit(LateRule rule) {
    var equal = new double[models.size() + 1];
    Arrays.fill(equal, 0, models.size(), 1.0 / models.size());
    if (tuning.rowCount() == 0 || tuning.isConstant()) {
      return late(rule, equal, Calibration.NONE);
    }
    return switch (rule) {
      case STACKED -> late(rule, stacked(), Calibration.NONE);
      case WEIGHTED -> calibrated(rule, skills(equal));
      case MEAN, VOTE -> calibrated(rule, equal);
      case CHOSEN -> throw new IllegalArgumentException("A choice is no rule of its own");
    };
  }

  private Strategy.Late calibrated(LateRule rule, double[] weights) {
    var raw = late(rule, weights, Calibration.NONE);
    return late(rule, weights, Calibration.fit(scores(raw), tuning));
  }

  private Strategy.Late late(LateRule rule, double[] weights, Calibration calibration) {
    var members = new ArrayList<Strategy.Late.Member>();
    for (int i = 0; i < models.size(); i++) {
      members.add(new Strategy.Late.Member(branches.get(i), models.get(i), weights[i]));
    }
    return new Strategy.Late(
        rule, members, base, weights[models.size()], calibration, models.getFirst().scale());
  }

  /**
   * The share of the loss without input that each model takes away on the tuning rows that have its
   * branch, none negative, scaled to sum to 1; equal weights where none takes any away.
   */
  private double[] skills(double[] equal) {
    var skills = new double[models.size() + 1];
    double sum = 0;
    for (int i = 0; i < models.size(); i++) {
      double without = 0;
      double with = 0;
      for (int row = 0; row < tuning.rowCount(); row++) {
        if (present[i][row]) {
          var outcome = new double[] {tuning.outcomes()[row]};
          without += tuning.scale().loss(new double[] {base}, outcome);
          with += tuning.scale().loss(new double[] {base + evidence[i][row]}, outcome);
        }
      }
      skills[i] = without > 0 ? Math.max(0, 1 - with / without) : 0;
      sum += skills[i];
    }
    if (sum == 0) {
      return equal;
    }
    for (int i = 0; i < models.size(); i++) {
      skills[i] /= sum;
    }
    return skills;
  }

  /**
   * Stacked regression of the outcome on each branch's evidence (Wolpert 1992, Breiman 1996), drawn
   * towards the plain mean; solved with the most negative weight fixed at zero until none is
   * negative.
   */
  private double[] stacked() {
    int count = models.size();
    int rows = tuning.rowCount();
    var masked = new double[rows * count];
    for (int i = 0; i < count; i++) {
      for (int row = 0; row < rows; row++) {
        masked[row * count + i] = evidence[i][row];
      }
    }
    boolean logit = tuning.scale() == OutcomeScale.LOGIT;
    var penalty = new double[count + 1];
    var centre = new double[count + 1];
    Arrays.fill(penalty, 0, count, PULL_ROWS / rows);
    Arrays.fill(centre, 0, count, 1.0 / count);
    centre[count] = base;
    while (true) {
      var fit = new PenalisedFit(masked, count, tuning.targets(), logit);
      var solved = fit.solve(penalty, centre, centre);
      int lowest = 0;
      for (int i = 1; i < count; i++) {
        lowest = solved[i] < solved[lowest] ? i : lowest;
      }
      if (solved[lowest] >= 0) {
        solved[count] -= base;
        return solved;
      }
      for (int row = 0; row < rows; row++) {
        masked[row * count + lowest] = 0;
      }
      centre[lowest] = 0;
    }
  }
}
