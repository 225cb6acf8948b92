package org.chiasm.connect.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.dicomdictionary.TransferSyntax;
import org.chiasm.connect.dicomdictionary.Vr;
import org.chiasm.connect.dicomtext.SpecificCharacterSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DicomWriterTest {
  private static final String CT = "1.2.840.10008.5.1.4.1.1.2";

  private static DicomDatasetBuilder instance() {
    return DicomDataset.builder()
        .characterSet(SpecificCharacterSet.UNICODE)
        .string(Tag.SOP_CLASS_UID, CT)
        .string(Tag.SOP_INSTANCE_UID, "1.2.3.4")
        .string(Tag.IMAGE_TYPE, "ORIGINAL", "PRIMARY", "AXIAL")
        .string(Tag.MODALITY, "CT")
        .string(Tag.PATIENT_NAME, "Łukasiewicz^Zoë")
        .decimals(Tag.PIXEL_SPACING, 0.7421875, 1.0 / 3)
        .integers(Tag.ROWS, 2)
        .integers(Tag.COLUMNS, 40_000);
  }

  private static byte[] written(DicomDataset dataset, TransferSyntax syntax) throws IOException {
    var out = new ByteArrayOutputStream();
    DicomWriter.write(DicomFile.of(dataset, syntax), out);
    return out.toByteArray();
  }

  @Test
  void whatIsWrittenInAnySyntaxReadsEqual() throws Exception {
    var dataset =
        instance()
            .sequence(
                Tag.OTHER_PATIENT_IDS_SEQUENCE,
                DicomDataset.builder(SpecificCharacterSet.UNICODE)
                    .string(Tag.PATIENT_ID, "Ž 12")
                    .build(),
                DicomDataset.empty())
            .put(PixelDataElement.ofNative(Vr.OW, new byte[] {1, 2, 3, 4}))
            .build();
    for (var syntax :
        List.of(
            TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
            TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
            TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN)) {
      byte[] bytes = written(dataset, syntax);
      var read = DicomReader.standard().read(bytes);
      assertThat(DatasetText.of(read.dataset())).isEqualTo(DatasetText.of(dataset));
      assertThat(read.transferSyntax()).isEqualTo(syntax);
      assertThat(read.issues()).isEmpty();
      assertThat(read.dataset().pixelData().orElseThrow().nativeFrame(0, 32))
          .containsExactly(1, 2, 3, 4);
      assertThat(
              read.dataset()
                  .items(Tag.OTHER_PATIENT_IDS_SEQUENCE)
                  .getFirst()
                  .strings(Tag.PATIENT_ID))
          .containsExactly("Ž 12");
      assertThat(bytes).hasSize(bytes.length / 2 * 2).isEqualTo(written(dataset, syntax));
    }
  }

  @Test
  void theMetaInformationIsWhatPart10AsksFor() throws Exception {
    var meta =
        DicomReader.standard()
            .read(written(instance().build(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN))
            .metaInformation();
    assertThat(meta.string(Tag.MEDIA_STORAGE_SOP_CLASS_UID)).hasValue(CT);
    assertThat(meta.string(Tag.MEDIA_STORAGE_SOP_INSTANCE_UID)).hasValue("1.2.3.4");
    assertThat(meta.string(Tag.IMPLEMENTATION_CLASS_UID))
        .hasValue(DicomWriter.IMPLEMENTATION_CLASS_UID);
    assertThat(meta.contains(Tag.FILE_META_INFORMATION_VERSION)).isTrue();
    assertThat(DicomWriter.IMPLEMENTATION_CLASS_UID).hasSizeLessThanOrEqualTo(64);
  }

  @Test
  void numbersKeepTheirValueWithinWhatADecimalStringHolds() {
    var dataset =
        DicomDataset.builder()
            .decimals(Tag.IMAGE_POSITION_PATIENT, -123.45678901234568, 1e-30, 5e22)
            .decimals(Tag.SLICE_THICKNESS, 0.1 + 0.2)
            .build();
    assertThat(dataset.strings(Tag.IMAGE_POSITION_PATIENT))
        .allSatisfy(text -> assertThat(text.length()).isLessThanOrEqualTo(16));
    assertThat(dataset.decimals(Tag.IMAGE_POSITION_PATIENT))
        .containsExactly(-123.45678901235, 1e-30, 5e22);
    assertThat(dataset.decimal(Tag.SLICE_THICKNESS)).hasValue(0.3);
  }

  @Test
  void aLongListOfNumbersBecomesUnknownAndReadsAsNumbersAgain() throws Exception {
    var many = new String[20_000];
    Arrays.fill(many, "-1.5");
    var dataset = instance().string(0x30060050, many).build();
    var read =
        DicomReader.standard().read(written(dataset, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
    assertThat(read.dataset().decimals(0x30060050)).hasSize(20_000).containsOnly(-1.5);
  }

  @Test
  void whatCannotBeWrittenIsRefused() {
    var anonymous = DicomDataset.builder().string(Tag.MODALITY, "CT").build();
    assertThatThrownBy(() -> written(anonymous, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("SOP");
    assertThatThrownBy(() -> written(instance().build(), TransferSyntax.EXPLICIT_VR_BIG_ENDIAN))
        .isInstanceOf(IllegalArgumentException.class);
    var nativePixels = instance().put(PixelDataElement.ofNative(Vr.OB, new byte[2])).build();
    assertThatThrownBy(() -> written(nativePixels, TransferSyntax.JPEG_BASELINE_8_BIT))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> DicomDataset.builder().string(Tag.PATIENT_ID, "two\\values"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("values\\");
    assertThatThrownBy(() -> DicomDataset.builder().string(0x00091001, "x"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> DicomDataset.builder().decimals(Tag.SLICE_THICKNESS, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyOddFileReadsEqualAfterItWasWritten() throws Exception {
    int rounds = 0;
    for (Path file : SharedFiles.below("dicom_odd")) {
      var original = readOrNull(file);
      if (original.isEmpty()) {
        continue;
      }
      var first = original.getFirst();
      var out = new ByteArrayOutputStream();
      DicomWriter.write(first, out);
      var again = DicomReader.standard().read(out.toByteArray());
      assertThat(DatasetText.of(again.dataset()))
          .as(file.toString())
          .isEqualTo(DatasetText.of(first.dataset()));
      assertThat(pixels(again)).as(file.toString()).isEqualTo(pixels(first));
      rounds++;
    }
    assertThat(rounds).isGreaterThan(180);
  }

  /** The file if it is whole and in a syntax that is written; big endian ones as little endian. */
  private static List<DicomFile> readOrNull(Path path) throws IOException {
    try {
      var file = DicomReader.standard().read(path);
      boolean fits =
          file.dataset()
              .pixelData()
              .filter(pixels -> pixels.isEncapsulated() != file.transferSyntax().isEncapsulated())
              .isEmpty();
      boolean big = file.transferSyntax().equals(TransferSyntax.EXPLICIT_VR_BIG_ENDIAN);
      if (!file.isHeaderWhole()
          || file.isTruncated()
          || file.sopClass().isEmpty()
          || file.sopInstanceUid().isEmpty()
          || !fits
          || big) {
        return List.of();
      }
      return List.of(file);
    } catch (DicomFormatException _) {
      return List.of();
    }
  }

  private static Map<String, Integer> pixels(DicomFile file) throws Exception {
    var hashes = new HashMap<String, Integer>();
    var element = file.dataset().pixelData();
    if (element.isPresent() && element.get().isEncapsulated()) {
      for (int fragment = 0; fragment < element.get().fragmentCount(); fragment++) {
        hashes.put("fragment " + fragment, Arrays.hashCode(element.get().fragment(fragment)));
      }
    } else if (element.isPresent()) {
      byte[] bytes = element.get().nativeFrame(0, 8 * element.get().nativeLength());
      int even = bytes.length % 2 == 0 ? bytes.length : bytes.length + 1;
      hashes.put("native", Arrays.hashCode(Arrays.copyOf(bytes, even)));
    }
    return hashes;
  }

  @Test
  void aBigEndianFileCanBeWrittenAsLittleEndian() throws Exception {
    var big =
        DicomReader.standard()
            .read(SharedFiles.path("dicom_odd/pydicom_data/emri_small_big_endian.dcm"));
    var little =
        DicomReader.standard().read(SharedFiles.path("dicom_odd/pydicom_data/emri_small.dcm"));
    var read =
        DicomReader.standard()
            .read(written(big.dataset(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
    long bits = 8 * little.dataset().pixelData().orElseThrow().nativeLength();
    assertThat(read.dataset().pixelData().orElseThrow().nativeFrame(0, bits))
        .isEqualTo(little.dataset().pixelData().orElseThrow().nativeFrame(0, bits));
  }

  @Test
  void dcmdumpReadsWhatIsWrittenWithoutComplaint(@TempDir Path folder) throws Exception {
    Path dcmdump = Path.of("/usr/bin/dcmdump");
    Assumptions.assumeTrue(
        Files.isExecutable(dcmdump), "skipped: dcmdump is not here (apt-get install dcmtk)");
    var frames = List.of(new byte[] {1, 2, 3}, new byte[] {4, 5});
    var files = new ArrayList<Path>();
    Map<TransferSyntax, PixelDataElement> all =
        Map.of(
            TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
            PixelDataElement.ofNative(Vr.OW, new byte[8]),
            TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
            PixelDataElement.ofNative(Vr.OW, new byte[8]),
            TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
            PixelDataElement.ofNative(Vr.OW, new byte[8]),
            TransferSyntax.RLE_LOSSLESS,
            PixelDataElement.ofFrames(frames));
    for (var entry : all.entrySet()) {
      Path file = folder.resolve(entry.getKey().uid() + ".dcm");
      DicomWriter.write(
          DicomFile.of(instance().put(entry.getValue()).build(), entry.getKey()), file);
      files.add(file);
    }
    for (Path file : files) {
      var process =
          new ProcessBuilder(dcmdump.toString(), "+U8", file.toString())
              .redirectErrorStream(true)
              .start();
      String dump = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(dump).isZero();
      assertThat(dump)
          .contains("[ORIGINAL\\PRIMARY\\AXIAL]", "Łukasiewicz^Zoë", "40000")
          .doesNotContain("W:", "E:");
    }
  }
}
