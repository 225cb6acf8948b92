package org.chiasm.learn.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Image features of the digital phantom of the Image Biomarker Standardisation Initiative against
 * its consensus values (Zwanenburg et al. 2020, doi:10.1148/radiol.2020191145; tables of the
 * reference manual, "dig. phantom"; co-occurrence "3D, averaged", consensus very strong). Values
 * are given to three digits there.
 */
class ReferencePhantomTest {
  private static final float OUTSIDE = Float.NaN;

  /**
   * Slices of five rows and four columns; what lies outside the region of interest is no number.
   */
  private static final float[] VOXELS = {
    4, 4, 1, 1, 4, 4, 1, 1, 6, 6, 6, 6, 4, 1, 1, 1, 1, 1, 1, 1, //
    4, OUTSIDE, 1, 1, 1, 1, 1, 1, 6, 3, OUTSIDE, 1, 4, 1, 1, 1, 1, 1, 1, 1, //
    1, 1, 1, 1, 4, 1, 1, 1, 6, 6, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, //
    1, 1, 1, 1, 4, 4, 4, 4, 4, 4, 4, 4, 1, 1, OUTSIDE, OUTSIDE, 1, 1, OUTSIDE, OUTSIDE
  };

  @Test
  void textureOfTheVolumeEqualsTheConsensus() {
    var measured = new GreyLevels(VOXELS, 4, 5, 4, 0.5, 32.5).measure();
    var consensus =
        Map.of(
            "glcm_contrast", 5.32,
            "glcm_inverse_difference_moment", 0.618,
            "glcm_angular_second_moment", 0.303,
            "glcm_correlation", 0.157,
            "glcm_joint_entropy", 2.40,
            "histogram_entropy", 1.27,
            "histogram_uniformity", 0.512);
    consensus.forEach(
        (name, value) ->
            assertThat(measured[GreyLevels.NAMES.indexOf(name)])
                .as(name)
                .isCloseTo(value, within(rounding(value))));
    assertThat(consensus.keySet()).containsExactlyInAnyOrderElementsOf(GreyLevels.NAMES);
  }

  @Test
  void firstOrderStatisticsEqualTheConsensus() {
    var measured = FirstOrder.measure(VOXELS);
    var consensus =
        Map.of(
            "mean", 2.15,
            "standard_deviation", Math.sqrt(3.05),
            "skewness", 1.08,
            "excess_kurtosis", -0.355,
            "percentile_10", 1.0,
            "median", 1.0,
            "mean_absolute_deviation", 1.55,
            "root_mean_square", 2.77);
    consensus.forEach(
        (name, value) ->
            assertThat(measured[FirstOrder.NAMES.indexOf(name)])
                .as(name)
                .isCloseTo(value, within(rounding(value))));
    assertThat(FirstOrder.finite(VOXELS)).hasSize(74);
  }

  /** Half a unit of the third digit. */
  private static double rounding(double value) {
    return Math.abs(value) < 1 ? 0.0005 : 0.005;
  }
}
