package org.chiasm.connect.burnedin;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Random;
import org.chiasm.connect.burnedin.BurnedInAnnotation.Verdict;
import org.chiasm.connect.dicom.DicomDataset;
import org.chiasm.connect.dicom.DicomDatasetBuilder;
import org.chiasm.connect.dicom.DicomFile;
import org.chiasm.connect.dicom.PixelDataElement;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.dicomdictionary.TransferSyntax;
import org.chiasm.connect.dicomdictionary.Vr;
import org.chiasm.connect.pixel.InstanceFrames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Painted words are found by header, by kind of instance, and by their shapes. */
class BurnedInSearchTest {
  private static final int SIZE = 256;

  private static byte[] noise(int seed) {
    var random = new Random(seed);
    byte[] pixels = new byte[SIZE * SIZE];
    for (int i = 0; i < pixels.length; i++) {
      int x = i % SIZE - SIZE / 2;
      int y = i / SIZE - SIZE / 2;
      double inside = x * x + y * y < 100 * 100 ? 120 : 20;
      pixels[i] = (byte) Math.clamp(inside + 25 * random.nextGaussian(), 0, 235);
    }
    return pixels;
  }

  private static byte[] withText(byte[] pixels, int points, int grey) {
    var image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_BYTE_GRAY);
    byte[] raster = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    System.arraycopy(pixels, 0, raster, 0, pixels.length);
    var pen = image.createGraphics();
    pen.setColor(new Color(grey, grey, grey));
    pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, points));
    pen.drawString("SMITH JOHN 12345", 8, points + 4);
    pen.dispose();
    return raster;
  }

  private static DicomDatasetBuilder image(String sopClass, byte[] pixels) {
    return DicomDataset.builder()
        .string(Tag.SOP_CLASS_UID, sopClass)
        .integers(Tag.ROWS, SIZE)
        .integers(Tag.COLUMNS, SIZE)
        .integers(Tag.SAMPLES_PER_PIXEL, 1)
        .string(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
        .integers(Tag.BITS_ALLOCATED, 8)
        .integers(Tag.BITS_STORED, 8)
        .integers(Tag.HIGH_BIT, 7)
        .put(PixelDataElement.ofNative(Vr.OB, pixels));
  }

  private static BurnedInAnnotation search(DicomDatasetBuilder dataset) {
    var file = DicomFile.of(dataset.build(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    return BurnedInSearch.of(file, InstanceFrames.of(file));
  }

  private static final String CT = "1.2.840.10008.5.1.4.1.1.2";

  @ParameterizedTest
  @CsvSource({"12, 255", "16, 255", "24, 255", "40, 255"})
  void aLineOfTextIsFoundAndPlaced(int points, int grey) {
    var found = search(image(CT, withText(noise(1), points, grey)));
    assertThat(found.pixels()).isEqualTo("POSSIBLE");
    assertThat(found.verdict()).isEqualTo(Verdict.POSSIBLE);
    assertThat(String.join(" ", found.evidence()))
        .contains("glyph-like shapes")
        .doesNotContain("SMITH");
  }

  @Test
  void pixelsWithoutTextAreNotSuspected() {
    for (int seed = 0; seed < 20; seed++) {
      var found = search(image(CT, noise(seed)));
      assertThat(found.evidence()).as("seed %s", seed).isEmpty();
      assertThat(found.verdict()).isEqualTo(Verdict.NO);
    }
  }

  @Test
  void theHeaderIsBelievedWhenItSaysYes() {
    var found = search(image(CT, noise(3)).string(Tag.BURNED_IN_ANNOTATION, "YES"));
    assertThat(found.verdict()).isEqualTo(Verdict.YES);
  }

  @Test
  void aHeaderThatSaysNoDoesNotHideText() {
    var found =
        search(image(CT, withText(noise(4), 16, 255)).string(Tag.BURNED_IN_ANNOTATION, "NO"));
    assertThat(found.header()).isEqualTo("NO");
    assertThat(found.verdict()).isEqualTo(Verdict.POSSIBLE);
  }

  @Test
  void aSecondaryCaptureIsLikelyUnlessItsHeaderDenies() {
    String capture = "1.2.840.10008.5.1.4.1.1.7";
    assertThat(search(image(capture, noise(5))).verdict()).isEqualTo(Verdict.LIKELY);
    var denied = image(capture, noise(5)).string(Tag.BURNED_IN_ANNOTATION, "NO");
    assertThat(search(denied).verdict()).isEqualTo(Verdict.NO);
  }
}
