package org.chiasm.connect.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chiasm.connect.store.RecordFixture.bytes;
import static org.chiasm.connect.store.RecordFixture.fact;
import static org.chiasm.connect.store.RecordFixture.mrn;
import static org.chiasm.connect.store.RecordFixture.timelines;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TimeZone;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.chiasm.AssigningAuthority;
import org.chiasm.ClinicalEvent;
import org.chiasm.DataIssue;
import org.chiasm.PatientIdentifier;
import org.chiasm.Sex;
import org.chiasm.SourceItem;
import org.chiasm.record.Timeline;

class RecordProperties {
  private Path folder = Path.of("");

  @BeforeProperty
  void makeFolder() throws Exception {
    folder = Files.createTempDirectory("record-properties");
  }

  @AfterProperty
  void deleteFolder() throws Exception {
    Folders.delete(folder);
  }

  @Provide
  Arbitrary<List<ClinicalEvent>> events() {
    return AnyEvents.events().list().ofMinSize(1).ofMaxSize(150);
  }

  @Property(tries = 10, shrinking = ShrinkingMode.OFF)
  void anEventComesOutAsItWentIn(@ForAll("events") List<ClinicalEvent> events) throws Exception {
    var items = events.stream().map(event -> fact(mrn("1"), event)).toList();
    RecordFixture.ingest(folder.resolve("record"), items);

    assertThat(timelines(folder.resolve("record")))
        .singleElement()
        .satisfies(
            timeline ->
                assertThat(timeline.events())
                    .isEqualTo(new Timeline(timeline.subject(), events).events()));
  }

  @Provide
  Arbitrary<List<SourceItem>> items() {
    var patients =
        Combinators.combine(
                Arbitraries.of("urn:oid:1.2.3", "urn:chiasm:fhir:ehr"),
                Arbitraries.integers().between(1, 4))
            .as(
                (authority, number) ->
                    new PatientIdentifier(new AssigningAuthority(authority), "" + number));
    Arbitrary<SourceItem> facts =
        Combinators.combine(patients, AnyEvents.events()).as(SourceItem.Fact::new);
    Arbitrary<SourceItem> registrations =
        Combinators.combine(
                patients.list().ofMinSize(1).ofMaxSize(2),
                Arbitraries.of(Sex.class),
                Arbitraries.integers().between(1, 9))
            .as(
                (ids, sex, doc) ->
                    RecordFixture.registered(
                        "Patient/" + doc, sex, ids.toArray(PatientIdentifier[]::new)));
    Arbitrary<SourceItem> issues =
        Combinators.combine(Arbitraries.of(DataIssue.Kind.class), AnyEvents.texts())
            .as(
                (kind, position) ->
                    new SourceItem.SetAside(new DataIssue(kind, "pacs", position, "why")));
    return Arbitraries.frequencyOf(
            Tuple.of(6, facts), Tuple.of(3, registrations), Tuple.of(1, issues))
        .list()
        .ofMinSize(1)
        .ofMaxSize(80)
        .map(
            some -> {
              var all = new ArrayList<>(some);
              all.addAll(some.subList(0, some.size() / 4));
              return all;
            });
  }

  @Property(tries = 10, shrinking = ShrinkingMode.OFF)
  void factsInAreFactsUsedPlusSetAside(@ForAll("items") List<SourceItem> items) throws Exception {
    Path record = folder.resolve("account");
    var summary = RecordFixture.ingest(record, items);

    assertThat(summary.read()).isEqualTo(items.size());
    long setAside = RecordFixture.setAside(record).size();
    long registrations = items.stream().filter(SourceItem.Registration.class::isInstance).count();
    assertThat(summary.used() + setAside + registrations).isEqualTo(items.size());
    var kept = List.of(DataIssue.Kind.UNCODED, DataIssue.Kind.VALUE_ABSENT);
    long lines =
        RecordFixture.setAside(record).stream()
            .filter(issue -> kept.contains(issue.kind()) && !issue.detail().equals("why"))
            .count();
    assertThat(RecordFixture.events(record)).hasSize((int) summary.events());
    assertThat(summary.events()).isEqualTo(summary.used() + lines + summary.markers());
    try (var reader = RecordReader.open(record)) {
      assertThat(reader.summary()).isEqualTo(summary);
    }
  }

  @Property(tries = 5, shrinking = ShrinkingMode.OFF)
  void neitherOrderNorZoneNorLocaleChangeAByte(
      @ForAll("items") List<SourceItem> items, @ForAll long seed) throws Exception {
    RecordFixture.ingest(folder.resolve("one"), items);
    var shuffled = new ArrayList<>(items);
    Collections.shuffle(shuffled, new Random(seed));
    var zone = TimeZone.getDefault();
    var locale = Locale.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("America/St_Johns"));
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      RecordFixture.ingest(folder.resolve("other"), shuffled);
    } finally {
      TimeZone.setDefault(zone);
      Locale.setDefault(locale);
    }

    assertThat(bytes(folder.resolve("other"))).isEqualTo(bytes(folder.resolve("one")));
  }
}
