package org.chiasm.learn.fusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chiasm.study.Branch;

/**
 * Finds the weights of late fusion on tuning rows: stacked regression of the outcome on each
 * branch's evidence (Wolpert 1992, Breiman 1996), drawn towards the plain mean, no weight below
 * zero.
 */
public final class LateStacking {
  /** As much as so many rows say against the tuning rows. */
  private static final double PULL_ROWS = 10;

  private LateStacking() {}

  /**
   * Late fusion of fitted members.
   *
   * @param base the score without evidence, from training rows
   */
  public static Strategy.Late fit(
      List<Branch> branches, List<Strategy.Joined> models, double base, TrainingSet tuning) {
    int count = models.size();
    var weights = new double[count + 1];
    Arrays.fill(weights, 0, count, 1.0 / count);
    var scale = models.getFirst().scale();
    if (tuning.rowCount() > 0 && !tuning.isConstant()) {
      weights = solve(evidence(branches, models, base, tuning), count, base, tuning);
    }
    return late(branches, models, weights, base, scale);
  }

  private static Strategy.Late late(
      List<Branch> branches,
      List<Strategy.Joined> models,
      double[] weights,
      double base,
      OutcomeScale scale) {
    var members = new ArrayList<Strategy.Late.Member>();
    for (int i = 0; i < models.size(); i++) {
      members.add(new Strategy.Late.Member(branches.get(i), models.get(i), weights[i]));
    }
    return new Strategy.Late(members, base, weights[models.size()], scale);
  }

  private static double[] evidence(
      List<Branch> branches, List<Strategy.Joined> models, double base, TrainingSet tuning) {
    int count = models.size();
    var design = new double[tuning.rowCount() * count];
    for (int i = 0; i < count; i++) {
      var column =
          new Strategy.Late.Member(branches.get(i), models.get(i), 1)
              .evidence(tuning.features(), base);
      for (int row = 0; row < column.length; row++) {
        design[row * count + i] = column[row];
      }
    }
    return design;
  }

  /** Solves with the most negative weight fixed at zero until none is negative. */
  private static double[] solve(double[] design, int count, double base, TrainingSet tuning) {
    int rows = tuning.rowCount();
    boolean logit = tuning.scale() == OutcomeScale.LOGIT;
    var penalty = new double[count + 1];
    var centre = new double[count + 1];
    Arrays.fill(penalty, 0, count, PULL_ROWS / rows);
    Arrays.fill(centre, 0, count, 1.0 / count);
    centre[count] = base;
    var masked = design.clone();
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
