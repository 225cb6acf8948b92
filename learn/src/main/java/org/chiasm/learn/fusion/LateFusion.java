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
 * is fitted on rows that they did not learn from: training rows, each with the scores of models
 * fitted on other parts of them, where there are such scores, and tuning rows. The joined score is
 * calibrated on tuning rows.
 */
final class LateFusion {
  /** The rules that can be fitted: all but the choice among them. */
  static final List<LateRule> RULES =
      List.of(LateRule.MEAN, LateRule.WEIGHTED, LateRule.VOTE, LateRule.STACKED);

  private final List<Branch> branches;
  private final List<Strategy.Joined> models;
  private final double base;
  private final TrainingSet tuning;

  /** Of the tuning rows. */
  private final Said onTuning;

  /** Of all rows that the models did not learn from. */
  private final Said unseen;

  /**
   * What the models say of rows.
   *
   * @param evidence of each model, one for each row
   * @param present whether the row has the model's branch, likewise
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Said(double[][] evidence, boolean[][] present, double[] outcomes) {
    int rowCount() {
      return outcomes.length;
    }

    double[] scores(Strategy.Late late) {
      return late.scores(outcomes.length, evidence, present);
    }

    /** These rows and after them others. */
    Said and(Said others) {
      var both =
          new Said(
              new double[evidence.length][],
              new boolean[evidence.length][],
              joined(outcomes, others.outcomes));
      for (int i = 0; i < evidence.length; i++) {
        both.evidence[i] = joined(evidence[i], others.evidence[i]);
        both.present[i] = Arrays.copyOf(present[i], both.rowCount());
        System.arraycopy(others.present[i], 0, both.present[i], rowCount(), others.rowCount());
      }
      return both;
    }

    private static double[] joined(double[] some, double[] others) {
      var all = Arrays.copyOf(some, some.length + others.length);
      System.arraycopy(others, 0, all, some.length, others.length);
      return all;
    }
  }

  /**
   * A fitted rule.
   *
   * @param tuningLoss on tuning rows
   * @param loss on all rows that the models did not learn from
   */
  record Fit(Strategy.Late strategy, double tuningLoss, double loss) {}

  /**
   * Late fusion of fitted members.
   *
   * @param parts one for each branch, in the same order
   * @param outOfFold whether training rows with out-of-fold scores, which every part must then
   *     have, speak for weights and choices too
   */
  LateFusion(
      List<Branch> branches,
      List<BranchModels.Part> parts,
      boolean outOfFold,
      TrainingSet training,
      TrainingSet tuning) {
    this.branches = List.copyOf(branches);
    this.models = parts.stream().map(BranchModels.Part::strategy).toList();
    this.base = training.baseScore();
    this.tuning = tuning;
    int count = parts.size();
    this.onTuning = new Said(new double[count][], new boolean[count][], tuning.outcomes());
    var onTraining = new Said(new double[count][], new boolean[count][], training.outcomes());
    for (int i = 0; i < count; i++) {
      var branch = branches.get(i);
      onTuning.evidence[i] =
          new Strategy.Late.Member(branch, models.get(i), 1).evidence(tuning.features(), base);
      onTuning.present[i] = tuning.features().present(branch);
      onTraining.present[i] = training.features().present(branch);
      if (outOfFold) {
        var scores = models.get(i).calibration().apply(parts.get(i).outOfFold());
        for (int row = 0; row < scores.length; row++) {
          scores[row] = onTraining.present[i][row] ? scores[row] - base : 0;
        }
        onTraining.evidence[i] = scores;
      }
    }
    this.unseen = outOfFold ? onTraining.and(onTuning) : onTuning;
  }

  /** One strategy for each rule. */
  Map<LateRule, Fit> fit() {
    var byRule = new EnumMap<LateRule, Fit>(LateRule.class);
    for (var rule : RULES) {
      var late = fit(rule);
      byRule.put(rule, new Fit(late, loss(late, onTuning), loss(late, unseen)));
    }
    return byRule;
  }

  private double loss(Strategy.Late late, Said rows) {
    return tuning.scale().loss(rows.scores(late), rows.outcomes());
  }

  private Strategy.Late fit(LateRule rule) {
    var equal = new double[models.size() + 1];
    Arrays.fill(equal, 0, models.size(), 1.0 / models.size());
    if (Arrays.stream(unseen.outcomes()).distinct().count() < 2) {
      return late(rule, equal, Calibration.NONE);
    }
    return switch (rule) {
      case STACKED -> calibrated(rule, stacked(), Calibration.NONE);
      case WEIGHTED -> scaled(rule, skills(equal));
      case MEAN, VOTE -> scaled(rule, equal);
      case CHOSEN -> throw new IllegalArgumentException("A choice is no rule of its own");
    };
  }

  /** A rule whose score has another scale than the models' scores: it is found on unseen rows. */
  private Strategy.Late scaled(LateRule rule, double[] weights) {
    var raw = late(rule, weights, Calibration.NONE);
    var scale = Calibration.ofOtherScale(unseen.scores(raw), tuning.scale(), unseen.outcomes());
    return calibrated(rule, weights, scale);
  }

  /** A rule, calibrated on tuning rows where it was not fitted on them alone. */
  private Strategy.Late calibrated(LateRule rule, double[] weights, Calibration scale) {
    if (unseen.rowCount() == tuning.rowCount()) {
      return late(rule, weights, scale);
    }
    var scores = onTuning.scores(late(rule, weights, scale));
    return late(rule, weights, scale.then(Calibration.fit(scores, tuning)));
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
   * The share of the loss without input that each model takes away on the unseen rows that have its
   * branch, none negative, scaled to sum to 1; equal weights where none takes any away.
   */
  private double[] skills(double[] equal) {
    var skills = new double[models.size() + 1];
    double sum = 0;
    for (int i = 0; i < models.size(); i++) {
      double without = 0;
      double with = 0;
      for (int row = 0; row < unseen.rowCount(); row++) {
        if (unseen.present[i][row]) {
          double outcome = unseen.outcomes[row];
          without += tuning.scale().loss(base, outcome);
          with += tuning.scale().loss(base + unseen.evidence[i][row], outcome);
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

  /** The weight of each branch's evidence, and what is added to the base score. */
  private double[] stacked() {
    var targets = Arrays.stream(unseen.outcomes).map(tuning.scale()::target).toArray();
    boolean logit = tuning.scale() == OutcomeScale.LOGIT;
    var design = PenalisedFit.design(unseen.evidence);
    var solved = new PenalisedFit(design, models.size(), targets, logit).stacked(base);
    solved[models.size()] -= base;
    return solved;
  }
}
