package org.chiasm.lab;

import static java.util.Objects.requireNonNull;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.chiasm.EventCode;
import org.chiasm.EventValue;
import org.chiasm.MissingReason;
import org.chiasm.Quantity;
import org.chiasm.lab.LabReading.Flag;
import org.chiasm.study.Concept;
import org.chiasm.study.SiteDefinition;

/**
 * The judge of measured values: it gives a number in the concept's unit that can be relied on, or
 * the one reason why there is none. It refuses rather than guesses, and never repairs.
 *
 * <p>Safe for use by many threads. What was decided for a unit is remembered, so that a reading
 * costs a look-up and one decimal multiplication.
 */
public final class LabCurator {
  /** A feed with free text as units could otherwise fill the memory. */
  private static final int REMEMBERED_MAX = 10_000;

  private final SiteDefinition site;
  private final ConceptAnalytes analytes;
  private final Map<Question, ConversionRule> rules = new ConcurrentHashMap<>();

  /**
   * A judge for one site.
   *
   * @param site how it spells units and codes
   */
  public LabCurator(SiteDefinition site) {
    this.site = requireNonNull(site, "site");
    this.analytes = new ConceptAnalytes(site);
  }

  /**
   * Judges one value.
   *
   * @param value as the feed gave it
   * @param code what the feed says it is about
   * @param concept what the study asks for, in which unit and within which bounds
   */
  public LabReading read(EventValue value, EventCode code, Concept.Measurement concept) {
    return switch (value) {
      case Quantity quantity -> read(quantity, code, concept);
      case EventValue.Coded(var text, _) -> read(text, code, concept);
      case EventValue.Absent(var reason) ->
          unusable(
              MissingReason.UNREADABLE, "the feed gave no value: " + UnitConversion.shown(reason));
      case EventValue.Narrative _ ->
          unusable(MissingReason.UNREADABLE, "a narrative; expected a number");
      case EventValue.ImageInstance _, EventValue.Waveform _, EventValue.Occurrence _ ->
          unusable(MissingReason.UNREADABLE, "not a measured value; expected a number");
    };
  }

  private LabReading read(String text, EventCode code, Concept.Measurement concept) {
    return switch (NumericText.parse(text)) {
      case NumericText.Measured(var quantity) -> read(quantity, code, concept);
      case NumericText.Titer(double dilution, var comparator) ->
          read(new Quantity(dilution, comparator, "{titer}"), code, concept);
      case NumericText.Unread(var reason) -> unusable(MissingReason.UNREADABLE, reason);
    };
  }

  private LabReading read(Quantity quantity, EventCode code, Concept.Measurement concept) {
    if (quantity.unit().isEmpty()) {
      return readWithoutUnit(quantity, code, concept);
    }
    var question = new Question(quantity.unit(), code, concept);
    var rule = rules.get(question);
    if (rule == null) {
      rule = decide(question);
      if (rules.size() >= REMEMBERED_MAX) {
        rules.clear();
      }
      rules.put(question, rule);
    }
    return switch (rule) {
      case ConversionRule.Refused(var reason) -> unusable(MissingReason.UNIT_UNKNOWN, reason);
      case ConversionRule.Convertible(var scale) ->
          judgeStated(
              quantity,
              code,
              scale,
              scale.isIdentity() ? EnumSet.noneOf(Flag.class) : EnumSet.of(Flag.CONVERTED),
              concept);
    };
  }

  private LabReading judgeStated(
      Quantity quantity,
      EventCode code,
      UnitScale scale,
      EnumSet<Flag> flags,
      Concept.Measurement concept) {
    if (analytes.distribution(code).isEmpty()) {
      return judge(quantity, scale, flags, concept);
    }
    var analyte = analytes.coded(code, concept);
    if (analyte.isPresent()
        && evidence(code, concept, analyte.get())
            .filter(each -> each.contradicts(quantity.value(), scale, concept, analyte.get()))
            .isPresent()) {
      return unusable(
          MissingReason.UNIT_UNKNOWN,
          "the unit is stated as '"
              + UnitConversion.shown(quantity.unit())
              + "', and the site's own distribution says by more than 1000 to 1 that it is another");
    }
    return judge(quantity, scale, flags, concept);
  }

  private Optional<UnitEvidence> evidence(
      EventCode code, Concept.Measurement concept, Analyte analyte) {
    return analytes.distribution(code).flatMap(each -> UnitEvidence.of(each, concept, analyte));
  }

  private ConversionRule decide(Question question) {
    var ucum =
        site.ucumUnit(question.unit()).or(() -> UnitSpelling.standard().ucum(question.unit()));
    if (ucum.isEmpty()) {
      return new ConversionRule.Refused(
          "unit '"
              + UnitConversion.shown(question.unit())
              + "' is neither UCUM nor a known spelling; name it under units in the site file");
    }
    return switch (analytes.of(question.code(), question.concept())) {
      case ConceptAnalytes.Mixed(var reason) -> new ConversionRule.Refused(reason);
      case ConceptAnalytes.Pair(var measured, var wanted) ->
          UnitConversion.rule(ucum.get(), question.concept().unit(), measured, wanted);
    };
  }

  private LabReading readWithoutUnit(
      Quantity quantity, EventCode code, Concept.Measurement concept) {
    if (isUnitless(concept.unit())) {
      return judge(quantity, UnitScale.Linear.IDENTITY, EnumSet.noneOf(Flag.class), concept);
    }
    var analyte = analytes.coded(code, concept);
    if (analyte.isEmpty()) {
      return unusable(
          MissingReason.UNIT_UNKNOWN,
          "no unit, and no LOINC code of a known analyte to judge the number by; expected '"
              + concept.unit()
              + "'");
    }
    var evidence = evidence(code, concept, analyte.get());
    double value = quantity.value();
    return UnitInference.infer(value, concept, analyte.get())
        .filter(
            scale ->
                evidence.isEmpty()
                    || !evidence.get().contradicts(value, scale, concept, analyte.get()))
        .or(() -> evidence.flatMap(each -> each.infer(value, concept, analyte.get())))
        .map(
            scale ->
                judge(
                    quantity,
                    scale,
                    scale.isIdentity()
                        ? EnumSet.of(Flag.INFERRED_UNIT)
                        : EnumSet.of(Flag.INFERRED_UNIT, Flag.CONVERTED),
                    concept))
        .orElseGet(
            () ->
                unusable(
                    MissingReason.UNIT_UNKNOWN,
                    "no unit, and the number could be in more than one of "
                        + String.join(", ", analyte.get().units())));
  }

  /**
   * Scores, ratios and pH are written without a unit as a rule; a fraction is not, it may be
   * percent.
   */
  static boolean isUnitless(String unit) {
    return unit.equals("1") || unit.equals("[pH]") || (unit.startsWith("{") && unit.endsWith("}"));
  }

  private static LabReading judge(
      Quantity quantity, UnitScale scale, EnumSet<Flag> flags, Concept.Measurement concept) {
    double value = scale.apply(quantity.value());
    if (!Double.isFinite(value)) {
      return unusable(
          MissingReason.IMPLAUSIBLE, "there is no such number in '" + concept.unit() + "'");
    }
    if (!concept.plausible().contains(value)) {
      return unusable(
          MissingReason.IMPLAUSIBLE,
          "outside the plausible range ["
              + concept.plausible().low()
              + ", "
              + concept.plausible().high()
              + "] "
              + concept.unit());
    }
    if (quantity.comparator() != Quantity.Comparator.EQUAL) {
      flags.add(Flag.CENSORED);
    }
    return new LabReading.Usable(value, flags);
  }

  private static LabReading unusable(MissingReason reason, String detail) {
    return new LabReading.Unusable(reason, detail);
  }

  private record Question(String unit, EventCode code, Concept.Measurement concept) {}
}
