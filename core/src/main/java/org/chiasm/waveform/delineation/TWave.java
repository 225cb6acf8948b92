package org.chiasm.waveform.delineation;

import static org.chiasm.waveform.delineation.RepresentativeBeat.samples;

import java.util.ArrayList;
import java.util.Comparator;
import org.chiasm.waveform.ZeroPhaseFilter;

/**
 * The T wave of the usual beat: its end is where the steepest tangent of its last limb meets the
 * base line (Lepeschkin and Surawicz, doi:10.1161/01.CIR.6.3.378), found in each lead whose T wave
 * is large enough, also beside that of the other leads; of the leads the third quartile counts, so
 * that one lead cannot decide.
 *
 * @param peak place of the top, -1 where no T wave was found
 * @param end place of the end, -1 where no T wave was found
 * @param size of its top, in microvolts
 * @param spread samples between the first and the third quartile of the leads' ends
 */
record TWave(int peak, int end, double size, int spread) {
  private static final TWave NONE = new TWave(-1, -1, 0, 0);
  private static final double SMOOTH_HZ = 18;
  private static final double LATEST_TOP = 0.5;
  private static final double USUAL_TOP = 0.29;
  private static final double LARGE = 0.35;

  /** Less steep than this beside the limb before it, what follows is no second part of T. */
  private static final double SECOND_LIMB = 0.45;

  boolean isFound() {
    return end >= 0;
  }

  static TWave find(RepresentativeBeat beat, int qrsOnset, int qrsOffset, double smallest) {
    var ends = new ArrayList<TWave>();
    for (int lead = 0; lead < beat.leads().size(); lead++) {
      var wave = in(beat, lead, qrsOnset, qrsOffset, smallest);
      if (wave.isFound()) {
        ends.add(wave);
      }
    }
    if (ends.isEmpty()) {
      return NONE;
    }
    double largest = ends.stream().mapToDouble(TWave::size).max().orElseThrow();
    ends.removeIf(wave -> wave.size < LARGE * largest);
    ends.sort(Comparator.comparingInt(TWave::end));
    int end = ends.get((int) Math.round(0.75 * (ends.size() - 1))).end();
    int spread = end - ends.get((int) Math.round(0.25 * (ends.size() - 1))).end();
    ends.sort(Comparator.comparingInt(TWave::peak));
    return new TWave(Math.min(end - 1, ends.get(ends.size() / 2).peak()), end, largest, spread);
  }

  private static TWave in(
      RepresentativeBeat beat, int lead, int qrsOnset, int qrsOffset, double smallest) {
    var curve =
        ZeroPhaseFilter.lowPass(SMOOTH_HZ, RepresentativeBeat.FREQUENCY_HZ)
            .apply(beat.microvolts()[lead]);
    float level = level(beat.microvolts()[lead], qrsOnset);
    for (int i = 0; i < curve.length; i++) {
      curve[i] -= level;
    }
    int from = qrsOffset + samples(0.05);
    int to = Math.min(curve.length - samples(0.03), beat.fiducial() + latestTop(beat.rrSeconds()));
    int expected = beat.fiducial() + samples(USUAL_TOP * Math.cbrt(beat.rrSeconds()));
    int peak = extreme(curve, from, to, 0, expected);
    double least = Math.max(smallest, 3 * beat.standardError(lead));
    if (peak < 0 || Math.abs(curve[peak]) < least) {
      return NONE;
    }
    int after =
        extreme(
            curve,
            peak + samples(0.03),
            Math.min(to, peak + samples(0.16)),
            -Math.signum(curve[peak]),
            peak);
    if (after > 0
        && Math.abs(curve[after]) > Math.max(least, 0.4 * Math.abs(curve[peak]))
        && steepest(curve, after, Math.min(to, after + samples(0.18)))
            > SECOND_LIMB * steepest(curve, peak, after)) {
      peak = after;
    }
    float sign = Math.signum(curve[peak]);
    int steepest = peak + 1;
    for (int i = peak + 1; i < Math.min(to, peak + samples(0.18)); i++) {
      if (sign * (curve[i - 1] - curve[i + 1])
          > sign * (curve[steepest - 1] - curve[steepest + 1])) {
        steepest = i;
      }
    }
    double fall = sign * (curve[steepest - 1] - curve[steepest + 1]) / 2;
    if (fall <= 0) {
      return NONE;
    }
    int end = (int) Math.round(steepest + sign * curve[steepest] / fall);
    boolean isInside = end > peak && end < curve.length && end - peak < samples(0.25);
    return isInside ? new TWave(peak, end, Math.abs(curve[peak]), 0) : NONE;
  }

  /** The largest step from one sample to the next but one. */
  private static double steepest(float[] curve, int from, int to) {
    double steepest = 0;
    for (int i = from + 1; i < Math.min(curve.length - 1, to); i++) {
      steepest = Math.max(steepest, Math.abs(curve[i - 1] - curve[i + 1]));
    }
    return steepest;
  }

  /** The mean of the 12 ms before the QRS complex: a short PR puts P where others have none. */
  private static float level(float[] samples, int qrsOnset) {
    int from = Math.max(0, qrsOnset - samples(0.014));
    int to = Math.max(from + 1, qrsOnset - samples(0.002));
    float sum = 0;
    for (int i = from; i < to; i++) {
      sum += samples[i];
    }
    return sum / (to - from);
  }

  /** After that a deflection is the next P wave, or a U wave: the T wave shortens with the rate. */
  private static int latestTop(double rr) {
    return samples(Math.max(0.2, Math.min(LATEST_TOP * Math.cbrt(rr), rr - 0.18)));
  }

  /** The largest extreme inside, of one sign or of any; -1 where there is none. */
  private static int extreme(float[] curve, int from, int to, float sign, int expected) {
    int best = -1;
    for (int i = Math.max(1, from); i < to - 1; i++) {
      boolean isTop =
          Math.abs(curve[i]) >= Math.abs(curve[i - 1])
              && Math.abs(curve[i]) >= Math.abs(curve[i + 1]);
      if (isTop
          && (sign == 0 || Math.signum(curve[i]) == sign)
          && (best < 0 || weighted(curve, i, expected) > weighted(curve, best, expected))) {
        best = i;
      }
    }
    return best;
  }

  /** The deflection, less the farther it lies from where it is expected. */
  private static double weighted(float[] curve, int at, int expected) {
    double away = (double) (at - expected) / samples(0.12);
    return Math.abs(curve[at]) * Math.exp(-away * away / 2);
  }
}
