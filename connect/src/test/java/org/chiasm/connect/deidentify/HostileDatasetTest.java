package org.chiasm.connect.deidentify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.chiasm.connect.ReadProgress;
import org.chiasm.connect.dicom.DicomDataset;
import org.chiasm.connect.dicom.DicomDatasetBuilder;
import org.chiasm.connect.dicom.DicomFormatException;
import org.chiasm.connect.dicom.DicomReader;
import org.chiasm.connect.dicom.SequenceElement;
import org.chiasm.connect.dicom.ValueElement;
import org.chiasm.connect.dicomdictionary.DicomDictionary;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.dicomdictionary.Vr;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wherever a data set hides who the patient is, it does not survive. */
class HostileDatasetTest {
  private static final List<String> HIDDEN =
      List.of(
          "Muster^Erika",
          "ERIKA MUSTER",
          "id MRN-4711-77",
          "ACC998877",
          "x\u0000Muster",
          "St. Elsewhere",
          "Watzmann",
          "see 1.2.276.0.7230010.3.1.4.8323329.77.8");

  private static final List<Vr> WRITTEN =
      List.of(
          Vr.LO, Vr.SH, Vr.PN, Vr.ST, Vr.LT, Vr.UT, Vr.UC, Vr.CS, Vr.UI, Vr.DA, Vr.DT, Vr.TM, Vr.AE,
          Vr.AS, Vr.DS, Vr.IS, Vr.UR, Vr.UN, Vr.OB);

  private static DicomDatasetBuilder fill(DicomDatasetBuilder builder, Random random, int depth) {
    int count = 1 + random.nextInt(12);
    for (int i = 0; i < count; i++) {
      int tag = tag(random);
      if (depth > 0 && random.nextInt(4) == 0) {
        var inner = fill(DicomDataset.builder(), random, depth - 1).build();
        builder.put(new SequenceElement(tag, List.of(inner, inner)));
      } else {
        var usual = DicomDictionary.entry(tag).map(entry -> entry.representations().getFirst());
        boolean isUsual = random.nextInt(3) > 0 && usual.filter(WRITTEN::contains).isPresent();
        var vr = isUsual ? usual.orElseThrow() : WRITTEN.get(random.nextInt(WRITTEN.size()));
        byte[] value = HIDDEN.get(random.nextInt(HIDDEN.size())).getBytes(UTF_8);
        builder.put(new ValueElement(tag, vr, value));
      }
    }
    return builder;
  }

  /** Tags of the dictionary's groups, of vendors, and of nobody. */
  private static int tag(Random random) {
    int[] groups = {0x0008, 0x0010, 0x0018, 0x0020, 0x0028, 0x0032, 0x0040, 0x0088, 0x3006, 0x0009};
    int group = groups[random.nextInt(groups.length)];
    int element = random.nextInt(20) == 0 ? random.nextInt(0xFFFF) : random.nextInt(0x1200);
    int tag = Tag.of(group, element + 0x30);
    return Tag.isPixelData(tag) ? Tag.SERIES_DESCRIPTION : tag;
  }

  @Property(tries = 300)
  void nothingHiddenInNestedDataSetsSurvives(@ForAll long seed) throws IOException {
    var random = new Random(seed);
    var hidden = fill(InstanceDeidentifierTest.instance("1", "20240131"), random, 3);
    var essential = InstanceDeidentifierTest.instance("1", "20240131").build();
    for (int tag :
        List.of(
            Tag.SOP_CLASS_UID,
            Tag.SOP_INSTANCE_UID,
            Tag.STUDY_INSTANCE_UID,
            Tag.PATIENT_ID,
            Tag.PATIENT_NAME,
            Tag.INSTITUTION_NAME,
            Tag.ACCESSION_NUMBER,
            0x00080090,
            Tag.ROWS,
            Tag.COLUMNS,
            Tag.BITS_ALLOCATED,
            Tag.PIXEL_DATA)) {
      hidden.put(essential.element(tag).orElseThrow());
    }
    var keep = new DeidentifyOptions(random.nextBoolean(), random.nextBoolean(), true);
    var key = InstanceDeidentifierTest.key(3, "H");
    var result = new InstanceDeidentifier(key, keep).of(InstanceDeidentifierTest.file(hidden));
    if (result instanceof Deidentified.Instance instance) {
      InstanceDeidentifierTest.assertNothingSurvives(
          InstanceDeidentifierTest.written(instance.file().dataset()));
    }
  }

  @TempDir private Path work = Path.of("");

  @Test
  void realFilesOfManyKindsKeepNoNameAndNoNumberAndPydicomReadsThem() throws Exception {
    var shared = Path.of(System.getProperty("chiasm.shared", "../shared"), "data", "dicom_odd");
    Assumptions.assumeTrue(Files.isDirectory(shared), () -> "skipped: no " + shared);
    var options = new DeidentifyOptions(false, false, true);
    var deidentifier = new InstanceDeidentifier(InstanceDeidentifierTest.key(5, "ODD"), options);
    var report =
        new FolderDeidentifier(deidentifier, work.resolve("out")).run(shared, ReadProgress.SILENT);
    assertThat(report.written()).isGreaterThan(120);
    long withheld = report.withheld().values().stream().mapToLong(Long::longValue).sum();
    assertThat(report.written() + withheld).isEqualTo(report.files());

    List<Path> files;
    try (var walk = Files.walk(shared)) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      try {
        var source = DicomReader.standard().read(file);
        if (deidentifier.of(source) instanceof Deidentified.Instance instance) {
          String written =
              new String(
                      InstanceDeidentifierTest.written(plain(instance.file().dataset())),
                      ISO_8859_1)
                  .toLowerCase(Locale.ROOT);
          for (int tag : List.of(Tag.PATIENT_NAME, Tag.PATIENT_ID, Tag.ACCESSION_NUMBER)) {
            String value = source.dataset().string(tag).orElse("").toLowerCase(Locale.ROOT);
            boolean isOurDummy = value.equals("anonymized");
            if (!isOurDummy && value.length() >= 6 && value.chars().allMatch(c -> c < 128)) {
              assertThat(written.contains(value)).as("%s %s", file, Tag.toString(tag)).isFalse();
            }
          }
        }
      } catch (DicomFormatException notDicom) {
        assertThat(notDicom.getMessage()).isNotBlank();
      }
    }
    assertPydicomReads(work.resolve("out"), report.written());
  }

  /** Without pixels, in which letters can stand by chance. */
  private static DicomDataset plain(DicomDataset dataset) {
    return dataset.toBuilder().remove(Tag.PIXEL_DATA).build();
  }

  private void assertPydicomReads(Path folder, long count) throws Exception {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/python3"))
            && new ProcessBuilder("/usr/bin/python3", "-c", "import pydicom").start().waitFor()
                == 0,
        "skipped: /usr/bin/python3 with pydicom is not here");
    String script =
        """
        import pathlib, sys, pydicom
        for name in sorted(pathlib.Path(sys.argv[1]).rglob("*.dcm")):
            dataset = pydicom.dcmread(name)
            str(dataset)
            assert dataset.PatientIdentityRemoved == "YES", name
            assert dataset.file_meta.MediaStorageSOPInstanceUID == dataset.SOPInstanceUID, name
            print(name)
        """;
    var answers = work.resolve("answers.txt");
    var process =
        new ProcessBuilder("/usr/bin/python3", "-W", "ignore", "-c", script, folder.toString())
            .redirectOutput(answers.toFile())
            .redirectError(work.resolve("errors.txt").toFile())
            .start();
    assertThat(process.waitFor()).as(() -> String.valueOf(work.resolve("errors.txt"))).isZero();
    assertThat(Files.readAllLines(answers)).hasSize((int) count);
  }
}
