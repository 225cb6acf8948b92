package org.chiasm.connect.pixel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.chiasm.DataIssue;
import org.chiasm.connect.pixel.FrameData.Encapsulated;
import org.chiasm.connect.pixel.FrameData.Native;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PixelDecoderTest {
  private static final String EXPLICIT = "1.2.840.10008.1.2.1";
  private static final String BIG_ENDIAN = "1.2.840.10008.1.2.2";
  private static final String RLE = "1.2.840.10008.1.2.5";

  private static PixelDescription grey(
      int columns, int allocated, int stored, int high, boolean signed) {
    return new PixelDescription(
        1,
        columns,
        PhotometricInterpretation.MONOCHROME2,
        allocated,
        stored,
        high,
        signed,
        false,
        Optional.empty());
  }

  private static PixelDescription color(
      PhotometricInterpretation photometric, int columns, boolean byPlane) {
    return new PixelDescription(1, columns, photometric, 8, 8, 7, false, byPlane, Optional.empty());
  }

  private static Native little(int... bytes) {
    return new Native(bytes(bytes), ByteOrder.LITTLE_ENDIAN, false);
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static int[] samples(String syntax, PixelDescription description, FrameData data) {
    var result = PixelDecoder.decode(syntax, description, data);
    assertThat(result).isInstanceOf(FrameResult.Decoded.class);
    return ((FrameResult.Decoded) result).frame().samples();
  }

  private static Undecodable refusal(String syntax, PixelDescription description, FrameData data) {
    var result = PixelDecoder.decode(syntax, description, data);
    assertThat(result).isInstanceOf(Undecodable.class);
    return (Undecodable) result;
  }

  @Test
  void sixteenBitsAreReadInEitherByteOrder() {
    var description = grey(2, 16, 16, 15, true);
    assertThat(samples(EXPLICIT, description, little(0xFE, 0xFF, 0x34, 0x12)))
        .containsExactly(-2, 0x1234);
    var big = new Native(bytes(0xFF, 0xFE, 0x12, 0x34), ByteOrder.BIG_ENDIAN, true);
    assertThat(samples(BIG_ENDIAN, description, big)).containsExactly(-2, 0x1234);
  }

  @Test
  void eightBitCellsInBigEndianWordsAreSwapped() {
    var description = grey(4, 8, 8, 7, false);
    var words = new Native(bytes(2, 1, 4, 3), ByteOrder.BIG_ENDIAN, true);
    assertThat(samples(BIG_ENDIAN, description, words)).containsExactly(1, 2, 3, 4);
    var plain = new Native(bytes(1, 2, 3, 4), ByteOrder.BIG_ENDIAN, false);
    assertThat(samples(BIG_ENDIAN, description, plain)).containsExactly(1, 2, 3, 4);
  }

  @Test
  void overlayBitsAboveTheStoredOnesAreCutAndTheSignIsSpread() {
    var unsigned = grey(2, 16, 12, 11, false);
    assertThat(samples(EXPLICIT, unsigned, little(0xFF, 0xFF, 0x00, 0xF8)))
        .containsExactly(4095, 2048);
    var signed = grey(2, 16, 12, 11, true);
    assertThat(samples(EXPLICIT, signed, little(0xFF, 0x0F, 0x00, 0xF8)))
        .containsExactly(-1, -2048);
    var high = grey(1, 16, 12, 15, false);
    assertThat(samples(EXPLICIT, high, little(0x3F, 0x12))).containsExactly(0x123);
  }

  @Test
  void thirtyTwoBitsAreReadWithTheirSign() {
    var description = grey(1, 32, 32, 31, false);
    var result = PixelDecoder.decode(EXPLICIT, description, little(0xFF, 0xFF, 0xFF, 0xFF));
    assertThat(((FrameResult.Decoded) result).frame().sample(0)).isEqualTo(4294967295.0);
    assertThat(samples(EXPLICIT, grey(1, 32, 32, 31, true), little(0xFE, 0xFF, 0xFF, 0xFF)))
        .containsExactly(-2);
  }

  @Test
  void singleBitsStartWithTheLowest() {
    assertThat(samples(EXPLICIT, grey(10, 1, 1, 0, false), little(0b0000_0101, 0b10)))
        .containsExactly(1, 0, 1, 0, 0, 0, 0, 0, 0, 1);
  }

  @Test
  void colorPlanesAreInterleaved() {
    assertThat(
            samples(
                EXPLICIT, color(PhotometricInterpretation.RGB, 2, true), little(1, 2, 3, 4, 5, 6)))
        .containsExactly(1, 3, 5, 2, 4, 6);
    assertThat(
            samples(
                EXPLICIT, color(PhotometricInterpretation.RGB, 2, false), little(1, 2, 3, 4, 5, 6)))
        .containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void luminanceAndDifferencesBecomeColors() {
    assertThat(
            samples(
                EXPLICIT,
                color(PhotometricInterpretation.YBR_FULL, 2, false),
                little(100, 128, 128, 76, 85, 255)))
        .containsExactly(100, 100, 100, 254, 0, 0);
    assertThat(
            samples(
                EXPLICIT,
                color(PhotometricInterpretation.YBR_FULL_422, 2, false),
                little(50, 100, 128, 128)))
        .containsExactly(50, 50, 50, 100, 100, 100);
    assertThat(
            samples(
                EXPLICIT,
                color(PhotometricInterpretation.YBR_PARTIAL_422, 2, false),
                little(16, 235, 128, 128)))
        .containsExactly(0, 0, 0, 255, 255, 255);
  }

  @Test
  void paletteIndexesBecomeColorsAndThoseOutsideTakeTheEnds() {
    var palette = new PaletteColor(10, 8, new int[] {1, 2}, new int[] {3, 4}, new int[] {5, 6});
    var description =
        new PixelDescription(
            1,
            4,
            PhotometricInterpretation.PALETTE_COLOR,
            8,
            8,
            7,
            false,
            false,
            Optional.of(palette));
    assertThat(samples(EXPLICIT, description, little(0, 10, 11, 200)))
        .containsExactly(1, 3, 5, 1, 3, 5, 2, 4, 6, 2, 4, 6);
  }

  @Test
  void segmentedPalettesAreExpanded() {
    int[] words = {0, 2, 10, 20, 1, 4, 60, 2, 1, 0, 0};
    assertThat(PaletteColor.segmented(words, 8)).containsExactly(10, 20, 30, 40, 50, 60, 10, 20);
    assertThat(PaletteColor.entries(new int[] {0x0201, 0x0403}, 4, 8)).containsExactly(1, 2, 3, 4);
  }

  @Test
  void tooFewBytesAreTruncatedAndPaddingIsPassedOver() {
    var description = grey(3, 8, 8, 7, false);
    var refused = refusal(EXPLICIT, description, little(1, 2));
    assertThat(refused.kind()).isEqualTo(DataIssue.Kind.TRUNCATED);
    assertThat(refused.reason())
        .contains("Explicit VR Little Endian")
        .contains("3 bytes")
        .contains("2");
    assertThat(samples(EXPLICIT, description, little(1, 2, 3, 0))).containsExactly(1, 2, 3);
  }

  @ParameterizedTest
  @CsvSource({
    "1.2.840.10008.1.2.4.201, High-Throughput JPEG 2000 Lossless (1.2.840.10008.1.2.4.201)",
    "1.2.840.10008.1.2.4.202, High-Throughput JPEG 2000 RPCL Lossless (1.2.840.10008.1.2.4.202)",
    "1.2.840.10008.1.2.4.203, High-Throughput JPEG 2000 (1.2.840.10008.1.2.4.203)",
    "1.2.840.10008.1.2.4.102, H.264",
    "1.2.840.10008.1.2.4.110, JPEG XL",
    "1.2.3.4, 1.2.3.4",
  })
  void aSyntaxThatIsNotDecodedIsNamed(String syntax, String named) {
    var refused =
        refusal(syntax, grey(1, 8, 8, 7, false), new Encapsulated(List.of(new byte[] {0, 0})));
    assertThat(refused.kind()).isEqualTo(DataIssue.Kind.UNSUPPORTED);
    assertThat(refused.reason()).contains(named).contains("not decoded");
  }

  @Test
  void aFeatureThatIsNotDecodedIsNamedWithItsSyntax() {
    byte[] restarts = HexFormat.of().parseHex("ffd8ffdd00040001fff7000b080004000401011100ffd9");
    var refused =
        refusal(
            "1.2.840.10008.1.2.4.80",
            grey(16, 8, 8, 7, false),
            new Encapsulated(List.of(restarts)));
    assertThat(refused.kind()).isEqualTo(DataIssue.Kind.UNSUPPORTED);
    assertThat(refused.reason())
        .contains("JPEG-LS Lossless (1.2.840.10008.1.2.4.80)")
        .contains("restart intervals");
  }

  /** An encoder as PS3.5 Annex G describes: a segment for each byte of a cell, highest first. */
  private static byte[] runLengthEncoded(int[] samples, int bytesPerCell, int perPixel) {
    var segments = new ByteArrayOutputStream();
    var header = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(bytesPerCell * perPixel);
    for (int sample = 0; sample < perPixel; sample++) {
      for (int high = bytesPerCell - 1; high >= 0; high--) {
        header.putInt(64 + segments.size());
        int pixels = samples.length / perPixel;
        byte[] plane = new byte[pixels];
        for (int i = 0; i < pixels; i++) {
          plane[i] = (byte) (samples[i * perPixel + sample] >> (8 * high));
        }
        pack(plane, segments);
      }
    }
    var all = new ByteArrayOutputStream();
    all.writeBytes(header.array());
    all.writeBytes(segments.toByteArray());
    return all.toByteArray();
  }

  private static void pack(byte[] plane, ByteArrayOutputStream into) {
    int at = 0;
    while (at < plane.length) {
      int run = 1;
      while (at + run < plane.length && run < 128 && plane[at + run] == plane[at]) {
        run++;
      }
      into.write(run > 1 ? 1 - run : 0);
      into.write(plane[at]);
      at += run;
    }
    if (into.size() % 2 != 0) {
      into.write(0x80);
    }
  }

  @Property(tries = 100)
  void whatIsRunLengthEncodedComesBack(
      @ForAll @Size(min = 1, max = 300) List<@IntRange(max = 65535) Integer> values) {
    int[] samples = values.stream().mapToInt(value -> value).toArray();
    byte[] coded = runLengthEncoded(samples, 2, 1);
    var whole = new Encapsulated(List.of(coded));
    assertThat(samples(RLE, grey(samples.length, 16, 16, 15, false), whole)).isEqualTo(samples);
    var inTwo =
        new Encapsulated(
            List.of(Arrays.copyOf(coded, 65), Arrays.copyOfRange(coded, 65, coded.length)));
    assertThat(samples(RLE, grey(samples.length, 16, 16, 15, false), inTwo)).isEqualTo(samples);
  }

  @Test
  void runLengthColorsAreInterleaved() {
    int[] colors = {1, 2, 3, 4, 5, 6};
    var data = new Encapsulated(List.of(runLengthEncoded(colors, 1, 3)));
    assertThat(samples(RLE, color(PhotometricInterpretation.RGB, 2, false), data))
        .containsExactly(colors);
    assertThat(samples(RLE, color(PhotometricInterpretation.RGB, 2, true), data))
        .containsExactly(colors);
  }

  @Test
  void aCutRunLengthFrameIsTruncated() {
    byte[] coded = runLengthEncoded(new int[] {1, 2, 3, 4}, 1, 1);
    var cut = new Encapsulated(List.of(Arrays.copyOf(coded, 68)));
    assertThat(refusal(RLE, grey(4, 8, 8, 7, false), cut).kind())
        .isEqualTo(DataIssue.Kind.TRUNCATED);
  }

  @Test
  void modalityLutsAreLinesOrTables() {
    assertThat(new ModalityLut.Rescale(2, -1024).apply(100)).isEqualTo(-824);
    var table = new ModalityLut.Table(-1, new int[] {5, 6, 7});
    assertThat(table.apply(-5)).isEqualTo(5);
    assertThat(table.apply(0)).isEqualTo(6);
    assertThat(table.apply(99)).isEqualTo(7);
  }

  @Test
  void aFrameLargerThanAnyPictureIsRefused() {
    var description =
        new PixelDescription(
            1 << 20,
            1 << 10,
            PhotometricInterpretation.MONOCHROME2,
            8,
            8,
            7,
            false,
            false,
            Optional.empty());
    assertThat(refusal(EXPLICIT, description, little(1)).reason()).contains("too large");
  }
}
