package org.chiasm.waveform.delineation;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A suspicion that electrodes were exchanged, with what speaks for it. It never disqualifies a
 * signal: a person must look.
 *
 * @param kind which electrodes
 * @param evidence in words, with the figures
 */
public record ElectrodeReversal(Kind kind, String evidence) {
  private static final double SMALL_P_AREA = 1000;

  /** Which electrodes. */
  public enum Kind {
    /** Left and right arm; or the heart lies on the right side (dextrocardia). */
    ARMS,
    /** The right arm's electrode on the right leg or the like: one limb lead is flat. */
    ARM_AND_RIGHT_LEG,
    /** Left arm and left leg. */
    LEFT_ARM_AND_LEG,
    /** Two neighbouring chest electrodes. */
    CHEST
  }

  /** Checks that nothing is missing. */
  public ElectrodeReversal {
    requireNonNull(kind, "kind");
    requireNonNull(evidence, "evidence");
  }

  static List<ElectrodeReversal> of(RepresentativeBeat beat, WaveLimits limits) {
    var found = new ArrayList<ElectrodeReversal>();
    var areas = new WaveAreas(beat, limits);
    if (areas.has("I", "aVR")) {
      arms(areas, found);
    }
    if (areas.has("I", "II", "III")) {
      flat(areas, found);
      if (found.isEmpty() && limits.hasP()) {
        leftSide(areas, found);
      }
    }
    if (areas.has("V1", "V2", "V3", "V4", "V5", "V6")) {
      chest(areas, found);
    }
    return List.copyOf(found);
  }

  private static void arms(WaveAreas areas, List<ElectrodeReversal> found) {
    double qrs = areas.qrs("I");
    double p = areas.p("I");
    boolean isTurned =
        qrs < 0 && areas.qrs("aVR") > 0 && p < -SMALL_P_AREA / 2 && areas.p("aVR") > 0;
    if (!isTurned) {
      return;
    }
    boolean isRightSided =
        areas.has("V1", "V6")
            && areas.range("V6") < 0.5 * areas.range("V1")
            && areas.qrs("V6") <= 0;
    found.add(
        new ElectrodeReversal(
            Kind.ARMS,
            String.format(
                Locale.ROOT,
                "P (%.0f) and QRS (%.0f µV·ms) of I negative, of aVR positive; %s",
                p,
                qrs,
                isRightSided
                    ? "QRS shrinks from V1 to V6: think of dextrocardia"
                    : "chest leads as usual: think of the arm electrodes, less of dextrocardia")));
  }

  private static void flat(WaveAreas areas, List<ElectrodeReversal> found) {
    for (String lead : List.of("I", "II", "III")) {
      double range = areas.range(lead);
      double others = 0;
      for (String other : List.of("I", "II", "III")) {
        others = other.equals(lead) ? others : Math.max(others, areas.range(other));
      }
      if (range < 60 && others > 400) {
        found.add(
            new ElectrodeReversal(
                Kind.ARM_AND_RIGHT_LEG,
                String.format(
                    Locale.ROOT,
                    "%s spans %.0f µV where another limb lead spans %.0f µV",
                    lead,
                    range,
                    others)));
      }
    }
  }

  /** After Abdollah and Milliken: P larger in I than in II, with P of III turned. */
  private static void leftSide(WaveAreas areas, List<ElectrodeReversal> found) {
    double one = areas.p("I");
    double two = areas.p("II");
    double three = areas.p("III");
    if (one > two + SMALL_P_AREA && three < -SMALL_P_AREA && one > 2 * SMALL_P_AREA) {
      found.add(
          new ElectrodeReversal(
              Kind.LEFT_ARM_AND_LEG,
              String.format(
                  Locale.ROOT,
                  "P of I (%.0f) larger than of II (%.0f), P of III (%.0f µV·ms) negative",
                  one,
                  two,
                  three)));
    }
  }

  /** A lead that resembles the one after the next more than its neighbour, on both sides. */
  private static void chest(WaveAreas areas, List<ElectrodeReversal> found) {
    var leads = List.of("V1", "V2", "V3", "V4", "V5", "V6");
    double usual = areas.chain(leads);
    String best = "";
    double bestGain = 0;
    for (int i = 0; i + 1 < leads.size(); i++) {
      var exchanged = new ArrayList<>(leads);
      exchanged.set(i, leads.get(i + 1));
      exchanged.set(i + 1, leads.get(i));
      double gain = areas.chain(exchanged) - usual;
      if (gain > bestGain) {
        bestGain = gain;
        best = leads.get(i) + " and " + leads.get(i + 1);
      }
    }
    if (bestGain > 0.6) {
      found.add(
          new ElectrodeReversal(
              Kind.CHEST,
              String.format(
                  Locale.ROOT,
                  "with %s exchanged, neighbours resemble each other more: sum of correlations"
                      + " %.2f instead of %.2f",
                  best,
                  usual + bestGain,
                  usual)));
    }
  }
}
