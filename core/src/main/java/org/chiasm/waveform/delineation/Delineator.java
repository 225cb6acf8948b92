package org.chiasm.waveform.delineation;

import static org.chiasm.waveform.delineation.RepresentativeBeat.milliseconds;
import static org.chiasm.waveform.delineation.RepresentativeBeat.samples;

import java.util.Arrays;

/** Finds the limits of the waves of the usual beat. */
final class Delineator {
  private static final double ONSET_SHARE = 0.04;
  private static final double OFFSET_SHARE = 0.037;
  private static final double P_SHARE = 0.25;
  private static final double SMALLEST_P_MICROVOLTS = 22;
  private static final double P_STANDARD_ERRORS = 4;

  /** From the top of the P wave to the QRS complex. */
  private static final double USUAL_P_SECONDS = 0.1;

  private static final double SMALLEST_T_MICROVOLTS = 40;

  private final RepresentativeBeat beat;
  private final double[] speed;
  private final double[] slowSpeed;
  private final double doubt;

  private Delineator(RepresentativeBeat beat, boolean isIrregular) {
    this.doubt = isIrregular ? 2 : 1;
    this.beat = beat;
    this.speed = speed(beat, samples(0.004));
    this.slowSpeed = speed(beat, samples(0.012));
  }

  /**
   * The limits.
   *
   * @param isIrregular whether the rhythm gives cause to doubt a P wave, which then must stand out
   *     twice as far
   */
  static WaveLimits limits(RepresentativeBeat beat, boolean isIrregular) {
    return new Delineator(beat, isIrregular).limits();
  }

  private WaveLimits limits() {
    int r = beat.fiducial();
    int top = largest(speed, r - samples(0.08), r + samples(0.08));
    int onset = qrsOnset(top);
    int offset = qrsOffset(top);
    var t = TWave.find(beat, onset, offset, SMALLEST_T_MICROVOLTS);
    int earliest = 2;
    if (t.isFound()) {
      earliest = Math.max(earliest, t.end() - samples(beat.rrSeconds()));
    }
    int[] p = pWave(earliest, onset);
    return new WaveLimits(
        p.length == 0 ? Double.NaN : ms(p[0]),
        p.length == 0 ? Double.NaN : ms(p[1]),
        p.length == 0 ? Double.NaN : ms(p[2]),
        ms(onset),
        ms(offset),
        t.isFound() ? ms(t.peak()) : Double.NaN,
        t.isFound() ? ms(t.end()) : Double.NaN,
        milliseconds(t.spread()));
  }

  private double ms(int place) {
    return milliseconds(place - beat.fiducial());
  }

  private int qrsOnset(int top) {
    double floor = quantile(speed, top - samples(0.25), top - samples(0.03), 0.2);
    double limit = floor + ONSET_SHARE * (speed[top] - floor);
    int last = top;
    for (int i = top; i > Math.max(2, top - samples(0.16)); i--) {
      if (speed[i] >= limit) {
        last = i;
      } else if (last - i >= samples(0.012)) {
        break;
      }
    }
    return last;
  }

  private int qrsOffset(int top) {
    double floor = quantile(speed, top + samples(0.04), top + samples(0.3), 0.2);
    double limit = floor + OFFSET_SHARE * (speed[top] - floor);
    int last = top;
    for (int i = top; i < Math.min(speed.length - 2, top + samples(0.2)); i++) {
      if (speed[i] >= limit) {
        last = i;
      } else if (i - last >= samples(0.016)) {
        break;
      }
    }
    return last;
  }

  /** Onset, top and offset of the P wave; empty where there is none to be sure of. */
  private int[] pWave(int earliest, int qrsOnset) {
    int from = Math.max(earliest, qrsOnset - samples(0.4));
    int to = qrsOnset - samples(0.016);
    if (to - from < samples(0.06)) {
      return new int[0];
    }
    var size = new double[beat.length()];
    var certainty = new double[beat.length()];
    for (int lead = 0; lead < beat.leads().size(); lead++) {
      var samples = beat.microvolts()[lead];
      double level = mean(samples, qrsOnset - samples(0.014), qrsOnset - samples(0.002));
      double before = quantile(samples, from, to, 0.5);
      double base = Math.abs(before - level) > 60 ? before : level;
      double usual = P_STANDARD_ERRORS * doubt * beat.standardError(lead);
      for (int i = from; i < to; i++) {
        double away = samples[i] - base;
        size[i] += away * away / beat.leads().size();
        double here = P_STANDARD_ERRORS * doubt * beat.spread()[lead][i] / Math.sqrt(beat.beats());
        double least = Math.max(SMALLEST_P_MICROVOLTS, Math.max(usual, here));
        certainty[i] = Math.max(certainty[i], Math.abs(away) / least);
      }
    }
    for (int i = from; i < to; i++) {
      double away = (double) (qrsOnset - samples(USUAL_P_SECONDS) - i) / samples(0.12);
      size[i] *= Math.exp(-away * away);
    }
    int peak = topWithin(size, from, to);
    if (peak < 0 || certainty[peak] < 1) {
      return new int[0];
    }
    double floor = quantile(slowSpeed, from, to, 0.15);
    int rise = largest(slowSpeed, Math.max(from, peak - samples(0.07)), peak);
    int fall = largest(slowSpeed, peak, Math.min(to, peak + samples(0.07)));
    int onset = rise;
    double riseLimit = floor + P_SHARE * (slowSpeed[rise] - floor);
    while (onset > from && slowSpeed[onset] > riseLimit) {
      onset--;
    }
    int offset = fall;
    double fallLimit = floor + P_SHARE * (slowSpeed[fall] - floor);
    while (offset < qrsOnset - 1 && slowSpeed[offset] > fallLimit) {
      offset++;
    }
    double width = milliseconds(offset - onset);
    return width < 30 || width > 220 ? new int[0] : new int[] {onset, peak, offset};
  }

  /** The largest local maximum; -1 where the curve only rises or falls. */
  private static int topWithin(double[] curve, int from, int to) {
    int best = -1;
    int reach = samples(0.016);
    for (int i = from + reach; i < to - reach; i++) {
      if (curve[i] >= curve[i - reach]
          && curve[i] >= curve[i + reach]
          && (best < 0 || curve[i] > curve[best])) {
        best = i;
      }
    }
    return best;
  }

  /** Root mean square over the leads of the difference across twice a reach, in µV per ms. */
  private static double[] speed(RepresentativeBeat beat, int reach) {
    var speed = new double[beat.length()];
    for (int i = 0; i < speed.length; i++) {
      int before = Math.max(0, i - reach);
      int after = Math.min(speed.length - 1, i + reach);
      double sum = 0;
      for (var samples : beat.microvolts()) {
        double slope = (samples[after] - samples[before]) / milliseconds(after - before);
        sum += slope * slope;
      }
      speed[i] = Math.sqrt(sum / beat.leads().size());
    }
    return speed;
  }

  private static int largest(double[] values, int from, int to) {
    int best = Math.max(0, from);
    for (int i = best; i <= Math.min(values.length - 1, to); i++) {
      if (values[i] > values[best]) {
        best = i;
      }
    }
    return best;
  }

  private static double mean(float[] samples, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += samples[i];
    }
    return sum / (to - from);
  }

  private static double quantile(double[] values, int from, int to, double share) {
    var sorted =
        Arrays.copyOfRange(values, Math.max(0, from), Math.min(values.length, Math.max(from, to)));
    Arrays.sort(sorted);
    return sorted.length == 0 ? 0 : sorted[(int) Math.round(share * (sorted.length - 1))];
  }

  private static double quantile(float[] values, int from, int to, double share) {
    var sorted = Arrays.copyOfRange(values, from, to);
    Arrays.sort(sorted);
    return sorted[(int) Math.round(share * (sorted.length - 1))];
  }
}
