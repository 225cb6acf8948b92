package org.chiasm.connect.dicom;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.dicomdictionary.Vr;
import org.chiasm.connect.pixel.DecodedImage;
import org.chiasm.connect.pixel.InstancePixels;
import org.junit.jupiter.api.Test;

class PixelDataElementTest {
  private static final String RLE = "1.2.840.10008.1.2.5";

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  /** Pixel data of fragments behind an offset table. */
  private static PixelDataElement fragments(byte[] extendedTable, byte[] table, byte[]... fragments)
      throws Exception {
    var file = FileBytes.part10(RLE).explicit(0x00080060, "CS", "CT");
    if (extendedTable.length > 0) {
      file.explicit(0x7FE00001, "OV", extendedTable);
    }
    file.explicitHeader(0x7FE00010, "OB", FileBytes.UNDEFINED);
    file.item(new FileBytes().raw(table));
    for (byte[] fragment : fragments) {
      file.item(new FileBytes().raw(fragment));
    }
    file.endOfSequence();
    return DicomReader.standard().read(file.bytes()).dataset().pixelData().orElseThrow();
  }

  private static String joined(List<byte[]> fragments) {
    var parts = new ArrayList<String>();
    fragments.forEach(fragment -> parts.add(new String(fragment, US_ASCII)));
    return String.join("|", parts);
  }

  private static byte[] table(long... offsets) {
    var words = new FileBytes();
    for (long offset : offsets) {
      words.raw(words.word(4, offset));
    }
    return words.bytes();
  }

  @Test
  void allFragmentsOfOneFrameBelongToIt() throws Exception {
    var pixels = fragments(new byte[0], new byte[0], ascii("ab"), ascii("cd"), ascii("ef"));
    assertThat(joined(pixels.frameFragments(0, 1))).isEqualTo("ab|cd|ef");
  }

  @Test
  void theBasicOffsetTableTellsFramesApart() throws Exception {
    var pixels = fragments(new byte[0], table(0, 20), ascii("ab"), ascii("cd"), ascii("ef"));
    assertThat(joined(pixels.frameFragments(0, 2))).isEqualTo("ab|cd");
    assertThat(joined(pixels.frameFragments(1, 2))).isEqualTo("ef");
  }

  @Test
  void theExtendedOffsetTableCountsBeforeTheBasicOne() throws Exception {
    var extended = table(0, 0, 10, 0);
    var pixels = fragments(extended, table(0, 20), ascii("ab"), ascii("cd"), ascii("ef"));
    assertThat(joined(pixels.frameFragments(0, 2))).isEqualTo("ab");
    assertThat(joined(pixels.frameFragments(1, 2))).isEqualTo("cd|ef");
  }

  @Test
  void withoutATableEachFrameIsAFragment() throws Exception {
    var pixels = fragments(new byte[0], new byte[0], ascii("ab"), ascii("cd"));
    assertThat(joined(pixels.frameFragments(1, 2))).isEqualTo("cd");
  }

  @Test
  void aTableThatPointsNowhereIsNotBelieved() throws Exception {
    var pixels = fragments(new byte[0], table(0, 17), ascii("ab"), ascii("cd"));
    assertThat(joined(pixels.frameFragments(1, 2))).isEqualTo("cd");
  }

  @Test
  void withoutATableAFrameStartsWhereAnImageDoes() throws Exception {
    byte[] jpeg = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0};
    var pixels =
        fragments(new byte[0], new byte[0], jpeg, ascii("ab"), jpeg, ascii("cd"), ascii("ef"));
    assertThat(pixels.frameFragments(0, 2)).hasSize(2);
    assertThat(pixels.frameFragments(1, 2)).hasSize(3);
  }

  @Test
  void framesThatCannotBeToldApartAreRefused() throws Exception {
    var pixels = fragments(new byte[0], new byte[0], ascii("ab"), ascii("cd"), ascii("ef"));
    assertThatThrownBy(() -> pixels.frameFragments(0, 2))
        .isInstanceOf(DicomFormatException.class)
        .hasMessageContaining("3 fragments for 2 frames");
  }

  @Test
  void whatWasMadeOfFramesGivesThemBack() throws Exception {
    var pixels = PixelDataElement.ofFrames(List.of(ascii("abc"), ascii("de")));
    assertThat(joined(pixels.frameFragments(0, 2))).isEqualTo("abc\0");
    assertThat(joined(pixels.frameFragments(1, 2))).isEqualTo("de");
    assertThat(pixels.isTruncated()).isFalse();
  }

  @Test
  void framesOfSingleBitsFollowEachOtherWithoutPadding() throws Exception {
    var pixels = PixelDataElement.ofNative(Vr.OB, new byte[] {(byte) 0b1010_1101, 0b0000_0011});
    assertThat(pixels.nativeFrame(0, 5)[0] & 0b11111).isEqualTo(0b01101);
    assertThat(pixels.nativeFrame(1, 5)[0] & 0b11111).isEqualTo(0b11101);
  }

  /** Two frames of three bytes in three words: the second begins in the middle of a word. */
  @Test
  void framesOfBigEndianWordsMayBeginAndEndWithinAWord() throws Exception {
    var file = FileBytes.part10("1.2.840.10008.1.2.2").bigEndian();
    for (int tag : List.of(0x00280002, 0x00280010, 0x00280011)) {
      file.explicit(tag, "US", file.word(2, tag == 0x00280011 ? 3 : 1));
      if (tag == 0x00280002) {
        file.explicit(0x00280004, "CS", "MONOCHROME2").explicit(0x00280008, "IS", "2");
      }
    }
    for (int tag : List.of(0x00280100, 0x00280101, 0x00280102, 0x00280103)) {
      file.explicit(tag, "US", file.word(2, new int[] {8, 8, 7, 0}[tag & 3]));
    }
    file.explicit(0x7FE00010, "OW", new byte[] {2, 1, 4, 3, 6, 5});
    var dicom = DicomReader.standard().read(file.bytes());
    var pixels = dicom.dataset().pixelData().orElseThrow();
    assertThat(pixels.nativeFrame(1, 24, true)).containsExactly(4, 5, 6);
    assertThat(pixels.nativeFrame(0, 40, true)).containsExactly(1, 2, 3, 4, 5);
    assertThat(InstancePixels.of(dicom).image())
        .isInstanceOfSatisfying(
            DecodedImage.class,
            image -> assertThat(image.values().values()).containsExactly(1, 2, 3, 4, 5, 6));
  }

  @Test
  void framesOfRealFilesAreFoundWithoutReadingTheRest() throws Exception {
    var reader = DicomReader.standard();
    for (String name :
        List.of("emri_small_jpeg_2k_lossless.dcm", "emri_small_jpeg_ls_lossless.dcm")) {
      var dataset = reader.readHeader(SharedFiles.path("dicom_odd/pydicom_data/" + name)).dataset();
      int frames = dataset.integer(Tag.NUMBER_OF_FRAMES).orElseThrow();
      var pixels = dataset.pixelData().orElseThrow();
      assertThat(pixels.isTruncated()).isFalse();
      assertThat(pixels.frameFragments(frames - 1, frames)).hasSize(1);
      assertThat(pixels.frameFragments(0, frames).getFirst()[0]).isEqualTo((byte) 0xFF);
    }
  }

  @Test
  void aDelimiterWithinAFragmentEndsNothing() throws Exception {
    var dataset =
        DicomReader.standard()
            .read(
                SharedFiles.path(
                    "dicom_odd/pydicom_test_files/JPEG2000-embedded-sequence-delimiter.dcm"))
            .dataset();
    assertThat(dataset.pixelData().orElseThrow().isTruncated()).isFalse();
    assertThat(dataset.pixelData().orElseThrow().fragmentCount()).isEqualTo(1);
  }
}
