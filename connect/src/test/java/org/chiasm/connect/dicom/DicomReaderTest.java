package org.chiasm.connect.dicom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.chiasm.DataIssue;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.dicomdictionary.TransferSyntax;
import org.chiasm.connect.dicomdictionary.Vr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DicomReaderTest {
  private static final String IMPLICIT = "1.2.840.10008.1.2";
  private static final String EXPLICIT = "1.2.840.10008.1.2.1";
  private static final String DEFLATED = "1.2.840.10008.1.2.1.99";
  private static final String BIG_ENDIAN = "1.2.840.10008.1.2.2";
  private static final String JPEG = "1.2.840.10008.1.2.4.50";
  private static final int CODE_SEQUENCE = 0x00081032;

  private final DicomReader reader = DicomReader.standard();

  private static FileBytes explicitBody(FileBytes into) {
    return into.explicit(0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.2")
        .explicit(0x00080018, "UI", "1.2.3")
        .explicit(0x00080060, "CS", "CT")
        .explicit(0x00180050, "DS", "1.25")
        .explicit(0x00280010, "US", into.word(2, 512))
        .explicit(0x00280106, "US", into.word(2, 7));
  }

  private static FileBytes implicitBody(FileBytes into) {
    return into.implicit(0x00080016, "1.2.840.10008.5.1.4.1.1.2\0")
        .implicit(0x00080018, "1.2.3\0")
        .implicit(0x00080060, "CT")
        .implicit(0x00180050, "1.25")
        .implicit(0x00280010, into.word(2, 512))
        .implicit(0x00280106, into.word(2, 7));
  }

  @Test
  void anImplicitLittleEndianFileIsReadLikeItsExplicitTwin() throws Exception {
    var explicit = reader.read(explicitBody(FileBytes.part10(EXPLICIT)).bytes());
    var implicit = reader.read(implicitBody(FileBytes.part10(IMPLICIT)).bytes());

    assertThat(DatasetText.of(implicit.dataset()))
        .isEqualTo(DatasetText.of(explicit.dataset()))
        .hasSize(6);
    assertThat(implicit.transferSyntax()).isEqualTo(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
    assertThat(implicit.issues()).isEmpty();
    assertThat(explicit.dataset().integer(Tag.ROWS)).hasValue(512);
    assertThat(explicit.dataset().decimal(Tag.SLICE_THICKNESS)).hasValue(1.25);
  }

  @Test
  void aBigEndianFileIsReadLikeItsLittleEndianTwin() throws Exception {
    var little = reader.read(explicitBody(FileBytes.part10(EXPLICIT)).bytes());
    var big =
        reader.read(
            FileBytes.part10(BIG_ENDIAN).raw(explicitBody(new FileBytes().bigEndian())).bytes());

    assertThat(DatasetText.of(big.dataset())).isEqualTo(DatasetText.of(little.dataset()));
    assertThat(big.transferSyntax()).isEqualTo(TransferSyntax.EXPLICIT_VR_BIG_ENDIAN);
    assertThat(big.issues()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aDeflatedFileIsReadWithAndWithoutTheZlibHeaderItShouldNotHave(boolean plain)
      throws Exception {
    var deflated = new ByteArrayOutputStream();
    try (var out =
        new DeflaterOutputStream(deflated, new Deflater(Deflater.BEST_COMPRESSION, plain))) {
      out.write(explicitBody(new FileBytes()).bytes());
    }
    var file = reader.read(FileBytes.part10(DEFLATED).raw(deflated.toByteArray()).bytes());

    assertThat(DatasetText.of(file.dataset()))
        .isEqualTo(
            DatasetText.of(
                reader.read(explicitBody(FileBytes.part10(EXPLICIT)).bytes()).dataset()));
    assertThat(file.isHeaderWhole()).isTrue();
  }

  @Test
  void sequencesOfDefinedAndUndefinedLengthReadAlike() throws Exception {
    var code = new FileBytes().explicit(0x00080100, "SH", "T-D3000");
    var inner = new FileBytes().item(code);
    var nested = new FileBytes().explicitHeader(0x00400440, "SQ", inner.size()).raw(inner);
    var defined = new FileBytes().item(nested).item(code);
    var undefined = new FileBytes().openItem(nested).openItem(code).endOfSequence();
    var one =
        FileBytes.part10(EXPLICIT)
            .explicitHeader(CODE_SEQUENCE, "SQ", defined.size())
            .raw(defined)
            .explicit(0x00100020, "LO", "after");
    var other =
        FileBytes.part10(EXPLICIT)
            .explicitHeader(CODE_SEQUENCE, "SQ", FileBytes.UNDEFINED)
            .raw(undefined)
            .explicit(0x00100020, "LO", "after");

    var read = reader.read(one.bytes()).dataset();
    assertThat(DatasetText.of(read))
        .isEqualTo(DatasetText.of(reader.read(other.bytes()).dataset()));
    assertThat(read.item(CODE_SEQUENCE, 0x00400440).orElseThrow().string(Tag.CODE_VALUE))
        .hasValue("T-D3000");
    assertThat(read.string(Tag.PATIENT_ID)).hasValue("after");
  }

  @Test
  void anUnknownSequenceOfUndefinedLengthIsImplicit() throws Exception {
    var items =
        new FileBytes().openItem(new FileBytes().implicit(0x00080100, "T-1")).endOfSequence();
    var file =
        FileBytes.part10(EXPLICIT)
            .explicitHeader(0x00091001, "UN", FileBytes.UNDEFINED)
            .raw(items)
            .explicit(0x00100020, "LO", "after");

    var dataset = reader.read(file.bytes()).dataset();
    assertThat(dataset.item(0x00091001).orElseThrow().string(Tag.CODE_VALUE)).hasValue("T-1");
    assertThat(dataset.string(Tag.PATIENT_ID)).hasValue("after");
  }

  @Test
  void aPrivateSequenceOfAnImplicitFileIsOpened() throws Exception {
    var items = new FileBytes().item(new FileBytes().implicit(0x00080100, "T-1"));
    var file =
        FileBytes.part10(IMPLICIT)
            .implicit(0x00080060, "CT")
            .implicit(0x00090010, "VENDOR")
            .header(0x00091001, items.size())
            .raw(items);

    var dataset = reader.read(file.bytes()).dataset();
    int tag = dataset.privateTag(0x0009, "VENDOR", 0x01).orElseThrow();
    assertThat(tag).isEqualTo(0x00091001);
    assertThat(dataset.item(tag).orElseThrow().string(Tag.CODE_VALUE)).hasValue("T-1");
  }

  @Test
  void anUnknownRepresentationOfAKnownTagIsTheStandards() throws Exception {
    var file = FileBytes.part10(EXPLICIT).explicit(0x00100020, "UN", "ID 7");
    var element = reader.read(file.bytes()).dataset().element(Tag.PATIENT_ID).orElseThrow();
    assertThat(element.vr()).isEqualTo(Vr.LO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ZZ", "ZQ"})
  void aRepresentationToComeIsPassedOverInItsLongAndInAShortForm(String vr) throws Exception {
    var file =
        FileBytes.part10(EXPLICIT)
            .explicit(0x00091001, vr, "abcd")
            .explicit(0x00100020, "LO", "after");
    var read = reader.read(file.bytes());
    assertThat(read.dataset().element(0x00091001).orElseThrow().vr()).isEqualTo(Vr.UN);
    assertThat(read.dataset().string(Tag.PATIENT_ID)).hasValue("after");
    assertThat(read.issues()).extracting(DicomIssue::kind).contains(DataIssue.Kind.MALFORMED);
  }

  @Test
  void anElementWithoutRepresentationInAnExplicitFileIsReadAsImplicit() throws Exception {
    var file =
        FileBytes.part10(EXPLICIT)
            .explicit(0x00080060, "CS", "CT")
            .implicit(0x00100010, "Some^One")
            .explicit(0x00100020, "LO", "after");
    var read = reader.read(file.bytes());
    assertThat(read.dataset().personName(Tag.PATIENT_NAME).orElseThrow().alphabetic().family())
        .isEqualTo("Some");
    assertThat(read.dataset().string(Tag.PATIENT_ID)).hasValue("after");
    assertThat(read.issues()).hasSize(1);
  }

  @Test
  void aFileThatIsNotWrittenAsItsMetaInformationSaysIsReadAsItIsWritten() throws Exception {
    var file = reader.read(implicitBody(FileBytes.part10(EXPLICIT)).bytes());
    assertThat(file.transferSyntax()).isEqualTo(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
    assertThat(file.dataset().string(Tag.MODALITY)).hasValue("CT");
    assertThat(file.issues()).hasSize(1);

    var compressed = reader.read(implicitBody(FileBytes.part10(JPEG)).bytes());
    assertThat(compressed.transferSyntax()).isEqualTo(TransferSyntax.JPEG_BASELINE_8_BIT);
    assertThat(compressed.dataset().string(Tag.MODALITY)).hasValue("CT");
  }

  @Test
  void filesWithoutPreambleOrMetaInformationAreReadWhateverTheirEncoding() throws Exception {
    var expected = reader.read(explicitBody(FileBytes.part10(EXPLICIT)).bytes()).dataset();
    var bare =
        new byte[][] {
          explicitBody(new FileBytes()).bytes(),
          implicitBody(new FileBytes()).bytes(),
          explicitBody(new FileBytes().bigEndian()).bytes(),
          new FileBytes().raw("DICM".getBytes(UTF_8)).raw(explicitBody(new FileBytes())).bytes()
        };
    for (byte[] file : bare) {
      var read = reader.read(file);
      assertThat(DatasetText.of(read.dataset())).isEqualTo(DatasetText.of(expected));
      assertThat(read.issues()).isNotEmpty();
    }
  }

  @Test
  void oddLengthsDisorderAndRepetitionAreNotedAndRead() throws Exception {
    var file =
        FileBytes.part10(EXPLICIT)
            .explicit(0x00100020, "LO", "seven c".getBytes(UTF_8))
            .explicit(0x00080060, "CS", "MR")
            .explicit(0x00080060, "CS", "CT");
    var read = reader.read(file.bytes());
    assertThat(read.dataset().stream().map(DicomElement::tag))
        .containsExactly(Tag.MODALITY, Tag.PATIENT_ID);
    assertThat(read.dataset().string(Tag.MODALITY)).hasValue("CT");
    assertThat(read.dataset().string(Tag.PATIENT_ID)).hasValue("seven c");
    assertThat(read.issues()).hasSize(3);
    assertThat(read.isHeaderWhole()).isTrue();
  }

  @Test
  void zerosAfterTheDataSetAreNoLossAndOtherBytesAre() throws Exception {
    var body = explicitBody(FileBytes.part10(EXPLICIT)).bytes();
    var padded = reader.read(new FileBytes().raw(body).raw(new byte[40]).bytes());
    assertThat(padded.isHeaderWhole()).isTrue();
    assertThat(padded.dataset().size()).isEqualTo(6);

    var soiled =
        reader.read(new FileBytes().raw(body).raw(new byte[8]).raw("soil".getBytes(UTF_8)).bytes());
    assertThat(soiled.isHeaderWhole()).isFalse();
  }

  @Test
  void theHeaderEndsWhereThePixelsStart() throws Exception {
    var file =
        explicitBody(FileBytes.part10(EXPLICIT))
            .explicit(0x7FE00010, "OW", new byte[64])
            .explicit(0xFFFCFFFC, "OB", new byte[6]);
    var header = reader.readHeader(file.bytes()).dataset();
    var whole = reader.read(file.bytes()).dataset();
    assertThat(header.contains(Tag.DATA_SET_TRAILING_PADDING)).isFalse();
    assertThat(whole.contains(Tag.DATA_SET_TRAILING_PADDING)).isTrue();
    assertThat(header.pixelData().orElseThrow().nativeLength()).isEqualTo(64);
  }

  @Test
  void aFileCutInItsPixelsIsReadableWithAnIssue() throws Exception {
    var file =
        explicitBody(FileBytes.part10(EXPLICIT))
            .explicitHeader(0x7FE00010, "OW", 64)
            .raw(new byte[63]);
    var read = reader.readHeader(file.bytes());
    assertThat(read.isTruncated()).isTrue();
    assertThat(read.isHeaderWhole()).isTrue();
    assertThat(read.dataset().string(Tag.MODALITY)).hasValue("CT");
    var pixels = read.dataset().pixelData().orElseThrow();
    assertThat(pixels.isTruncated()).isTrue();
    assertThat(pixels.nativeFrame(0, 63 * 8)).hasSize(63);
    assertThatThrownBy(() -> pixels.nativeFrame(0, 64 * 8))
        .isInstanceOfSatisfying(
            DicomFormatException.class,
            e -> assertThat(e.kind()).isEqualTo(DataIssue.Kind.TRUNCATED));
  }

  @Test
  void aFileCutInItsHeaderGivesWhatCameBefore() throws Exception {
    var whole = explicitBody(FileBytes.part10(EXPLICIT));
    byte[] bytes = whole.bytes();
    var read = reader.read(Arrays.copyOf(bytes, bytes.length - 12));
    assertThat(read.isHeaderWhole()).isFalse();
    assertThat(read.isTruncated()).isTrue();
    assertThat(read.dataset().string(Tag.MODALITY)).hasValue("CT");
  }

  @Test
  void lengthsThatAreNotThereCostNoMemory() throws Exception {
    var file =
        FileBytes.part10(EXPLICIT)
            .explicit(0x00080060, "CS", "CT")
            .explicitHeader(0x00091001, "OB", 0xFFFFFFF0L)
            .raw(new byte[10]);
    var read = reader.read(file.bytes());
    assertThat(read.isTruncated()).isTrue();
    assertThat(read.dataset().size()).isEqualTo(1);
  }

  @Test
  void valuesBeyondTheLimitStayInTheFileAndCanStillBeRead() throws Exception {
    var small = new DicomReader(new ReadLimits(16, 1 << 20, 100, 4, 4));
    var value = "x".repeat(100).getBytes(UTF_8);
    var file = FileBytes.part10(EXPLICIT).explicit(0x00091001, "OB", value).bytes();
    var element = (ValueElement) small.read(file).dataset().element(0x00091001).orElseThrow();
    assertThat(element.held()).isNull();
    assertThat(element.bytes()).isEqualTo(value);
  }

  @Test
  void nestingAndElementsBeyondTheLimitsAreRefused() {
    var limited = new DicomReader(new ReadLimits(1 << 10, 1 << 20, 10, 3, 4));
    var deep = new FileBytes();
    for (int level = 0; level < 5; level++) {
      deep =
          new FileBytes()
              .explicitHeader(CODE_SEQUENCE, "SQ", FileBytes.UNDEFINED)
              .openItem(deep)
              .endOfSequence();
    }
    byte[] deepFile = FileBytes.part10(EXPLICIT).raw(deep).bytes();
    assertRefused(limited, deepFile, DataIssue.Kind.UNSUPPORTED);

    var many = FileBytes.part10(EXPLICIT);
    for (int element = 0; element < 11; element++) {
      many.explicit(0x00080100 + element, "SH", "");
    }
    assertRefused(limited, many.bytes(), DataIssue.Kind.UNSUPPORTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "DICM", "%PDF-1.4 and more of it", "PK\u0003\u0004 zip zip zip"})
  void whatIsNotDicomIsRefused(String content) {
    byte[] file = content.getBytes(UTF_8);
    assertThatThrownBy(() -> reader.read(file))
        .isInstanceOf(DicomFormatException.class)
        .hasMessageNotContaining("zip");
  }

  private static void assertRefused(DicomReader reader, byte[] file, DataIssue.Kind kind) {
    assertThatThrownBy(() -> reader.read(file))
        .isInstanceOfSatisfying(
            DicomFormatException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(kind);
              assertThat(e.offset()).isBetween(0L, (long) file.length);
            });
  }

  @Test
  void aSequenceThatLiesAboutItsLengthDoesNotLoseWhatFollows()
      throws IOException, DicomFormatException {
    var items = new FileBytes().item(new FileBytes().explicit(0x00080100, "SH", "T-1"));
    var file =
        FileBytes.part10(EXPLICIT)
            .explicitHeader(CODE_SEQUENCE, "SQ", items.size() - 2)
            .raw(items)
            .explicit(0x00100020, "LO", "after");
    var read = reader.read(file.bytes());
    assertThat(read.dataset().string(Tag.PATIENT_ID)).hasValue("after");
    assertThat(read.issues()).isNotEmpty();
  }

  @Test
  void anUnknownCharacterSetAndUndeclaredLettersAreNoted() throws Exception {
    var file =
        FileBytes.part10(EXPLICIT)
            .explicit(0x00080005, "CS", "ISO_IR 9999")
            .explicit(0x00100010, "PN", "M\u00FCller");
    var read = reader.read(file.bytes());
    assertThat(read.issues()).hasSize(2);
    assertThat(read.dataset().string(Tag.PATIENT_NAME)).hasValue("M\u00FCller");
  }
}
