package org.chiasm.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chiasm.connect.dicom.DicomFile;
import org.chiasm.connect.dicom.DicomFormatException;
import org.chiasm.connect.dicom.DicomReader;
import org.chiasm.connect.dicom.DicomWriter;
import org.chiasm.connect.dicomdictionary.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The right series of real studies, also where every word that names it is blanked. */
class SeriesCommandTest {
  private static final int[] BLANKED = {
    Tag.SERIES_DESCRIPTION,
    Tag.STUDY_DESCRIPTION,
    Tag.PROTOCOL_NAME,
    Tag.CONVOLUTION_KERNEL,
    Tag.BODY_PART_EXAMINED
  };

  @TempDir private Path temporary;

  private static Path shared(String folder) {
    Path path = Path.of(System.getProperty("chiasm.shared", "../../shared"), "data", folder);
    assumeTrue(Files.isDirectory(path), () -> "skipped: no " + path);
    return path;
  }

  /** The files that have pixels, without the words, and junk beside them. */
  private Path blanked(Path folder) throws Exception {
    Path target = Files.createDirectories(temporary.resolve("blanked"));
    int count = 0;
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        DicomFile read;
        try {
          read = DicomReader.standard().readHeader(file);
        } catch (DicomFormatException junk) {
          Files.copy(file, target.resolve("junk" + count++));
          continue;
        }
        if (read.dataset().pixelData().isEmpty() || read.sopInstanceUid().isEmpty()) {
          continue;
        }
        var builder = read.dataset().toBuilder();
        for (int tag : BLANKED) {
          builder.remove(tag);
        }
        DicomWriter.write(
            DicomFile.of(builder.build(), read.transferSyntax()), target.resolve("I" + count++));
      }
    }
    Files.writeString(target.resolve("notes.txt"), "not DICOM");
    return target;
  }

  private static JsonNode run(Path folder, String... more) throws Exception {
    var arguments = new ArrayList<>(List.of("series", folder.toString(), "--json"));
    arguments.addAll(List.of(more));
    var result = CommandResult.of(arguments.toArray(String[]::new));
    assertThat(result.exitCode()).as(result.err()).isZero();
    return new ObjectMapper().readTree(result.out());
  }

  /** The kernels of the accepted series, best first, by the original files. */
  private static List<String> accepted(JsonNode studies, Path original) throws Exception {
    var kernels = new ArrayList<String>();
    for (var study : studies) {
      for (var series : study.path("series")) {
        if (series.path("accepted").asBoolean()) {
          assertThat(series.path("rank").asInt()).isEqualTo(kernels.size() + 1);
          kernels.add(named(original, series.path("series_instance_uid").asText()));
        } else {
          assertThat(series.path("rank").isNull()).isTrue();
          assertThat(series.path("reasons")).isNotEmpty();
        }
      }
    }
    return kernels;
  }

  private static final Map<String, String> NAMES = new HashMap<>();

  /** What a series is called in the files that are not blanked. */
  private static String named(Path original, String seriesInstanceUid) throws Exception {
    if (!NAMES.containsKey(seriesInstanceUid)) {
      for (var study : run(original, "--pixels", "never")) {
        for (var series : study.path("series")) {
          NAMES.put(
              series.path("series_instance_uid").asText(),
              series.path("convolution_kernel").asText()
                  + "/"
                  + (int) series.path("slice_thickness_mm").asDouble());
        }
      }
    }
    return NAMES.getOrDefault(seriesInstanceUid, "unknown");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "dicom_chest_ct; kernel=lung,plane=axial,body_part=CHEST; B70f/8",
        "dicom_chest_ct; kernel=soft,plane=axial,body_part=CHEST; B40f/8",
        "dicom_chest_ct; kernel=lung,slice_thickness<=5mm; ''",
        "dicom_chest_ct; kernel=lung,body_part=HEAD; ''",
        "dicom_chest_ct; kernel!=soft,plane=axial; B70f/8",
        "dicom_ct_study; kernel=bone,slice_thickness<=1.5mm,plane=axial; YA/1",
        "dicom_ct_study; kernel=soft,slice_thickness<=1.5mm,plane=axial; UB/1",
        "dicom_ct_study; kernel=soft,slice_thickness=5mm,body_part=HEAD; UB/5",
        "dicom_ct_study; kernel=lung,body_part=CHEST; ''",
        "dicom_ct_study; plane=sagittal; ''"
      })
  void theRightSeriesIsFoundAlsoWhereEveryWordIsBlanked(String folder, String rule, String expected)
      throws Exception {
    Path original = shared(folder);
    var wanted = expected.isEmpty() ? List.<String>of() : List.of(expected.split(" ", -1));
    assertThat(accepted(run(original, "--select", rule), original)).isEqualTo(wanted);
    Path blanked = blanked(original.resolve("pixels"));
    var seen = run(blanked, "--select", rule);
    assertThat(accepted(seen, original)).as("blanked").isEqualTo(wanted);
    if (!wanted.isEmpty()) {
      assertThat(seen.path(0).path("series").path(0).path("reasons").toString())
          .as("the evidence is a number from the pixels")
          .contains("PixelData")
          .contains("per mm");
      assertThat(accepted(run(blanked, "--select", rule, "--pixels", "never"), original))
          .as("without looking nothing is known of the kernel")
          .isEqualTo(rule.contains("!=") ? List.of("B40f/8", "B70f/8") : List.of());
    }
  }

  @Test
  void withoutARuleEverySeriesIsDescribedAndTheSheetShowsIt() throws Exception {
    Path original = shared("dicom_ct_study");
    Path sheet = temporary.resolve("sheet.png");
    var studies = run(original, "--sheet", sheet.toString());
    var series = studies.path(0).path("series");
    assertThat(series).hasSize(5);
    assertThat(series.path(0).path("kernel_family_source").asText()).isEqualTo("ConvolutionKernel");
    assertThat(series.path(0).path("completeness").isTextual()).isTrue();
    var png = ByteBuffer.wrap(Files.readAllBytes(sheet));
    assertThat(png.getLong(0)).as("the PNG signature").isEqualTo(0x89504E470D0A1A0AL);
    assertThat(png.getInt(16)).as("width").isGreaterThan(1000);
    assertThat(png.getInt(20)).as("height").isGreaterThan(5 * 150);
    assertThat(png.capacity()).as("pictures, not a blank sheet").isGreaterThan(20_000);
  }

  @Test
  void aStudyFileIsExplainedInputByInput() throws Exception {
    Path study = temporary.resolve("study.yaml");
    Files.writeString(study, STUDY);
    var studies = run(shared("dicom_chest_ct"), "--explain", study.toString());
    assertThat(studies).hasSize(2);
    assertThat(studies.path(0).path("input").asText()).isEqualTo("lung_ct");
    assertThat(studies.path(0).path("series").path(0).path("convolution_kernel").asText())
        .isEqualTo("B70f");
    assertThat(studies.path(1).path("input").asText()).isEqualTo("other_ct");
    assertThat(studies.path(1).path("series").path(0).path("convolution_kernel").asText())
        .isEqualTo("B40f");
    assertThat(studies.path(1).path("series").path(1).path("accepted").asBoolean()).isFalse();
  }

  private static final String STUDY =
      """
      study: two-series
      question: Which series?
      concepts:
        icu_stay: {encounter_location: ICU}
      cohort:
        trigger: {input: lung_ct}
      prediction_time: trigger + 2h
      inputs:
        lung_ct:
          modality: image
          select: {dicom_modality: CT, kernel: [lung, bone], slice_thickness: "1 .. 8 mm"}
          window: "[-1h, 0h]"
        other_ct:
          modality: image
          select: {dicom_modality: CT, kernel: "!= lung|bone", body_part: "~ ^chest"}
          window: "[-1h, 0h]"
      outcome: {concept: icu_stay, risk_window: "(0h, 72h]"}
      split: {by: subject, seed: 7, train: 0.6, tuning: 0.2, held_out: 0.2}
      fusion: [late]
      """;

  @Test
  void everyProblemOfARuleIsReportedAndNothingIsRead() {
    var result =
        CommandResult.of(
            "series", temporary.toString(), "--json", "--select", "kernl=lung,plane=axail");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("did you mean \"kernel\"", "did you mean \"axial\"");
  }

  @Test
  void aFolderOfJunkHasNoSeriesAndAMissingOneFails() throws Exception {
    Files.writeString(temporary.resolve("a.dcm"), "junk");
    assertThat(run(temporary)).isEmpty();
    assertThat(CommandResult.of("series", temporary.resolve("none").toString()).exitCode())
        .isEqualTo(3);
    assertThat(CommandResult.of("series", "--help").out()).contains("Exit codes", "--select");
  }
}
