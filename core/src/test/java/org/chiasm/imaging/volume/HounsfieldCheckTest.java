package org.chiasm.imaging.volume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.chiasm.imaging.Vector3;
import org.chiasm.imaging.volume.HounsfieldCheck.Verdict;
import org.junit.jupiter.api.Test;

class HounsfieldCheckTest {
  /** Half air, the rest soft tissue, in a circle outside of which the scanner writes padding. */
  private static float[] slice(double shift, float padding) {
    var random = new Random(3);
    float[] values = new float[64 * 64];
    for (int i = 0; i < values.length; i++) {
      double distance = Math.hypot(Math.floorDiv(i, 64) - 31.5, i % 64 - 31.5);
      values[i] =
          distance > 31
              ? padding
              : (float) ((distance > 20 ? -1000 : 40) + 8 * random.nextGaussian() + shift);
    }
    return values;
  }

  private static HounsfieldCheck.Result check(float[] values, boolean rescale) {
    var check = new HounsfieldCheck(rescale);
    check.add(values);
    return check.result();
  }

  @Test
  void airAtMinusAThousandIsPlausibleWhateverThePadding() {
    for (float padding : new float[] {-2000, -3024, Float.NaN}) {
      var result = check(slice(0, padding), true);
      assertThat(result.verdict()).isEqualTo(Verdict.PLAUSIBLE);
      assertThat(result.lowestPeakHu()).isBetween(-1020.0, -980.0);
      assertThat(result.paddingShare()).isBetween(0.15, 0.35);
      assertThat(result.evidence()).isEmpty();
    }
  }

  @Test
  void storedValuesThatWereNeverRescaledAreFlaggedWithTheirEvidence() {
    var result = check(slice(1024, 0), false);
    assertThat(result.verdict()).isEqualTo(Verdict.SHIFTED);
    assertThat(String.join(";", result.evidence()))
        .contains("no Rescale Slope")
        .contains("air should lie at -1000");
  }

  @Test
  void aNarrowFieldWithoutAirIsToldFromAShift() {
    float[] values = new float[4096];
    var random = new Random(5);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (-100 + 20 * random.nextGaussian());
    }
    assertThat(check(values, true).verdict()).isEqualTo(Verdict.NO_AIR_SEEN);
  }

  @Test
  void theMiddleOfTheBodyIsFoundBesideATable() {
    var geometry = VolumeGeometry.axial(new Vector3(-100, -100, 0), 4, 60, 60, 20);
    float[] voxels = new float[60 * 60 * 20];
    for (int i = 0; i < voxels.length; i++) {
      int x = i % 60;
      int y = i / 60 % 60;
      boolean body = Math.hypot(x - 22, y - 25) < 15;
      boolean table = y >= 44 && y <= 45;
      voxels[i] = body || table ? 40 : -1000;
    }
    var centre = BodyCentre.of(new Volume(geometry, voxels)).orElseThrow();
    assertThat(centre.minus(new Vector3(-12, 0, 38)).length()).isLessThan(12);
  }

  @Test
  void airAloneHasNoBody() {
    var geometry = VolumeGeometry.axial(new Vector3(0, 0, 0), 4, 20, 20, 20);
    float[] voxels = new float[8000];
    Arrays.fill(voxels, -1000);
    assertThat(BodyCentre.of(new Volume(geometry, voxels))).isEmpty();
  }

  @Test
  void bordersAreCutAndANegativeIsTurnedBright() {
    float[] values = new float[100 * 80];
    for (int row = 0; row < 100; row++) {
      for (int column = 0; column < 80; column++) {
        boolean border = row < 12 || row >= 92 || column < 10 || column >= 75;
        values[row * 80 + column] = border ? 4095 : 1000 + 10 * row + column;
      }
    }
    assertThat(RadiographFrame.withoutBorders(values, 100, 80)).containsExactly(12, 92, 10, 75);
    var upright = RadiographFrame.of(values, 100, 80, false, "L\\F", 80, 64);
    var negative = RadiographFrame.of(values, 100, 80, true, "L\\F", 80, 64);
    var upsideDown = RadiographFrame.of(values, 100, 80, false, "L\\H", 80, 64);
    assertThat(upright.shape()).containsExactly(1, 80, 64);
    assertThat(upright.values()[20 * 64 + 32]).isLessThan(upright.values()[60 * 64 + 32]);
    assertThat(negative.values()[20 * 64 + 32]).isGreaterThan(negative.values()[60 * 64 + 32]);
    assertThat(upsideDown.values()[20 * 64 + 32]).isGreaterThan(upsideDown.values()[60 * 64 + 32]);
  }
}
