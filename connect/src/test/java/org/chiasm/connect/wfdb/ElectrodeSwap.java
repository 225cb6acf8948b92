package org.chiasm.connect.wfdb;

import java.util.List;
import org.chiasm.waveform.EcgSignal;
import org.chiasm.waveform.LeadNames;

/**
 * What exchanging electrodes does to a twelve-lead recording. The legs are taken to be at one
 * potential, so that the electrode of the right leg, wherever it lies, says what the left one does.
 */
enum ElectrodeSwap {
  NONE,
  RIGHT_ARM_AND_LEFT_ARM,
  LEFT_ARM_AND_LEFT_LEG,
  RIGHT_ARM_AND_LEFT_LEG,
  RIGHT_ARM_AND_RIGHT_LEG,
  LEFT_ARM_AND_RIGHT_LEG,
  ARMS_AND_LEGS,
  V1_AND_V2,
  V2_AND_V3,
  V3_AND_V4,
  V4_AND_V5,
  V5_AND_V6,
  V1_AND_V3;

  private static final List<String> CHEST = List.of("V1", "V2", "V3", "V4", "V5", "V6");

  /** The recording as it would have been; it must have I, II and the chest leads. */
  EcgSignal of(EcgSignal right) {
    float[] one = right.microvolts("I").orElseThrow();
    float[] two = right.microvolts("II").orElseThrow();
    float[][] rows = new float[12][one.length];
    for (int at = 0; at < one.length; at++) {
      double leftArm = one[at];
      double leftLeg = two[at];
      double[] limbs = limbs(0, leftArm, leftLeg);
      double terminal = (leftArm + leftLeg) / 3;
      double ownTerminal = (limbs[0] + limbs[1] + limbs[2]) / 3;
      rows[0][at] = (float) (limbs[1] - limbs[0]);
      rows[1][at] = (float) (limbs[2] - limbs[0]);
      rows[2][at] = (float) (limbs[2] - limbs[1]);
      rows[3][at] = (float) (limbs[0] - (limbs[1] + limbs[2]) / 2);
      rows[4][at] = (float) (limbs[1] - (limbs[0] + limbs[2]) / 2);
      rows[5][at] = (float) (limbs[2] - (limbs[0] + limbs[1]) / 2);
      for (int lead = 0; lead < 6; lead++) {
        float[] chest = right.microvolts(CHEST.get(chest(lead))).orElseThrow();
        rows[6 + lead][at] = (float) (chest[at] + terminal - ownTerminal);
      }
    }
    return EcgSignal.of(right.samplingFrequencyHz(), LeadNames.STANDARD, rows);
  }

  /** Right arm, left arm, left leg as the machine sees them. */
  private double[] limbs(double rightArm, double leftArm, double leftLeg) {
    return switch (this) {
      case RIGHT_ARM_AND_LEFT_ARM -> new double[] {leftArm, rightArm, leftLeg};
      case LEFT_ARM_AND_LEFT_LEG -> new double[] {rightArm, leftLeg, leftArm};
      case RIGHT_ARM_AND_LEFT_LEG -> new double[] {leftLeg, leftArm, rightArm};
      case RIGHT_ARM_AND_RIGHT_LEG -> new double[] {leftLeg, leftArm, leftLeg};
      case LEFT_ARM_AND_RIGHT_LEG -> new double[] {rightArm, leftLeg, leftLeg};
      case ARMS_AND_LEGS -> new double[] {leftLeg, leftLeg, leftArm};
      default -> new double[] {rightArm, leftArm, leftLeg};
    };
  }

  private int chest(int lead) {
    return switch (this) {
      case V1_AND_V2 -> swapped(lead, 0, 1);
      case V2_AND_V3 -> swapped(lead, 1, 2);
      case V3_AND_V4 -> swapped(lead, 2, 3);
      case V4_AND_V5 -> swapped(lead, 3, 4);
      case V5_AND_V6 -> swapped(lead, 4, 5);
      case V1_AND_V3 -> swapped(lead, 0, 2);
      default -> lead;
    };
  }

  private static int swapped(int lead, int one, int other) {
    return lead == one ? other : lead == other ? one : lead;
  }
}
