package org.chiasm.connect.deidentify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.chiasm.connect.dicom.DicomDataset;
import org.chiasm.connect.dicom.DicomDatasetBuilder;
import org.chiasm.connect.dicom.DicomFile;
import org.chiasm.connect.dicom.DicomReader;
import org.chiasm.connect.dicom.DicomWriter;
import org.chiasm.connect.dicom.PixelDataElement;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.dicomdictionary.TransferSyntax;
import org.chiasm.connect.dicomdictionary.Vr;
import org.chiasm.connect.dicomtext.SpecificCharacterSet;
import org.junit.jupiter.api.Test;

/** Nothing of who the patient is survives, and what research needs does. */
class InstanceDeidentifierTest {
  static final List<String> SECRETS =
      List.of(
          "muster",
          "erika",
          "mrn-4711-77",
          "acc998877",
          "st. elsewhere",
          "19561231",
          "dr. watzmann",
          "watzmann",
          "hauptstrasse",
          "1.2.276.0.7230010.3.1.4.8323329.77");

  private static final PseudonymKey KEY = key(1, "TRIAL");

  static PseudonymKey key(int first, String project) {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) first);
    return new PseudonymKey(secret, project);
  }

  static DicomDatasetBuilder instance(String uid, String studyDate) {
    return DicomDataset.builder()
        .characterSet(SpecificCharacterSet.of(List.of("ISO_IR 192")))
        .string(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.2")
        .string(Tag.SOP_INSTANCE_UID, "1.2.276.0.7230010.3.1.4.8323329.77." + uid)
        .string(Tag.STUDY_INSTANCE_UID, "1.2.276.0.7230010.3.1.4.8323329.77.8")
        .string(Tag.SERIES_INSTANCE_UID, "1.2.276.0.7230010.3.1.4.8323329.77.9")
        .string(Tag.IMAGE_TYPE, "ORIGINAL", "PRIMARY", "AXIAL")
        .string(Tag.STUDY_DATE, studyDate)
        .string(Tag.ACQUISITION_DATE_TIME, studyDate + "081500.5+0100")
        .string(Tag.STUDY_TIME, "081500")
        .string(Tag.ACCESSION_NUMBER, "ACC998877")
        .string(Tag.MODALITY, "CT")
        .string(Tag.MANUFACTURER, "SIEMENS")
        .string(Tag.INSTITUTION_NAME, "St. Elsewhere")
        .string(Tag.SERIES_DESCRIPTION, "Thorax 5mm Muster E. lung")
        .string(Tag.STUDY_DESCRIPTION, "for Dr. Watzmann")
        .string(0x00080090, "Watzmann^Dr.")
        .string(Tag.PATIENT_NAME, "Muster^Erika")
        .string(Tag.PATIENT_ID, "MRN-4711-77")
        .string(Tag.PATIENT_BIRTH_DATE, "19561231")
        .string(Tag.PATIENT_SEX, "F")
        .string(Tag.PATIENT_AGE, "094Y")
        .string(0x00101040, "Hauptstrasse 1")
        .string(Tag.CONVOLUTION_KERNEL, "B70f")
        .decimals(Tag.RESCALE_INTERCEPT, -1024)
        .decimals(Tag.RESCALE_SLOPE, 1)
        .sequence(
            0x00081140,
            DicomDataset.builder()
                .string(0x00081150, "1.2.840.10008.5.1.4.1.1.2")
                .string(0x00081155, "1.2.276.0.7230010.3.1.4.8323329.77.2")
                .build())
        .bytes(0x00290010, Vr.LO, "SIEMENS CSA HEADER".getBytes(UTF_8))
        .bytes(0x00291010, Vr.OB, "Muster^Erika".getBytes(UTF_8))
        .integers(Tag.ROWS, 2)
        .integers(Tag.COLUMNS, 2)
        .integers(Tag.SAMPLES_PER_PIXEL, 1)
        .string(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
        .integers(Tag.BITS_ALLOCATED, 16)
        .integers(Tag.BITS_STORED, 12)
        .integers(Tag.HIGH_BIT, 11)
        .integers(Tag.PIXEL_REPRESENTATION, 0)
        .put(PixelDataElement.ofNative(Vr.OW, new byte[] {1, 0, 2, 0, 3, 0, 4, 0}));
  }

  static DicomFile file(DicomDatasetBuilder dataset) {
    return DicomFile.of(dataset.build(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
  }

  static DicomDataset cleaned(DicomFile file, PseudonymKey key, DeidentifyOptions options)
      throws IOException {
    var result = new InstanceDeidentifier(key, options).of(file);
    assertThat(result).isInstanceOf(Deidentified.Instance.class);
    return ((Deidentified.Instance) result).file().dataset();
  }

  static byte[] written(DicomDataset dataset) throws IOException {
    var out = new ByteArrayOutputStream();
    DicomWriter.write(DicomFile.of(dataset, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN), out);
    return out.toByteArray();
  }

  static void assertNothingSurvives(byte[] bytes) {
    for (var charset : List.of(ISO_8859_1, UTF_8)) {
      String all = new String(bytes, charset).toLowerCase(Locale.ROOT);
      for (String secret : SECRETS) {
        assertThat(all.contains(secret)).as("%s survives", secret).isFalse();
      }
    }
  }

  private static DicomDataset strict(DicomDatasetBuilder dataset) throws IOException {
    return cleaned(file(dataset), KEY, DeidentifyOptions.STRICT);
  }

  @Test
  void noIdentifyingValueIsAnywhereInTheBytes() throws Exception {
    assertNothingSurvives(written(strict(instance("1", "20240131"))));
    var all = new DeidentifyOptions(true, true, true);
    assertNothingSurvives(written(cleaned(file(instance("1", "20240131")), KEY, all)));
  }

  @Test
  void whatAnImageMeasuresStays() throws Exception {
    var clean = strict(instance("1", "20240131"));
    assertThat(clean.strings(Tag.IMAGE_TYPE)).containsExactly("ORIGINAL", "PRIMARY", "AXIAL");
    assertThat(clean.string(Tag.CONVOLUTION_KERNEL)).contains("B70f");
    assertThat(clean.string(Tag.MANUFACTURER)).contains("SIEMENS");
    assertThat(clean.decimal(Tag.RESCALE_INTERCEPT)).hasValue(-1024);
    assertThat(clean.string(Tag.SERIES_DESCRIPTION)).contains("Thorax 5mm lung");
    assertThat(clean.contains(Tag.STUDY_DESCRIPTION)).isFalse();
    assertThat(clean.pixelData().orElseThrow().nativeFrame(0, 64))
        .containsExactly(1, 0, 2, 0, 3, 0, 4, 0);
    assertThat(clean.stream().noneMatch(each -> Tag.isPrivate(each.tag()))).isTrue();
  }

  @Test
  void theInstanceSaysHowItWasDeidentified() throws Exception {
    var clean = strict(instance("1", "20240131"));
    assertThat(clean.string(0x00120062)).contains("YES");
    assertThat(clean.string(0x00280303)).contains("MODIFIED");
    assertThat(clean.items(0x00120064))
        .extracting(code -> code.string(Tag.CODE_VALUE).orElse(""))
        .containsExactly("113100", "113105", "113107");
  }

  @Test
  void referencesStillResolveAndClassesStay() throws Exception {
    var first = strict(instance("1", "20240131"));
    var second = strict(instance("2", "20240131"));
    var reference = first.item(0x00081140).orElseThrow();
    assertThat(reference.string(0x00081155)).isEqualTo(second.string(Tag.SOP_INSTANCE_UID));
    assertThat(reference.string(0x00081150)).contains("1.2.840.10008.5.1.4.1.1.2");
    assertThat(first.string(Tag.STUDY_INSTANCE_UID))
        .isEqualTo(second.string(Tag.STUDY_INSTANCE_UID))
        .hasValueSatisfying(uid -> assertThat(uid).matches("2\\.25\\.(0|[1-9]\\d{0,38})"));
  }

  @Test
  void timeBetweenTwoStudiesOfAPatientIsKept() throws Exception {
    var before = strict(instance("1", "20240131"));
    var after = strict(instance("2", "20240315"));
    LocalDate first = before.date(Tag.STUDY_DATE).orElseThrow();
    LocalDate second = after.date(Tag.STUDY_DATE).orElseThrow();
    assertThat(ChronoUnit.DAYS.between(first, second)).isEqualTo(44);
    assertThat(first).isBetween(LocalDate.of(2023, 1, 31), LocalDate.of(2024, 1, 30));
    assertThat(before.string(Tag.ACQUISITION_DATE_TIME).orElseThrow())
        .startsWith(before.string(Tag.STUDY_DATE).orElseThrow())
        .endsWith("081500.5+0100");
    assertThat(before.string(Tag.STUDY_TIME)).contains("081500");
  }

  @Test
  void theSameKeyGivesTheSameAndAnotherKeyOrProjectAnother() throws Exception {
    var file = file(instance("1", "20240131"));
    var once = cleaned(file, KEY, DeidentifyOptions.STRICT);
    var again = cleaned(file, key(1, "TRIAL"), DeidentifyOptions.STRICT);
    assertThat(written(once)).isEqualTo(written(again));
    for (var other : List.of(key(2, "TRIAL"), key(1, "OTHER"))) {
      var different = cleaned(file, other, DeidentifyOptions.STRICT);
      assertThat(different.string(Tag.PATIENT_ID)).isNotEqualTo(once.string(Tag.PATIENT_ID));
      assertThat(different.string(Tag.SOP_INSTANCE_UID))
          .isNotEqualTo(once.string(Tag.SOP_INSTANCE_UID));
    }
  }

  @Test
  void agesFromNinetyOnAreOneAgeAndAreKeptOnlyWhenAsked() throws Exception {
    var asked = new DeidentifyOptions(false, true, false);
    assertThat(strict(instance("1", "20240131")).contains(Tag.PATIENT_AGE)).isFalse();
    var kept = cleaned(file(instance("1", "20240131")), KEY, asked);
    assertThat(kept.string(Tag.PATIENT_AGE)).contains("090Y");
    assertThat(kept.string(Tag.PATIENT_SEX)).contains("F");
  }

  @Test
  void shortNumericIdentifiersDoNotBreakNumbers() throws Exception {
    var clean = strict(instance("1", "20240131").string(Tag.STUDY_ID, "1024"));
    assertThat(clean.decimal(Tag.RESCALE_INTERCEPT)).hasValue(-1024);
  }

  @Test
  void paintedWordsAndDocumentsAreWithheld() throws Exception {
    var deidentifier = new InstanceDeidentifier(KEY, DeidentifyOptions.STRICT);
    assertThat(
            deidentifier.of(
                file(instance("1", "20240131").string(Tag.BURNED_IN_ANNOTATION, "YES"))))
        .isEqualTo(new Deidentified.Withheld(Deidentified.Reason.BURNED_IN_ANNOTATION));
    assertThat(
            deidentifier.of(
                file(
                    instance("1", "20240131")
                        .string(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.104.1"))))
        .isEqualTo(new Deidentified.Withheld(Deidentified.Reason.ENCAPSULATED_DOCUMENT));
  }

  @Test
  void ofUltrasoundOnlyTheRegionsAreLeft() throws Exception {
    byte[] pixels = new byte[64];
    Arrays.fill(pixels, (byte) 200);
    var region =
        DicomDataset.builder()
            .integers(0x00186018, 2)
            .integers(0x0018601A, 4)
            .integers(0x0018601C, 5)
            .integers(0x0018601E, 7)
            .build();
    var ultrasound =
        instance("1", "20240131")
            .string(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.6.1")
            .sequence(0x00186011, region)
            .integers(Tag.ROWS, 8)
            .integers(Tag.COLUMNS, 8)
            .integers(Tag.BITS_ALLOCATED, 8)
            .integers(Tag.BITS_STORED, 8)
            .integers(Tag.HIGH_BIT, 7)
            .put(PixelDataElement.ofNative(Vr.OB, pixels));
    var clean = strict(ultrasound);
    byte[] left = clean.pixelData().orElseThrow().nativeFrame(0, 512);
    IntStream.range(0, 64)
        .forEach(
            i -> {
              boolean inside = i / 8 >= 4 && i / 8 <= 7 && i % 8 >= 2 && i % 8 <= 5;
              assertThat(left[i] & 0xFF).as("pixel %s", i).isEqualTo(inside ? 200 : 0);
            });
    assertThat(clean.items(0x00120064))
        .extracting(code -> code.string(Tag.CODE_VALUE).orElse(""))
        .contains("113101");
  }

  @Test
  void overlaysInUnusedBitsAreWiped() throws Exception {
    var overlaid =
        instance("1", "20240131")
            .integers(0x60000102, 12)
            .put(PixelDataElement.ofNative(Vr.OW, new byte[] {1, 0x10, 2, 0x10, 3, 0, 4, 0}));
    var clean = strict(overlaid);
    assertThat(clean.pixelData().orElseThrow().nativeFrame(0, 64))
        .containsExactly(1, 0, 2, 0, 3, 0, 4, 0);
    assertThat(clean.contains(0x60000102)).isFalse();
  }

  @Test
  void whatIsWrittenIsReadBack() throws Exception {
    var clean = strict(instance("1", "20240131"));
    var read = DicomReader.standard().read(written(clean));
    assertThat(read.issues()).isEmpty();
    assertThat(read.sopInstanceUid()).isEqualTo(clean.string(Tag.SOP_INSTANCE_UID));
  }
}
