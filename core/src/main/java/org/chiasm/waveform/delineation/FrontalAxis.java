package org.chiasm.waveform.delineation;

import java.util.List;

/**
 * The direction of a wave in the frontal plane, from its net areas in leads I and aVF: 0° to the
 * left, 90° to the feet. The area of aVF counts 2/√3 fold, because an augmented lead is shorter
 * than a bipolar one (Novosel et al., doi:10.1016/S0022-0736(99)90042-1).
 */
final class FrontalAxis {
  private static final double AUGMENTED = 2 / Math.sqrt(3);

  private FrontalAxis() {}

  /** From -179 to 180 degrees; NaN where the leads are absent or the wave is too small to say. */
  static double degrees(RepresentativeBeat beat, double fromMs, double toMs) {
    int one = beat.leads().indexOf("I");
    if (one < 0 || Double.isNaN(fromMs) || Double.isNaN(toMs)) {
      return Double.NaN;
    }
    int from = place(beat, fromMs);
    int to = place(beat, toMs);
    double left = area(beat, one, from, to);
    double down = downward(beat, left, from, to);
    double length = Math.hypot(left, down);
    if (Double.isNaN(length) || length < 3 * Math.max(1, to - from)) {
      return Double.NaN;
    }
    double degrees = Math.rint(Math.toDegrees(Math.atan2(down, left)));
    return degrees <= -180 ? 180 : degrees + 0.0;
  }

  private static double downward(RepresentativeBeat beat, double left, int from, int to) {
    var leads = List.of("aVF", "II", "III");
    for (String lead : leads) {
      int index = beat.leads().indexOf(lead);
      if (index >= 0) {
        double area = area(beat, index, from, to);
        return AUGMENTED
            * switch (lead) {
              case "II" -> area - left / 2;
              case "III" -> area + left / 2;
              default -> area;
            };
      }
    }
    return Double.NaN;
  }

  /** The sum over the wave of a lead's deflection from the level at which the wave begins. */
  static double area(RepresentativeBeat beat, int lead, int from, int to) {
    var samples = beat.microvolts()[lead];
    double level = 0;
    int reach = RepresentativeBeat.samples(0.008);
    for (int i = from - reach; i < from; i++) {
      level += samples[Math.max(0, i)] / (double) reach;
    }
    double sum = 0;
    for (int i = from; i <= Math.min(samples.length - 1, to); i++) {
      sum += samples[i] - level;
    }
    return sum;
  }

  static int place(RepresentativeBeat beat, double ms) {
    return Math.clamp(
        beat.fiducial() + RepresentativeBeat.samples(ms / 1000), 0, beat.length() - 1);
  }
}
