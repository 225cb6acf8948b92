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
import org.chiasm.study.OutcomeDefinition.MultiClass;
import org.chiasm.study.OutcomeDefinition.NoFollowup;
import org.chiasm.study.OutcomeDefinition.OutcomeClass;
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
  static final Keys CLASSES =
      Keys.of("an outcome of several classes")
          .require("classes", "otherwise", "risk_window")
          .allow("no_followup");
  static final Map<String, NoFollowup> NO_FOLLOWUP = Words.of(NoFollowup.DROP, NoFollowup.NEGATIVE);
  static final Map<String, NoFollowup> NO_FOLLOWUP_OF_TIME =
      Words.of(NoFollowup.DROP, NoFollowup.CENSOR);
  static final Map<String, NoFollowup> NO_FOLLOWUP_OF_CLASSES = noFollowupOfClasses();
  static final Map<String, From> FROM = Words.of(From.values());
  static final Map<String, Duration> UNITS = units();
  private static final String CLASSES_EXAMPLE =
      "names of classes with their concepts, such as {died: death, home: discharge}";
  private static final Keys ANY =
      Keys.of("an outcome")
          .require("risk_window")
          .allow("concept", "classes", "otherwise", "time_to", "from", "unit", "no_followup");

  private final ConceptNames concepts;

  OutcomeReader(ConceptNames concepts) {
    this.concepts = concepts;
  }

  /** The keys of an outcome; a key that was only misspelt is read as what was meant. */
  static Optional<Section> section(Field field) {
    return field
        .section("an outcome such as {concept: icu_stay, risk_window: \"(0h, 72h]\"}")
        .map(section -> section.allow(ANY));
  }

  Optional<OutcomeDefinition> read(Section section) {
    if (section.has("time_to")) {
      return timeTo(section.allow(TIME_TO));
    }
    if (section.has("classes")) {
      return classes(section.allow(CLASSES));
    }
    if (section.has("concept")) {
      return binary(section.allow(BINARY));
    }
    if (section.isWhole()) {
      section
          .field()
          .rejectKey(
              "no concept",
              "the key \"concept\" (yes or no), \"classes\" (which) or \"time_to\" (how long)",
              "");
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

  private Optional<OutcomeDefinition> classes(Section section) {
    var window = section.get("risk_window").flatMap(Spelling::windowFromPrediction);
    var otherwise = section.get("otherwise").flatMap(OutcomeReader::className);
    var noFollowup = noFollowup(section, NO_FOLLOWUP_OF_CLASSES);
    var listed = section.get("classes").flatMap(field -> field.section(CLASSES_EXAMPLE));
    var classes = new ArrayList<OutcomeClass>();
    for (var entry : listed.map(Section::entries).orElse(Map.of()).entrySet()) {
      var name = entry.getKey();
      var concept = happening(entry.getValue());
      if (!Spelling.NAME.matcher(name).matches()) {
        entry
            .getValue()
            .rejectKey(Field.quote(name), Spelling.NAME_RULE, Spelling.likelyName(name));
      } else if (otherwise.filter(name::equals).isPresent()) {
        entry
            .getValue()
            .rejectKey(Field.quote(name), "another name than that of the remaining class", "");
      } else {
        concept.ifPresent(each -> classes.add(new OutcomeClass(name, each)));
      }
    }
    listed
        .filter(each -> each.isWhole() && each.entries().size() < 2)
        .ifPresent(
            each ->
                each.field()
                    .reject(
                        "fewer than two classes",
                        "at least two beside the remaining one; of two in all use {concept: NAME}",
                        ""));
    return window.isPresent() && otherwise.isPresent() && classes.size() >= 2
        ? Optional.of(new MultiClass(classes, otherwise.get(), window.get(), noFollowup))
        : Optional.empty();
  }

  private static Optional<String> className(Field field) {
    var name = field.text("the name of the remaining class, such as in_hospital");
    if (name.isPresent() && !Spelling.NAME.matcher(name.get()).matches()) {
      field.reject(field.describe(), Spelling.NAME_RULE, Spelling.likelyName(name.get()));
      return Optional.empty();
    }
    return name;
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

  private static Map<String, NoFollowup> noFollowupOfClasses() {
    var words = new LinkedHashMap<String, NoFollowup>();
    words.put("drop", NoFollowup.DROP);
    words.put("otherwise", NoFollowup.NEGATIVE);
    return words;
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
