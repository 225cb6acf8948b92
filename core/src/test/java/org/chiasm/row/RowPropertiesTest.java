package org.chiasm.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chiasm.EventFixtures.NOON;
import static org.chiasm.EventFixtures.hour;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TimeZone;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.data.Offset;
import org.chiasm.AvailableTime;
import org.chiasm.ClinicalEvent;
import org.chiasm.EffectiveTime;
import org.chiasm.EventValue;
import org.chiasm.Quantity;
import org.chiasm.Readiness;
import org.chiasm.SubjectId;
import org.chiasm.cohort.PredictionSchedule;
import org.chiasm.record.Timeline;
import org.chiasm.study.SiteDefinition;
import org.chiasm.study.StudyDefinition;

/** What must hold of every row, whatever the facts. */
class RowPropertiesTest {
  private static final SubjectId SUBJECT = new SubjectId(1);
  private static final PredictionCase CASE = new PredictionCase("1.2.8", NOON);
  private static final StudyDefinition STUDY = StudyFixtures.study();
  private static final RowAssembler ASSEMBLER =
      new RowAssembler(STUDY, SiteDefinition.undeclared());

  @Provide
  Arbitrary<List<ClinicalEvent>> facts() {
    return TimelineArbitraries.facts();
  }

  @Provide
  Arbitrary<Double> predictionHours() {
    return Arbitraries.integers().between(0, 16).map(quarters -> quarters / 4.0);
  }

  private static Timeline timeline(List<ClinicalEvent> events) {
    return new Timeline(SUBJECT, events);
  }

  @Property(tries = 500)
  void whatBecameAvailableLaterCannotChangeARow(
      @ForAll("facts") List<ClinicalEvent> events, @ForAll("predictionHours") double at) {
    var known = events.stream().filter(event -> event.available().isVisibleAt(hour(at))).toList();

    assertThat(ASSEMBLER.assemble(timeline(events), CASE, hour(at)))
        .isEqualTo(ASSEMBLER.assemble(timeline(known), CASE, hour(at)));
  }

  @Property(tries = 300)
  void theOrderOfFactsCannotChangeARow(
      @ForAll("facts") List<ClinicalEvent> events, @ForAll Random random) {
    var shuffled = new ArrayList<>(events);
    Collections.shuffle(shuffled, random);

    assertThat(ASSEMBLER.assemble(timeline(shuffled), CASE, hour(1)))
        .isEqualTo(ASSEMBLER.assemble(timeline(events), CASE, hour(1)));
  }

  @Property(tries = 200)
  void theMachinesZoneAndLanguageCannotChangeARow(@ForAll("facts") List<ClinicalEvent> events) {
    var here = ASSEMBLER.assemble(timeline(events), CASE, hour(1));
    var zone = TimeZone.getDefault();
    var locale = Locale.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("America/St_Johns"));
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertThat(
              new RowAssembler(STUDY, SiteDefinition.undeclared())
                  .assemble(timeline(events), CASE, hour(1)))
          .isEqualTo(here);
    } finally {
      TimeZone.setDefault(zone);
      Locale.setDefault(locale);
    }
  }

  @Property(tries = 200)
  void aRowAssembledFromSingleArrivingEventsIsTheBatchRow(
      @ForAll("facts") List<ClinicalEvent> events) {
    var batch = new PredictionSchedule(STUDY, ASSEMBLER).decide(timeline(events), CASE);
    assertThat(live(events)).isEqualTo(batch);
  }

  /**
   * What a server does: events arrive one by one; the case is looked at when due and at arrivals.
   */
  private static FeatureRow live(List<ClinicalEvent> events) {
    var gate = new Gate(STUDY);
    var byArrival = new ArrayList<>(events);
    byArrival.sort(
        (one, other) -> one.available().instant().compareTo(other.available().instant()));
    var known = new Timeline(SUBJECT, List.of());
    int next = 0;
    var time = gate.due(CASE);
    while (true) {
      while (next < byArrival.size() && !byArrival.get(next).available().instant().isAfter(time)) {
        known = known.with(byArrival.get(next++));
      }
      var row = ASSEMBLER.assemble(known, CASE, time);
      if (row.decision().readiness() != Readiness.WAIT) {
        return row;
      }
      var until = gate.waitsUntil(CASE);
      var arrival = next < byArrival.size() ? byArrival.get(next).available().instant() : until;
      time = arrival.isBefore(until) ? arrival : until;
    }
  }

  @Property(tries = 200)
  void theUnitInWhichAResultIsReportedCannotChangeARow(
      @ForAll("facts") List<ClinicalEvent> events) {
    var inOtherUnits = events.stream().map(RowPropertiesTest::inMilligramsPerDecilitre).toList();
    var row = ASSEMBLER.assemble(timeline(events), CASE, hour(1));
    var other = ASSEMBLER.assemble(timeline(inOtherUnits), CASE, hour(1));

    for (var name : List.of("crp", "crp_mean", "crp_count")) {
      if (row.cell(name)
          instanceof InputCell.Present(InputCell.Value.Numeric(var number), _, var unit, _, _)) {
        var twin = (InputCell.Present) other.cell(name);
        assertThat(twin.unit()).isEqualTo(unit);
        assertThat(((InputCell.Value.Numeric) twin.value()).number())
            .isCloseTo(number, Offset.offset(1e-9 * Math.max(1, number)));
      } else {
        assertThat(other.cell(name)).isEqualTo(row.cell(name));
      }
    }
  }

  private static ClinicalEvent inMilligramsPerDecilitre(ClinicalEvent event) {
    return event.value() instanceof Quantity(var value, var comparator, var unit)
            && unit.equals("mg/L")
        ? new ClinicalEvent(
            event.key(),
            event.kind(),
            event.code(),
            event.effective(),
            event.available(),
            event.boundary(),
            new Quantity(value / 10, comparator, "mg/dL"),
            event.status(),
            event.origin())
        : event;
  }

  @Property(tries = 300)
  void everyInputHasAValueOrOneReason(@ForAll("facts") List<ClinicalEvent> events) {
    var row = ASSEMBLER.assemble(timeline(events), CASE, hour(1));

    assertThat(row.cells().keySet())
        .containsExactlyElementsOf(STUDY.inputs().stream().map(input -> input.name()).toList());
  }

  @Property(tries = 300)
  void noValueRestsOnAFactThatWasNotYetAvailable(
      @ForAll("facts") List<ClinicalEvent> events, @ForAll("predictionHours") double at) {
    var row = ASSEMBLER.assemble(timeline(events), CASE, hour(at));

    row.cells()
        .forEach(
            (name, cell) -> {
              if (cell instanceof InputCell.Present present && !present.origin().isEmpty()) {
                assertThat(events)
                    .as(name)
                    .anyMatch(
                        event ->
                            event.available().isVisibleAt(hour(at))
                                && originOf(event).equals(present.origin()));
              }
            });
  }

  private static String originOf(ClinicalEvent event) {
    return event.value() instanceof EventValue.ImageInstance instance
        ? instance.seriesInstanceUid()
        : event.origin().reference();
  }

  @Property(tries = 200)
  void shiftingAllOfTimeShiftsTheRowAndNothingElse(@ForAll("facts") List<ClinicalEvent> events) {
    var shift = Duration.ofDays(1000);
    var row = ASSEMBLER.assemble(timeline(events), CASE, hour(1));
    var shifted =
        ASSEMBLER.assemble(
            timeline(events.stream().map(event -> later(event, shift)).toList()),
            new PredictionCase("1.2.8", NOON.plus(shift)),
            hour(1).plus(shift));

    assertThat(shifted.cells()).isEqualTo(row.cells());
  }

  private static ClinicalEvent later(ClinicalEvent event, Duration shift) {
    return new ClinicalEvent(
        event.key(),
        event.kind(),
        event.code(),
        event.effective() instanceof EffectiveTime.At(var at)
            ? EffectiveTime.at(at.plus(shift))
            : event.effective(),
        new AvailableTime(event.available().instant().plus(shift), event.available().basis()),
        event.boundary(),
        event.value(),
        event.status(),
        event.origin());
  }
}
