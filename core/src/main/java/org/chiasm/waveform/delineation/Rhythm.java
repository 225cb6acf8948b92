package org.chiasm.waveform.delineation;

import java.util.Arrays;
import org.chiasm.waveform.RPeaks;

/**
 * How regularly the heart beats.
 *
 * @param kind in one word
 * @param irregularity the median step from one RR interval to the next, over the median interval; a
 *     single early beat hardly moves it
 * @param earlyBeats intervals shorter than four fifths of the usual one that a longer one follows
 */
public record Rhythm(Kind kind, double irregularity, int earlyBeats) {
  private static final int FEWEST_INTERVALS = 4;
  private static final int LARGEST_GROUP = 4;
  private static final double REGULAR = 0.04;
  private static final double IRREGULAR = 0.085;

  /** The kinds. */
  public enum Kind {
    /** Fewer than four intervals. */
    UNDETERMINED,
    /** Every interval is about the last one. */
    REGULAR,
    /** Regular but for single early beats. */
    REGULAR_WITH_EARLY_BEATS,
    /** Intervals that change, with a P wave before the beats: as in breathing. */
    IRREGULAR,
    /** Intervals that change and come again in groups of two to four: as in bigeminy. */
    IRREGULAR_IN_GROUPS,
    /** Intervals that change without order and no P wave: as in atrial fibrillation. */
    IRREGULARLY_IRREGULAR
  }

  static Rhythm of(RPeaks peaks, boolean hasP) {
    double[] intervals = peaks.intervalsSeconds(3);
    if (intervals.length < FEWEST_INTERVALS) {
      return new Rhythm(Kind.UNDETERMINED, Double.NaN, 0);
    }
    double usual = median(intervals);
    var steps = new double[intervals.length - 1];
    int early = 0;
    int far = 0;
    for (int i = 0; i < steps.length; i++) {
      steps[i] = Math.abs(intervals[i + 1] - intervals[i]) / usual;
      if (intervals[i] < 0.8 * usual && intervals[i + 1] > 1.1 * intervals[i]) {
        early++;
      }
    }
    for (double interval : intervals) {
      far += Math.abs(interval / usual - 1) > 0.1 ? 1 : 0;
    }
    double irregularity = median(steps);
    Kind kind;
    if (irregularity >= IRREGULAR && far >= 0.3 * intervals.length) {
      kind =
          isInGroups(intervals, usual)
              ? Kind.IRREGULAR_IN_GROUPS
              : hasP ? Kind.IRREGULAR : Kind.IRREGULARLY_IRREGULAR;
    } else if (early > 0) {
      kind = Kind.REGULAR_WITH_EARLY_BEATS;
    } else {
      kind = irregularity < REGULAR ? Kind.REGULAR : Kind.IRREGULAR;
    }
    return new Rhythm(kind, irregularity, early);
  }

  /** Whether every interval is about the one two, three or four before it. */
  private static boolean isInGroups(double[] intervals, double usual) {
    for (int group = 2; group <= LARGEST_GROUP && intervals.length >= 3 * group; group++) {
      var steps = new double[intervals.length - group];
      for (int i = 0; i < steps.length; i++) {
        steps[i] = Math.abs(intervals[i + group] - intervals[i]) / usual;
      }
      if (median(steps) < REGULAR) {
        return true;
      }
    }
    return false;
  }

  private static double median(double[] values) {
    var sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
