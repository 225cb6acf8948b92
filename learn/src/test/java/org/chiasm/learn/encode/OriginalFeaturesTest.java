package org.chiasm.learn.encode;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.chiasm.Modality;
import org.chiasm.Tensor;
import org.junit.jupiter.api.Test;

class OriginalFeaturesTest {
  @Test
  void firstOrderStatisticsEqualNumpysAndScipysOnStoredNumbers() throws IOException {
    try (var file = getClass().getResourceAsStream("scipy_first_order.json")) {
      var stored = new ObjectMapper().readTree(requireNonNull(file));
      var numbers = new float[stored.get("numbers").size()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = (float) stored.get("numbers").get(i).doubleValue();
      }
      var measured = FirstOrder.measure(numbers);
      for (int i = 0; i < measured.length; i++) {
        assertThat(measured[i])
            .as(FirstOrder.NAMES.get(i))
            .isCloseTo(stored.get(FirstOrder.NAMES.get(i)).doubleValue(), within(1e-4));
      }
    }
  }

  @Test
  void cooccurrenceOfAStripedImageIsKnown() {
    var pixels = new float[4 * 4];
    for (int i = 0; i < 16; i++) {
      pixels[i] = i % 2 == 0 ? 0.001f : 0.999f;
    }
    var measured = new GreyLevels(pixels, 1, 4, 4, 0, 1).measure();
    assertThat(measured[GreyLevels.NAMES.indexOf("histogram_entropy")]).isEqualTo(1);
    assertThat(measured[GreyLevels.NAMES.indexOf("histogram_uniformity")]).isEqualTo(0.5);
    double across = 31.0 * 31.0;
    assertThat(measured[GreyLevels.NAMES.indexOf("glcm_contrast")])
        .as("contrast is 31² across and on both diagonals, 0 down")
        .isCloseTo(across * 3 / 4, within(1e-9));
    assertThat(measured[GreyLevels.NAMES.indexOf("glcm_correlation")])
        .isCloseTo((-1 - 1 - 1 + 1) / 4.0, within(1e-9));
  }

  @Test
  void cooccurrenceOfAVolumeLooksInThirteenDirections() {
    var voxels = new float[3 * 3 * 3];
    voxels[13] = 100;
    var measured = new GreyLevels(voxels, 3, 3, 3, 0, 100.001).measure();
    double expected = 0;
    int[] pairs = {18, 12, 8};
    int[] directions = {3, 6, 4};
    for (int i = 0; i < 3; i++) {
      expected += directions[i] * (2.0 / pairs[i]) * 31 * 31 / 13;
    }
    assertThat(measured[GreyLevels.NAMES.indexOf("glcm_contrast")])
        .isCloseTo(expected, within(1e-9));
  }

  @Test
  void sharesOfHounsfieldBandsSumToOneAndFindTheirTissue() {
    float[] voxels = {-1000, -800, -600, -300, -100, 0, 50, 200, 1000};
    var volume = new float[9 * 9];
    for (int i = 0; i < volume.length; i++) {
      volume[i] = voxels[i % 9];
    }
    var measured = ImageFeatures.volume(Tensor.of(volume, 9, 3, 3));
    int first = ImageFeatures.VOLUME_NAMES.indexOf("share_below_-950_hu");
    for (int band = 0; band < 9; band++) {
      assertThat(measured[first + band])
          .as(ImageFeatures.VOLUME_NAMES.get(first + band))
          .isCloseTo(1 / 9.0, within(1e-12));
    }
  }

  @Test
  void blockMeansAreTheImageAtFourByFour() {
    var pixels = new float[8 * 8];
    for (int y = 0; y < 8; y++) {
      for (int x = 0; x < 8; x++) {
        pixels[8 * y + x] = (float) (10 * (y / 2) + x / 2);
      }
    }
    var measured = ImageFeatures.projection(Tensor.of(pixels, 1, 8, 8));
    assertThat(measured[ImageFeatures.PROJECTION_NAMES.indexOf("block_mean_0_2_3")]).isEqualTo(23);
    assertThat(measured[ImageFeatures.PROJECTION_NAMES.indexOf("block_mean_0_0_0")]).isZero();
  }

  @Test
  void everyFeatureOfAnImageHasANameAndANumber() {
    var random = new Random(1);
    var volume = new float[8 * 16 * 16];
    for (int i = 0; i < volume.length; i++) {
      volume[i] = random.nextInt(2000) - 1024;
    }
    for (var tensor : List.of(Tensor.of(volume, 8, 16, 16), Tensor.of(volume.clone(), 1, 8, 256))) {
      var kind = TensorKind.of(Modality.IMAGE, tensor).orElseThrow();
      assertThat(kind.measure(tensor)).hasSize(kind.names().size()).doesNotContain(Double.NaN);
      assertThat(kind.names()).doesNotHaveDuplicates();
    }
  }

  @Test
  void aConstantOrBrokenImageGivesNoInfinity() {
    for (float value : new float[] {0, 0.5f, Float.NaN, Float.POSITIVE_INFINITY}) {
      var pixels = new float[64];
      java.util.Arrays.fill(pixels, value);
      for (var tensor : List.of(Tensor.of(pixels, 1, 8, 8), Tensor.of(pixels, 4, 4, 4))) {
        var kind = TensorKind.of(Modality.IMAGE, tensor).orElseThrow();
        for (double each : kind.measure(tensor)) {
          assertThat(Double.isInfinite(each)).isFalse();
        }
      }
    }
  }

  @Test
  void aSineHasItsPowerInItsBand() {
    var signal = new float[12 * 2500];
    for (int i = 0; i < signal.length; i++) {
      signal[i] = (float) Math.sin(2 * Math.PI * 10 * (i % 2500) / 250.0);
    }
    var measured = WaveformFeatures.measure(Tensor.of(signal, 12, 2500));
    assertThat(measured[WaveformFeatures.NAMES.indexOf("v3_power_5_15_hz")]).isGreaterThan(0.999);
    assertThat(measured[WaveformFeatures.NAMES.indexOf("i_standard_deviation")])
        .isCloseTo(Math.sqrt(0.5), within(1e-3));
    assertThat(measured).hasSize(WaveformFeatures.NAMES.size());
  }

  @Test
  void aFlatOrBrokenLeadIsMissingAloneAndTheOthersAreNot() {
    var signal = new float[12 * 2500];
    for (int i = 0; i < signal.length; i++) {
      signal[i] = (float) Math.cos(i * 0.3);
    }
    signal[3] = Float.NaN;
    java.util.Arrays.fill(signal, 2500, 5000, 0.2f);
    var measured = WaveformFeatures.measure(Tensor.of(signal, 12, 2500));
    assertThat(measured[WaveformFeatures.NAMES.indexOf("i_mean")]).isNaN();
    assertThat(measured[WaveformFeatures.NAMES.indexOf("ii_power_5_15_hz")]).isNaN();
    assertThat(measured[WaveformFeatures.NAMES.indexOf("ii_mean")]).isCloseTo(0.2, within(1e-6));
    assertThat(measured[WaveformFeatures.NAMES.indexOf("v6_power_5_15_hz")]).isNotNaN();
  }

  @Test
  void theTransformOfAnImpulseIsFlat() {
    var impulse = new float[1024];
    impulse[512] = 1;
    var power = Periodogram.power(impulse);
    assertThat(power).hasSize(512);
    for (int bin = 2; bin < 500; bin++) {
      assertThat(power[bin]).isCloseTo(1, within(0.02));
    }
  }

  @Test
  void eachTensorIsReadOnceAndAnUnreadableOneIsNamed() {
    var reads = new AtomicInteger();
    var tensors =
        new TensorFeatures(
            reference -> {
              reads.incrementAndGet();
              return reference.equals("lost")
                  ? Optional.empty()
                  : Optional.of(Tensor.of(new float[64], 1, 8, 8));
            });
    tensors.of(Modality.IMAGE, "a", TensorKind.PROJECTION);
    tensors.of(Modality.IMAGE, "a", TensorKind.PROJECTION);
    assertThat(tensors.of(Modality.IMAGE, "lost", TensorKind.PROJECTION)).containsOnly(Double.NaN);
    assertThat(tensors.of(Modality.IMAGE, "a", TensorKind.VOLUME)).containsOnly(Double.NaN);
    assertThat(reads).hasValue(2);
    assertThat(tensors.unreadable()).containsExactly("lost");
  }
}
