package org.chiasm.connect.pacs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.chiasm.AssigningAuthority;
import org.chiasm.AvailableTime;
import org.chiasm.Code;
import org.chiasm.DataIssue;
import org.chiasm.EffectiveTime;
import org.chiasm.EventValue;
import org.chiasm.FactKind;
import org.chiasm.Sex;
import org.chiasm.SourceItem;
import org.chiasm.connect.ReadProgress;
import org.chiasm.connect.SourceFailedException;
import org.chiasm.connect.dicom.DicomDataset;
import org.chiasm.connect.dicom.DicomDatasetBuilder;
import org.chiasm.connect.dicom.DicomFile;
import org.chiasm.connect.dicom.DicomFormatException;
import org.chiasm.connect.dicom.DicomReader;
import org.chiasm.connect.dicom.DicomWriter;
import org.chiasm.connect.dicom.PixelDataElement;
import org.chiasm.connect.dicom.SharedFiles;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.dicomdictionary.TransferSyntax;
import org.chiasm.connect.dicomdictionary.Vr;
import org.chiasm.connect.dicomtext.SpecificCharacterSet;
import org.chiasm.study.SiteDefinition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DicomFolderSourceTest {
  private static final String CT = "1.2.840.10008.5.1.4.1.1.2";
  private static final String PLANTED = "Zzyzx";

  @TempDir Path folder;

  private static SiteDefinition site(
      @Nullable ZoneId zone, Map<String, AssigningAuthority> authorities) {
    return new SiteDefinition(
        "test",
        zone,
        authorities,
        Map.of(FactKind.IMAGE, Duration.ofMinutes(30), FactKind.WAVEFORM, Duration.ofMinutes(5)),
        Map.of(),
        Map.of(),
        Map.of(),
        Duration.ofMinutes(10));
  }

  private static SiteDefinition berlin() {
    return site(ZoneId.of("Europe/Berlin"), Map.of());
  }

  private static List<SourceItem> read(Path folder, SiteDefinition site) throws Exception {
    var items = new ArrayList<SourceItem>();
    new DicomFolderSource("pacs", folder, site).read(items::add, ReadProgress.SILENT);
    return items;
  }

  private List<SourceItem> readHere() throws Exception {
    return read(folder, berlin());
  }

  private static List<SourceItem.Fact> facts(List<SourceItem> items) {
    return items.stream()
        .filter(SourceItem.Fact.class::isInstance)
        .map(SourceItem.Fact.class::cast)
        .toList();
  }

  private static List<SourceItem.Registration> registrations(List<SourceItem> items) {
    return items.stream()
        .filter(SourceItem.Registration.class::isInstance)
        .map(SourceItem.Registration.class::cast)
        .toList();
  }

  private static List<DataIssue> issues(List<SourceItem> items) {
    return items.stream()
        .filter(SourceItem.SetAside.class::isInstance)
        .map(item -> ((SourceItem.SetAside) item).issue())
        .toList();
  }

  private static EventValue.ImageInstance image(SourceItem.Fact fact) {
    return (EventValue.ImageInstance) fact.event().value();
  }

  private static DicomDatasetBuilder ct(String uid) {
    return DicomDataset.builder()
        .characterSet(SpecificCharacterSet.UNICODE)
        .string(Tag.SOP_CLASS_UID, CT)
        .string(Tag.SOP_INSTANCE_UID, uid)
        .string(Tag.STUDY_INSTANCE_UID, "1.2.1")
        .string(Tag.SERIES_INSTANCE_UID, "1.2.1.1")
        .string(Tag.MODALITY, "CT")
        .string(Tag.PATIENT_ID, PLANTED)
        .string(Tag.PATIENT_NAME, PLANTED + "^Given")
        .string(Tag.ACQUISITION_DATE, "20200926")
        .string(Tag.ACQUISITION_TIME, "100000")
        .string(Tag.TIMEZONE_OFFSET_FROM_UTC, "+0200")
        .integers(Tag.ROWS, 2)
        .integers(Tag.COLUMNS, 2)
        .put(PixelDataElement.ofNative(Vr.OW, new byte[8]));
  }

  private Path write(String name, DicomDataset dataset) throws Exception {
    Path file = folder.resolve(name);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    DicomWriter.write(DicomFile.of(dataset, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN), file);
    return file;
  }

  @Test
  void everyImageOfTheHannoverPacsIsAFact() throws Exception {
    var items = read(SharedFiles.path("hannover/pacs"), berlin());
    var facts = facts(items);
    assertThat(facts).hasSize(152);
    assertThat(issues(items)).isEmpty();
    assertThat(registrations(items)).hasSize(40);
    assertThat(facts)
        .allSatisfy(
            fact -> {
              assertThat(fact.patient().authority().uri())
                  .isEqualTo("urn:oid:1.2.276.0.76.3.1.999.1");
              assertThat(fact.event().available().basis()).isEqualTo(AvailableTime.Basis.ASSUMED);
              assertThat(image(fact).attribute("TransferSyntaxUID"))
                  .isEqualTo(TransferSyntax.JPEG_BASELINE_8_BIT.uid());
            });
  }

  @Test
  void aFactHasBothClocksTheIssuerAndTheAttributesOfTheHeader() throws Exception {
    write(
        "a/IM1",
        ct("1.2.3")
            .string(Tag.ISSUER_OF_PATIENT_ID, "HOSP")
            .sequence(
                Tag.ISSUER_OF_PATIENT_ID_QUALIFIERS_SEQUENCE,
                DicomDataset.builder()
                    .string(Tag.UNIVERSAL_ENTITY_ID, "1.2.276.1")
                    .string(Tag.UNIVERSAL_ENTITY_ID_TYPE, "ISO")
                    .build())
            .string(Tag.IMAGE_TYPE, "ORIGINAL", "PRIMARY", "AXIAL")
            .decimals(Tag.PIXEL_SPACING, 0.5, 0.5)
            .string(Tag.SERIES_DESCRIPTION, "Thorax 5.0")
            .string(Tag.PATIENT_SEX, "F")
            .string(Tag.PATIENT_BIRTH_DATE, "19500102")
            .build());
    var items = readHere();
    var fact = facts(items).getFirst();
    assertThat(fact.event().key()).isEqualTo("pacs:1.2.3");
    assertThat(fact.event().code().primary().meds()).isEqualTo("DICOM//CT");
    assertThat(fact.event().effective())
        .isEqualTo(EffectiveTime.at(Instant.parse("2020-09-26T08:00:00Z")));
    assertThat(fact.event().available())
        .isEqualTo(AvailableTime.assumed(Instant.parse("2020-09-26T08:30:00Z")));
    assertThat(fact.patient().authority().uri()).isEqualTo("urn:oid:1.2.276.1");
    assertThat(image(fact).attributes())
        .containsEntry("ImageType", "ORIGINAL\\PRIMARY\\AXIAL")
        .containsEntry("PixelSpacing", "0.5\\0.5")
        .containsEntry("SeriesDescription", "Thorax 5.0")
        .containsEntry("Rows", "2")
        .containsEntry("ReferencedFileID", "a/IM1")
        .doesNotContainKeys("PatientID", "PatientName", "PatientBirthDate", "AccessionNumber");
    var person = registrations(items).getFirst();
    assertThat(person.demographics().familyName()).isEqualTo(PLANTED);
    assertThat(person.demographics().givenName()).isEqualTo("Given");
    assertThat(person.demographics().sex()).isEqualTo(Sex.FEMALE);
    assertThat(person.demographics().birthDate()).hasValue(LocalDate.of(1950, 1, 2));
    assertThat(items.toString()).doesNotContain(PLANTED, "1950");
  }

  @Test
  void theIssuerIsWhatTheSiteFileTranslatesItTo() throws Exception {
    write("named", ct("1.1").string(Tag.ISSUER_OF_PATIENT_ID, "HOSP").build());
    write("unnamed", ct("1.2").build());
    write("stranger", ct("1.3").string(Tag.ISSUER_OF_PATIENT_ID, "ELSEWHERE").build());
    var site =
        site(
            null,
            Map.of(
                "HOSP", new AssigningAuthority("urn:oid:1.9"),
                "pacs", new AssigningAuthority("http://hospital.example/mrn")));
    assertThat(facts(read(folder, site)))
        .extracting(fact -> fact.patient().authority().uri())
        .containsExactly("urn:oid:1.9", "ELSEWHERE", "http://hospital.example/mrn");
    assertThat(facts(read(folder, berlin())))
        .extracting(fact -> fact.patient().authority().uri())
        .containsExactly("HOSP", "ELSEWHERE", "urn:chiasm:feed:pacs");
  }

  @Test
  void otherIdentifiersCountOnlyWithAnIssuerOfTheirOwn() throws Exception {
    write(
        "one",
        ct("1.1")
            .sequence(
                Tag.OTHER_PATIENT_IDS_SEQUENCE,
                DicomDataset.builder()
                    .string(Tag.PATIENT_ID, "X1")
                    .string(Tag.ISSUER_OF_PATIENT_ID, "INSURER")
                    .build(),
                DicomDataset.builder().string(Tag.PATIENT_ID, "X2").build())
            .build());
    assertThat(registrations(readHere()).getFirst().identifiers())
        .extracting(identifier -> identifier.authority().uri())
        .containsExactly("urn:chiasm:feed:pacs", "INSURER");
  }

  @Test
  void theTimeIsTheMostSpecificThatTheHeaderGives() throws Exception {
    var times = new TreeMap<String, DicomDatasetBuilder>();
    times.put("1", ct("1.1").string(Tag.ACQUISITION_DATE_TIME, "20200926110000.25-0500"));
    times.put("2", ct("1.2"));
    var late = ct("1.3").remove(Tag.ACQUISITION_DATE).remove(Tag.TIMEZONE_OFFSET_FROM_UTC);
    times.put("3", late.string(Tag.CONTENT_DATE, "20200926").string(Tag.CONTENT_TIME, "1200"));
    var series = ct("1.4").remove(Tag.ACQUISITION_TIME).remove(Tag.TIMEZONE_OFFSET_FROM_UTC);
    times.put("4", series.string(Tag.SERIES_DATE, "20200926").string(Tag.SERIES_TIME, "13"));
    for (var entry : times.entrySet()) {
      write(entry.getKey(), entry.getValue().build());
    }
    assertThat(facts(readHere()))
        .extracting(fact -> fact.event().effective())
        .containsExactly(
            EffectiveTime.at(Instant.parse("2020-09-26T16:00:00.25Z")),
            EffectiveTime.at(Instant.parse("2020-09-26T08:00:00Z")),
            EffectiveTime.at(Instant.parse("2020-09-26T10:00:00Z")),
            EffectiveTime.at(Instant.parse("2020-09-26T11:00:00Z")));
  }

  @Test
  void theAttributesAndTheTimeOfAMultiFrameImageComeFromItsFunctionalGroups() throws Exception {
    var shared =
        DicomDataset.builder()
            .sequence(0x00289110, DicomDataset.builder().decimals(Tag.SLICE_THICKNESS, 3).build())
            .build();
    var firstFrame =
        DicomDataset.builder()
            .sequence(
                0x00209111,
                DicomDataset.builder()
                    .string(Tag.FRAME_ACQUISITION_DATE_TIME, "20200926090000")
                    .build())
            .build();
    write(
        "enhanced",
        ct("1.1")
            .string(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.2.1")
            .remove(Tag.ACQUISITION_DATE)
            .sequence(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE, shared)
            .sequence(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, firstFrame)
            .build());
    var fact = facts(readHere()).getFirst();
    assertThat(image(fact).attribute("SliceThickness")).isEqualTo("3");
    assertThat(fact.event().effective())
        .isEqualTo(EffectiveTime.at(Instant.parse("2020-09-26T07:00:00Z")));
  }

  @Test
  void whatCannotBecomeAFactIsSetAsideWithItsReason() throws Exception {
    write("01_no_patient", ct("1.1").string(Tag.PATIENT_ID, " ").build());
    write("02_no_time", ct("1.2").remove(Tag.ACQUISITION_TIME).build());
    write("03_no_zone", ct("1.3").remove(Tag.TIMEZONE_OFFSET_FROM_UTC).build());
    write("04_long_ago", ct("1.4").string(Tag.ACQUISITION_DATE, "10000101").build());
    write("05_sr", ct("1.5").string(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.88.33").build());
    write("06_no_series", ct("1.6").remove(Tag.SERIES_INSTANCE_UID).build());
    write("07_private", ct("1.7").string(Tag.SOP_CLASS_UID, "1.2.3.4").remove(Tag.ROWS).build());
    Path cut = write("08_cut", ct("1.8").build());
    byte[] bytes = Files.readAllBytes(cut);
    Files.write(cut, Arrays.copyOf(bytes, bytes.length - 2));
    Files.writeString(folder.resolve("09_readme.txt"), "no DICOM, by " + PLANTED);
    Files.createFile(folder.resolve("10_empty"));
    Files.writeString(folder.resolve("._hidden"), "x");
    Files.writeString(folder.resolve("DICOMDIR"), "x");
    Files.createSymbolicLink(folder.resolve("11_nowhere"), folder.resolve("not_there"));
    Files.createSymbolicLink(folder.resolve("12_loop"), folder);

    var items = read(folder, site(null, Map.of()));
    assertThat(facts(items)).isEmpty();
    assertThat(issues(items))
        .extracting(issue -> issue.position() + " " + issue.kind())
        .containsExactly(
            "._hidden UNSUPPORTED",
            "01_no_patient NO_PATIENT",
            "02_no_time NO_EFFECTIVE_TIME",
            "03_no_zone NO_EFFECTIVE_TIME",
            "04_long_ago IMPLAUSIBLE_TIME",
            "05_sr UNSUPPORTED",
            "06_no_series MALFORMED",
            "07_private UNSUPPORTED",
            "08_cut TRUNCATED",
            "09_readme.txt@0 UNSUPPORTED",
            "10_empty@0 UNSUPPORTED",
            "11_nowhere UNREADABLE",
            "12_loop UNREADABLE",
            "DICOMDIR UNSUPPORTED");
    assertThat(issues(items)).extracting(DataIssue::feed).containsOnly("pacs");
    assertThat(issues(items).toString())
        .contains("time_zone", "Comprehensive SR Storage")
        .doesNotContain(PLANTED);
  }

  @Test
  void withoutALagImagesAreSetAsideAndTheMessageSaysWhatToWrite() throws Exception {
    write("one", ct("1.1").build());
    var issue = issues(read(folder, SiteDefinition.undeclared())).getFirst();
    assertThat(issue.kind()).isEqualTo(DataIssue.Kind.NO_AVAILABLE_TIME);
    assertThat(issue.detail()).contains("assume_lag: {image: ...}");
  }

  @Test
  void theSameInstanceCountsOnceAndRatherWithItsPixels() throws Exception {
    write("a_bare", ct("1.1").remove(Tag.PIXEL_DATA).build());
    write("b_bare_only", ct("1.2").remove(Tag.PIXEL_DATA).build());
    write("c_whole", ct("1.1").build());
    write("d_whole_again", ct("1.1").build());
    write("e_bare_again", ct("1.1").remove(Tag.PIXEL_DATA).build());
    var items = readHere();
    assertThat(facts(items))
        .extracting(fact -> image(fact).attribute("ReferencedFileID"))
        .containsExactly("c_whole", "b_bare_only");
    assertThat(issues(items))
        .extracting(issue -> issue.position() + " " + issue.kind())
        .containsExactly("a_bare DUPLICATE", "d_whole_again DUPLICATE", "e_bare_again DUPLICATE");
  }

  @Test
  void anUnregisteredClassWithPixelsIsAnImage() throws Exception {
    write("one", ct("1.1").string(Tag.SOP_CLASS_UID, "1.3.46.670589.11.0.0.12.1").build());
    assertThat(facts(readHere())).hasSize(1);
  }

  @Test
  void anEcgIsAWaveformWithItsLeads() throws Exception {
    var items = read(SharedFiles.path("ecg/dicom"), berlin());
    assertThat(facts(items)).hasSize(1);
    var fact = facts(items).getFirst();
    assertThat(fact.event().kind()).isEqualTo(FactKind.WAVEFORM);
    var value = (EventValue.Waveform) fact.event().value();
    assertThat(value.leads()).isEqualTo("I\\II\\III\\aVR\\aVL\\aVF\\V1\\V2\\V3\\V4\\V5\\V6");
    assertThat(value.durationSeconds()).isEqualTo(10);
    assertThat(value.attributes()).containsEntry("quality", "good").containsEntry("unit", "uV");
    assertThat(fact.event().code().all().map(Code::meds))
        .containsExactly("DICOM//ECG", "LOINC//11524-6");
    var start = ((EffectiveTime.At) fact.event().effective()).instant();
    assertThat(fact.event().available().instant())
        .as("a recording can be known only once it is whole")
        .isEqualTo(start.plusSeconds(10).plus(Duration.ofMinutes(5)));
    assertThat(value.reference()).isEqualTo("urn:oid:" + fact.event().origin().reference());
    assertThat(value.attributes().get(InstanceAttributes.FILE_ID)).endsWith("anonymous_ecg.dcm");
  }

  @Test
  void everyFileOfTheOddOnesIsOneItemAndNothingFails() throws Exception {
    Path odd = SharedFiles.path("dicom_odd");
    var done = new long[2];
    var items = new ArrayList<SourceItem>();
    new DicomFolderSource("pacs", odd, berlin())
        .read(
            items::add,
            (step, total) -> {
              done[0] = step;
              done[1] = total;
            });
    assertThat(facts(items).size() + issues(items).size())
        .isEqualTo(SharedFiles.below("dicom_odd").size());
    assertThat(done[0]).isEqualTo(done[1]).isEqualTo(SharedFiles.below("dicom_odd").size());
    assertThat(facts(items).size()).isGreaterThan(80);
  }

  @Test
  void changedBytesMakeAFactOrAReasonAndNothingElse() throws Exception {
    var facts = new InstanceFacts("pacs", berlin());
    var random = new Random(5);
    for (String name :
        List.of(
            "ecg/dicom/marcodebe/sample_files/anonymous_ecg.dcm",
            "dicom_odd/pydicom_test_files/CT_small.dcm",
            "dicom_odd/pydicom_data/emri_small_jpeg_2k_lossless.dcm")) {
      byte[] whole = Files.readAllBytes(SharedFiles.path(name));
      for (int round = 0; round < 100; round++) {
        byte[] mutant = whole.clone();
        for (int change = 0; change < 6; change++) {
          mutant[300 + random.nextInt(5000)] = (byte) random.nextInt(256);
        }
        try {
          var items = facts.of(DicomReader.standard().readHeader(mutant), name);
          assertThat(items).isNotEmpty();
        } catch (DicomFormatException e) {
          assertThat(e.offset()).isNotNegative();
        }
      }
    }
  }

  @Test
  void aFolderWithoutAnyDicomIsReadToTheEnd() throws Exception {
    Files.writeString(folder.resolve("a.txt"), "a", UTF_8);
    Files.writeString(folder.resolve("b.txt"), "b", UTF_8);
    var items = readHere();
    assertThat(facts(items)).isEmpty();
    assertThat(issues(items)).hasSize(2);
  }

  @Test
  void aFolderThatIsMissingEmptyOrAFileFailsWithAMessage() throws Exception {
    Files.createDirectories(folder.resolve("empty/below"));
    Path file = Files.writeString(folder.resolve("file"), "x");
    for (Path root : List.of(folder.resolve("none"), folder.resolve("empty"), file)) {
      assertThatThrownBy(() -> read(root, berlin()))
          .isInstanceOf(SourceFailedException.class)
          .hasMessageContaining(root.toString())
          .hasMessageContaining("pacs");
    }
  }

  @Test
  void readingTwiceGivesTheSameItems() throws Exception {
    for (int file = 0; file < 20; file++) {
      write("f" + file * 7 % 20, ct("1." + file % 15).build());
    }
    var keys =
        readHere().stream().map(DicomFolderSourceTest::describe).flatMap(Optional::stream).toList();
    assertThat(
            readHere().stream()
                .map(DicomFolderSourceTest::describe)
                .flatMap(Optional::stream)
                .toList())
        .isEqualTo(keys)
        .hasSize(20);
  }

  private static Optional<String> describe(SourceItem item) {
    return switch (item) {
      case SourceItem.Registration _ -> Optional.empty();
      case SourceItem.Fact fact -> Optional.of(fact.event().toString());
      case SourceItem.SetAside aside -> Optional.of(aside.issue().toString());
    };
  }
}
