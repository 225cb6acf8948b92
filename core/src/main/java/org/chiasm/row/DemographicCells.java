package org.chiasm.row;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.chiasm.ClinicalEvent;
import org.chiasm.Code;
import org.chiasm.EffectiveTime;
import org.chiasm.MissingReason;
import org.chiasm.study.Concept;

/** Age and sex, from the facts of registration (MEDS {@code MEDS_BIRTH}, {@code GENDER//…}). */
public final class DemographicCells {
  /** The fact of birth. */
  public static final Code BIRTH = new Code("", "MEDS_BIRTH");

  static final String SEX_SYSTEM = "GENDER";

  private DemographicCells() {}

  static InputCell cell(Concept.Demographic concept, SubjectFacts facts, Moment moment) {
    var current = facts.visible(concept.name(), moment.predictionTime()).current();
    if (current.isEmpty()) {
      return new InputCell.Missing(MissingReason.NOT_MEASURED);
    }
    var event = current.getLast();
    return switch (concept.attribute()) {
      case SEX -> sex(event);
      case AGE ->
          ageYears(event, moment.predictionTime())
              .<InputCell>map(
                  years ->
                      new InputCell.Present(
                          new InputCell.Value.Numeric(years),
                          Double.NaN,
                          "a",
                          event.origin().reference(),
                          Set.of()))
              .orElseGet(() -> new InputCell.Missing(MissingReason.IMPLAUSIBLE));
    };
  }

  /**
   * Age in years: completed years by the calendar plus the share of the current one that has
   * passed. Nothing for a birth in the future.
   */
  public static Optional<Double> ageYears(ClinicalEvent birth, Instant time) {
    if (!(birth.effective() instanceof EffectiveTime.At(var at)) || at.isAfter(time)) {
      return Optional.empty();
    }
    LocalDate born = at.atZone(ZoneOffset.UTC).toLocalDate();
    LocalDate today = time.atZone(ZoneOffset.UTC).toLocalDate();
    long completed = ChronoUnit.YEARS.between(born, today);
    LocalDate birthday = born.plusYears(completed);
    double share =
        (double) ChronoUnit.DAYS.between(birthday, today)
            / ChronoUnit.DAYS.between(birthday, born.plusYears(completed + 1));
    return Optional.of(completed + share);
  }

  private static InputCell sex(ClinicalEvent event) {
    String label =
        switch (event.code().primary().value().toUpperCase(Locale.ROOT)) {
          case "F", "FEMALE" -> "female";
          case "M", "MALE" -> "male";
          case "O", "OTHER" -> "other";
          default -> "";
        };
    return label.isEmpty()
        ? new InputCell.Missing(MissingReason.NOT_MEASURED)
        : new InputCell.Present(
            new InputCell.Value.Label(label), Double.NaN, "", event.origin().reference(), Set.of());
  }
}
