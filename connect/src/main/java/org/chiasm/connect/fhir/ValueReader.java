package org.chiasm.connect.fhir;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.chiasm.DataIssue;
import org.chiasm.EventValue;
import org.chiasm.Quantity;
import org.chiasm.connect.fhirjson.Element;
import org.chiasm.connect.fhirjson.SetAsideException;
import org.jspecify.annotations.Nullable;

/** Reads what an Observation or a component says (FHIR R4 Observation.value[x]). */
final class ValueReader {
  private static final Set<String> UCUM =
      Set.of("http://unitsofmeasure.org", "urn:oid:2.16.840.1.113883.6.8");

  private final CodeReader codes;

  ValueReader(CodeReader codes) {
    this.codes = codes;
  }

  /**
   * The value, or why it is absent.
   *
   * @param holder has {@code value[x]} and {@code dataAbsentReason}
   * @throws SetAsideException if the value is of a type that is not read, or broken
   */
  EventValue read(Element holder) throws SetAsideException {
    String child = holder.choice("value").orElse("");
    if (child.isEmpty()) {
      return absent(holder);
    }
    var value =
        switch (child.substring("value".length())) {
          case "Quantity" -> quantity(holder.elementOrEmpty(child));
          case "Integer", "Decimal" -> number(holder.number(child));
          case "String", "Time", "DateTime", "Date", "Instant", "Code" ->
              words(holder.string(child));
          case "Boolean" -> truth(holder.bool(child));
          case "CodeableConcept" -> answer(holder.elementOrEmpty(child));
          case "Range" -> range(holder.elementOrEmpty(child));
          case "Ratio" -> ratio(holder.elementOrEmpty(child));
          case "Period" -> period(holder.elementOrEmpty(child));
          default -> throw SetAsideException.unsupported("This type of value[x] is not read");
        };
    return value == null ? absent(holder) : value;
  }

  private EventValue.Absent absent(Element holder) throws SetAsideException {
    var reason = holder.elementOrEmpty("dataAbsentReason");
    var codings = CodeReader.codings(reason);
    if (!codings.isEmpty()) {
      return new EventValue.Absent(codings.getFirst().value());
    }
    var words = CodeReader.textOf(reason);
    return new EventValue.Absent(words.isEmpty() ? "no-value" : words);
  }

  private static @Nullable EventValue quantity(Element quantity) throws SetAsideException {
    var value = quantity.number("value");
    if (value.isEmpty()) {
      return null;
    }
    var comparator =
        switch (quantity.string("comparator")) {
          case "" -> Quantity.Comparator.EQUAL;
          case "<" -> Quantity.Comparator.LESS;
          case "<=" -> Quantity.Comparator.LESS_OR_EQUAL;
          case ">" -> Quantity.Comparator.GREATER;
          case ">=" -> Quantity.Comparator.GREATER_OR_EQUAL;
          default ->
              throw SetAsideException.malformed(
                  "Element comparator should be one of <, <=, >=, > (FHIR R4 Quantity)");
        };
    return new Quantity(finite(value.getAsDouble()), comparator, unit(quantity));
  }

  /** The UCUM code where the quantity gives one, else the unit as written. */
  private static String unit(Element quantity) throws SetAsideException {
    var code = quantity.string("code");
    var written = quantity.string("unit");
    boolean isUcum = UCUM.contains(quantity.string("system"));
    return !code.isEmpty() && (isUcum || written.isEmpty()) ? code : written;
  }

  private static @Nullable EventValue number(OptionalDouble number) throws SetAsideException {
    return number.isEmpty() ? null : Quantity.of(finite(number.getAsDouble()), "");
  }

  private static @Nullable EventValue words(String text) {
    return text.isBlank() ? null : new EventValue.Coded(text.strip(), "");
  }

  private static @Nullable EventValue truth(Optional<Boolean> truth) {
    return truth.isEmpty() ? null : new EventValue.Coded(truth.get() ? "true" : "false", "");
  }

  private @Nullable EventValue answer(Element concept) throws SetAsideException {
    var code = codes.codeOf(concept);
    if (code.isEmpty()) {
      return null;
    }
    var primary = code.get().primary();
    boolean isCoded = !CodeReader.codings(concept).isEmpty();
    var text = code.get().text();
    return new EventValue.Coded(
        text.isEmpty() ? primary.value() : text, isCoded ? primary.meds() : "");
  }

  private static @Nullable EventValue range(Element range) throws SetAsideException {
    var low = plain(range.elementOrEmpty("low"));
    var high = plain(range.elementOrEmpty("high"));
    return low.isEmpty() && high.isEmpty() ? null : new EventValue.Coded(low + " - " + high, "");
  }

  private static @Nullable EventValue ratio(Element ratio) throws SetAsideException {
    var numerator = plain(ratio.elementOrEmpty("numerator"));
    var denominator = plain(ratio.elementOrEmpty("denominator"));
    return numerator.isEmpty() && denominator.isEmpty()
        ? null
        : new EventValue.Coded(numerator + ":" + denominator, "");
  }

  private static @Nullable EventValue period(Element period) throws SetAsideException {
    return words((period.string("start") + "/" + period.string("end")).replaceFirst("^/$", ""));
  }

  /** A quantity as a person would write it, empty without a number. */
  private static String plain(Element quantity) throws SetAsideException {
    var value = quantity.number("value");
    if (value.isEmpty()) {
      return "";
    }
    var digits = BigDecimal.valueOf(finite(value.getAsDouble())).stripTrailingZeros().toString();
    return (quantity.string("comparator") + digits + " " + unit(quantity)).strip();
  }

  private static double finite(double value) throws SetAsideException {
    if (Double.isFinite(value)) {
      return value;
    }
    throw new SetAsideException(
        DataIssue.Kind.MALFORMED, "Element value is a number beyond what a double holds");
  }
}
