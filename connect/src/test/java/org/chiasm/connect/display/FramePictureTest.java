package org.chiasm.connect.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.chiasm.connect.dicom.DicomDataset;
import org.chiasm.connect.dicom.DicomDatasetBuilder;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.dicomdictionary.Vr;
import org.chiasm.connect.pixel.InstanceFrames;
import org.junit.jupiter.api.Test;

/** Pictures follow DICOM PS3.3 C.11.2 and C.11.6. */
class FramePictureTest {
  private static byte[] shown(DicomDatasetBuilder dataset, Optional<VoiLut> asked)
      throws Exception {
    var file = SyntheticImage.read(dataset);
    var result = new FramePicture(file, InstanceFrames.of(file)).of(0, asked);
    assertThat(result).isInstanceOf(FramePicture.Result.Shown.class);
    return ((FramePicture.Result.Shown) result).picture().pixels();
  }

  private static DicomDatasetBuilder ramp() {
    return SyntheticImage.grey(1, 4, 12, false, 0, 1000, 2000, 3000);
  }

  @Test
  void aLinearWindowIsWhatTheStandardsFormulaGives() {
    var window = new VoiLut.Window(2048, 4096, VoiLut.Shape.LINEAR);
    assertThat(window.brightness(0)).isZero();
    assertThat(window.brightness(4095)).isEqualTo(1);
    assertThat(window.brightness(2047.5)).isEqualTo(0.5);
    var exact = new VoiLut.Window(2048, 4096, VoiLut.Shape.LINEAR_EXACT);
    assertThat(exact.brightness(2048)).isEqualTo(0.5);
    var sigmoid = new VoiLut.Window(100, 50, VoiLut.Shape.SIGMOID);
    assertThat(sigmoid.brightness(150)).isCloseTo(1 / (1 + Math.exp(-4)), within(1e-12));
  }

  @Test
  void monochrome1IsInvertedOnceWhateverThePresentationLutShapeRepeats() throws Exception {
    var window = Optional.<VoiLut>of(new VoiLut.Window(1500, 3001, VoiLut.Shape.LINEAR_EXACT));
    byte[] plain = shown(ramp(), window);
    byte[] inverse = shown(ramp().string(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME1"), window);
    byte[] twice =
        shown(
            ramp()
                .string(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME1")
                .string(0x20500020, Vr.CS, "INVERSE"),
            window);
    for (int i = 0; i < plain.length; i++) {
      assertThat((plain[i] & 0xFF) + (inverse[i] & 0xFF)).isBetween(254, 256);
    }
    assertThat(twice).isEqualTo(inverse);
  }

  @Test
  void aVoiLutTableComesBeforeAWindow() throws Exception {
    byte[] entries = {0, 0, (byte) 0xFF, 0};
    var table =
        DicomDataset.builder()
            .bytes(Tag.LUT_DESCRIPTOR, Vr.US, new byte[] {2, 0, (byte) 0xD0, 7, 8, 0})
            .bytes(Tag.LUT_DATA, Vr.OW, entries)
            .build();
    var dataset =
        ramp()
            .decimals(Tag.WINDOW_CENTER, 5)
            .decimals(Tag.WINDOW_WIDTH, 10)
            .sequence(Tag.VOI_LUT_SEQUENCE, table);
    assertThat(shown(dataset, Optional.empty())).containsExactly(0, 0, 0, -1);
  }

  @Test
  void aPngIsReadBackByTheJdk() throws Exception {
    var picture = new Picture(2, 2, 3, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, "as is");
    var read = ImageIO.read(new ByteArrayInputStream(PngFile.bytes(picture)));
    assertThat(read.getRGB(1, 0) & 0xFFFFFF).isEqualTo(0x040506);
    assertThat(read.getRGB(0, 1) & 0xFFFFFF).isEqualTo(0x070809);
  }
}
