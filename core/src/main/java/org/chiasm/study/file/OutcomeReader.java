package org.chiasm.study.file;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chiasm.study.Concept;
import org.chiasm.study.OutcomeDefinition;
import org.chiasm.study.OutcomeDefinition.Binary;
import org.chiasm.study.OutcomeDefinition.NoFollowup;
import org.chiasm.study.OutcomeDefinition.TimeTo;
import org.chiasm.study.OutcomeDefinition.TimeTo.From;
import org.chiasm.study.OutcomeDefinition.TimeToEvent;
import org.chiasm.study.TimeWindow;
import org.chiasm.study.yaml.Field;
import org.chiasm.study.yaml.Keys;
import org.chiasm.study.yaml.Section;
import org.chiasm.study.yaml.Words;

/** Reads the section {@code outcome}. */
final class OutcomeReader {
  static final Keys BINARY =
      Keys.of("a yes-or-no outcome").require("concept", "risk_window").allow("no_followup");
  static final Keys TIME_TO =
      Keys.of("a time-to outcome")
          .require("time_to", "from", "unit", "risk_window")
          .allow("no_followup");
  static final Map<String, NoFollowup> NO_FOLLOWUP = Words.of(NoFollowup.DROP, NoFollowup.NEGATIVE);
  static final Map<String, NoFollowup> NO_FOLLOWUP_OF_TIME =
      Words.of(NoFollowup.DROP, NoFollowup.CENSOR);
  static final Map<String, From> FROM = Words.of(From.values());
  static final Map<String, Duration> UNITS = units();
  private static final Keys ANY =
      Keys.of("an outcome")
          .require("risk_window")
          .allow("concept", "time_to", "from", "unit", "no_followup");

  private final ConceptNames concepts;

  OutcomeReader(ConceptNames concepts) {
    this.concepts = concepts;
  }

  Optional<OutcomeDefinition> read(Field field) {
    return field
        .section("an outcome such as {concept: icu_stay, risk_window: \"(0h, 72h]\"}")
        .flatMap(this::read);
  }

  private Optional<OutcomeDefinition> read(Section section) {
    section.allow(ANY);
    if (section.has("time_to")) {
      return timeTo(section.allow(TIME_TO));
    }
    if (section.has("concept")) {
      return binary(section.allow(BINARY));
    }
    if (section.isWhole()) {
      section
          .field()
          .rejectKey("no concept", "the key \"concept\" (yes or no) or \"time_to\" (how long)", "");
    }
    return Optional.empty();
  }

  private Optional<OutcomeDefinition> binary(Section section) {
    var concept = section.get("concept").flatMap(this::happening);
    var window = section.get("risk_window").flatMap(Spelling::windowFromPrediction);
    var noFollowup = noFollowup(section, NO_FOLLOWUP);
    return concept.isPresent() && window.isPresent()
        ? Optional.of(new Binary(concept.get(), window.get(), noFollowup))
        : Optional.empty();
  }

  private Optional<OutcomeDefinition> timeTo(Section section) {
    var names = new ArrayList<String>();
    for (var item :
        section
            .get("time_to")
            .map(field -> field.oneOrMore("a list of concepts"))
            .orElse(List.of())) {
      happening(item).ifPresent(names::add);
    }
    var from = section.get("from").flatMap(field -> field.oneOf(FROM));
    var unit = section.get("unit").flatMap(field -> field.oneOf(UNITS));
    var window = section.get("risk_window").flatMap(Spelling::windowFromPrediction);
    var noFollowup = noFollowup(section, NO_FOLLOWUP_OF_TIME);
    if (from.isEmpty() || unit.isEmpty() || window.isEmpty() || names.isEmpty()) {
      return Optional.empty();
    }
    if (noFollowup == NoFollowup.CENSOR) {
      return isWhole(section, from.get(), window.get())
          ? Optional.of(new TimeToEvent(names, unit.get(), window.get()))
          : Optional.empty();
    }
    return Optional.of(new TimeTo(names, from.get(), unit.get(), window.get(), noFollowup));
  }

  /** Whether the follow-up of a time to an event begins with the prediction and ends. */
  private static boolean isWhole(Section section, From from, TimeWindow window) {
    if (from == From.TRIGGER) {
      section
          .get("from")
          .ifPresent(
              field ->
                  field.reject(
                      field.describe() + " with no_followup: censor",
                      "prediction_time: nobody is at risk before the prediction",
                      "prediction_time"));
    }
    if (window.end().isInfinite()) {
      section
          .get("risk_window")
          .ifPresent(
              field ->
                  field.reject(
                      field.describe() + " with no_followup: censor",
                      "a risk window that ends, such as \"(0h, 30d]\": risk is told up to its end",
                      ""));
    }
    return from == From.PREDICTION_TIME && !window.end().isInfinite();
  }

  private Optional<String> happening(Field field) {
    var concept = concepts.use(field);
    if (concept.isPresent()
        && !(concept.get() instanceof Concept.Occurrence)
        && !(concept.get() instanceof Concept.Stay)) {
      field.reject(
          field.describe() + ", a " + kind(concept.get()),
          "a concept that happens: codes without a unit, or a stay",
          "");
    }
    return concept.map(Concept::name);
  }

  private static String kind(Concept concept) {
    return switch (concept) {
      case Concept.Measurement _ -> "measurement";
      case Concept.Category _ -> "category";
      case Concept.Occurrence _ -> "happening";
      case Concept.Stay _ -> "stay";
      case Concept.Demographic _ -> "demographic";
    };
  }

  private static NoFollowup noFollowup(Section section, Map<String, NoFollowup> words) {
    return section.get("no_followup").flatMap(field -> field.oneOf(words)).orElse(NoFollowup.DROP);
  }

  private static Map<String, Duration> units() {
    var units = new LinkedHashMap<String, Duration>();
    units.put("s", Duration.ofSeconds(1));
    units.put("min", Duration.ofMinutes(1));
    units.put("h", Duration.ofHours(1));
    units.put("d", Duration.ofDays(1));
    units.put("wk", Duration.ofDays(7));
    return units;
  }
}
