package org.chiasm.lab.site;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.chiasm.study.ValueDistribution;

/**
 * A bounded sample of values, chosen by a hash of where each comes from, so that it does not depend
 * on the order in which they arrive. Not safe for use by many threads.
 */
final class ValueSample {
  private static final int SIZE_MAX = 20_000;

  private final TreeSet<Drawn> kept =
      new TreeSet<>(
          Comparator.comparingLong(Drawn::hash)
              .thenComparing(Drawn::origin)
              .thenComparingDouble(Drawn::value));
  private long seen;

  private record Drawn(long hash, String origin, double value) {}

  void add(String origin, double value) {
    seen++;
    kept.add(new Drawn(hash(origin), origin, value));
    if (kept.size() > SIZE_MAX) {
      kept.pollLast();
    }
  }

  /** Quantiles, interpolated linearly; empty where nothing was added. */
  Optional<ValueDistribution> distribution(String unit) {
    var sorted = kept.stream().mapToDouble(Drawn::value).sorted().toArray();
    if (sorted.length == 0) {
      return Optional.empty();
    }
    List<Double> quantiles =
        ValueDistribution.SHARES.stream().map(share -> quantile(sorted, share)).toList();
    return Optional.of(new ValueDistribution(unit, seen, quantiles));
  }

  static double quantile(double[] sorted, double share) {
    double position = share * (sorted.length - 1);
    int below = (int) Math.floor(position);
    int above = Math.min(below + 1, sorted.length - 1);
    double part = position - below;
    return sorted[below] == sorted[above]
        ? sorted[below]
        : sorted[below] * (1 - part) + sorted[above] * part;
  }

  /** A 64 bit mix of the text (FNV-1a, then the finaliser of SplitMix64). */
  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
    return hash ^ (hash >>> 31);
  }
}
