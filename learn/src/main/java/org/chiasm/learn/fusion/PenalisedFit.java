package org.chiasm.learn.fusion;

import java.util.Arrays;

/**
 * Minimises the mean loss plus half the sum of penalty × (coefficient − centre)² over dense rows,
 * by Newton's method with conjugate gradients for each step (Nocedal and Wright 2006, algorithm
 * 7.1) and halving of steps that do not descend. The loss is the log loss of a logit or half the
 * squared error; both are convex, so the result does not depend on where it starts beyond the
 * tolerance.
 */
final class PenalisedFit {
  /** Equal weights of a stack count as much as so many rows. */
  private static final double PULL_ROWS = 10;

  private static final int MOST_STEPS = 60;
  private static final double TOLERANCE = 1e-7;

  private final double[] design;
  private final double[] targets;
  private final boolean logit;
  private final int width;

  /**
   * A problem.
   *
   * @param design row-major, {@code width} numbers for each target; an intercept is added as the
   *     last coefficient
   * @param logit whether targets are 0 or 1 and scores are logits
   */
  PenalisedFit(double[] design, int width, double[] targets, boolean logit) {
    this.design = design;
    this.width = width;
    this.targets = targets;
    this.logit = logit;
  }

  /**
   * The coefficients, the intercept last.
   *
   * @param penalty for each coefficient and the intercept, not negative
   * @param centre where the penalty is zero
   * @param start where to begin
   */
  double[] solve(double[] penalty, double[] centre, double[] start) {
    var coefficients = start.clone();
    double objective = objective(coefficients, penalty, centre);
    for (int step = 0; step < MOST_STEPS; step++) {
      var scores = scores(coefficients);
      var gradient = gradient(scores, coefficients, penalty, centre);
      double size = norm(gradient);
      if (size < TOLERANCE) {
        break;
      }
      var direction = newtonDirection(curvature(scores), gradient, penalty, size);
      double slope = dot(gradient, direction);
      double length = 1;
      var moved = moved(coefficients, direction, length);
      double next = objective(moved, penalty, centre);
      while (next > objective + 1e-4 * length * slope && length > 1e-8) {
        length /= 2;
        moved = moved(coefficients, direction, length);
        next = objective(moved, penalty, centre);
      }
      if (!(next < objective)) {
        break;
      }
      coefficients = moved;
      objective = next;
    }
    return coefficients;
  }

  /**
   * Weights of a stacked regression (Wolpert 1992; Breiman 1996, doi:10.1007/BF00117832): drawn
   * towards equal ones that sum to 1, none negative. It is solved with the most negative weight
   * fixed at zero until none is negative.
   *
   * @param base where the intercept starts; nothing pulls it there
   * @return the weights, the intercept last
   */
  double[] stacked(double base) {
    int rows = targets.length;
    var kept = design.clone();
    var penalty = new double[width + 1];
    var centre = new double[width + 1];
    Arrays.fill(penalty, 0, width, PULL_ROWS / rows);
    Arrays.fill(centre, 0, width, 1.0 / width);
    centre[width] = base;
    while (true) {
      var solved = new PenalisedFit(kept, width, targets, logit).solve(penalty, centre, centre);
      int lowest = 0;
      for (int i = 1; i < width; i++) {
        lowest = solved[i] < solved[lowest] ? i : lowest;
      }
      if (solved[lowest] >= 0) {
        return solved;
      }
      for (int row = 0; row < rows; row++) {
        kept[row * width + lowest] = 0;
      }
      centre[lowest] = 0;
    }
  }

  /** Columns as a design, one number of each for each row. */
  static double[] design(double[][] columns) {
    int rows = columns[0].length;
    var design = new double[rows * columns.length];
    for (int i = 0; i < columns.length; i++) {
      for (int row = 0; row < rows; row++) {
        design[row * columns.length + i] = columns[i][row];
      }
    }
    return design;
  }

  private double[] scores(double[] coefficients) {
    var scores = new double[targets.length];
    for (int row = 0; row < scores.length; row++) {
      double score = coefficients[width];
      int at = row * width;
      for (int i = 0; i < width; i++) {
        score += design[at + i] * coefficients[i];
      }
      scores[row] = score;
    }
    return scores;
  }

  private double objective(double[] coefficients, double[] penalty, double[] centre) {
    var scores = scores(coefficients);
    double sum = 0;
    for (int row = 0; row < scores.length; row++) {
      double gap = scores[row] - targets[row];
      sum += logit ? OutcomeScale.logLoss(scores[row], targets[row]) : gap * gap / 2;
    }
    double objective = sum / scores.length;
    for (int i = 0; i <= width; i++) {
      double gap = coefficients[i] - centre[i];
      objective += penalty[i] * gap * gap / 2;
    }
    return objective;
  }

  private double[] gradient(
      double[] scores, double[] coefficients, double[] penalty, double[] centre) {
    var residuals = new double[scores.length];
    for (int row = 0; row < residuals.length; row++) {
      double fitted = logit ? OutcomeScale.LOGIT.prediction(scores[row]) : scores[row];
      residuals[row] = (fitted - targets[row]) / scores.length;
    }
    var gradient = transposed(residuals);
    for (int i = 0; i <= width; i++) {
      gradient[i] += penalty[i] * (coefficients[i] - centre[i]);
    }
    return gradient;
  }

  private double[] curvature(double[] scores) {
    var weights = new double[scores.length];
    for (int row = 0; row < weights.length; row++) {
      double fitted = OutcomeScale.LOGIT.prediction(scores[row]);
      weights[row] = (logit ? Math.max(fitted * (1 - fitted), 1e-9) : 1) / scores.length;
    }
    return weights;
  }

  /** Solves (X'WX + penalty) d = −gradient as closely as the gradient's size asks for. */
  private double[] newtonDirection(
      double[] weights, double[] gradient, double[] penalty, double size) {
    double meanCurvature = Arrays.stream(weights).sum();
    var direction = new double[width + 1];
    var residual = new double[width + 1];
    var conditioned = new double[width + 1];
    for (int i = 0; i <= width; i++) {
      residual[i] = -gradient[i];
      conditioned[i] = residual[i] / (meanCurvature + penalty[i]);
    }
    var search = conditioned.clone();
    double product = dot(residual, conditioned);
    double enough = size * Math.min(0.1, Math.sqrt(size));
    for (int iteration = 0; iteration < 2 * (width + 1) && norm(residual) > enough; iteration++) {
      var image = curved(weights, search, penalty);
      double step = product / dot(search, image);
      for (int i = 0; i <= width; i++) {
        direction[i] += step * search[i];
        residual[i] -= step * image[i];
        conditioned[i] = residual[i] / (meanCurvature + penalty[i]);
      }
      double next = dot(residual, conditioned);
      for (int i = 0; i <= width; i++) {
        search[i] = conditioned[i] + next / product * search[i];
      }
      product = next;
    }
    return direction;
  }

  private double[] curved(double[] weights, double[] vector, double[] penalty) {
    var image = scores(vector);
    for (int row = 0; row < image.length; row++) {
      image[row] *= weights[row];
    }
    var result = transposed(image);
    for (int i = 0; i <= width; i++) {
      result[i] += penalty[i] * vector[i];
    }
    return result;
  }

  private double[] transposed(double[] perRow) {
    var result = new double[width + 1];
    for (int row = 0; row < perRow.length; row++) {
      double factor = perRow[row];
      int at = row * width;
      for (int i = 0; i < width; i++) {
        result[i] += factor * design[at + i];
      }
      result[width] += factor;
    }
    return result;
  }

  private static double[] moved(double[] from, double[] direction, double length) {
    var moved = from.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += length * direction[i];
    }
    return moved;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double norm(double[] vector) {
    return Math.sqrt(dot(vector, vector));
  }
}
