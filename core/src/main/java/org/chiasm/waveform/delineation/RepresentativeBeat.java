package org.chiasm.waveform.delineation;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;

/**
 * The usual beat of an electrocardiogram: the mean of the middle half, sample by sample, of the
 * aligned beats of its most frequent shape, free of base line wander, in microvolts at {@link
 * #FREQUENCY_HZ}.
 *
 * @param leads the usable leads it was formed from, at least one
 * @param microvolts one array for each lead, all of one length; not copied, not to be written to
 * @param fiducial the place of the R peak
 * @param spread for each lead and sample, the standard deviation of the beats (from their middle
 *     half), in microvolts
 * @param beats how many beats it was formed from, at least one
 * @param share of the beats looked at that have this shape
 * @param places the R peaks of these beats, in samples of the signal as it was recorded
 * @param rrSeconds the usual interval from one beat to the next
 */
@SuppressWarnings("ArrayRecordComponent")
public record RepresentativeBeat(
    List<String> leads,
    float[][] microvolts,
    int fiducial,
    float[][] spread,
    int beats,
    double share,
    List<Integer> places,
    double rrSeconds) {
  /** Two milliseconds a sample. */
  public static final double FREQUENCY_HZ = 500;

  /** Checks the counts. */
  public RepresentativeBeat {
    leads = List.copyOf(leads);
    places = List.copyOf(places);
    requireNonNull(spread, "spread");
    if (leads.isEmpty() || leads.size() != microvolts.length || spread.length != leads.size()) {
      throw new IllegalArgumentException(
          "RepresentativeBeat needs samples and spread for each of at least one lead, got "
              + leads.size()
              + " names, "
              + microvolts.length
              + " arrays");
    }
  }

  /** Samples of each lead. */
  public int length() {
    return microvolts[0].length;
  }

  /** The usual standard error of the usual beat of a lead, in microvolts. */
  double standardError(int lead) {
    var sorted = spread[lead].clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2] / Math.sqrt(beats);
  }

  static int samples(double seconds) {
    return (int) Math.round(seconds * FREQUENCY_HZ);
  }

  static double milliseconds(int samples) {
    return samples * 1000 / FREQUENCY_HZ;
  }
}
