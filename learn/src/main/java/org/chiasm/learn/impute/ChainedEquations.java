package org.chiasm.learn.impute;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Chained equations (van Buuren and Groothuis-Oudshoorn 2011, doi:10.18637/jss.v045.i03): each
 * column is regressed, with a ridge penalty, on its best predictors, over training rows that have
 * it; what is missing is predicted, and the round repeats with the new values. Predicted means are
 * filled in, not draws: one completed table, for prediction and not for inference.
 *
 * @param equations of each column
 * @param start what is filled in before the first round
 */
record ChainedEquations(List<Equation> equations, MedianFiller start) implements Filler {
  private static final int ROUNDS = 5;
  private static final int PREDICTORS_MAX = 12;
  private static final double PENALTY = 0.01;
  private static final double USABLE_MIN = 0.2;
  private static final double LIMIT = 5;

  /** A column's linear equation; without predictors the median stays. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Equation(int[] predictors, double[] coefficients, double intercept) {
    double of(StandardRows rows, int row) {
      double sum = intercept;
      for (int i = 0; i < predictors.length; i++) {
        sum += coefficients[i] * rows.value(row, predictors[i]);
      }
      return Math.clamp(sum, -LIMIT, LIMIT);
    }
  }

  static ChainedEquations fit(StandardRows training) {
    var start = MedianFiller.fit(training);
    int width = training.columns().length;
    var predictors =
        IntStream.range(0, width)
            .parallel()
            .mapToObj(column -> predictors(training, column))
            .toList();
    var completed = start.fill(training);
    List<Equation> equations = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      equations = new ArrayList<>();
      for (int column = 0; column < width; column++) {
        var equation = equation(training, completed, column, predictors.get(column));
        equations.add(equation);
        update(training, completed, column, equation);
      }
    }
    return new ChainedEquations(List.copyOf(equations), start);
  }

  @Override
  public StandardRows fill(StandardRows rows) {
    var filled = start.fill(rows);
    for (int round = 0; round < ROUNDS; round++) {
      for (int column = 0; column < equations.size(); column++) {
        update(rows, filled, column, equations.get(column));
      }
    }
    return filled;
  }

  private static void update(
      StandardRows given, StandardRows completed, int column, Equation equation) {
    if (equation.predictors().length == 0) {
      return;
    }
    for (int row = 0; row < given.rowCount(); row++) {
      if (given.isMissing(row, column)) {
        completed.columns()[column][row] = equation.of(completed, row);
      }
    }
  }

  /** Columns that correlate with it and are there when it is not, the best first. */
  private static int[] predictors(StandardRows training, int column) {
    var worth = new double[training.columns().length];
    for (int other = 0; other < worth.length; other++) {
      worth[other] = other == column ? 0 : worth(training, column, other);
    }
    return IntStream.range(0, worth.length)
        .filter(other -> worth[other] > 0.05)
        .boxed()
        .sorted(Comparator.<Integer>comparingDouble(other -> -worth[other]))
        .limit(PREDICTORS_MAX)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static double worth(StandardRows training, int column, int other) {
    var target = training.columns()[column];
    var source = training.columns()[other];
    double both = 0;
    double sumX = 0;
    double sumY = 0;
    double sumXx = 0;
    double sumYy = 0;
    double sumXy = 0;
    double missing = 0;
    double usable = 0;
    for (int row = 0; row < target.length; row++) {
      boolean there = !Double.isNaN(source[row]);
      if (Double.isNaN(target[row])) {
        missing++;
        usable += there ? 1 : 0;
      } else if (there) {
        both++;
        sumX += source[row];
        sumY += target[row];
        sumXx += source[row] * source[row];
        sumYy += target[row] * target[row];
        sumXy += source[row] * target[row];
      }
    }
    double x = sumXx - sumX * sumX / Math.max(both, 1);
    double y = sumYy - sumY * sumY / Math.max(both, 1);
    if (both < 20 || x <= 1e-9 || y <= 1e-9) {
      return 0;
    }
    double share = missing == 0 ? 1 : usable / missing;
    double correlation = (sumXy - sumX * sumY / both) / Math.sqrt(x * y);
    return share < USABLE_MIN ? 0 : Math.abs(correlation) * Math.sqrt(share);
  }

  private static Equation equation(
      StandardRows training, StandardRows completed, int column, int[] predictors) {
    int size = predictors.length + 1;
    if (size == 1) {
      return new Equation(predictors, new double[0], 0);
    }
    var normal = new double[size][size + 1];
    int rows = 0;
    var terms = new double[size + 1];
    for (int row = 0; row < training.rowCount(); row++) {
      if (training.isMissing(row, column)) {
        continue;
      }
      rows++;
      for (int i = 0; i < predictors.length; i++) {
        terms[i] = completed.value(row, predictors[i]);
      }
      terms[size - 1] = 1;
      terms[size] = training.value(row, column);
      for (int i = 0; i < size; i++) {
        for (int j = i; j <= size; j++) {
          normal[i][j] += terms[i] * terms[j];
        }
      }
    }
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < i; j++) {
        normal[i][j] = normal[j][i];
      }
      normal[i][i] += i < size - 1 ? PENALTY * Math.max(rows, 1) : 1e-9;
    }
    var solved = solve(normal);
    var coefficients = Arrays.copyOf(solved, predictors.length);
    return new Equation(predictors, coefficients, solved[size - 1]);
  }

  /** Gaussian elimination with pivoting of a positive definite system, the right side last. */
  private static double[] solve(double[][] system) {
    int size = system.length;
    for (int pivot = 0; pivot < size; pivot++) {
      int best = pivot;
      for (int row = pivot + 1; row < size; row++) {
        best = Math.abs(system[row][pivot]) > Math.abs(system[best][pivot]) ? row : best;
      }
      var swapped = system[pivot];
      system[pivot] = system[best];
      system[best] = swapped;
      for (int row = pivot + 1; row < size; row++) {
        double factor = system[row][pivot] / system[pivot][pivot];
        for (int column = pivot; column <= size; column++) {
          system[row][column] -= factor * system[pivot][column];
        }
      }
    }
    var solution = new double[size];
    for (int row = size - 1; row >= 0; row--) {
      double rest = system[row][size];
      for (int column = row + 1; column < size; column++) {
        rest -= system[row][column] * solution[column];
      }
      solution[row] = rest / system[row][row];
    }
    return solution;
  }
}
