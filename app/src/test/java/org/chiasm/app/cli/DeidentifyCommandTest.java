package org.chiasm.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.chiasm.connect.dicom.DicomDataset;
import org.chiasm.connect.dicom.DicomDatasetBuilder;
import org.chiasm.connect.dicom.DicomFile;
import org.chiasm.connect.dicom.DicomReader;
import org.chiasm.connect.dicom.DicomWriter;
import org.chiasm.connect.dicom.PixelDataElement;
import org.chiasm.connect.dicomdictionary.DicomDictionary;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.dicomdictionary.TransferSyntax;
import org.chiasm.connect.dicomdictionary.Vr;
import org.chiasm.connect.dicomtext.SpecificCharacterSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code chiasm deidentify} from a PACS folder to a folder that may be handed on. */
class DeidentifyCommandTest {
  private static final String CT = "1.2.840.10008.5.1.4.1.1.2";
  private static final String SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7";
  private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

  /** What must be in no byte, name or message that comes out. */
  private static final List<String> SECRETS =
      List.of(
          "quastenflosser",
          "zenobia",
          "müllerström",
          "mrn-778123",
          "778124",
          "acc-55501",
          "klinikum nirgendwo",
          "dr. geheimrat",
          "geheimrat",
          "20240117",
          "20240302",
          "19510409",
          "1.2.276.0.7230010.99.");

  @TempDir private Path folder;

  private static int tag(String keyword) {
    return DicomDictionary.tag(keyword).orElseThrow();
  }

  private static DicomDatasetBuilder instance(
      String id, String name, String day, String uid, String series, String study) {
    return DicomDataset.builder()
        .characterSet(SpecificCharacterSet.of(List.of("ISO_IR 192")))
        .string(Tag.SOP_CLASS_UID, CT)
        .string(Tag.SOP_INSTANCE_UID, "1.2.276.0.7230010.99." + uid)
        .string(Tag.SERIES_INSTANCE_UID, "1.2.276.0.7230010.99.7." + series)
        .string(Tag.STUDY_INSTANCE_UID, "1.2.276.0.7230010.99.8." + study)
        .string(Tag.PATIENT_ID, id)
        .string(tag("PatientName"), name)
        .string(tag("PatientBirthDate"), "19510409")
        .string(tag("OtherPatientIDs"), id + "-OLD")
        .string(tag("AccessionNumber"), "ACC-55501")
        .string(tag("InstitutionName"), "Klinikum Nirgendwo")
        .string(tag("ReferringPhysicianName"), "Dr. Geheimrat")
        .string(tag("PatientComments"), "Mrs Quastenflosser, call Dr. Geheimrat")
        .string(Tag.STUDY_DATE, day)
        .string(Tag.STUDY_TIME, "101500")
        .string(tag("AcquisitionDateTime"), day + "101600")
        .string(Tag.MODALITY, "CT")
        .string(tag("Manufacturer"), "SIEMENS")
        .string(Tag.SERIES_DESCRIPTION, "Thorax Zenobia 1.0")
        .string(Tag.CONVOLUTION_KERNEL, "B70f")
        .string(0x00091010, Vr.LO, "private of Quastenflosser")
        .string(0x00090010, Vr.LO, "NIRGENDWO PRIVATE")
        .sequence(
            tag("ReferencedImageSequence"),
            DicomDataset.builder()
                .string(tag("ReferencedSOPClassUID"), CT)
                .string(tag("ReferencedSOPInstanceUID"), "1.2.276.0.7230010.99.1")
                .build())
        .sequence(
            tag("RequestAttributesSequence"),
            DicomDataset.builder()
                .string(tag("RequestedProcedureDescription"), "CT of MRN-778123")
                .build())
        .integers(Tag.ROWS, 16)
        .integers(Tag.COLUMNS, 16)
        .integers(Tag.SAMPLES_PER_PIXEL, 1)
        .string(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
        .integers(Tag.BITS_ALLOCATED, 8)
        .integers(Tag.BITS_STORED, 8)
        .integers(Tag.HIGH_BIT, 7)
        .integers(Tag.PIXEL_REPRESENTATION, 0)
        .put(PixelDataElement.ofNative(Vr.OB, new byte[256]));
  }

  private static void write(Path pacs, String name, DicomDatasetBuilder dataset) throws Exception {
    DicomWriter.write(
        DicomFile.of(dataset.build(), TransferSyntax.of("1.2.840.10008.1.2.1")),
        pacs.resolve(name));
  }

  @BeforeEach
  void twoPatientsOneOfThemTwice() throws Exception {
    var pacs = Files.createDirectory(folder.resolve("pacs"));
    var zenobia = "Quastenflosser^Zenobia";
    write(pacs, "Quastenflosser_1.dcm", instance("MRN-778123", zenobia, "20240117", "1", "1", "1"));
    write(pacs, "b", instance("MRN-778123", zenobia, "20240117", "2", "1", "1"));
    write(pacs, "c", instance("MRN-778123", zenobia, "20240302", "3", "2", "2"));
    write(pacs, "d", instance("778124", "Müllerström^Åse", "20240302", "4", "3", "3"));
    write(
        pacs,
        "e",
        instance("MRN-778123", zenobia, "20240302", "5", "4", "2")
            .string(Tag.SOP_CLASS_UID, SECONDARY_CAPTURE)
            .string(Tag.MODALITY, "OT"));
    Files.writeString(pacs.resolve("list.txt"), "Quastenflosser");
  }

  private CommandResult run(String out, String... more) {
    var arguments = new ArrayList<String>();
    arguments.addAll(List.of("deidentify", folder.resolve("pacs").toString(), "--json"));
    arguments.addAll(List.of("--project", "TRIAL7", "--out", folder.resolve(out).toString()));
    arguments.addAll(List.of(more));
    return CommandResult.of(arguments.toArray(String[]::new));
  }

  private String key() {
    return folder.resolve("secret.key").toString();
  }

  /** The files that came out, by path below the output folder. */
  private Map<String, DicomDataset> written(String out) throws Exception {
    var root = folder.resolve(out);
    var datasets = new TreeMap<String, DicomDataset>();
    try (var walk = Files.walk(root)) {
      for (var path : walk.filter(each -> each.toString().endsWith(".dcm")).toList()) {
        datasets.put(
            root.relativize(path).toString(), DicomReader.standard().readHeader(path).dataset());
      }
    }
    return datasets;
  }

  private static void assertHoldsNoSecret(String what, byte[] bytes) {
    for (var charset : List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1)) {
      var text = new String(bytes, charset).toLowerCase(Locale.ROOT);
      for (String secret : SECRETS) {
        assertThat(text.contains(secret)).as("%s in %s", secret, what).isFalse();
      }
    }
  }

  private static LocalDate day(DicomDataset dataset) {
    return LocalDate.parse(dataset.string(Tag.STUDY_DATE).orElseThrow(), DAY);
  }

  @Test
  void nothingOfWhoAPatientIsComesOutInBytesNamesOrMessages() throws Exception {
    var result = run("export", "--new-key", key());
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertHoldsNoSecret("messages", result.words().getBytes(StandardCharsets.UTF_8));
    int files = 0;
    try (var walk = Files.walk(folder.resolve("export"))) {
      for (var path : walk.toList()) {
        assertHoldsNoSecret(
            "a name", path.getFileName().toString().getBytes(StandardCharsets.UTF_8));
        if (Files.isRegularFile(path)) {
          files++;
          assertHoldsNoSecret(path.toString(), Files.readAllBytes(path));
        }
      }
    }
    assertThat(files).isEqualTo(5);
    assertThat(written("export").values())
        .hasSize(4)
        .allSatisfy(
            dataset -> {
              assertThat(dataset.stream().anyMatch(each -> (each.tag() >>> 16) % 2 == 1))
                  .as("private elements")
                  .isFalse();
              assertThat(dataset.string(tag("PatientIdentityRemoved"))).hasValue("YES");
              assertThat(dataset.string(Tag.CONVOLUTION_KERNEL)).hasValue("B70f");
              assertThat(dataset.string(Tag.SERIES_DESCRIPTION).orElse("")).contains("Thorax");
            });
  }

  @Test
  void aPatientIsOnePseudonymIntervalsStayAndReferencesResolve() throws Exception {
    run("export", "--new-key", key());
    var byStudy = new TreeMap<String, DicomDataset>();
    var pseudonyms = new TreeMap<String, TreeSet<LocalDate>>();
    var uids = new TreeSet<String>();
    var referenced = new TreeSet<String>();
    for (var dataset : written("export").values()) {
      byStudy.put(dataset.string(Tag.STUDY_INSTANCE_UID).orElseThrow(), dataset);
      uids.add(dataset.string(Tag.SOP_INSTANCE_UID).orElseThrow());
      pseudonyms
          .computeIfAbsent(dataset.string(Tag.PATIENT_ID).orElseThrow(), _ -> new TreeSet<>())
          .add(day(dataset));
      dataset
          .item(tag("ReferencedImageSequence"))
          .flatMap(item -> item.string(tag("ReferencedSOPInstanceUID")))
          .ifPresent(referenced::add);
    }
    assertThat(byStudy).as("two studies of one patient, one of the other").hasSize(3);
    assertThat(pseudonyms).hasSize(2).allSatisfy((id, _) -> assertThat(id).startsWith("TRIAL7-"));
    var twice =
        pseudonyms.values().stream().filter(days -> days.size() == 2).findFirst().orElseThrow();
    assertThat(ChronoUnit.DAYS.between(twice.first(), twice.last())).isEqualTo(45);
    assertThat(referenced).hasSize(1);
    assertThat(uids).hasSize(4).containsAll(referenced);
  }

  @Test
  void anotherRunWithTheKeyGivesTheSameAndAnotherKeyGivesNothingThatLinks() throws Exception {
    run("export", "--new-key", key());
    assertThat(run("again", "--key", key()).exitCode()).isZero();
    assertThat(run("other", "--new-key", folder.resolve("other.key").toString()).exitCode())
        .isZero();
    assertThat(written("again").keySet()).isEqualTo(written("export").keySet());
    assertThat(written("other").keySet()).doesNotContainAnyElementsOf(written("export").keySet());
  }

  @Test
  void whatMayHaveWordsPaintedInIsWithheldUnlessAllowed() throws Exception {
    JsonNode report = new ObjectMapper().readTree(run("export", "--new-key", key()).out());
    assertThat(report.path("files").asInt()).isEqualTo(6);
    assertThat(report.path("written").asInt()).isEqualTo(4);
    assertThat(report.path("patients").asInt()).isEqualTo(2);
    assertThat(report.path("withheld").path("burned_in_annotation").asInt()).isEqualTo(1);
    assertThat(report.path("withheld").path("unreadable").asInt()).isEqualTo(1);
    var allowed = run("allowed", "--key", key(), "--allow-burned-in");
    assertThat(new ObjectMapper().readTree(allowed.out()).path("written").asInt()).isEqualTo(5);
  }

  @Test
  void aKeyIsNeverOverwrittenAndAFullFolderNeverWrittenInto() {
    assertThat(run("export", "--new-key", key()).exitCode()).isZero();
    assertThat(run("export2", "--new-key", key()).exitCode()).isEqualTo(2);
    assertThat(run("export", "--key", key()).exitCode()).isEqualTo(2);
    assertThat(run("pacs/inside", "--key", key()).exitCode()).isEqualTo(2);
    assertThat(run("export3", "--key", folder.resolve("none").toString()).exitCode()).isEqualTo(2);
  }
}
