package org.chiasm.learn.encode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.chiasm.Modality;
import org.chiasm.Tensor;
import org.chiasm.learn.layers.TensorInput;
import org.junit.jupiter.api.Test;

class TensorKindTest {
  private static Tensor tensor(int... shape) {
    int count = 1;
    for (int extent : shape) {
      count *= extent;
    }
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = i % 17 / 16f;
    }
    return Tensor.of(values, shape);
  }

  private static void checkKind(TensorKind kind, Tensor tensor) {
    assertThat(TensorKind.of(Modality.IMAGE, tensor)).contains(kind);
    assertThat(kind.measure(tensor)).hasSameSizeAs(kind.names());
    assertThat(kind.names()).doesNotHaveDuplicates();
  }

  @Test
  void everyShapeOfAnImageHasFeaturesOfItsOwn() {
    checkKind(TensorKind.PROJECTION, tensor(1, 16, 16));
    checkKind(TensorKind.VOLUME, tensor(8, 16, 16));
    checkKind(TensorKind.PHOTOGRAPH, tensor(3, 16, 16));
    checkKind(TensorKind.TILES, tensor(5, 3, 16, 16));
    checkKind(TensorKind.TILES, tensor(1, 3, 16, 16));
    checkKind(TensorKind.GREY_VOLUME, tensor(1, 8, 16, 16));
  }

  @Test
  void onlyAVolumeCanBeReadWholeAndThenIfAsked() {
    assertThat(TensorKind.values())
        .allSatisfy(
            kind -> {
              boolean whole = kind == TensorKind.VOLUME || kind == TensorKind.GREY_VOLUME;
              assertThat(kind.encoders().contains(TensorInput.Encoder.VOLUME)).isEqualTo(whole);
              assertThat(kind.encoders().getFirst()).isNotEqualTo(TensorInput.Encoder.VOLUME);
            });
  }

  @Test
  void anUnknownShapeIsRefused() {
    assertThat(TensorKind.of(Modality.IMAGE, tensor(2, 8, 16, 16))).isEmpty();
    assertThat(TensorKind.of(Modality.IMAGE, tensor(16, 16))).isEmpty();
  }

  @Test
  void tilesAreMeasuredByTheirMeanAndSpread() {
    float[] values = new float[2 * 3 * 64];
    Arrays.fill(values, 3 * 64, values.length, 1);
    var measured = TensorKind.TILES.measure(Tensor.of(values, 2, 3, 8, 8));
    int mean = TensorKind.TILES.names().indexOf("tiles_mean_green_mean");
    int deviation = TensorKind.TILES.names().indexOf("tiles_deviation_green_mean");
    assertThat(measured[mean]).isEqualTo(0.5);
    assertThat(measured[deviation]).isEqualTo(0.5);
  }
}
