package org.chiasm.connect.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real files cut and changed: read, or refused in the one way that is promised. */
class DamagedFileTest {
  private static final String PLANTED = "Zzyzx";

  /** So little that a length taken at its word would show. */
  private final DicomReader reader =
      new DicomReader(new ReadLimits(1 << 16, 4 << 20, 200_000, 64, 10_000));

  static Stream<Path> victims() {
    return Stream.of(
            "pydicom_test_files/CT_small.dcm",
            "pydicom_test_files/MR_small_implicit.dcm",
            "pydicom_test_files/ExplVR_BigEndNoMeta.dcm",
            "pydicom_test_files/image_dfl.dcm",
            "pydicom_test_files/UN_sequence.dcm",
            "pydicom_test_files/SC_rgb_rle_2frame.dcm",
            "pydicom_data/emri_small_jpeg_2k_lossless.dcm",
            "pydicom_charset_files/chrSQEncoding.dcm",
            "fo-dicom/GH626.dcm")
        .map(name -> SharedFiles.path("dicom_odd/" + name));
  }

  /** Reads everything that there is to read. */
  private void read(byte[] file) throws IOException {
    try {
      for (var read : List.of(reader.read(file), reader.readHeader(file))) {
        visit(read.dataset());
        for (var issue : read.issues()) {
          assertThat(issue.detail()).doesNotContainIgnoringCase(PLANTED);
        }
      }
    } catch (DicomFormatException e) {
      assertThat(e).hasMessageNotContaining(PLANTED);
      assertThat(e.offset()).isNotNegative();
    }
  }

  private void visit(DicomDataset dataset) throws IOException {
    for (var element : dataset) {
      int tag = element.tag();
      dataset.strings(tag);
      dataset.decimal(tag);
      dataset.dateTime(tag);
      dataset.personName(tag);
      switch (element) {
        case SequenceElement sequence -> {
          for (var item : sequence.items()) {
            visit(item);
          }
        }
        case PixelDataElement pixels -> visit(pixels);
        case ValueElement value -> assertThat(value.bytes()).hasSize((int) value.length());
      }
    }
  }

  private static void visit(PixelDataElement pixels) throws IOException {
    try {
      pixels.isTruncated();
      for (int frames : new int[] {1, 2, Math.max(1, pixels.fragmentCount())}) {
        pixels.frameFragments(frames - 1, frames);
      }
      pixels.nativeFrame(0, 8 * pixels.nativeLength());
    } catch (DicomFormatException e) {
      assertThat(e).hasMessageNotContaining(PLANTED);
    }
  }

  @ParameterizedTest
  @MethodSource("victims")
  void aFileCutAtEverySixtyFourthByteIsReadAsFarAsItGoesOrRefused(Path victim) throws IOException {
    byte[] whole = Files.readAllBytes(victim);
    for (int length = 0; length < whole.length; length += 64) {
      read(Arrays.copyOf(whole, length));
    }
  }

  @ParameterizedTest
  @MethodSource("victims")
  void aFileWithChangedBytesIsReadOrRefused(Path victim) throws IOException {
    byte[] whole = Files.readAllBytes(victim);
    int header = Math.min(whole.length, 6000);
    var random = new Random(20260101);
    for (int round = 0; round < 200; round++) {
      byte[] mutant = whole.clone();
      for (int change = 0; change <= random.nextInt(8); change++) {
        int at = random.nextInt(header);
        switch (random.nextInt(4)) {
          case 0 -> mutant[at] = (byte) random.nextInt(256);
          case 1 -> mutant[at] = (byte) 0xFF;
          case 2 -> Arrays.fill(mutant, at, Math.min(whole.length, at + 4), (byte) 0xFF);
          default ->
              System.arraycopy(
                  whole,
                  random.nextInt(header),
                  mutant,
                  at,
                  Math.min(random.nextInt(16), whole.length - Math.max(at, header)));
        }
      }
      read(mutant);
    }
  }

  @Test
  void randomBytesBehindAPrefixAreReadOrRefused() throws IOException {
    var random = new Random(7);
    for (int round = 0; round < 2000; round++) {
      var noise = new byte[random.nextInt(400)];
      random.nextBytes(noise);
      read(FileBytes.part10("1.2.840.10008.1.2" + (round % 2 == 0 ? ".1" : "")).raw(noise).bytes());
      read(noise);
    }
  }

  @Test
  void aCutHeaderNeverPassesForAWholeOneUnlessTheCutLiesBetweenElements() throws Exception {
    var file = FileBytes.part10("1.2.840.10008.1.2.1");
    int start = file.size();
    var borders = new HashSet<Integer>();
    for (int element = 0; element < 30; element++) {
      file.explicit(0x00090010 + element, "LO", "x".repeat(2 * (element % 5)));
      borders.add(file.size());
    }
    var item = new FileBytes().item(new FileBytes().explicit(0x00080100, "SH", "T-1"));
    file.explicitHeader(0x00400440, "SQ", item.size()).raw(item);
    borders.add(file.size());
    byte[] whole = file.bytes();
    for (int length = start + 8; length <= whole.length; length++) {
      var cut = reader.readHeader(Arrays.copyOf(whole, length));
      assertThat(cut.isHeaderWhole()).as("cut at %s", length).isEqualTo(borders.contains(length));
      assertThat(cut.isTruncated()).as("cut at %s", length).isEqualTo(!borders.contains(length));
    }
  }

  @Test
  void noMessageShowsAPatient() throws IOException {
    var random = new Random(11);
    var body =
        FileBytes.part10("1.2.840.10008.1.2.1")
            .explicit(0x00080016, "UI", PLANTED)
            .explicit(0x00080060, "CS", PLANTED)
            .explicit(0x00100010, "PN", PLANTED + "^" + PLANTED)
            .explicit(0x00100020, "LO", PLANTED)
            .explicit(0x00400275, "SQ", PLANTED)
            .explicit(0x00200013, "IS", PLANTED);
    byte[] whole = body.bytes();
    for (int round = 0; round < 1000; round++) {
      byte[] mutant = whole.clone();
      mutant[128 + random.nextInt(whole.length - 128)] = (byte) random.nextInt(256);
      mutant[128 + random.nextInt(whole.length - 128)] = (byte) random.nextInt(256);
      read(Arrays.copyOf(mutant, whole.length - random.nextInt(20)));
    }
  }
}
