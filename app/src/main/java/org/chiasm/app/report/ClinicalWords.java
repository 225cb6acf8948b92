package org.chiasm.app.report;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.chiasm.MissingReason;
import org.chiasm.learn.fusion.OutcomeScale;
import org.chiasm.study.OutcomeDefinition;
import org.chiasm.study.StudyDefinition;
import org.chiasm.study.StudyDurations;

/** Numbers, units, ages and reasons as a physician reads them. */
public final class ClinicalWords {
  private static final double MINUTES_BELOW_HOURS = 1;
  private static final double HOURS_BELOW = 48;
  private static final double SMALL_PERCENT = 10;
  private static final double MINUTES = 60;
  private static final double HOURS = 24;

  /** UCUM codes that are not how the unit is written; the others are. */
  private static final Map<String, String> UNITS =
      Map.ofEntries(
          Map.entry("10*9/L", "10⁹/L"),
          Map.entry("10*12/L", "10¹²/L"),
          Map.entry("10*3/uL", "10³/µL"),
          Map.entry("10*6/uL", "10⁶/µL"),
          Map.entry("umol/L", "µmol/L"),
          Map.entry("ug/L", "µg/L"),
          Map.entry("ug/mL", "µg/mL"),
          Map.entry("mm[Hg]", "mmHg"),
          Map.entry("cm[H2O]", "cmH₂O"),
          Map.entry("Cel", "°C"),
          Map.entry("[degF]", "°F"),
          Map.entry("[pH]", ""),
          Map.entry("{score}", ""),
          Map.entry("1", ""),
          Map.entry("a", "years"));

  private ClinicalWords() {}

  /** A name of the study file, read aloud. */
  public static String name(String key) {
    return key.replace('_', ' ');
  }

  /** A constant of the record or of a row, in words: {@code NOT_MEASURED} is not measured. */
  public static String constant(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** A branch of a model: what kind of knowledge it reads. */
  static String branch(String key) {
    return switch (key) {
      case "image" -> "images";
      case "waveform" -> "signals";
      case "text" -> "history and notes";
      case "tabular" -> "measured values";
      default -> name(key);
    };
  }

  /** A share of a score with its sign. */
  static String share(double share) {
    return String.format(Locale.ROOT, "%+.3f", share).replace('-', '\u2212');
  }

  /** A UCUM unit as clinicians write it; one that has no such spelling as it is. */
  public static String unit(String ucum) {
    return UNITS.getOrDefault(ucum, ucum);
  }

  /** How long before the prediction; empty for what has no age. */
  static String age(double hours) {
    if (Double.isNaN(hours)) {
      return "";
    }
    double size = Math.abs(hours);
    return size < MINUTES_BELOW_HOURS
        ? Markup.number(hours * MINUTES, 0) + " min"
        : size < HOURS_BELOW
            ? Markup.number(hours, 1) + " h"
            : Markup.number(hours / HOURS, 1) + " days";
  }

  /** A prediction of a study: a percentage, or a time with its unit. */
  static String prediction(StudyDefinition study, OutcomeScale scale, double value) {
    if (scale == OutcomeScale.LOGIT) {
      double percent = 100 * value;
      boolean fine = percent < SMALL_PERCENT || percent > 100 - SMALL_PERCENT;
      return Markup.number(percent, fine ? 1 : 0) + " %";
    }
    return Markup.number(value, 2) + timeUnit(study);
  }

  /** The unit of a predicted time after its number; empty where no time is predicted. */
  static String timeUnit(StudyDefinition study) {
    return study.outcome() instanceof OutcomeDefinition.TimeTo timeTo ? times(timeTo.unit()) : "";
  }

  /** A unit of time after its number, in the plural: {@code " days"}. */
  public static String times(Duration unit) {
    return switch (StudyDurations.format(unit)) {
      case "168h" -> " weeks";
      case "24h" -> " days";
      case "1h" -> " hours";
      case "1min" -> " minutes";
      case "1s" -> " seconds";
      default -> " × " + StudyDurations.format(unit);
    };
  }

  /** What a share of the score does to the prediction. */
  static String effect(OutcomeScale scale, double share) {
    return switch (scale) {
      case LOGIT -> "odds × " + Markup.number(Math.exp(share), 2);
      case LOGARITHMIC -> "× " + Markup.number(Math.exp(share), 2);
      case LINEAR -> String.format(Locale.ROOT, "%+.2f", share).replace('-', '\u2212');
    };
  }

  static String reason(MissingReason reason) {
    return switch (reason) {
      case NOT_MEASURED -> "not measured";
      case OUTSIDE_WINDOW -> "measured, but outside the time window of the study";
      case NOT_YET_AVAILABLE -> "on its way, the result was not there yet";
      case UNIT_UNKNOWN -> "a number without a unit that can be trusted";
      case IMPLAUSIBLE -> "a number outside the plausible range";
      case NO_SUITABLE_SERIES -> "there are images, none of them a series that the study accepts";
      case UNREADABLE -> "it is there and cannot be read";
      case IDENTITY_UNCERTAIN -> "it may belong to another patient";
      case SOURCE_UNREACHABLE -> "the system that would know did not answer";
      case RETRACTED -> "taken back as entered in error";
    };
  }
}
