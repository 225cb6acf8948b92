package org.chiasm.waveform;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The tests that one lead must pass, each with its limit. */
final class LeadCheck {
  private static final double FLAT_MICROVOLTS = 20;
  private static final double LARGEST_MICROVOLTS = 15_000;
  private static final double WANDER_MICROVOLTS = 1_000;
  private static final double NOISE_FLOOR_MICROVOLTS = 15;
  private static final double NOISE_SHARE = 0.08;
  private static final double STILL_SECONDS = 2;
  private static final double CLIPPED_SHARE = 0.01;

  private LeadCheck() {}

  static Set<SignalProblem> problems(float[] samples, double hz) {
    var problems = EnumSet.noneOf(SignalProblem.class);
    double missing = Gaps.share(samples);
    if (missing >= 0.5) {
      return EnumSet.of(SignalProblem.LEAD_OFF);
    }
    if (missing >= 0.05) {
      problems.add(SignalProblem.GAPS);
    }
    var bridged = Gaps.bridge(samples);
    var sorted = bridged.clone();
    Arrays.sort(sorted);
    double middle = sorted[sorted.length / 2];
    if (isFlat(bridged, sorted, hz)) {
      problems.add(SignalProblem.FLAT);
      return problems;
    }
    if (isClipped(bridged, sorted[0], middle, sorted[sorted.length - 1], hz)) {
      problems.add(SignalProblem.SATURATED);
    }
    double far = Math.max(at(sorted, 0.999) - middle, middle - at(sorted, 0.001));
    if (far > LARGEST_MICROVOLTS) {
      problems.add(SignalProblem.IMPLAUSIBLE_AMPLITUDE);
      return problems;
    }
    var spans = Spans.of(bridged, hz);
    if (spans.wander() > WANDER_MICROVOLTS) {
      problems.add(SignalProblem.BASELINE_WANDER);
    }
    double noise = noise(bridged, hz);
    if (noise > NOISE_FLOOR_MICROVOLTS && noise > NOISE_SHARE * spans.usualRange()) {
      problems.add(SignalProblem.NOISY);
    }
    return problems;
  }

  /**
   * Whether II differs from I + III by more than a third of the largest of the three, as root mean
   * squares without base line.
   */
  static boolean limbLeadsDisagree(EcgSignal signal) {
    if (!signal.leads().containsAll(List.of("I", "II", "III"))) {
      return false;
    }
    var one = withoutBaseLine(signal, "I");
    var two = withoutBaseLine(signal, "II");
    var three = withoutBaseLine(signal, "III");
    if (one.length == 0 || two.length == 0 || three.length == 0) {
      return false;
    }
    double[] squares = new double[4];
    for (int i = 0; i < one.length; i++) {
      double rest = two[i] - one[i] - three[i];
      squares[0] += (double) one[i] * one[i];
      squares[1] += (double) two[i] * two[i];
      squares[2] += (double) three[i] * three[i];
      squares[3] += rest * rest;
    }
    double largest = Math.max(squares[0], Math.max(squares[1], squares[2]));
    return Math.sqrt(squares[3] / one.length) > 10 && squares[3] > largest / 9;
  }

  private static float[] withoutBaseLine(EcgSignal signal, String lead) {
    var bridged = Gaps.bridge(signal.microvolts(lead).orElseThrow());
    return bridged.length == 0
        ? bridged
        : ZeroPhaseFilter.highPass(0.7, signal.samplingFrequencyHz()).apply(bridged);
  }

  private static boolean isFlat(float[] samples, float[] sorted, double hz) {
    if (at(sorted, 0.995) - at(sorted, 0.005) < FLAT_MICROVOLTS
        && sorted[sorted.length - 1] - sorted[0] < 5 * FLAT_MICROVOLTS) {
      return true;
    }
    int still = 0;
    int run = 1;
    int longEnough = (int) Math.max(2, Math.round(STILL_SECONDS * hz));
    for (int i = 1; i <= samples.length; i++) {
      if (i < samples.length && samples[i] == samples[i - 1]) {
        run++;
      } else {
        still += run >= longEnough ? run : 0;
        run = 1;
      }
    }
    return still >= 0.5 * samples.length;
  }

  /**
   * Whether the signal stands at its highest or lowest value again and again, far from its middle.
   * A single stand, such as a last value held to the end, is not clipping.
   */
  private static boolean isClipped(
      float[] samples, double lowest, double middle, double highest, double hz) {
    double far = 0.3 * (highest - lowest);
    boolean high = highest - middle > far && standsAt(samples, highest, hz);
    boolean low = middle - lowest > far && standsAt(samples, lowest, hz);
    return high || low;
  }

  private static boolean standsAt(float[] samples, double rail, double hz) {
    int longEnough = (int) Math.max(4, Math.round(0.02 * hz));
    int clipped = 0;
    int stands = 0;
    int run = 0;
    for (int i = 0; i <= samples.length; i++) {
      if (i < samples.length && samples[i] == rail) {
        run++;
      } else {
        if (run >= longEnough) {
          clipped += run;
          stands++;
        }
        run = 0;
      }
    }
    return stands >= 2 && clipped > CLIPPED_SHARE * samples.length;
  }

  /**
   * The usual size of what lies above 40 Hz, as a standard deviation that complexes do not move.
   */
  private static double noise(float[] samples, double hz) {
    var fast = ZeroPhaseFilter.highPass(Math.min(40, hz / 3), hz).apply(samples);
    for (int i = 0; i < fast.length; i++) {
      fast[i] = Math.abs(fast[i]);
    }
    Arrays.sort(fast);
    return 1.4826 * fast[fast.length / 2];
  }

  private static double at(float[] sorted, double share) {
    return sorted[(int) Math.round(share * (sorted.length - 1))];
  }
}
