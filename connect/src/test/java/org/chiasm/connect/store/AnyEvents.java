package org.chiasm.connect.store;

import java.time.Instant;
import java.util.Arrays;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.chiasm.AvailableTime;
import org.chiasm.Boundary;
import org.chiasm.ClinicalEvent;
import org.chiasm.Code;
import org.chiasm.EffectiveTime;
import org.chiasm.EventCode;
import org.chiasm.EventValue;
import org.chiasm.FactKind;
import org.chiasm.FactStatus;
import org.chiasm.Origin;
import org.chiasm.Quantity;

/** Facts of every kind, with the texts, numbers and times that break careless storage. */
final class AnyEvents {
  private static final long FIRST_SECOND = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
  private static final long LAST_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

  private AnyEvents() {}

  /** Well-formed Unicode, with controls, quotes and characters beyond the first plane. */
  static Arbitrary<String> texts() {
    var odd =
        Arbitraries.of(
            "", "'", "\"", "\\", "a,b;c", "\0", "\n", "é", "İıß", "😀", "\uFFFF", "𝔸//b", "null");
    var some = Arbitraries.strings().withCharRange('\0', '\uD7FF').ofMaxLength(12);
    return Arbitraries.oneOf(
        odd, some, Combinators.combine(some, odd).as((one, other) -> one + other));
  }

  static Arbitrary<String> words() {
    return texts().map(text -> text.isBlank() ? "x" + text : text);
  }

  static Arbitrary<Double> numbers() {
    return Arbitraries.oneOf(
        Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite),
        Arbitraries.of(0.0, -0.0, 92.33, 1e-320, Double.MAX_VALUE, 16_777_217.0));
  }

  static Arbitrary<Instant> instants() {
    var any =
        Combinators.combine(
                Arbitraries.longs().between(FIRST_SECOND, LAST_SECOND),
                Arbitraries.integers().between(0, 999_999))
            .as((second, micro) -> Instant.ofEpochSecond(second, micro * 1_000L));
    var few = Arbitraries.integers().between(0, 3).map(day -> Instant.EPOCH.plusSeconds(day));
    return Arbitraries.oneOf(any, few);
  }

  static Arbitrary<Code> codes() {
    var systems = Arbitraries.of("", "LOINC", "TEXT", "http://hospital.example/codes", "urn:x");
    return Combinators.combine(systems, words())
        .as((system, value) -> new Code(system, value.isBlank() ? "x" : value));
  }

  static Arbitrary<EventCode> eventCodes() {
    return Combinators.combine(codes(), codes().list().ofMaxSize(2), texts()).as(EventCode::new);
  }

  static Arbitrary<EventValue> values() {
    var attributes =
        Arbitraries.maps(words(), texts()).ofMaxSize(3).map(TreeMap<String, String>::new);
    var positive = numbers().map(number -> number == 0 ? 1.0 : Math.abs(number));
    return Arbitraries.oneOf(
        Combinators.combine(numbers(), Arbitraries.of(Quantity.Comparator.class), texts())
            .as(Quantity::new),
        Combinators.combine(words(), texts()).as(EventValue.Coded::new),
        texts().map(EventValue.Narrative::new),
        Combinators.combine(texts(), texts(), texts(), attributes)
            .as(EventValue.ImageInstance::new),
        Combinators.combine(texts(), positive, positive, texts(), attributes)
            .as(EventValue.Waveform::new),
        Arbitraries.just(EventValue.Occurrence.OCCURRED),
        words().map(EventValue.Absent::new));
  }

  static Arbitrary<ClinicalEvent> events() {
    var effective =
        Arbitraries.oneOf(
            Arbitraries.just(EffectiveTime.timeless()), instants().map(EffectiveTime::at));
    var available =
        Combinators.combine(instants(), Arbitraries.of(AvailableTime.Basis.class))
            .as(AvailableTime::new);
    var origins = Combinators.combine(Arbitraries.of("ehr", "pacs"), words()).as(Origin::new);
    var details =
        Combinators.combine(
                Arbitraries.of(Boundary.class), Arbitraries.of(FactStatus.class), origins)
            .as((boundary, status, origin) -> Arrays.asList(boundary, status, origin));
    return Combinators.combine(
            Arbitraries.oneOf(words(), Arbitraries.of("ehr:a", "ehr:b")),
            Arbitraries.of(FactKind.class),
            eventCodes(),
            effective,
            available,
            values(),
            details)
        .as(
            (key, kind, code, time, known, value, detail) ->
                new ClinicalEvent(
                    key,
                    kind,
                    code,
                    time,
                    known,
                    (Boundary) detail.get(0),
                    value,
                    (FactStatus) detail.get(1),
                    (Origin) detail.get(2)));
  }
}
