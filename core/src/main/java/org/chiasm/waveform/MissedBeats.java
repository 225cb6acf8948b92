package org.chiasm.waveform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Looks again into intervals that are too long for their neighbours, for complexes too slow for the
 * pass band of the first search: beats that arise in a ventricle. Size is judged on the deflection
 * of all leads together, which such beats lack less than steepness. A T or P wave is told from them
 * by its coming at the same distance from every beat.
 */
final class MissedBeats {
  private static final double LONG = 1.5;
  private static final double SHARE_OF_USUAL = 0.25;
  private static final double APART_SECONDS = 0.25;
  private static final double LATEST_T_SECONDS = 0.42;
  private static final double EARLIEST_P_SECONDS = 0.3;
  private static final double REACH_SECONDS = 0.06;
  private static final double CLEAR_SECONDS = 0.15;
  private static final int NEIGHBOURS = 8;
  private static final int MANY_NEIGHBOURS = 30;

  private final int[] peaks;
  private final float[] shape;
  private final double hz;

  private MissedBeats(int[] peaks, float[] shape, double hz) {
    this.peaks = peaks;
    this.shape = shape;
    this.hz = hz;
  }

  /**
   * The peaks and those that were missed, ascending.
   *
   * @param found so far, ascending
   * @param isDoubtful which of them stayed under the threshold; such go where they are no larger
   *     than P waves
   * @param shape the deflection of all leads together
   */
  static int[] reviewed(int[] found, boolean[] isDoubtful, float[] shape, double hz) {
    if (found.length < 4) {
      return found;
    }
    var first = new MissedBeats(found, shape, hz);
    int[] peaks =
        IntStream.range(0, found.length)
            .filter(i -> !isDoubtful[i] || !first.isSmall(i))
            .map(i -> found[i])
            .toArray();
    if (peaks.length < 4) {
      return found;
    }
    var search = new MissedBeats(peaks, shape, hz);
    var all = new ArrayList<Integer>();
    for (int i = 0; i < peaks.length; i++) {
      all.add(peaks[i]);
      if (i + 1 < peaks.length && search.isLong(i)) {
        search.fill(i, all);
      }
    }
    return all.stream().mapToInt(Integer::intValue).toArray();
  }

  private boolean isSmall(int beat) {
    return largest(peaks[beat], samples(REACH_SECONDS)) < 1.2 * usualP(beat);
  }

  private boolean isLong(int interval) {
    return peaks[interval + 1] - peaks[interval] > longest(interval);
  }

  private double longest(int interval) {
    return Math.max(LONG * usualInterval(interval), 0.5) * hz;
  }

  /** The median of the intervals nearby, in seconds. */
  private double usualInterval(int interval) {
    int from = Math.max(0, interval - NEIGHBOURS);
    int to = Math.min(peaks.length - 1, interval + NEIGHBOURS + 1);
    var near = new int[to - from];
    Arrays.setAll(near, i -> peaks[from + i + 1] - peaks[from + i]);
    Arrays.sort(near);
    return near[(near.length - 1) / 2] / hz;
  }

  private void fill(int before, List<Integer> all) {
    int apart = samples(APART_SECONDS);
    double usual = usualSize(before);
    double least =
        Math.max(SHARE_OF_USUAL * usual, Math.max(2.2 * usualRest(before), 1.6 * usualP(before)));
    double lastSize = largest(peaks[before], samples(REACH_SECONDS));
    int latestT =
        samples(Math.clamp(LATEST_T_SECONDS * Math.cbrt(usualInterval(before)), 0.25, 0.5));
    for (int at = peaks[before] + apart; at < peaks[before + 1] - apart; at++) {
      int since = at - all.getLast();
      if (shape[at] < least || !isLargest(at) || since < apart) {
        continue;
      }
      boolean isT =
          since < latestT && shape[at] < Math.max(0.6 * lastSize, 1.5 * usualAfter(before, since));
      int until = peaks[before + 1] - at;
      boolean isP =
          until < samples(EARLIEST_P_SECONDS) && shape[at] < 1.5 * usualBefore(before, until);
      if (!isT && !isP) {
        all.add(at);
        lastSize = shape[at];
      }
    }
  }

  /** Whether nothing within a fifth of a second is larger. */
  private boolean isLargest(int at) {
    int reach = samples(0.12);
    for (int i = Math.max(0, at - reach); i <= Math.min(shape.length - 1, at + reach); i++) {
      if (shape[i] > shape[at] || (shape[i] == shape[at] && i < at)) {
        return false;
      }
    }
    return true;
  }

  private double usualSize(int beat) {
    return usual(beat, i -> largest(peaks[i], samples(REACH_SECONDS)), 0.5);
  }

  /** The deflection at a distance after most beats nearby that no other follows so soon. */
  private double usualAfter(int beat, int distance) {
    return usual(
        beat,
        i ->
            i + 1 < peaks.length && peaks[i + 1] - peaks[i] > distance + samples(CLEAR_SECONDS)
                ? largest(peaks[i] + distance, samples(REACH_SECONDS))
                : Float.NaN,
        0.5);
  }

  /** The deflection at a distance before most beats nearby that follow no other so soon. */
  private double usualBefore(int beat, int distance) {
    return usual(
        beat,
        i ->
            i > 0 && peaks[i] - peaks[i - 1] > distance + samples(CLEAR_SECONDS)
                ? largest(peaks[i] - distance, samples(REACH_SECONDS))
                : Float.NaN,
        0.5);
  }

  /** The usual deflection where P waves are. */
  private double usualP(int beat) {
    int begin = samples(EARLIEST_P_SECONDS);
    int end = samples(0.1);
    return usual(
        beat,
        i ->
            i > 0 && peaks[i] - peaks[i - 1] > begin + samples(LATEST_T_SECONDS) && !isLong(i - 1)
                ? largest(peaks[i] - (begin + end) / 2, (begin - end) / 2)
                : Float.NaN,
        0.5);
  }

  /** The usual deflection in the later part of the intervals nearby: flutter, noise. */
  private double usualRest(int beat) {
    return usual(
        beat,
        i -> {
          if (i + 1 >= peaks.length || isLong(i)) {
            return Float.NaN;
          }
          int begin = peaks[i] + Math.max(samples(LATEST_T_SECONDS), (peaks[i + 1] - peaks[i]) / 2);
          int end = peaks[i + 1] - samples(EARLIEST_P_SECONDS);
          return end - begin < samples(0.05)
              ? Float.NaN
              : largest((begin + end) / 2, (end - begin) / 2);
        },
        0.5);
  }

  @FunctionalInterface
  private interface Size {
    float of(int beat);
  }

  /** A quantile of a size over the beats nearby that have it; 0 where none has. */
  private double usual(int beat, Size size, double share) {
    var sizes = new ArrayList<Float>();
    int to = Math.min(peaks.length - 1, beat + MANY_NEIGHBOURS + 1);
    for (int i = Math.max(0, beat - MANY_NEIGHBOURS); i <= to; i++) {
      float each = size.of(i);
      if (!Float.isNaN(each)) {
        sizes.add(each);
      }
    }
    sizes.sort(null);
    return sizes.isEmpty() ? 0 : sizes.get((int) Math.round(share * (sizes.size() - 1)));
  }

  private float largest(int middle, int reach) {
    float largest = 0;
    int to = Math.min(shape.length - 1, middle + reach);
    for (int i = Math.max(0, middle - reach); i <= to; i++) {
      largest = Math.max(largest, shape[i]);
    }
    return largest;
  }

  private int samples(double seconds) {
    return (int) Math.round(seconds * hz);
  }
}
