package org.chiasm.learn.multiclass;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chiasm.learn.evaluate.Measure;
import org.chiasm.learn.evaluate.RankedPredictions;
import org.chiasm.learn.evaluate.ScoredRows;

/** The classes that came and the probabilities they were given, for metrics over weighted rows. */
final class JudgedClasses implements ScoredRows {
  private static final double SMALLEST_PROBABILITY = Math.ulp(1.0);

  private final List<Integer> classes;
  private final double[][] probabilities;
  private final List<RankedPredictions> against = new ArrayList<>();
  private final int[] likeliest;

  /**
   * Rows to judge.
   *
   * @param probabilities classes by rows; each row sums to 1
   */
  JudgedClasses(List<Integer> classes, double[][] probabilities) {
    this.classes = List.copyOf(classes);
    this.probabilities = Arrays.stream(probabilities).map(double[]::clone).toArray(double[][]::new);
    for (int place = 0; place < probabilities.length; place++) {
      int wanted = place;
      against.add(
          new RankedPredictions(
              classes.stream().mapToDouble(each -> each == wanted ? 1 : 0).toArray(),
              probabilities[place]));
    }
    this.likeliest = new int[classes.size()];
    for (int row = 0; row < likeliest.length; row++) {
      for (int place = 1; place < probabilities.length; place++) {
        if (probabilities[place][row] > probabilities[likeliest[row]][row]) {
          likeliest[row] = place;
        }
      }
    }
  }

  @Override
  public double compute(Measure measure, int[] weights) {
    if (measure instanceof MultiClassMetric metric) {
      return compute(metric, weights);
    }
    throw new IllegalArgumentException(measure.id() + " judges another kind of outcome");
  }

  /** A metric; NaN where it is not defined. */
  double compute(MultiClassMetric metric, int[] weights) {
    return switch (metric) {
      case AUROC_ONE_VS_REST ->
          against.stream().mapToDouble(each -> each.auroc(weights)).average().orElse(Double.NaN);
      case AUROC_HAND_TILL -> handTill(weights);
      case LOG_LOSS -> logLoss(weights);
      case BRIER -> brier(weights);
      case ACCURACY -> accuracy(weights);
      case BALANCED_ACCURACY -> balancedAccuracy(weights);
    };
  }

  /** Rows by the class that came, each by the class with the highest probability. */
  List<List<Integer>> confusion() {
    var counts = new int[probabilities.length][probabilities.length];
    for (int row = 0; row < likeliest.length; row++) {
      counts[classes.get(row)][likeliest[row]]++;
    }
    return Arrays.stream(counts).map(each -> Arrays.stream(each).boxed().toList()).toList();
  }

  private double handTill(int[] weights) {
    double sum = 0;
    int pairs = 0;
    for (int one = 0; one < probabilities.length; one++) {
      for (int other = 0; other < probabilities.length; other++) {
        if (one != other) {
          sum += against.get(one).auroc(only(one, other, weights));
          pairs++;
        }
      }
    }
    return sum / pairs;
  }

  private int[] only(int one, int other, int[] weights) {
    var some = new int[weights.length];
    for (int row = 0; row < some.length; row++) {
      int own = classes.get(row);
      some[row] = own == one || own == other ? weights[row] : 0;
    }
    return some;
  }

  private double logLoss(int[] weights) {
    double sum = 0;
    double count = 0;
    for (int row = 0; row < weights.length; row++) {
      double probability = probabilities[classes.get(row)][row];
      sum -=
          weights[row]
              * StrictMath.log(
                  Math.clamp(probability, SMALLEST_PROBABILITY, 1 - SMALLEST_PROBABILITY));
      count += weights[row];
    }
    return sum / count;
  }

  private double brier(int[] weights) {
    double sum = 0;
    double count = 0;
    for (int row = 0; row < weights.length; row++) {
      for (int place = 0; place < probabilities.length; place++) {
        double gap = probabilities[place][row] - (classes.get(row) == place ? 1 : 0);
        sum += weights[row] * gap * gap;
      }
      count += weights[row];
    }
    return sum / count;
  }

  private double accuracy(int[] weights) {
    double right = 0;
    double count = 0;
    for (int row = 0; row < weights.length; row++) {
      right += classes.get(row) == likeliest[row] ? weights[row] : 0;
      count += weights[row];
    }
    return right / count;
  }

  private double balancedAccuracy(int[] weights) {
    var right = new double[probabilities.length];
    var count = new double[probabilities.length];
    for (int row = 0; row < weights.length; row++) {
      int own = classes.get(row);
      right[own] += own == likeliest[row] ? weights[row] : 0;
      count[own] += weights[row];
    }
    double sum = 0;
    for (int place = 0; place < right.length; place++) {
      sum += right[place] / count[place];
    }
    return sum / right.length;
  }
}
