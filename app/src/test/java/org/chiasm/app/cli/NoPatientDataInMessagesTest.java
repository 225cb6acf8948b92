package org.chiasm.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.chiasm.connect.store.RecordReader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Names, numbers and birth dates that stand in the feeds and must stand in nothing people read. The
 * hospital's own errors (a wrong number, conflicting demographics) and damage done here make Chiasm
 * speak of the patients.
 */
class NoPatientDataInMessagesTest {
  private static final int PATIENTS = 40;

  @TempDir private static Path folder;

  private static final StringBuilder SHOWN = new StringBuilder();
  private static final Set<String> SECRETS = new TreeSet<>();

  @BeforeAll
  static void runEveryCommandOnADamagedHospital() throws IOException {
    Path hospital = folder.resolve("hospital");
    say("hospital", hospital.toString(), "--patients", "" + PATIENTS, "--seed", "3");
    readSecrets(hospital);
    damage(hospital.resolve("ehr/Patient.ndjson"));
    damage(hospital.resolve("ehr/Observation.ndjson"));
    damage(hospital.resolve("ehr/DocumentReference.ndjson"));
    Path study = hospital.resolve("study.yaml");
    String out = out().toString();
    String ehr = hospital.resolve("ehr").toString();
    String pacs = hospital.resolve("pacs").toString();
    String ecg = hospital.resolve("ecg").toString();
    say(
        "ingest",
        study.toString(),
        "--ehr",
        ehr,
        "--pacs",
        pacs,
        "--ecg",
        ecg,
        "--out",
        out,
        "--json");
    say("check", study.toString(), "--out", out);
    say("link", "--help");
    say("rows", study.toString(), "--pacs", pacs, "--ecg", ecg, "--out", out, "--json");
    say("report", "--out", out, "--json");
  }

  private static void say(String... arguments) {
    var result = CommandResult.of(arguments);
    assertThat(result.exitCode()).as(result.err()).isZero();
    SHOWN.append(result.words());
  }

  private static Path out() {
    return folder.resolve("out");
  }

  private static void readSecrets(Path hospital) throws IOException {
    for (var line : Files.readAllLines(hospital.resolve("ehr/Patient.ndjson"))) {
      var patient = new ObjectMapper().readTree(line);
      SECRETS.add(patient.at("/identifier/0/value").asText());
      SECRETS.add(patient.at("/name/0/family").asText());
      SECRETS.add(patient.at("/name/0/given/0").asText());
      String birthDate = patient.path("birthDate").asText();
      SECRETS.add(birthDate);
      SECRETS.add(birthDate.replace("-", ""));
    }
    var lines = Files.readAllLines(hospital.resolve("truth/patients.csv"));
    for (var line : lines.subList(1, lines.size())) {
      SECRETS.add(line.split(",", -1)[1]);
    }
    SECRETS.remove("");
  }

  /** Cuts every third line in the middle of what it says, and repeats every fourth. */
  private static void damage(Path file) throws IOException {
    var lines = Files.readAllLines(file);
    var damaged = new ArrayList<String>();
    for (int index = 0; index < lines.size(); index++) {
      var line = lines.get(index);
      if (index % 3 == 1) {
        damaged.add(line.substring(0, line.length() - 1 - index % (line.length() / 2)));
      } else {
        damaged.add(line);
      }
      if (index % 4 == 0) {
        damaged.add(line.replaceFirst("\"(gender|status|subject)\":", "\"$1\":7,\"was\":"));
      }
    }
    Files.write(file, damaged);
  }

  private static void assertHoldsNoSecret(String text, String where) {
    var pattern =
        Pattern.compile(
            SECRETS.stream()
                .map(Pattern::quote)
                .collect(Collectors.joining("|", "(?<![\\p{L}\\p{N}.])(", ")(?![\\p{L}\\p{N}.])")));
    assertThat(pattern.matcher(text).results().map(found -> found.group()).toList())
        .as("patient data in %s", where)
        .isEmpty();
  }

  @Test
  void thereAreSecretsToKeepAndThingsToSay() throws IOException {
    assertThat(SECRETS).hasSizeGreaterThan(2 * PATIENTS);
    assertThat(SHOWN).hasSizeGreaterThan(1000);
    String patients = Files.readString(folder.resolve("hospital/ehr/Patient.ndjson"));
    assertThatThrownBy(() -> assertHoldsNoSecret(patients, "the feed itself"))
        .isInstanceOf(AssertionError.class);
    try (var record = RecordReader.open(out().resolve("record"));
        var issues = record.setAside()) {
      assertThat(issues.count()).isGreaterThan(PATIENTS);
    }
  }

  @Test
  void nothingThatIsPrintedNamesAPatient() {
    assertHoldsNoSecret(SHOWN.toString(), "what the commands print");
  }

  @Test
  void neitherSummaryNorReportNamesAPatient() throws IOException {
    assertHoldsNoSecret(Files.readString(out().resolve("summary.json")), "summary.json");
    assertHoldsNoSecret(Files.readString(out().resolve("report.html")), "report.html");
  }

  @Test
  void whatIsSetAsideOrInConflictIsNotNamedByThePatient() throws IOException {
    try (var record = RecordReader.open(out().resolve("record"))) {
      try (var issues = record.setAside()) {
        assertHoldsNoSecret(
            issues.map(Object::toString).collect(Collectors.joining("\n")), "set_aside.parquet");
      }
      try (var conflicts = record.identityConflicts()) {
        assertHoldsNoSecret(
            conflicts.map(Object::toString).collect(Collectors.joining("\n")), "the conflicts");
      }
    }
  }
}
