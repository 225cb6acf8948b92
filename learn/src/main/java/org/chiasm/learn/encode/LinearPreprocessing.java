package org.chiasm.learn.encode;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Columns made fit for linear models: medians for absent values, an indicator of absence, extremes
 * drawn in, skewed positive quantities on a logarithmic scale, everything standardised, the words
 * of notes by one scale for all of an input's. Absence that is as rare as the extremes drawn in has
 * no indicator: one row's fate would speak for every row that lacks the value. Every parameter comes from the matrix it was fitted
 * on. Immutable.
 *
 * @param features the columns it was fitted on, and reads
 * @param terms the columns it gives
 */
public record LinearPreprocessing(List<Feature> features, List<Term> terms) {
  private static final double CLIPPED_SHARE = 0.005;
  private static final double SKEWED = 1;
  private static final double SMALLEST_DEVIATION = 1e-9;

  /** One column of the result. */
  public sealed interface Term {
    /** The index of the column it reads. */
    int column();

    /** Subtracted before division. */
    double mean();

    /** Divides; the standard deviation in training, positive. */
    double deviation();

    /**
     * A standardised value.
     *
     * @param median stands in for an absent value
     * @param low values below are drawn up to it
     * @param high values above are drawn down to it
     * @param logarithmic whether ln(1 + value) is taken, after drawing in
     */
    record Scaled(
        int column,
        double median,
        double low,
        double high,
        boolean logarithmic,
        double mean,
        double deviation)
        implements Term {}

    /** A standardised indicator of absence. */
    record Absence(int column, double mean, double deviation) implements Term {}

    /** The number before standardising. */
    private double raw(double value) {
      return switch (this) {
        case Absence _ -> Double.isNaN(value) ? 1 : 0;
        case Scaled scaled -> {
          double filled = Double.isNaN(value) ? scaled.median() : value;
          double drawn = Math.min(Math.max(filled, scaled.low()), scaled.high());
          yield scaled.logarithmic() ? StrictMath.log1p(drawn) : drawn;
        }
      };
    }

    /** The number in the result for the number in the column read. */
    default double apply(double value) {
      return (raw(value) - mean()) / deviation();
    }

    private Term standardised(double[] values) {
      double sum = 0;
      for (double value : values) {
        sum += raw(value);
      }
      double mean = sum / values.length;
      double squares = 0;
      for (double value : values) {
        squares += (raw(value) - mean) * (raw(value) - mean);
      }
      double deviation = Math.sqrt(squares / values.length);
      return switch (this) {
        case Absence absence -> new Absence(absence.column(), mean, deviation);
        case Scaled scaled ->
            new Scaled(
                scaled.column(),
                scaled.median(),
                scaled.low(),
                scaled.high(),
                scaled.logarithmic(),
                mean,
                deviation);
      };
    }
  }

  /** Copies the lists. */
  public LinearPreprocessing {
    features = List.copyOf(features);
    terms = List.copyOf(terms);
    requireNonNull(features, "features");
  }

  /**
   * Fits on training rows. Columns that are constant, wholly absent or repeat another give no term.
   */
  public static LinearPreprocessing fit(FeatureMatrix training) {
    var terms = new ArrayList<Term>();
    var seen = new HashSet<List<Double>>();
    for (int column = 0; column < training.columnCount(); column++) {
      var feature = training.features().get(column);
      if (feature.kind() == Feature.Kind.WORD) {
        column = words(column, training, terms, seen);
        continue;
      }
      var values = training.column(column);
      for (var candidate : candidates(column, values, feature.kind())) {
        add(candidate.standardised(values), values, terms, seen);
      }
    }
    return new LinearPreprocessing(training.features(), terms);
  }

  private static void add(Term term, double[] values, List<Term> terms, Set<List<Double>> seen) {
    if (term.deviation() > SMALLEST_DEVIATION
        && seen.add(Arrays.stream(values).map(term::apply).boxed().toList())) {
      terms.add(term);
    }
  }

  /**
   * The words of one input, from {@code first} on: one indicator of absence for all, and one scale,
   * the root of their mean variance, so that a rare word weighs as little as its TF-IDF says. What
   * is absent counts as the mean.
   *
   * @return the last of its columns
   */
  private static int words(
      int first, FeatureMatrix training, List<Term> terms, Set<List<Double>> seen) {
    var input = training.features().get(first).input();
    var own = new ArrayList<Term.Scaled>();
    double variances = 0;
    int last = first;
    for (int column = first; column < training.columnCount(); column++) {
      var feature = training.features().get(column);
      if (feature.kind() != Feature.Kind.WORD || !feature.input().equals(input)) {
        break;
      }
      last = column;
      var known = Arrays.stream(training.column(column)).filter(v -> !Double.isNaN(v)).toArray();
      double mean = Arrays.stream(known).sum() / Math.max(known.length, 1);
      double squares = Arrays.stream(known).map(v -> (v - mean) * (v - mean)).sum();
      if (squares > 0) {
        variances += squares / known.length;
        own.add(new Term.Scaled(column, mean, 0, 1, false, mean, 1));
      }
    }
    double scale = Math.sqrt(variances / Math.max(own.size(), 1));
    for (var each : own) {
      terms.add(new Term.Scaled(each.column(), each.median(), 0, 1, false, each.mean(), scale));
    }
    var values = training.column(first);
    if (Arrays.stream(values).anyMatch(Double::isNaN)) {
      Term absence = new Term.Absence(first, 0, 1);
      add(absence.standardised(values), values, terms, seen);
    }
    return last;
  }

  private static List<Term> candidates(int column, double[] values, Feature.Kind kind) {
    var known = Arrays.stream(values).filter(value -> !Double.isNaN(value)).sorted().toArray();
    var candidates = new ArrayList<Term>();
    if (known.length > 0) {
      double low = known[0];
      double high = known[known.length - 1];
      boolean logarithmic = false;
      if (kind != Feature.Kind.INDICATOR) {
        low = Quantiles.of(known, CLIPPED_SHARE);
        high = Quantiles.of(known, 1 - CLIPPED_SHARE);
        logarithmic = low >= 0 && skewness(known, low, high) > SKEWED;
      }
      double median = Quantiles.of(known, 0.5);
      candidates.add(new Term.Scaled(column, median, low, high, logarithmic, 0, 1));
    }
    if (known.length < (1 - CLIPPED_SHARE) * values.length) {
      candidates.add(new Term.Absence(column, 0, 1));
    }
    return candidates;
  }

  private static double skewness(double[] known, double low, double high) {
    var drawn = Arrays.stream(known).map(v -> Math.min(Math.max(v, low), high)).toArray();
    double mean = Arrays.stream(drawn).sum() / drawn.length;
    double second = 0;
    double third = 0;
    for (double value : drawn) {
      double deviation = value - mean;
      second += deviation * deviation;
      third += deviation * deviation * deviation;
    }
    double variance = second / drawn.length;
    return variance < SMALLEST_DEVIATION * SMALLEST_DEVIATION
        ? 0
        : third / drawn.length / (variance * Math.sqrt(variance));
  }

  /** The name of a term, for reports. */
  public String name(Term term) {
    String column = features.get(term.column()).name();
    return term instanceof Term.Absence ? column + ".missing" : column;
  }

  /**
   * The rows on the scale of the terms: row-major, no NaN.
   *
   * @throws IllegalArgumentException if the columns are not those it was fitted on
   */
  public double[] transform(FeatureMatrix matrix) {
    if (!matrix.features().equals(features)) {
      throw new IllegalArgumentException(
          "Preprocessing fitted on "
              + features.size()
              + " columns was given a matrix of "
              + matrix.columnCount()
              + " columns that are not the same; encode rows with the contract of the same bundle");
    }
    int width = terms.size();
    var result = new double[Math.multiplyExact(matrix.rowCount(), width)];
    IntStream.range(0, matrix.rowCount())
        .forEach(
            row -> {
              for (int i = 0; i < width; i++) {
                var term = terms.get(i);
                result[row * width + i] = term.apply(matrix.value(row, term.column()));
              }
            });
    return result;
  }
}
