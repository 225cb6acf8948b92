package org.chiasm.learn.tolerance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * How far values of one subject drift apart with the time between them: half the robust mean square
 * difference (Cressie and Hawkins 1980, doi:10.1007/BF01035243) by gap, against the same measure of
 * pairs of different subjects. At a drift of 1 an old value of the patient says no more than a
 * value of anybody.
 *
 * @param logarithmic whether differences are those of natural logarithms: the values are positive
 *     and skewed
 * @param between half the robust mean square difference of pairs of different subjects; NaN with
 *     fewer than two subjects
 * @param bins by rising gap
 */
public record Semivariogram(boolean logarithmic, double between, List<GapBin> bins) {
  /** Pairs below which a bin decides nothing. */
  public static final int PAIRS_MIN = 30;

  private static final int READINGS_MAX = 128;
  private static final int BETWEEN_PAIRS = 50_000;
  private static final int RESAMPLES = 200;
  private static final double SKEWED = 1;

  /** Copies the bins. */
  public Semivariogram {
    bins = List.copyOf(bins);
  }

  /**
   * The semivariogram of some subjects. Of a subject with more than 128 values, that many spread
   * evenly are taken. Cost grows with subjects × 128².
   *
   * @param edges upper ends of the bins in hours, rising; the first begins at 0, exclusive
   * @param seed of the pairs between subjects and of the resamples
   */
  public static Semivariogram of(List<SubjectSeries> given, List<Double> edges, long seed) {
    var series =
        given.stream().filter(each -> each.size() > 0).map(Semivariogram::thinned).toList();
    boolean logarithmic = isSkewedPositive(series);
    var scaled =
        series.stream()
            .map(each -> logarithmic ? logarithms(each.values()) : each.values())
            .toList();
    double between = between(scaled, new Random(seed));
    var sums = new double[series.size()][edges.size()];
    var counts = new long[series.size()][edges.size()];
    for (int subject = 0; subject < series.size(); subject++) {
      addPairs(
          series.get(subject).hours(), scaled.get(subject), edges, sums[subject], counts[subject]);
    }
    var bins = new ArrayList<GapBin>();
    for (int bin = 0; bin < edges.size(); bin++) {
      bins.add(bin(bin, edges, sums, counts, between, seed));
    }
    return new Semivariogram(logarithmic, between, bins);
  }

  /**
   * The largest drift among gaps up to a width, from bins with at least {@link #PAIRS_MIN} pairs;
   * NaN where there is none, or where the width reaches beyond the last of them.
   */
  public double driftWithin(double hours) {
    return mostWithin(hours).map(GapBin::drift).orElse(Double.NaN);
  }

  /** The gaps that drift most up to a width; nothing where {@link #driftWithin} is NaN. */
  Optional<GapBin> mostWithin(double hours) {
    var usable =
        bins.stream().filter(bin -> bin.fromHours() < hours && bin.pairs() >= PAIRS_MIN).toList();
    return usable.isEmpty() || usable.getLast().toHours() < hours
        ? Optional.empty()
        : usable.stream().max(Comparator.comparingDouble(GapBin::drift));
  }

  private static SubjectSeries thinned(SubjectSeries series) {
    int size = series.size();
    if (size <= READINGS_MAX) {
      return series;
    }
    var hours = new double[READINGS_MAX];
    var values = new double[READINGS_MAX];
    for (int i = 0; i < READINGS_MAX; i++) {
      int from = (int) ((long) i * (size - 1) / (READINGS_MAX - 1));
      hours[i] = series.hours()[from];
      values[i] = series.values()[from];
    }
    return new SubjectSeries(series.subject(), hours, values);
  }

  private static boolean isSkewedPositive(List<SubjectSeries> series) {
    double count = 0;
    double mean = 0;
    for (var each : series) {
      for (double value : each.values()) {
        if (!(value > 0)) {
          return false;
        }
        count++;
        mean += (value - mean) / count;
      }
    }
    double second = 0;
    double third = 0;
    for (var each : series) {
      for (double value : each.values()) {
        double deviation = value - mean;
        second += deviation * deviation / count;
        third += deviation * deviation * deviation / count;
      }
    }
    return second > 0 && third / (second * Math.sqrt(second)) > SKEWED;
  }

  private static double[] logarithms(double[] values) {
    return Arrays.stream(values).map(StrictMath::log).toArray();
  }

  private static void addPairs(
      double[] hours, double[] values, List<Double> edges, double[] sums, long[] counts) {
    for (int later = 1; later < values.length; later++) {
      for (int earlier = 0; earlier < later; earlier++) {
        double gap = hours[later] - hours[earlier];
        int bin = 0;
        while (bin < edges.size() && gap > edges.get(bin)) {
          bin++;
        }
        if (gap > 0 && bin < edges.size()) {
          sums[bin] += Math.sqrt(Math.abs(values[later] - values[earlier]));
          counts[bin]++;
        }
      }
    }
  }

  private static double between(List<double[]> values, Random random) {
    if (values.size() < 2) {
      return Double.NaN;
    }
    double sum = 0;
    for (int pair = 0; pair < BETWEEN_PAIRS; pair++) {
      int one = random.nextInt(values.size());
      int other = random.nextInt(values.size() - 1);
      other += other >= one ? 1 : 0;
      double left = values.get(one)[random.nextInt(values.get(one).length)];
      double right = values.get(other)[random.nextInt(values.get(other).length)];
      sum += Math.sqrt(Math.abs(left - right));
    }
    return robust(sum, BETWEEN_PAIRS);
  }

  /** Half the mean square difference from the sum of the square roots of differences. */
  static double robust(double sumOfRoots, long pairs) {
    double mean = sumOfRoots / pairs;
    return mean * mean * mean * mean / (0.457 + 0.494 / pairs) / 2;
  }

  private static GapBin bin(
      int bin, List<Double> edges, double[][] sums, long[][] counts, double between, long seed) {
    double sum = 0;
    long pairs = 0;
    int subjects = 0;
    for (int subject = 0; subject < sums.length; subject++) {
      sum += sums[subject][bin];
      pairs += counts[subject][bin];
      subjects += counts[subject][bin] > 0 ? 1 : 0;
    }
    double semivariance = pairs == 0 ? Double.NaN : robust(sum, pairs);
    double from = bin == 0 ? 0 : edges.get(bin - 1);
    double low = Double.NaN;
    double high = Double.NaN;
    if (pairs >= PAIRS_MIN && between > 0) {
      var drifts = resampled(bin, sums, counts, new Random(seed * 31 + bin));
      if (drifts.length >= RESAMPLES * 9 / 10) {
        low = drifts[(int) (0.025 * (drifts.length - 1))] / between;
        high = drifts[(int) Math.ceil(0.975 * (drifts.length - 1))] / between;
      }
    }
    return new GapBin(
        from,
        edges.get(bin),
        pairs,
        subjects,
        semivariance,
        between > 0 ? semivariance / between : Double.NaN,
        low,
        high);
  }

  private static double[] resampled(int bin, double[][] sums, long[][] counts, Random random) {
    var drifts = new double[RESAMPLES];
    for (int resample = 0; resample < RESAMPLES; resample++) {
      double sum = 0;
      long pairs = 0;
      for (int drawn = 0; drawn < sums.length; drawn++) {
        int subject = random.nextInt(sums.length);
        sum += sums[subject][bin];
        pairs += counts[subject][bin];
      }
      drifts[resample] = pairs == 0 ? Double.NaN : robust(sum, pairs);
    }
    return Arrays.stream(drifts).filter(each -> !Double.isNaN(each)).sorted().toArray();
  }
}
