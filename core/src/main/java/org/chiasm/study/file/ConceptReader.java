package org.chiasm.study.file;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.chiasm.Code;
import org.chiasm.study.Concept;
import org.chiasm.study.Concept.Demographic.Attribute;
import org.chiasm.study.PlausibleRange;
import org.chiasm.study.yaml.Field;
import org.chiasm.study.yaml.Keys;
import org.chiasm.study.yaml.Section;
import org.chiasm.study.yaml.Words;

/** Reads one concept; which kind it is follows from the keys it has. */
final class ConceptReader {
  static final Keys STAY = Keys.of("a stay").require("encounter_location");
  static final Keys DEMOGRAPHIC = Keys.of("a demographic").require("demographic");
  static final Keys CATEGORY = Keys.of("a category").require("categories").allow(CodeLists.keys());
  static final Keys MEASUREMENT =
      Keys.of("a measurement").require("unit").allow("plausible").allow(CodeLists.keys());
  static final Keys OCCURRENCE = Keys.of("an occurrence").allow(CodeLists.keys());
  static final Keys ANY =
      Keys.of("a concept")
          .allow(CodeLists.keys())
          .allow("unit", "plausible", "categories", "encounter_location", "demographic");
  static final Map<String, Attribute> DEMOGRAPHICS = Words.of(Attribute.values());

  /** UCUM is written in these characters (UCUM 2.1). */
  private static final Pattern UCUM_CHARACTERS = Pattern.compile("[!-~]{1,80}");

  private ConceptReader() {}

  static Optional<Concept> read(String name, Field field) {
    return field
        .section(
            "codes, encounter_location or demographic, such as {loinc: [\"6690-2\"], unit: mg/L}")
        .flatMap(section -> read(name, section));
  }

  private static Optional<Concept> read(String name, Section section) {
    section.allow(ANY);
    if (section.has("encounter_location")) {
      return section
          .allow(STAY)
          .get("encounter_location")
          .flatMap(field -> field.text("a kind of place, such as ICU"))
          .map(location -> new Concept.Stay(name, location));
    }
    if (section.has("demographic")) {
      return section
          .allow(DEMOGRAPHIC)
          .get("demographic")
          .flatMap(field -> field.oneOf(DEMOGRAPHICS))
          .map(attribute -> new Concept.Demographic(name, attribute));
    }
    if (section.has("categories")) {
      return category(section.allow(CATEGORY), name);
    }
    if (section.has("unit") || section.has("plausible")) {
      return measurement(section.allow(MEASUREMENT), name);
    }
    return codes(section.allow(OCCURRENCE)).map(codes -> new Concept.Occurrence(name, codes));
  }

  private static Optional<Concept> measurement(Section section, String name) {
    var codes = codes(section);
    var unit = section.get("unit").flatMap(ConceptReader::unit);
    var plausible =
        section.get("plausible").flatMap(ConceptReader::range).orElse(PlausibleRange.ANY);
    return codes.isPresent() && unit.isPresent()
        ? Optional.of(new Concept.Measurement(name, codes.get(), unit.get(), plausible))
        : Optional.empty();
  }

  private static Optional<Concept> category(Section section, String name) {
    var labels =
        section
            .get("categories")
            .flatMap(
                field ->
                    field.section("labels with their codes, such as {female: [\"GENDER//F\"]}"));
    var categories = new LinkedHashMap<String, Set<Code>>();
    if (labels.isPresent()) {
      if (labels.get().entries().isEmpty()) {
        labels.get().field().reject("no label", "at least one label with its codes", "");
      }
      labels
          .get()
          .entries()
          .forEach((label, codes) -> categories.put(label, CodeLists.meds(codes)));
    }
    return Optional.of(new Concept.Category(name, CodeLists.read(section), categories));
  }

  private static Optional<Set<Code>> codes(Section section) {
    if (CodeLists.keys().stream().noneMatch(section::has)) {
      if (section.isWhole()) {
        section
            .field()
            .rejectKey(
                "no codes",
                "at least one of "
                    + String.join(", ", CodeLists.keys())
                    + ", or encounter_location, or demographic",
                "");
      }
      return Optional.empty();
    }
    return Optional.of(CodeLists.read(section));
  }

  /** A unit as UCUM could spell it; whether it is one is for those who know UCUM. */
  static Optional<String> unit(Field field) {
    var text = field.text("a UCUM unit such as \"mg/L\", or \"1\" for none");
    if (text.isPresent() && !UCUM_CHARACTERS.matcher(text.get()).matches()) {
      field.reject(
          "a UCUM unit: ASCII without spaces, such as \"10*9/L\" or \"ug/L\"", ucum(text.get()));
      return Optional.empty();
    }
    return text;
  }

  /** The likely UCUM spelling of a unit with spaces, micro or degree signs. */
  private static String ucum(String text) {
    var likely =
        text.replace("\u00b5", "u")
            .replace("\u03bc", "u")
            .replace("°C", "Cel")
            .replaceAll("\\s+", "");
    return UCUM_CHARACTERS.matcher(likely).matches() ? likely : "";
  }

  private static Optional<PlausibleRange> range(Field field) {
    var expected = "two numbers [low, high], low first; -inf and inf are allowed";
    List<Field> bounds = field.items(expected);
    if (bounds.isEmpty()) {
      return Optional.empty();
    }
    if (bounds.size() != 2) {
      field.reject("a list of " + bounds.size(), expected, "");
      return Optional.empty();
    }
    var low = bound(bounds.getFirst(), "-inf", Double.NEGATIVE_INFINITY);
    var high = bound(bounds.getLast(), "inf", Double.POSITIVE_INFINITY);
    if (low.isPresent() && high.isPresent() && !(low.get() < high.get())) {
      var got = "[" + bounds.getFirst().raw() + ", " + bounds.getLast().raw() + "]";
      field.reject(got, "the lower bound first", "");
      return Optional.empty();
    }
    return low.isPresent() && high.isPresent()
        ? Optional.of(new PlausibleRange(low.get(), high.get()))
        : Optional.empty();
  }

  private static Optional<Double> bound(Field field, String infinity, double value) {
    return field.raw().equals(infinity) || field.raw().equals(infinity.replace("inf", ".inf"))
        ? Optional.of(value)
        : field.number("a number or " + infinity);
  }
}
