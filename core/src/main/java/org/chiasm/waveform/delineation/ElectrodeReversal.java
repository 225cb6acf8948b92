package org.chiasm.waveform.delineation;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A suspicion that electrodes were exchanged, with what speaks for it. It never disqualifies a
 * signal: a person must look.
 *
 * @param kind which electrodes
 * @param evidence in words, with the figures
 */
public record ElectrodeReversal(Kind kind, String evidence) {
  private static final double SMALL_P_AREA = 1000;
  private static final double FLAT_MAX = 60;
  private static final double MOVES_MIN = 250;
  private static final double GAIN_MIN = 0.35;

  /** Which electrodes. */
  public enum Kind {
    /** Left and right arm; or the heart lies on the right side (dextrocardia). */
    ARMS,
    /** Right arm and left leg. */
    RIGHT_ARM_AND_LEG,
    /** The right leg's electrode lies on an arm, or both arms' on the legs: a limb lead is flat. */
    ARM_AND_RIGHT_LEG,
    /** Left arm and left leg. */
    LEFT_ARM_AND_LEG,
    /** Two chest electrodes. */
    CHEST
  }

  /** Checks that nothing is missing. */
  public ElectrodeReversal {
    requireNonNull(kind, "kind");
    requireNonNull(evidence, "evidence");
  }

  /**
   * What is suspected.
   *
   * @param flat the leads of the recording that do not move, which the usual beat has not
   */
  static List<ElectrodeReversal> of(RepresentativeBeat beat, WaveLimits limits, Set<String> flat) {
    var found = new ArrayList<ElectrodeReversal>();
    var areas = new WaveAreas(beat, limits);
    flat(areas, flat, found);
    if (found.isEmpty() && limits.hasP() && areas.has("I", "II", "III", "aVR")) {
      right(areas, found);
      if (found.isEmpty()) {
        leftSide(areas, found);
      }
    }
    if (areas.has("V1", "V2", "V3", "V4", "V5", "V6")) {
      chest(areas, found);
    }
    return List.copyOf(found);
  }

  /**
   * P and QRS point away from where the sinus node and the left ventricle send them, in the limb
   * leads and not in V6, whose electrode is another one.
   */
  private static void right(WaveAreas areas, List<ElectrodeReversal> found) {
    boolean isChestUsual = areas.has("V6") && areas.p("V6") > 0 && areas.qrs("V6") > 0;
    boolean isRightArmUp = areas.qrs("aVR") > 0 && areas.p("aVR") > 0;
    if (!isChestUsual && !isRightArmUp) {
      return;
    }
    double turnedP = -SMALL_P_AREA / 2;
    if (areas.p("II") < turnedP && areas.qrs("II") < 0 && areas.p("III") < 0) {
      found.add(
          new ElectrodeReversal(
              Kind.RIGHT_ARM_AND_LEG,
              String.format(
                  Locale.ROOT,
                  "P (%.0f) and QRS (%.0f µV·ms) of II negative, P of III too, %s",
                  areas.p("II"),
                  areas.qrs("II"),
                  isChestUsual ? "V6 as usual" : "aVR positive")));
    } else if (areas.p("I") < turnedP && areas.qrs("I") < 0) {
      boolean isRightSided =
          areas.has("V1", "V6")
              && areas.range("V6") < 0.5 * areas.range("V1")
              && areas.qrs("V6") <= 0;
      found.add(
          new ElectrodeReversal(
              Kind.ARMS,
              String.format(
                  Locale.ROOT,
                  "P (%.0f) and QRS (%.0f µV·ms) of I negative; %s",
                  areas.p("I"),
                  areas.qrs("I"),
                  isRightSided
                      ? "QRS shrinks from V1 to V6: think of dextrocardia"
                      : "chest leads as usual: think of the arm electrodes, less of dextrocardia")));
    }
  }

  /** Two electrodes at one potential: those of the legs, one of which is not where it belongs. */
  private static void flat(WaveAreas areas, Set<String> flat, List<ElectrodeReversal> found) {
    for (String lead : List.of("I", "II", "III")) {
      var others = List.of("I", "II", "III").stream().filter(each -> !each.equals(lead)).toList();
      double range = flat.contains(lead) ? 0 : areas.has(lead) ? areas.range(lead) : 1e9;
      if (range < FLAT_MAX
          && others.stream().allMatch(each -> areas.has(each) && areas.range(each) > MOVES_MIN)) {
        found.add(
            new ElectrodeReversal(
                Kind.ARM_AND_RIGHT_LEG,
                String.format(
                    Locale.ROOT,
                    "%s is flat where %s and %s move: think of %s",
                    lead,
                    others.getFirst(),
                    others.getLast(),
                    switch (lead) {
                      case "II" -> "right arm and right leg";
                      case "III" -> "left arm and right leg";
                      default -> "the arms' electrodes on the legs";
                    })));
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

  /** The exchange of two leads after which neighbours resemble each other most. */
  private static void chest(WaveAreas areas, List<ElectrodeReversal> found) {
    var leads = List.of("V1", "V2", "V3", "V4", "V5", "V6");
    double usual = areas.chain(leads);
    String best = "";
    double bestGain = 0;
    for (int i = 0; i < leads.size(); i++) {
      for (int j = i + 1; j < leads.size(); j++) {
        var exchanged = new ArrayList<>(leads);
        Collections.swap(exchanged, i, j);
        double gain = areas.chain(exchanged) - usual;
        if (gain > bestGain) {
          bestGain = gain;
          best = leads.get(i) + " and " + leads.get(j);
        }
      }
    }
    if (bestGain > GAIN_MIN) {
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
