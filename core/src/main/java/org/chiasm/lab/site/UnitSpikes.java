package org.chiasm.lab.site;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chiasm.lab.site.UnitHypotheses.Hypothesis;

/**
 * Values that leave the level of the same subject's values before and after them by just the factor
 * between two units, and come back. A unit that a few results are stated in wrongly shows so long
 * before it changes a distribution: what one subject's values do within days is far narrower than
 * what many subjects' values are.
 *
 * <p>Of each three values in a row, at most three days apart, whose first and last differ by less
 * than a fifth, the logarithm of the middle one against the mean of the others is counted in bins.
 * Evidence is a count near the logarithm of a factor that the counts beside it do not explain.
 * Memory is that of the bins; the order of subjects does not matter. Not safe for use by many
 * threads.
 */
public final class UnitSpikes {
  private static final Duration APART_MAX = Duration.ofDays(3);
  private static final double SAME_LEVEL = 0.2;
  private static final double BIN = 0.02;
  private static final double REACH = 16;
  private static final double BAND = 0.4;
  private static final double BESIDE = 1;
  private static final int SUBJECTS_MIN = 3;
  private static final double LOG_CHANCE_MAX = Math.log(1e-7);

  private final long[] counts = new long[(int) (2 * REACH / BIN) + 1];
  private final long[] subjects = new long[counts.length];
  private long triples;

  UnitSpikes() {}

  /** A value and when it was true. */
  record At(Instant time, double value) {}

  /**
   * Values that are probably in another unit than stated.
   *
   * @param trueUnit what they are in
   * @param readAs what they were taken for
   * @param factor by which they must be multiplied
   * @param spikes how many were seen
   * @param expected how many the counts beside them let expect
   * @param triples values that could be compared with those before and after them
   */
  public record Finding(
      String trueUnit, String readAs, double factor, long spikes, double expected, long triples) {
    /** Checks that units are named. */
    public Finding {
      requireNonNull(trueUnit, "trueUnit");
      requireNonNull(readAs, "readAs");
    }

    /** The share of all values, from those that could be compared. */
    public double share() {
      return Math.max(0, spikes - expected) / triples;
    }
  }

  /** Looks at the values of one subject, in any order. */
  void add(List<At> values) {
    var sorted =
        values.stream()
            .filter(each -> each.value() > 0 && Double.isFinite(each.value()))
            .sorted(Comparator.comparing(At::time).thenComparingDouble(At::value))
            .toList();
    Set<Integer> seen = new HashSet<>();
    for (int i = 1; i + 1 < sorted.size(); i++) {
      var before = sorted.get(i - 1);
      var after = sorted.get(i + 1);
      double one = Math.log(before.value());
      double other = Math.log(after.value());
      if (Math.abs(one - other) < SAME_LEVEL
          && isNear(before, sorted.get(i))
          && isNear(sorted.get(i), after)) {
        triples++;
        int bin = bin(Math.log(sorted.get(i).value()) - (one + other) / 2);
        counts[bin]++;
        if (seen.add(bin)) {
          subjects[bin]++;
        }
      }
    }
  }

  private static boolean isNear(At one, At other) {
    return Duration.between(one.time(), other.time()).compareTo(APART_MAX) <= 0;
  }

  private static int bin(double logarithm) {
    return (int) Math.round((Math.clamp(logarithm, -REACH, REACH) + REACH) / BIN);
  }

  /** The hypothesis with most evidence; empty where none is beyond chance. */
  Optional<Finding> strongest(List<Hypothesis> hypotheses) {
    Optional<Finding> best = Optional.empty();
    double least = LOG_CHANCE_MAX;
    for (var hypothesis : hypotheses) {
      double factor = hypothesis.repair().applyAsDouble(1);
      boolean constant =
          factor > 0
              && Math.abs(hypothesis.repair().applyAsDouble(7) / (7 * factor) - 1) < 1e-6
              && Math.abs(Math.log(factor)) > BESIDE;
      if (constant) {
        double centre = -Math.log(factor);
        long spikes = sum(counts, centre - BAND, centre + BAND);
        double beside =
            (sum(counts, centre - BESIDE, centre + BESIDE) - spikes) * BAND / (BESIDE - BAND);
        double chance = logPoissonTail(spikes, beside + 1);
        if (chance < least && sum(subjects, centre - BAND, centre + BAND) >= SUBJECTS_MIN) {
          least = chance;
          best =
              Optional.of(
                  new Finding(
                      hypothesis.trueUnit(), hypothesis.readAs(), factor, spikes, beside, triples));
        }
      }
    }
    return best;
  }

  private static long sum(long[] bins, double from, double to) {
    long sum = 0;
    for (int bin = bin(from); bin <= bin(to); bin++) {
      sum += bins[bin];
    }
    return sum;
  }

  /**
   * An upper bound of the logarithm of P(X ≥ count) for a Poisson X (Chernoff); 0 below its mean.
   */
  private static double logPoissonTail(long count, double mean) {
    return count <= mean ? 0 : count - mean - count * Math.log(count / mean);
  }
}
