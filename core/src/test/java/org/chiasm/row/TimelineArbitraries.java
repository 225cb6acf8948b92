package org.chiasm.row;

import static org.chiasm.EventFixtures.chestXray;
import static org.chiasm.EventFixtures.ecg;
import static org.chiasm.EventFixtures.image;
import static org.chiasm.EventFixtures.lab;
import static org.chiasm.EventFixtures.note;
import static org.chiasm.EventFixtures.occurrence;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.chiasm.Boundary;
import org.chiasm.ClinicalEvent;
import org.chiasm.EventValue;
import org.chiasm.FactStatus;
import org.chiasm.Quantity;

/** Facts around the X-ray at noon, of every kind and in every state of disorder. */
final class TimelineArbitraries {
  private TimelineArbitraries() {}

  /** Any facts, with an X-ray taken at noon among them. */
  static Arbitrary<List<ClinicalEvent>> facts() {
    return event()
        .list()
        .ofMaxSize(25)
        .map(
            events -> {
              var all = new ArrayList<>(events);
              all.add(image("1.2.9", "1.2.8", "1.2.7", chestXray(), 0, 0));
              return List.copyOf(all);
            });
  }

  /** One fact. */
  static Arbitrary<ClinicalEvent> event() {
    return Arbitraries.oneOf(List.of(labs(), notes(), stays(), recordings(), images()));
  }

  private static Arbitrary<Double> hours() {
    return Arbitraries.integers().between(-200, 200).map(quarters -> quarters / 4.0);
  }

  private static Arbitrary<ClinicalEvent> labs() {
    var values =
        Arbitraries.oneOf(
            List.of(
                Arbitraries.doubles()
                    .between(0, 900)
                    .map(value -> (EventValue) Quantity.of(value, "mg/L")),
                Arbitraries.doubles()
                    .between(0, 90)
                    .map(value -> (EventValue) Quantity.of(value, "mg/dL")),
                Arbitraries.of(
                    Quantity.of(5, ""),
                    Quantity.of(5, "furlong"),
                    new Quantity(3, Quantity.Comparator.LESS, "mg/L"),
                    new EventValue.Absent("positive-infinity"),
                    new EventValue.Coded("hemolysed", ""))));
    return Combinators.combine(
            Arbitraries.integers().between(0, 6),
            Arbitraries.of(StudyFixtures.CRP, StudyFixtures.GLUCOSE),
            values,
            hours(),
            hours().map(Math::abs),
            Arbitraries.of(FactStatus.values()))
        .as(
            (key, loinc, value, taken, lag, status) ->
                lab(loinc + "/" + key, loinc, value, taken, taken + lag, status));
  }

  private static Arbitrary<ClinicalEvent> notes() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 3),
            Arbitraries.of(
                "No history of diabetes.",
                "Past medical history: diabetes mellitus type 2.",
                "Mother had diabetes.",
                "Lungs clear."),
            hours(),
            hours().map(Math::abs))
        .as((key, text, written, lag) -> note("note" + key, text, written, written + lag));
  }

  private static Arbitrary<ClinicalEvent> stays() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 2),
            Arbitraries.of(Boundary.START, Boundary.END),
            hours())
        .as((key, boundary, at) -> occurrence("stay" + key, StudyFixtures.ICU, boundary, at));
  }

  private static Arbitrary<ClinicalEvent> recordings() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 3), hours(), hours().map(Math::abs))
        .as((key, taken, lag) -> ecg("rec" + key, taken, taken + lag));
  }

  private static Arbitrary<ClinicalEvent> images() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 5), hours(), hours().map(Math::abs))
        .as(
            (key, taken, lag) ->
                image(
                    "1.3." + key,
                    "1.4." + key % 3,
                    "1.5." + key % 2,
                    chestXray(),
                    taken,
                    taken + lag));
  }
}
