package org.chiasm.imaging.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.chiasm.Tensor;
import org.junit.jupiter.api.Test;

class ImageTensorsTest {
  private static float[] ramp(int rows, int columns) {
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % columns;
    }
    return values;
  }

  @Test
  void aRadiographKeepsItsShapeBetweenBlackBars() {
    var tensor = ImageTensors.projection(ramp(100, 200), 100, 200, false);
    assertThat(tensor.shape()).containsExactly(1, 256, 256);
    float[] values = tensor.values();
    assertThat(values[63 * 256 + 255]).isZero();
    assertThat(values[64 * 256 + 255]).isEqualTo(1);
    assertThat(values[191 * 256 + 255]).isEqualTo(1);
    assertThat(values[192 * 256 + 255]).isZero();
    assertThat(values[128 * 256]).isZero();
    assertThat(values[128 * 256 + 128]).isCloseTo(0.5f, within(0.01f));
  }

  @Test
  void monochrome1IsTurnedBright() {
    float[] plain = ramp(256, 256);
    float[] negative = new float[plain.length];
    for (int i = 0; i < plain.length; i++) {
      negative[i] = 255 - plain[i];
    }
    assertThat(
            Arrays.mismatch(
                ImageTensors.projection(negative, 256, 256, true).values(),
                ImageTensors.projection(plain, 256, 256, false).values()))
        .isEqualTo(-1);
  }

  @Test
  void aFewHotPixelsDoNotDarkenTheRest() {
    float[] values = ramp(512, 512);
    values[1000] = 1e6f;
    values[2000] = Float.NaN;
    values[3000] = Float.NEGATIVE_INFINITY;
    float[] clean = ImageTensors.projection(ramp(512, 512), 512, 512, false).values();
    float[] hot = ImageTensors.projection(values, 512, 512, false).values();
    assertThat(hot[200 * 256 + 200]).isCloseTo(clean[200 * 256 + 200], within(0.01f));
  }

  @Test
  void aPictureOfOneValueIsBlack() {
    float[] flat = new float[64 * 64];
    Arrays.fill(flat, 7);
    assertThat(extremes(ImageTensors.projection(flat, 64, 64, false))).containsExactly(0, 0);
  }

  @Test
  void hounsfieldUnitsAreClippedBeforeTheyAreAveraged() {
    float[] values = new float[256 * 256];
    Arrays.fill(values, 9000);
    Arrays.fill(values, 0, 256, -3000);
    Arrays.fill(values, 256, 512, Float.NaN);
    float[] slice = ImageTensors.slice(values, 256, 256);
    assertThat(slice).hasSize(128 * 128);
    assertThat(slice[0]).isEqualTo(-1024);
    assertThat(slice[200]).isEqualTo(3071);
  }

  @Property(tries = 20)
  void averagingKeepsTheMean(
      @ForAll @IntRange(min = 128, max = 400) int rows,
      @ForAll @IntRange(min = 128, max = 400) int columns) {
    double sum = 0;
    for (float value : ImageTensors.slice(ramp(rows, columns), rows, columns)) {
      sum += value;
    }
    assertThat(sum / (128 * 128)).isCloseTo((columns - 1) / 2.0, within(1e-3));
  }

  private static float[] extremes(Tensor tensor) {
    float[] sorted = tensor.values().clone();
    Arrays.sort(sorted);
    return new float[] {sorted[0], sorted[sorted.length - 1]};
  }

  private static float[] constant(float value) {
    float[] slice = new float[128 * 128];
    Arrays.fill(slice, value);
    return slice;
  }

  @Test
  void aVolumeIsResampledOverItsExtentInSpaceNotByCount() {
    var slices = new ArrayList<float[]>();
    double[] places = new double[64];
    for (int i = 0; i < 64; i++) {
      slices.add(constant(i));
      places[i] = 2.0 * i;
    }
    var tensor = ImageTensors.volume(slices, places);
    assertThat(tensor.shape()).containsExactly(32, 128, 128);
    for (int z = 0; z < 32; z++) {
      assertThat(tensor.values()[z * 128 * 128]).isCloseTo(2 * z + 0.5f, within(1e-4f));
    }
  }

  @Test
  void theOrderOfSlicesDoesNotMatterTheirPlacesDo() {
    var up =
        ImageTensors.volume(List.of(constant(1), constant(2), constant(3)), new double[] {0, 1, 2});
    var down =
        ImageTensors.volume(List.of(constant(3), constant(1), constant(2)), new double[] {2, 0, 1});
    assertThat(Arrays.equals(down.values(), up.values())).isTrue();
    assertThat(up.values()[0]).isEqualTo(1);
    assertThat(up.values()[31 * 128 * 128]).isEqualTo(3);
  }

  @Test
  void oneSliceFillsTheVolumeAndDoubledSlicesAreAveraged() {
    assertThat(extremes(ImageTensors.volume(List.of(constant(5)), new double[] {3})))
        .containsExactly(5, 5);
    assertThat(
            extremes(ImageTensors.volume(List.of(constant(5), constant(7)), new double[] {3, 3})))
        .containsExactly(6, 6);
  }

  @Test
  void sizesThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> ImageTensors.projection(new float[5], 2, 3, false))
        .hasMessageContaining("2 by 3");
    assertThatThrownBy(() -> ImageTensors.volume(List.of(), new double[0]))
        .hasMessageContaining("at least one");
    assertThatThrownBy(() -> ImageTensors.volume(List.of(new float[3]), new double[] {0}))
        .hasMessageContaining("3 numbers");
  }
}
