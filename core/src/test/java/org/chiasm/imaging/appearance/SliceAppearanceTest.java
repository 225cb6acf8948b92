package org.chiasm.imaging.appearance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures made by the physics they are measured by: ramp-filtered noise, ellipses of tissue. */
class SliceAppearanceTest {
  /** White noise through the ramp and a Gaussian kernel, by plain convolution in two dimensions. */
  private static HounsfieldSlice water(double half, double deviation, double pixel, long seed) {
    int side = pixel > 0.8 ? 400 : 160;
    int reach = 10;
    int size = 2 * reach + 1;
    double[] kernel = new double[size * size];
    int waves = 64;
    for (int y = -reach; y <= reach; y++) {
      for (int x = -reach; x <= reach; x++) {
        double sum = 0;
        for (int v = -waves / 2; v < waves / 2; v++) {
          for (int u = -waves / 2; u < waves / 2; u++) {
            double f = Math.hypot(u, v) / waves / pixel;
            double amplitude = Math.sqrt(f) * Math.exp(-f * f * Math.log(2) / (half * half));
            sum += amplitude * Math.cos(2 * Math.PI * (u * x + v * y) / waves);
          }
        }
        kernel[(y + reach) * size + x + reach] = sum;
      }
    }
    double power = 0;
    for (double each : kernel) {
      power += each * each;
    }
    var random = new Random(seed);
    float[] white = new float[(side + size) * (side + size)];
    for (int i = 0; i < white.length; i++) {
      white[i] = (float) random.nextGaussian();
    }
    float[] values = new float[side * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        double sum = 0;
        for (int v = 0; v < size; v++) {
          for (int u = 0; u < size; u++) {
            sum += kernel[v * size + u] * white[(y + v) * (side + size) + x + u];
          }
        }
        values[y * side + x] = (float) (40 + deviation * sum / Math.sqrt(power));
      }
    }
    return new HounsfieldSlice(values, side, side, pixel, pixel);
  }

  @ParameterizedTest
  @CsvSource({
    "0.35, 12, 0.70",
    "0.35, 40, 0.70",
    "0.35, 4, 0.45",
    "0.42, 12, 0.60",
    "0.35, 12, 0.90",
    "0.70, 40, 0.70",
    "0.70, 12, 0.45",
    "0.85, 90, 0.45",
    "0.70, 20, 0.60"
  })
  void theKernelOfNoiseIsFoundWhateverDoseAndPixelSize(
      double half, double deviation, double pixel) {
    var texture = NoiseTexture.of(water(half, deviation, pixel, 11)).orElseThrow();
    assertThat(texture.halfFrequency()).isCloseTo(half, within(0.18 * half));
    assertThat(texture.deviation()).isCloseTo(deviation, within(0.25 * deviation));
  }

  /** Shrunk to a quarter of its pixels, noise of a sharp kernel looks like that of a soft one. */
  @Test
  void pixelsTooCoarseForASharpKernelTellNothing() {
    var sharp = water(0.9, 30, 0.49, 3);
    int half = sharp.rows() / 2;
    float[] means = new float[half * half];
    for (int i = 0; i < means.length; i++) {
      int row = 2 * (i / half);
      int column = 2 * (i % half);
      means[i] =
          (sharp.at(row, column)
                  + sharp.at(row, column + 1)
                  + sharp.at(row + 1, column)
                  + sharp.at(row + 1, column + 1))
              / 4;
    }
    assertThat(NoiseTexture.of(new HounsfieldSlice(means, half, half, 0.98, 0.98))).isEmpty();
    assertThat(NoiseTexture.of(water(0.35, 12, 1.2, 3))).isEmpty();
  }

  @Test
  void stepsOfTheNumbersAreNoKernel() {
    var soft = water(0.35, 3, 0.5, 5);
    float[] stepped = new float[soft.rows() * soft.columns()];
    for (int i = 0; i < stepped.length; i++) {
      stepped[i] = 16 * Math.round(soft.at(i / soft.columns(), i % soft.columns()) / 16f);
    }
    var slice = new HounsfieldSlice(stepped, soft.rows(), soft.columns(), 0.5, 0.5);
    assertThat(NoiseTexture.of(slice)).isEmpty();
  }

  @Test
  void aPictureWithoutAirIsNoPartOfTheBody() {
    float[] tissue = new float[400 * 400];
    Arrays.fill(tissue, 40);
    assertThat(BodySection.of(new HounsfieldSlice(tissue, 400, 400, 0.8, 0.8)).kind())
        .isEqualTo(SectionKind.OTHER);
  }

  @ParameterizedTest
  @CsvSource({"0.35, SOFT", "0.42, SOFT", "0.75, SHARP", "0.90, SHARP", "0.55, UNCLEAR"})
  void softAndSharpAreToldAndBetweenThemNothingIs(double half, Sharpness expected) {
    var slice = SliceAppearance.of(water(half, 15, 0.6, 3));
    assertThat(new SeriesAppearance(List.of(slice)).sharpness()).isEqualTo(expected);
  }

  private static SeriesAppearance appearance(double half, double area) {
    return new SeriesAppearance(
        List.of(
            new SliceAppearance(
                Optional.of(new NoiseTexture(half, 15, 40)), new BodySection(area, 0.3, 0.1))));
  }

  @Test
  void anUnclearOneIsToldBesideAnotherReconstructionOfTheSameBody() {
    var middle = appearance(0.55, 500);
    assertThat(middle.sharpnessAmong(List.of())).isEqualTo(Sharpness.UNCLEAR);
    assertThat(middle.sharpnessAmong(List.of(appearance(0.38, 500)))).isEqualTo(Sharpness.SHARP);
    assertThat(middle.sharpnessAmong(List.of(appearance(0.9, 500)))).isEqualTo(Sharpness.SOFT);
    assertThat(middle.sharpnessAmong(List.of(appearance(0.38, 200))))
        .as("another body")
        .isEqualTo(Sharpness.UNCLEAR);
    assertThat(middle.sharpnessAmong(List.of(appearance(0.38, 500), appearance(0.9, 500))))
        .as("between two")
        .isEqualTo(Sharpness.UNCLEAR);
  }

  /** An ellipse of tissue, with what {@code inside} puts at a place given in its radii. */
  private static HounsfieldSlice body(double wide, double deep, Inside inside) {
    int side = 256;
    double pixel = 1.6;
    float[] values = new float[side * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        double u = (x - side / 2.0) * pixel / (wide / 2);
        double v = (y - side / 2.0) * pixel / (deep / 2);
        values[y * side + x] = (float) (Math.hypot(u, v) <= 1 ? inside.at(u, v) : -1000);
      }
    }
    return new HounsfieldSlice(values, side, side, pixel, pixel);
  }

  private interface Inside {
    double at(double u, double v);
  }

  private static SectionKind kind(HounsfieldSlice slice) {
    return SliceAppearance.of(slice).section().kind();
  }

  @Test
  void lungsSkullAndTrunkAreTold() {
    assertThat(
            kind(
                body(
                    340,
                    230,
                    (u, v) -> Math.hypot((Math.abs(u) - 0.5) / 0.35, v / 0.7) < 1 ? -850 : 40)))
        .isEqualTo(SectionKind.LUNGS);
    assertThat(kind(body(150, 190, (u, v) -> Math.hypot(u, v) > 0.8 ? 900 : 35)))
        .isEqualTo(SectionKind.SKULL);
    assertThat(kind(body(340, 230, (u, v) -> Math.hypot(u, v - 0.5) < 0.12 ? 500 : 50)))
        .isEqualTo(SectionKind.TRUNK);
    assertThat(kind(body(60, 60, (u, v) -> Math.hypot(u, v) < 0.4 ? 900 : 50)))
        .as("a limb")
        .isEqualTo(SectionKind.OTHER);
    assertThat(kind(body(0, 0, (_, _) -> 0))).isEqualTo(SectionKind.OTHER);
  }

  @Test
  void gasInTheBowelIsNoLung() {
    assertThat(
            kind(
                body(
                    340,
                    230,
                    (u, v) -> Math.hypot((Math.abs(u) - 0.5) / 0.3, v / 0.5) < 1 ? -1000 : 40)))
        .isEqualTo(SectionKind.TRUNK);
  }

  @Test
  void aPictureWithoutNoiseOrTissueSaysNothing() {
    assertThat(SliceAppearance.of(body(340, 230, (_, _) -> 40)).noise()).isEmpty();
    assertThat(SliceAppearance.of(body(340, 230, (_, _) -> -800)).noise()).isEmpty();
    assertThat(SliceAppearance.of(new HounsfieldSlice(new float[] {5}, 1, 1, 1, 1)).noise())
        .isEmpty();
  }

  @Test
  void aMeasurementComesOutOfItsTextAsItWentIn() {
    var slice = SliceAppearance.of(water(0.5, 20, 0.7, 5));
    var read = SliceAppearance.parse(slice.text()).orElseThrow();
    assertThat(read.text()).isEqualTo(slice.text());
    assertThat(SliceAppearance.parseAll(SliceAppearance.textOf(List.of(slice, read)))).hasSize(2);
    assertThat(SliceAppearance.parse("")).isEmpty();
    assertThat(SliceAppearance.parse("1\\2")).isEmpty();
    assertThat(SliceAppearance.parse("1\\x\\3")).isEmpty();
  }

  @Test
  void aSliceWithoutSpacingIsRefused() {
    assertThatThrownBy(() -> new HounsfieldSlice(new float[4], 2, 2, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new HounsfieldSlice(new float[3], 2, 2, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
