package org.chiasm.connect.meds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chiasm.AssigningAuthority;
import org.chiasm.AvailableTime;
import org.chiasm.Boundary;
import org.chiasm.ClinicalEvent;
import org.chiasm.Code;
import org.chiasm.DataIssue;
import org.chiasm.EffectiveTime;
import org.chiasm.EventCode;
import org.chiasm.EventValue;
import org.chiasm.FactKind;
import org.chiasm.FactStatus;
import org.chiasm.Origin;
import org.chiasm.PatientIdentifier;
import org.chiasm.Quantity;
import org.chiasm.SourceItem;
import org.chiasm.connect.ReadProgress;
import org.chiasm.connect.SourceFailedException;
import org.chiasm.connect.store.RecordBuilder;
import org.chiasm.study.SiteDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MedsSourceTest {
  private static final String COLUMNS =
      "subject_id::BIGINT subject_id, time::TIMESTAMP AS time, code,"
          + " numeric_value::FLOAT numeric_value, text_value::VARCHAR text_value, unit::VARCHAR unit";
  private static final String NAMES = "(subject_id, time, code, numeric_value, text_value, unit)";
  private static final SiteDefinition SITE =
      new SiteDefinition(
          "site",
          null,
          Map.of(),
          Map.of(FactKind.OBSERVATION, Duration.ofHours(2)),
          Map.of(new Code("", "HR"), new Code("LOINC", "8867-4")),
          Map.of(),
          Map.of(),
          Duration.ofMinutes(10));
  private static final Instant NOON = Instant.parse("2012-08-01T12:00:00Z");

  @TempDir Path folder = Path.of("");

  private Path table(String name, String... rows) throws Exception {
    return custom(name, COLUMNS, NAMES, rows);
  }

  private Path custom(String name, String columns, String names, String... rows) throws Exception {
    Path file = folder.resolve(name);
    Files.createDirectories(folder.resolve("data"));
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement()) {
      statement.execute(
          "COPY (SELECT "
              + columns
              + " FROM (VALUES "
              + String.join(", ", rows)
              + ") AS v"
              + names
              + ") TO '"
              + file
              + "' (FORMAT parquet)");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    return file;
  }

  private List<SourceItem> read(Path location, SiteDefinition site) throws Exception {
    var items = new ArrayList<SourceItem>();
    new MedsSource("meds", location, site).read(items::add, ReadProgress.SILENT);
    return items;
  }

  private List<ClinicalEvent> events() throws Exception {
    return read(folder, SITE).stream().map(item -> ((SourceItem.Fact) item).event()).toList();
  }

  private List<DataIssue> issues(SiteDefinition site) throws Exception {
    return read(folder, site).stream()
        .filter(SourceItem.SetAside.class::isInstance)
        .map(item -> ((SourceItem.SetAside) item).issue())
        .toList();
  }

  @Test
  void aFloatBecomesItsShortestDecimal() throws Exception {
    table("data/0.parquet", "(1, '2012-08-01 12:00:00', 'NIMAP', 92.33, NULL, 'mm[Hg]')");

    assertThat(events())
        .singleElement()
        .satisfies(event -> assertThat(event.value()).isEqualTo(Quantity.of(92.33, "mm[Hg]")));
  }

  @Test
  void theSiteSaysWhatALocalCodeStandsForAndHowLateAResultIsKnown() throws Exception {
    table("data/0.parquet", "(1, '2012-08-01 12:00:00', 'HR', 70, NULL, '/min')");

    var event = events().getFirst();
    assertThat(event.code().primary()).isEqualTo(new Code("LOINC", "8867-4"));
    assertThat(event.code().translations()).containsExactly(new Code("", "HR"));
    assertThat(event.effective()).isEqualTo(EffectiveTime.at(NOON));
    assertThat(event.available()).isEqualTo(AvailableTime.assumed(NOON.plusSeconds(7200)));
  }

  @Test
  void everyKindOfValueIsReadAsWhatItIs() throws Exception {
    table(
        "data/0.parquet",
        "(1, '2012-08-01 12:00:00', 'a', 'nan'::FLOAT, NULL, NULL)",
        "(1, '2012-08-01 12:00:00', 'b', '-inf'::FLOAT, NULL, NULL)",
        "(1, '2012-08-01 12:00:00', 'c', NULL, 'positive', NULL)",
        "(1, '2012-08-01 12:00:00', 'd', NULL, E'Note\\nof two lines', NULL)",
        "(1, '2012-08-01 12:00:00', 'e', NULL, NULL, NULL)",
        "(1, '2012-08-01 12:00:00', 'f', 5, '< 5.0', 'mg/L')",
        "(1, '2012-08-01 12:00:00', 'g', 5, 'haemolytic', 'mg/L')");
    var site =
        new SiteDefinition(
            "site",
            null,
            Map.of(),
            Map.of(FactKind.OBSERVATION, Duration.ZERO, FactKind.NOTE, Duration.ZERO),
            Map.of(),
            Map.of(),
            Map.of(),
            Duration.ofMinutes(10));

    var events = read(folder, site).stream().map(item -> ((SourceItem.Fact) item).event()).toList();
    assertThat(events)
        .extracting(ClinicalEvent::value)
        .containsExactly(
            new EventValue.Absent("not-a-number"),
            new EventValue.Absent("negative-infinity"),
            new EventValue.Coded("positive", ""),
            new EventValue.Narrative("Note\nof two lines"),
            EventValue.Occurrence.OCCURRED,
            new Quantity(5, Quantity.Comparator.LESS, "mg/L"),
            Quantity.of(5, "mg/L"));
    assertThat(events.get(3).kind()).isEqualTo(FactKind.NOTE);
    assertThat(events.get(6).code().text()).isEqualTo("haemolytic");
  }

  @Test
  void birthAndSexAreKnownFromRegistrationAndDeathWhenItHappens() throws Exception {
    table(
        "data/0.parquet",
        "(1, NULL, 'GENDER//F', NULL, NULL, NULL)",
        "(1, '1950-01-01 00:00:00', 'MEDS_BIRTH', NULL, NULL, NULL)",
        "(1, '2012-08-01 12:00:00', 'MEDS_DEATH', NULL, NULL, NULL)");

    assertThat(events())
        .extracting(ClinicalEvent::available)
        .containsExactly(
            AvailableTime.atRegistration(),
            AvailableTime.atRegistration(),
            AvailableTime.assumed(NOON));
    assertThat(events()).extracting(ClinicalEvent::kind).containsOnly(FactKind.DEMOGRAPHIC);
  }

  @Test
  void withoutALagARowWithoutAvailableTimeIsSetAside() throws Exception {
    table(
        "data/0.parquet",
        "(1, '2012-08-01 12:00:00', 'HR', 70, NULL, '/min')",
        "(1, '2012-08-01 12:00:00', 'Temp', 37, NULL, 'Cel')");

    assertThat(issues(SiteDefinition.undeclared()))
        .hasSize(2)
        .extracting(DataIssue::kind)
        .containsOnly(DataIssue.Kind.NO_AVAILABLE_TIME);
  }

  @Test
  void anAvailableTimeInTheTableIsUsedAsStated() throws Exception {
    custom(
        "data/0.parquet",
        "subject_id::BIGINT subject_id, time::TIMESTAMPTZ AS time, code,"
            + " a::TIMESTAMPTZ AS available_time",
        "(subject_id, time, code, a)",
        "(1, '2012-08-01 14:00:00+02', 'HR', '2012-08-01 15:00:00+02')");

    var event = events().getFirst();
    assertThat(event.effective()).isEqualTo(EffectiveTime.at(NOON));
    assertThat(event.available()).isEqualTo(AvailableTime.stated(NOON.plusSeconds(3600)));
  }

  @Test
  void rowsThatCannotBecomeFactsAreSetAsideWithFileAndRow() throws Exception {
    table(
        "data/0.parquet",
        "(1, '2012-08-01 12:00:00', 'HR', 70, NULL, '/min')",
        "(NULL, '2012-08-01 12:00:00', 'HR', 70, NULL, '/min')",
        "(1, '2012-08-01 12:00:00', NULL, 70, NULL, '/min')",
        "(1, '2012-08-01 12:00:00', ' ', 70, NULL, '/min')");

    assertThat(issues(SITE))
        .extracting(issue -> issue.kind() + " " + issue.position())
        .containsExactly(
            "NO_PATIENT data/0.parquet#row=1",
            "UNCODED data/0.parquet#row=2",
            "UNCODED data/0.parquet#row=3");
  }

  @Test
  void theOrderOfRowsAndFilesDoesNotMatterAndEqualRowsKeepApart() throws Exception {
    String[] rows = {
      "(1, '2012-08-01 12:00:00', 'dose', 5, NULL, 'mg')",
      "(2, '2012-08-01 12:00:00', 'dose', 5, NULL, 'mg')",
      "(1, '2012-08-01 12:00:00', 'dose', 5, NULL, 'mg')",
      "(1, '2012-08-01 12:00:00', 'dose', 7, NULL, 'mg')"
    };
    table("data/0.parquet", rows[0], rows[1]);
    table("data/1.parquet", rows[2], rows[3]);
    var expected = events();
    table("data/0.parquet", rows[3], rows[2]);
    table("data/1.parquet", rows[1], rows[0]);

    assertThat(events()).isEqualTo(expected);
    assertThat(expected).extracting(ClinicalEvent::key).doesNotHaveDuplicates().hasSize(4);
  }

  @Test
  void filesWithOtherColumnTypesAreReadTogether() throws Exception {
    table("data/0.parquet", "(1, '2012-08-01 12:00:00', 'HR', 70, NULL, '/min')");
    custom(
        "data/1.parquet",
        "subject_id::INTEGER subject_id, time::DATE AS time, code, n::DOUBLE numeric_value",
        "(subject_id, time, code, n)",
        "(2, '2012-08-01', 'HR', 70.5)");
    custom(
        "data/2.parquet",
        "subject_id::UBIGINT subject_id, time::TIMESTAMP_NS AS time, code,"
            + " n::DECIMAL(9,3) numeric_value",
        "(subject_id, time, code, n)",
        "(3, '2012-08-01', 'HR', 70.125)");
    custom(
        "data/3.parquet",
        "subject_id::BIGINT subject_id, time::TIMESTAMP_S AS time, code, n::INTEGER numeric_value",
        "(subject_id, time, code, n)",
        "(4, '2012-08-01', 'HR', 71)");

    assertThat(events())
        .extracting(ClinicalEvent::value)
        .containsExactly(
            Quantity.of(70, "/min"),
            Quantity.of(70.5, ""),
            Quantity.of(70.125, ""),
            Quantity.of(71, ""));
  }

  @Test
  void aDamagedFileIsSetAsideAndTheRunGoesOn() throws Exception {
    table("data/0.parquet", "(1, '2012-08-01 12:00:00', 'HR', 70, NULL, '/min')");
    Files.writeString(folder.resolve("data/1.parquet"), "PAR1 not really");
    Files.createFile(folder.resolve("data/2.parquet"));
    custom("data/3.parquet", "a, b", "(a, b)", "(1, 2)");

    assertThat(issues(SITE))
        .extracting(issue -> issue.kind() + " " + issue.position())
        .containsExactly(
            "UNREADABLE data/1.parquet", "UNREADABLE data/2.parquet", "UNSUPPORTED data/3.parquet");
    assertThat(read(folder, SITE)).hasSize(4);
  }

  @Test
  void aTableInAnotherLayoutIsRefusedWithWhatItLacks() throws Exception {
    custom("data/0.parquet", "'x' AS subject_id, code", "(code)", "('HR')");

    assertThatThrownBy(() -> read(folder, SITE))
        .isInstanceOf(SourceFailedException.class)
        .hasMessageContaining("subject_id is TEXT, expected INTEGER")
        .hasMessageContaining("time is not there")
        .hasMessageContaining("the file has the columns subject_id, code");
  }

  @Test
  void aFolderWithoutTablesAndAFolderThatIsNotThereAreRefused() {
    assertThatThrownBy(() -> read(folder, SITE))
        .isInstanceOf(SourceFailedException.class)
        .hasMessageContaining("holds no file that ends in .parquet");
    assertThatThrownBy(() -> read(folder.resolve("nowhere"), SITE))
        .isInstanceOf(SourceFailedException.class)
        .hasMessageContaining("there is no file or folder");
  }

  @Test
  void aRecordThatChiasmWroteComesBackFactForFact() throws Exception {
    var image =
        new ClinicalEvent(
            "pacs:1.2.3",
            FactKind.IMAGE,
            EventCode.of(new Code("http://hospital.example/codes", "CXR")),
            EffectiveTime.at(NOON),
            AvailableTime.stated(NOON.plusSeconds(5)),
            Boundary.START,
            new EventValue.ImageInstance(
                "1", "1.2", "1.2.3", new TreeMap<>(Map.of("Modality", "DX"))),
            FactStatus.AMENDED,
            new Origin("meds", "1.2.3"));
    var patient = new PatientIdentifier(new AssigningAuthority("urn:chiasm:meds:meds"), "132539");
    try (var builder = RecordBuilder.into(folder.resolve("record"))) {
      builder.accept(new SourceItem.Fact(patient, image));
      builder.finish();
    }

    assertThat(read(folder.resolve("record"), SiteDefinition.undeclared()))
        .containsExactly(new SourceItem.Fact(patient, image));
  }

  @Test
  void aFileCutAnywhereNeverBreaksTheReader() throws Exception {
    Path file =
        table(
            "data/0.parquet",
            "(1, '2012-08-01 12:00:00', 'HR', 70, NULL, '/min')",
            "(1, '2012-08-01 13:00:00', 'HR', 71, 'high', '/min')");
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length += Math.max(1, whole.length / 20)) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> read(file, SITE)).isInstanceOf(SourceFailedException.class);
    }
  }
}
