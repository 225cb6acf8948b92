package org.chiasm.connect.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chiasm.connect.dicom.DicomDatasetBuilder;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.pixel.InstanceFrames;
import org.junit.jupiter.api.Test;

/** Arrays have the smallest type that holds every value that can come, and every value exactly. */
class ImageArrayTest {
  private static final class Numbers implements ImageArray.Sink {
    private final List<Double> values = new ArrayList<>();

    @Override
    public void begin(List<Integer> shape, NumberType type) {
      values.clear();
    }

    @Override
    public void add(double value) {
      values.add(value);
    }
  }

  private static ImageArray.Result.Made made(
      DicomDatasetBuilder dataset, boolean stored, Numbers into) throws Exception {
    var frames = InstanceFrames.of(SyntheticImage.read(dataset));
    var result = new ImageArray(frames, stored, Optional.empty()).into(into);
    assertThat(result).isInstanceOf(ImageArray.Result.Made.class);
    return (ImageArray.Result.Made) result;
  }

  @Test
  void storedValuesOfTwelveBitsAreUnsignedWords() throws Exception {
    var numbers = new Numbers();
    var made = made(SyntheticImage.grey(1, 3, 12, false, 0, 4095, 7), true, numbers);
    assertThat(made.type()).isEqualTo(NumberType.UINT16);
    assertThat(made.shape()).containsExactly(1, 1, 3);
    assertThat(numbers.values).containsExactly(0.0, 4095.0, 7.0);
  }

  @Test
  void aResultBeyondSixteenBitsIsNotWrapped() throws Exception {
    var numbers = new Numbers();
    var dataset =
        SyntheticImage.grey(1, 2, 16, false, 65535, 0)
            .decimals(Tag.RESCALE_SLOPE, 3)
            .decimals(Tag.RESCALE_INTERCEPT, -1024);
    var made = made(dataset, false, numbers);
    assertThat(made.type()).isEqualTo(NumberType.INT32);
    assertThat(numbers.values).containsExactly(195581.0, -1024.0);
  }

  @Test
  void hounsfieldUnitsOfTwelveBitsFitSixteen() throws Exception {
    var dataset =
        SyntheticImage.grey(1, 1, 12, false, 24)
            .decimals(Tag.RESCALE_SLOPE, 1)
            .decimals(Tag.RESCALE_INTERCEPT, -1024);
    var made = made(dataset, false, new Numbers());
    assertThat(made.type()).isEqualTo(NumberType.INT16);
    assertThat(made.least()).isEqualTo(-1000);
  }

  @Test
  void aSlopeThatIsNoWholeNumberGivesDoubles() throws Exception {
    var numbers = new Numbers();
    var dataset =
        SyntheticImage.grey(1, 1, 16, true, -3)
            .decimals(Tag.RESCALE_SLOPE, 0.1)
            .decimals(Tag.RESCALE_INTERCEPT, 0.5);
    assertThat(made(dataset, false, numbers).type()).isEqualTo(NumberType.FLOAT64);
    assertThat(numbers.values).containsExactly(0.1 * -3 + 0.5);
  }

  @Test
  void overlayBitsAboveTheStoredOnesAreCutAndTheSignIsSpread() throws Exception {
    var numbers = new Numbers();
    made(SyntheticImage.grey(1, 2, 12, true, 0xF800, 0x1001), true, numbers);
    assertThat(numbers.values).containsExactly(-2048.0, 1.0);
  }
}
