package org.chiasm.connect.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chiasm.connect.store.RecordFixture.NOON;
import static org.chiasm.connect.store.RecordFixture.chart;
import static org.chiasm.connect.store.RecordFixture.events;
import static org.chiasm.connect.store.RecordFixture.fact;
import static org.chiasm.connect.store.RecordFixture.ingest;
import static org.chiasm.connect.store.RecordFixture.issue;
import static org.chiasm.connect.store.RecordFixture.lab;
import static org.chiasm.connect.store.RecordFixture.mrn;
import static org.chiasm.connect.store.RecordFixture.registered;
import static org.chiasm.connect.store.RecordFixture.setAside;
import static org.chiasm.connect.store.RecordFixture.timelines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.chiasm.AvailableTime;
import org.chiasm.ClinicalEvent;
import org.chiasm.Code;
import org.chiasm.CodeSystems;
import org.chiasm.DataIssue;
import org.chiasm.EffectiveTime;
import org.chiasm.EventValue;
import org.chiasm.FactStatus;
import org.chiasm.Quantity;
import org.chiasm.Sex;
import org.chiasm.SourceItem;
import org.chiasm.SubjectId;
import org.chiasm.connect.ReadProgress;
import org.chiasm.connect.Source;
import org.chiasm.connect.SourceFailedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordBuilderTest {
  @TempDir Path folder = Path.of("");
  private Path record = Path.of("");

  @BeforeEach
  void nameRecord() {
    record = folder.resolve("record");
  }

  @Test
  void factsOfOnePersonUnderTwoIdentifiersBecomeOneTimeline() throws Exception {
    ingest(
        record,
        fact(mrn("1"), lab("b", 2)),
        fact(chart("Patient/1"), lab("a", 1)),
        registered("Patient/1", Sex.FEMALE, mrn("1"), chart("Patient/1")));

    assertThat(timelines(record))
        .singleElement()
        .satisfies(
            timeline -> assertThat(timeline.events()).containsExactly(lab("a", 1), lab("b", 2)));
  }

  @Test
  void aFactOfAPatientNobodyRegistersIsSetAside() throws Exception {
    var summary = ingest(record, fact(chart("Patient/9"), lab("a", 1)));

    assertThat(events(record)).isEmpty();
    assertThat(summary.setAside()).isEqualTo(Map.of(DataIssue.Kind.NO_PATIENT, 1L));
    assertThat(setAside(record)).extracting(DataIssue::position).containsExactly("a");
  }

  @Test
  void aFactOfAQuarantinedIdentifierIsGivenToNobodyAndMarkedForEachCandidate() throws Exception {
    var summary =
        ingest(
            record,
            registered("Patient/1", Sex.FEMALE, mrn("1"), chart("Patient/1")),
            registered("Patient/2", Sex.MALE, mrn("1"), chart("Patient/2")),
            fact(mrn("1"), lab("a", 1)),
            fact(chart("Patient/1"), lab("b", 2)));

    assertThat(summary.setAside()).isEqualTo(Map.of(DataIssue.Kind.IDENTITY_CONFLICT, 1L));
    assertThat(summary.markers()).isEqualTo(2);
    assertThat(summary.quarantined()).isEqualTo(1);
    assertThat(summary.used()).isEqualTo(1);
    var marker = lab("a", new EventValue.Absent("identity-conflict"));
    assertThat(timelines(record))
        .hasSize(2)
        .allSatisfy(timeline -> assertThat(timeline.events()).contains(marker));
    assertThat(events(record)).containsOnlyOnce(lab("b", 2)).doesNotContain(lab("a", 1));
    try (var reader = RecordReader.open(record);
        var conflicts = reader.identityConflicts()) {
      assertThat(conflicts.toList()).hasSize(1);
    }
  }

  @Test
  void versionsOfAFactStandBesideEachOther() throws Exception {
    var code = new Code("LOINC", "6690-2");
    var first = lab("a", code, Quantity.of(5, "10*9/L"), NOON, FactStatus.FINAL);
    var amended =
        lab("a", code, Quantity.of(50, "10*9/L"), NOON.plusSeconds(60), FactStatus.AMENDED);
    var retracted =
        lab(
            "a",
            code,
            new EventValue.Absent("entered-in-error"),
            NOON.plusSeconds(120),
            FactStatus.ENTERED_IN_ERROR);
    var summary =
        ingest(record, fact(mrn("1"), retracted), fact(mrn("1"), amended), fact(mrn("1"), first));

    assertThat(events(record)).containsExactly(first, amended, retracted);
    assertThat(summary.used()).isEqualTo(3);
  }

  @Test
  void theSameFactAgainIsKeptOnce() throws Exception {
    var summary =
        ingest(
            record,
            fact(mrn("1"), lab("a", 1)),
            fact(mrn("1"), lab("a", 1)),
            fact(mrn("1"), lab("a", 1)),
            fact(mrn("1"), lab("a", 2)));

    assertThat(events(record)).containsExactly(lab("a", 1), lab("a", 2));
    assertThat(summary.setAside()).isEqualTo(Map.of(DataIssue.Kind.DUPLICATE, 2L));
  }

  @Test
  void whatHasNoCodeOrNoValueStaysInTheRecordAndIsCounted() throws Exception {
    var uncoded =
        lab(
            "a",
            new Code(CodeSystems.TEXT, "Faktor XIII"),
            Quantity.of(1, ""),
            NOON,
            FactStatus.FINAL);
    var absent = lab("b", new EventValue.Absent("negative-infinity"));
    var summary = ingest(record, fact(mrn("1"), uncoded), fact(mrn("1"), absent));

    assertThat(events(record)).containsExactlyInAnyOrder(uncoded, absent);
    assertThat(summary.used()).isZero();
    assertThat(summary.setAside())
        .isEqualTo(Map.of(DataIssue.Kind.UNCODED, 1L, DataIssue.Kind.VALUE_ABSENT, 1L));
    assertThat(setAside(record)).extracting(DataIssue::position).containsExactly("a", "b");
  }

  @Test
  void whatASourceSetAsideIsListedAndCounted() throws Exception {
    var summary = ingest(record, issue("b.ndjson:3"), issue("a.ndjson:7"), issue("a.ndjson:7"));

    assertThat(setAside(record))
        .extracting(DataIssue::position)
        .containsExactly("a.ndjson:7", "a.ndjson:7", "b.ndjson:3");
    assertThat(summary.setAside()).isEqualTo(Map.of(DataIssue.Kind.MALFORMED, 3L));
    assertThat(summary.subjects()).isZero();
  }

  @Test
  void aTimeNoRecordCanHoldIsSetAside() throws Exception {
    var event = lab("a", 1);
    var late =
        new ClinicalEvent(
            event.key(),
            event.kind(),
            event.code(),
            EffectiveTime.at(Instant.parse("+10000-01-01T00:00:00Z")),
            AvailableTime.stated(NOON),
            event.boundary(),
            event.value(),
            event.status(),
            event.origin());
    var summary = ingest(record, fact(mrn("1"), late));

    assertThat(summary.setAside()).isEqualTo(Map.of(DataIssue.Kind.IMPLAUSIBLE_TIME, 1L));
  }

  @Test
  void timelinesComeInTheOrderOfSubjectsAndOneCanBeAskedFor() throws Exception {
    ingest(
        record,
        IntStream.range(0, 50)
            .mapToObj(number -> fact(mrn("" + number), lab("k" + number, number)))
            .toList());

    var all = timelines(record);
    assertThat(all).hasSize(50);
    assertThat(all).extracting(each -> each.subject().value()).isSorted();
    try (var reader = RecordReader.open(record)) {
      assertThat(reader.subjects()).isEqualTo(50);
      assertThat(reader.timeline(all.get(17).subject()).events()).isEqualTo(all.get(17).events());
      assertThat(reader.timeline(new SubjectId(1)).events()).isEmpty();
    }
  }

  @Test
  void anIngestReplacesTheRecordAndLeavesNothingElse() throws Exception {
    ingest(record, fact(mrn("1"), lab("a", 1)));
    ingest(record, fact(mrn("1"), lab("b", 2)));

    assertThat(events(record)).containsExactly(lab("b", 2));
    try (var entries = Files.list(folder)) {
      assertThat(entries).containsExactly(record);
    }
  }

  @Test
  void aSourceThatFailsLeavesTheOldRecordAsItWas() throws Exception {
    ingest(record, fact(mrn("1"), lab("a", 1)));
    var before = RecordFixture.bytes(record);
    var failing = new FailingSource();

    assertThatThrownBy(() -> RecordBuilder.ingest(record, List.of(failing), ReadProgress.SILENT))
        .isInstanceOf(SourceFailedException.class);
    assertThat(RecordFixture.bytes(folder)).hasSameSizeAs(before);
    assertThat(RecordFixture.bytes(record)).isEqualTo(before);
  }

  private static final class FailingSource implements Source {
    @Override
    public String feed() {
      return "ehr";
    }

    @Override
    public void read(Consumer<SourceItem> sink, ReadProgress progress)
        throws SourceFailedException {
      sink.accept(fact(mrn("1"), lab("b", 2)));
      throw new SourceFailedException("the folder went away");
    }
  }

  @Test
  void aFolderThatHoldsSomethingElseIsNotReplaced() throws Exception {
    Files.createDirectories(record);
    Files.writeString(record.resolve("thesis.txt"), "years of work");

    assertThatThrownBy(() -> ingest(record))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("neither empty nor a record");
    assertThat(record.resolve("thesis.txt")).exists();
  }

  @Test
  void aFolderThatIsNoRecordIsRefusedWithWhatItLacks() {
    assertThatThrownBy(() -> RecordReader.open(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("lacks data/0.parquet");
  }

  @Test
  void otherMedsToolsFindTheColumnsAndFilesTheyExpect() throws Exception {
    ingest(record, fact(mrn("1"), lab("a", 92.33)));

    try (var parquet = new ParquetFiles()) {
      var columns = parquet.columns(record.resolve("data/0.parquet"));
      assertThat(columns.keySet())
          .startsWith("subject_id", "time", "code", "numeric_value", "text_value");
      assertThat(parquet.columns(record.resolve("metadata/codes.parquet")).keySet())
          .containsExactly("code", "description", "parent_codes");
    }
    assertThat(Files.readString(record.resolve("metadata/dataset.json")))
        .contains("\"meds_version\": \"0.4.0\"");
  }
}
