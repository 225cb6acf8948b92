package org.chiasm.app.pipeline;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.chiasm.app.files.FeedFolder;
import org.chiasm.app.files.OutputFolder;
import org.chiasm.app.files.StageProgress;
import org.chiasm.app.files.StudyFiles;
import org.chiasm.connect.dicom.DicomReader;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.store.RowsReader;
import org.chiasm.row.InputCell;
import org.chiasm.row.LabelledRow;
import org.chiasm.row.Outcome;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job on real X-rays and laboratory values, held against the table they came from. */
class HannoverRunTest {
  private static final Path DATA =
      Path.of(System.getProperty("chiasm.shared", ""), "data", "hannover");
  private static final Path STUDY =
      Path.of(System.getProperty("chiasm.home", ""), "studies", "hannover-icu");
  private static final int IMAGES = 152;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Input of the study to the stem of its two columns in the upstream table. */
  private static final Map<String, String> COLUMNS =
      Map.of(
          "crp", "crp",
          "d_dimer", "d-dimer",
          "ldh", "ldh",
          "lymphocytes", "lymphocytes",
          "neutrophils", "neutrophils",
          "pco2", "pco2",
          "po2", "po2");

  @TempDir private static Path folder;

  private static final List<LabelledRow> ROWS = new ArrayList<>();
  private static final Map<String, Map<String, String>> UPSTREAM_BY_SERIES = new HashMap<>();
  private static final Map<String, Instant> TAKEN_BY_SERIES = new HashMap<>();
  private static final Map<String, JsonNode> OBSERVATIONS = new HashMap<>();
  private static final Map<String, List<Instant[]>> INTENSIVE_CARE = new HashMap<>();
  private static JsonNode summary = JSON.createObjectNode();

  @BeforeAll
  static void ingestAndAssembleOnce() throws Exception {
    assumeTrue(Files.isDirectory(DATA), "no " + DATA + ": the real X-rays are not on this machine");
    var files = StudyFiles.read(STUDY.resolve("study.yaml"), List.of(STUDY.resolve("site.yaml")));
    var feeds =
        List.of(
            new FeedFolder(FeedFolder.Kind.EHR, DATA.resolve("ehr")),
            new FeedFolder(FeedFolder.Kind.PACS, DATA.resolve("pacs")));
    var out = new OutputFolder(folder);
    IngestStage.run(files, feeds, out, StageProgress.SILENT);
    new RowsStage(files, out, StageProgress.SILENT).write(feeds, true);
    try (var reader = RowsReader.open(out.rowsParquet(), files.study());
        var rows = reader.rows()) {
      rows.forEach(ROWS::add);
    }
    summary = JSON.readTree(Files.readString(out.summary()));
    readUpstream();
    readObservations();
    readEncounters();
  }

  private static void readUpstream() throws Exception {
    var lines = Files.readAllLines(DATA.resolve("upstream.csv"));
    var header = lines.getFirst().split(",", -1);
    for (var line : lines.subList(1, lines.size())) {
      var values = line.split(",", -1);
      var row = new HashMap<String, String>();
      for (int column = 0; column < header.length; column++) {
        row.put(header[column], values[column]);
      }
      var image =
          DicomReader.standard()
              .readHeader(DATA.resolve("pacs").resolve(row.get("image_id") + ".dcm"))
              .dataset();
      assertThat(image.string(Tag.PATIENT_ID)).contains(row.get("patient_id"));
      String series = image.string(Tag.SERIES_INSTANCE_UID).orElseThrow();
      assertThat(UPSTREAM_BY_SERIES.put(series, row)).as("one image a series").isNull();
      TAKEN_BY_SERIES.put(
          series,
          image
              .date(Tag.ACQUISITION_DATE)
              .orElseThrow()
              .atTime(image.time(Tag.ACQUISITION_TIME).orElseThrow())
              .toInstant(image.timezoneOffset().orElse(ZoneOffset.ofHours(1))));
    }
  }

  private static void readObservations() throws IOException {
    for (var line : Files.readAllLines(DATA.resolve("ehr/Observation.ndjson"))) {
      var observation = JSON.readTree(line);
      OBSERVATIONS.put("Observation/" + observation.path("id").asText(), observation);
    }
  }

  private static void readEncounters() throws IOException {
    for (var line : Files.readAllLines(DATA.resolve("ehr/Encounter.ndjson"))) {
      var encounter = JSON.readTree(line);
      String patient = encounter.at("/subject/reference").asText().replace("Patient/", "");
      for (var location : encounter.path("location")) {
        if (location.at("/location/display").asText().equals("Intensive care unit")) {
          String end = location.at("/period/end").asText();
          INTENSIVE_CARE
              .computeIfAbsent(patient, _ -> new ArrayList<>())
              .add(
                  new Instant[] {
                    instant(location.at("/period/start").asText()),
                    end.isEmpty() ? Instant.MAX : instant(end)
                  });
        }
      }
    }
  }

  private static Instant instant(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }

  private static Map<String, String> upstream(LabelledRow row) {
    return requireNonNull(UPSTREAM_BY_SERIES.get(row.row().triggerSource()));
  }

  private static Instant taken(LabelledRow row) {
    return requireNonNull(TAKEN_BY_SERIES.get(row.row().triggerSource()));
  }

  @Test
  void everyImageIsATriggerOnceAndIsItselfInItsRow() {
    assertThat(ROWS).hasSize(IMAGES);
    assertThat(ROWS.stream().map(row -> row.row().triggerSource()))
        .containsExactlyInAnyOrderElementsOf(UPSTREAM_BY_SERIES.keySet());
    assertThat(ROWS)
        .allSatisfy(
            row -> {
              assertThat(row.row().predictionTime()).isEqualTo(taken(row));
              assertThat(row.row().cell("chest_xray"))
                  .isInstanceOfSatisfying(
                      InputCell.Present.class,
                      image -> {
                        assertThat(image.origin()).isEqualTo(row.row().triggerSource());
                        assertThat(image.value())
                            .isInstanceOfSatisfying(
                                InputCell.Value.Reference.class,
                                tensor ->
                                    assertThat(folder.resolve(tensor.reference()))
                                        .isNotEmptyFile());
                      });
            });
  }

  @Test
  void noLaboratoryValueIssuedAfterTheImageIsInItsRow() {
    int checked = 0;
    for (var row : ROWS) {
      for (var input : COLUMNS.keySet()) {
        if (row.row().cell(input) instanceof InputCell.Present present) {
          var observation = requireNonNull(OBSERVATIONS.get(present.origin()), present.origin());
          assertThat(observation.at("/subject/reference").asText())
              .isEqualTo("Patient/" + upstream(row).get("patient_id"));
          assertThat(instant(observation.path("issued").asText())).isBeforeOrEqualTo(taken(row));
          assertThat(instant(observation.path("effectiveDateTime").asText()))
              .isBetween(taken(row).minusSeconds(86_400), taken(row));
          assertThat(present.ageHours()).isEqualTo(3.0);
          checked++;
        }
      }
    }
    assertThat(checked).isGreaterThan(IMAGES);
  }

  @Test
  void everyLaboratoryValueOfTheImagesDayIsTheOneOfTheUpstreamTableAndNoneIsLost() {
    int equal = 0;
    int unbounded = 0;
    for (var row : ROWS) {
      for (var input : COLUMNS.entrySet()) {
        String offset = upstream(row).getOrDefault(input.getValue() + "_offset", "");
        if (offset.isEmpty() || Double.parseDouble(offset) != 0) {
          continue;
        }
        String value = upstream(row).getOrDefault(input.getValue() + "_val", "");
        var cell = row.row().cell(input.getKey());
        if (value.endsWith("inf")) {
          assertThat(cell).as(input.getKey()).isInstanceOf(InputCell.Missing.class);
          unbounded++;
        } else {
          assertThat(cell)
              .as("%s of %s", input.getKey(), upstream(row).get("image_id"))
              .isInstanceOfSatisfying(
                  InputCell.Present.class,
                  present ->
                      assertThat(present.value())
                          .isEqualTo(new InputCell.Value.Numeric(Double.parseDouble(value))));
          equal++;
        }
      }
    }
    assertThat(equal).isGreaterThan(IMAGES);
    assertThat(unbounded).isPositive();
  }

  @Test
  void aLaboratoryValueThatTheUpstreamTableDatesLaterIsNotInTheRow() {
    int later = 0;
    for (var row : ROWS) {
      for (var input : COLUMNS.entrySet()) {
        String offset = upstream(row).getOrDefault(input.getValue() + "_offset", "");
        if (!offset.isEmpty() && Double.parseDouble(offset) > 0) {
          later++;
          assertThat(row.row().cell(input.getKey()))
              .as("%s of %s", input.getKey(), upstream(row).get("image_id"))
              .isInstanceOf(InputCell.Missing.class);
        }
      }
    }
    assertThat(later).isPositive();
  }

  @Test
  void theOutcomeIsWhetherThePatientIsInIntensiveCareAtThatMoment() {
    var seen = new HashSet<Double>();
    for (var row : ROWS) {
      boolean inside =
          INTENSIVE_CARE.getOrDefault(upstream(row).get("patient_id"), List.of()).stream()
              .anyMatch(stay -> !taken(row).isBefore(stay[0]) && taken(row).isBefore(stay[1]));
      assertThat(row.outcome())
          .as("outcome of image %s", upstream(row).get("image_id"))
          .isEqualTo(new Outcome.Observed(inside ? 1 : 0));
      seen.add(inside ? 1.0 : 0.0);
    }
    assertThat(seen).hasSize(2);
  }

  @Test
  void infinitiesAndTheUncodedAnalyteAreSetAsideWithAReasonAndNotLost() {
    var reasons = summary.at("/feeds/ehr/set_aside_by_reason");

    assertThat(reasons.path("VALUE_ABSENT").asLong())
        .isEqualTo(
            OBSERVATIONS.values().stream().filter(each -> each.has("dataAbsentReason")).count())
        .isEqualTo(6);
    assertThat(reasons.path("UNCODED").asLong())
        .isEqualTo(
            OBSERVATIONS.values().stream()
                .filter(each -> each.at("/code/text").asText().equals("Faktor XIII"))
                .count())
        .isEqualTo(20);
  }

  @Test
  void whatWasReadOfEachFeedIsAccountedFor() {
    assertThat(summary.path("feeds").properties()).hasSize(2);
    for (var feed : summary.path("feeds").properties()) {
      var count = feed.getValue();
      long reasons = 0;
      for (var reason : count.path("set_aside_by_reason")) {
        reasons += reason.asLong();
      }
      assertThat(count.path("set_aside").asLong()).isEqualTo(reasons);
      assertThat(count.path("read").asLong())
          .as(feed.getKey())
          .isPositive()
          .isEqualTo(
              count.path("registrations").asLong()
                  + count.path("facts_used").asLong()
                  + count.path("set_aside").asLong());
    }
    assertThat(summary.at("/feeds/pacs/facts_used").asLong()).isEqualTo(IMAGES);
  }

  @Test
  void theTextOfTheRowsSaysWhatTheRowsSay() throws IOException {
    var lines = Files.readAllLines(new OutputFolder(folder).rowsCsv());
    var header = Arrays.asList(lines.getFirst().split(",", -1));
    int crp = header.indexOf("crp");

    assertThat(lines).hasSize(1 + IMAGES);
    for (int index = 0; index < IMAGES; index++) {
      var values = lines.get(index + 1).split(",", -1);
      var row = ROWS.get(index).row();
      assertThat(values[header.indexOf("trigger_source")]).isEqualTo(row.triggerSource());
      if (row.cell("crp") instanceof InputCell.Present present) {
        assertThat(present.value())
            .isEqualTo(new InputCell.Value.Numeric(Double.parseDouble(values[crp])));
      } else {
        assertThat(values[crp]).isEmpty();
      }
    }
  }
}
