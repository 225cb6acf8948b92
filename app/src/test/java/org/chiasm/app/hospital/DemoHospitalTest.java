package org.chiasm.app.hospital;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.chiasm.app.files.FeedFolder;
import org.chiasm.app.files.OutputFolder;
import org.chiasm.app.files.StageProgress;
import org.chiasm.app.files.StudyFiles;
import org.chiasm.app.pipeline.IngestStage;
import org.chiasm.app.pipeline.RowsStage;
import org.chiasm.connect.store.RowsReader;
import org.chiasm.row.LabelledRow;
import org.chiasm.row.Outcome;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hospital whose truth is known, twice from nothing to rows. */
class DemoHospitalTest {
  private static final int PATIENTS = 40;
  private static final long SEED = 3;

  @TempDir private static Path folder;

  private static Map<String, Long> score = Map.of();
  private static double[] risks = {};
  private static double[] outcomes = {};

  private static double outcome(LabelledRow row) {
    return row.outcome() instanceof Outcome.Observed(double value) ? value : Double.NaN;
  }

  @BeforeAll
  static void buildAndRunTwice() throws Exception {
    for (var run : List.of("first", "second")) {
      Path hospital = hospital(run);
      new Hospital(new HospitalPlan(PATIENTS, SEED)).write(hospital, StageProgress.SILENT);
      var files =
          StudyFiles.read(hospital.resolve("study.yaml"), List.of(hospital.resolve("site.yaml")));
      var feeds =
          List.of(
              new FeedFolder(FeedFolder.Kind.EHR, hospital.resolve("ehr")),
              new FeedFolder(FeedFolder.Kind.PACS, hospital.resolve("pacs")),
              new FeedFolder(FeedFolder.Kind.ECG, hospital.resolve("ecg")));
      IngestStage.run(files, feeds, out(run), StageProgress.SILENT);
      new RowsStage(files, out(run), StageProgress.SILENT).write(feeds, true);
      var truth = TruthScore.read(hospital.resolve("truth"));
      try (var reader = RowsReader.open(out(run).rowsParquet(), files.study());
          var rows = reader.rows()) {
        var all = rows.toList();
        all.forEach(truth::add);
        risks = truth.risks(all.stream().map(LabelledRow::row).toList());
        outcomes = all.stream().mapToDouble(DemoHospitalTest::outcome).toArray();
      }
      score = truth.counts();
    }
  }

  private static Path hospital(String run) {
    return folder.resolve(run).resolve("hospital");
  }

  private static OutputFolder out(String run) {
    return new OutputFolder(folder.resolve(run).resolve("out"));
  }

  private static Map<String, String> digests(Path root) throws Exception {
    var digests = new TreeMap<String, String>();
    try (Stream<Path> files = Files.walk(root)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        digests.put(
            root.relativize(file).toString(),
            HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file))));
      }
    }
    return digests;
  }

  private static long count(String title) {
    assertThat(score).containsKey(title);
    return score.getOrDefault(title, -1L);
  }

  @Test
  void equalPlansGiveEqualBytesInEveryFile() throws Exception {
    assertThat(digests(hospital("second")))
        .hasSizeGreaterThan(PATIENTS)
        .isEqualTo(digests(hospital("first")));
  }

  @Test
  void anotherSeedIsAnotherHospital() throws Exception {
    Path other = folder.resolve("other");
    new Hospital(new HospitalPlan(2, SEED + 1)).write(other, StageProgress.SILENT);

    assertThat(Files.readString(other.resolve("ehr/Observation.ndjson")).lines().findFirst())
        .isNotEqualTo(
            Files.readString(hospital("first").resolve("ehr/Observation.ndjson"))
                .lines()
                .findFirst());
  }

  @Test
  void theSameFeedsGiveTheSameBytesOfRecordRowsTensorsAndSummary() throws Exception {
    var first = digests(out("first").root());

    assertThat(first)
        .containsKeys("rows.parquet", "rows.csv", "summary.json", "record/set_aside.parquet");
    assertThat(digests(out("second").root())).isEqualTo(first);
  }

  @Test
  void ingestingIntoAnOlderRecordGivesTheSameBytesAgain() throws Exception {
    var before = digests(out("second").record());
    Path hospital = hospital("second");
    IngestStage.run(
        StudyFiles.read(hospital.resolve("study.yaml"), List.of(hospital.resolve("site.yaml"))),
        List.of(
            new FeedFolder(FeedFolder.Kind.EHR, hospital.resolve("ehr")),
            new FeedFolder(FeedFolder.Kind.PACS, hospital.resolve("pacs")),
            new FeedFolder(FeedFolder.Kind.ECG, hospital.resolve("ecg"))),
        out("second"),
        StageProgress.SILENT);

    assertThat(digests(out("second").record())).isEqualTo(before);
  }

  @Test
  void noValueOfAnotherPersonIsInAnyRow() {
    assertThat(count("values of another person")).isZero();
    assertThat(count("cases from another series or patient than the truth says")).isZero();
  }

  @Test
  void everyCaseIsFoundWithTheRightSeries() {
    assertThat(count("cases found")).isPositive().isEqualTo(count("cases expected"));
    assertThat(count("cases missed")).isZero();
    assertThat(count("series right")).isEqualTo(count("cases found"));
    assertThat(count("series wrong")).isZero();
  }

  @Test
  void noLaboratoryValueIsSilentlyWrongMissedOrInvented() {
    assertThat(count("laboratory values right")).isPositive();
    assertThat(count("laboratory values silently wrong")).isZero();
    assertThat(count("laboratory values visible and missed")).isZero();
    assertThat(count("laboratory values present and not visible in truth")).isZero();
  }

  @Test
  void everyReadableRecordingIsFoundAndNoUnreadableOneIsUsed() {
    assertThat(count("recordings right")).isEqualTo(count("cases found"));
    assertThat(count("recordings wrong")).isZero();
  }

  @Test
  void comorbiditiesAreReadAsTheNotesAndCodesMeanThem() {
    assertThat(count("comorbidities right")).isPositive();
    assertThat(count("comorbidities wrong")).isZero();
  }

  @Test
  void theTrueRiskOfEveryRowIsKnownAndTellsTheOutcome() {
    assertThat(risks).hasSize((int) count("cases found"));
    assertThat(Arrays.stream(risks)).allMatch(risk -> risk > 0 && risk < 1);
    double expected = 0;
    double observed = 0;
    double variance = 0;
    for (int row = 0; row < risks.length; row++) {
      if (!Double.isNaN(outcomes[row])) {
        expected += risks[row];
        observed += outcomes[row];
        variance += risks[row] * (1 - risks[row]);
      }
    }
    assertThat(Math.abs(observed - expected)).isLessThan(3 * Math.sqrt(variance));
  }

  @Test
  void aPlanOutOfBoundsIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new HospitalPlan(0, SEED));
  }
}
