package org.chiasm.app.hospital;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.chiasm.Sex;

/**
 * Draws patients. The outcome needs the image, the laboratory, the ECG and the history, and opacity
 * and inflammation act together more than they do apart, so that no single modality can tell it
 * all.
 */
final class PatientGenerator {
  /** When prediction is made after the CT, which the demo's study file states too. */
  static final Duration PREDICTION_DELAY = Duration.ofHours(2);

  private static final Instant OPENING = Instant.parse("2025-01-06T00:00:00Z");
  private static final double BASE_LOGIT = -2.1;
  private static final double OPACITY_LOGIT = 1.5;
  private static final double INFLAMMATION_LOGIT = 0.9;
  private static final double INTERACTION_LOGIT = 1.2;
  private static final double HEART_RATE_LOGIT = 0.7;
  private static final double AGE_LOGIT = 0.4;
  private static final double NO_FOLLOWUP_SHARE = 0.03;

  private static final List<String> FAMILY_NAMES =
      List.of(
          "Abel",
          "Bauer",
          "Costa",
          "Dubois",
          "Eriksen",
          "Fischer",
          "García",
          "Hansen",
          "Ivanova",
          "Jansen",
          "Kowalski",
          "Lindqvist",
          "Müller",
          "Novák",
          "O'Brien",
          "Pereira",
          "Quinn",
          "Rossi",
          "Şahin",
          "Tanaka",
          "Usman",
          "Vidal",
          "Weiß",
          "Xu",
          "Yılmaz",
          "Zimmermann");
  private static final List<String> FEMALE_NAMES =
      List.of("Ana", "Birgit", "Clara", "Dana", "Elif", "Fatma", "Greta", "Hanna", "Ida", "Júlia");
  private static final List<String> MALE_NAMES =
      List.of("Adam", "Bruno", "Carl", "David", "Emre", "Felix", "Georg", "Hugo", "Ivan", "João");

  private final long seed;

  PatientGenerator(long seed) {
    this.seed = seed;
  }

  /** The patient with that index; equal for equal seeds. */
  PatientTruth patient(int index) {
    var chance = new Chance(seed, index, "patient");
    var sex = chance.happens(0.5) ? Sex.FEMALE : Sex.MALE;
    double age = Math.clamp(62 + 15 * chance.normal(), 19, 97);
    double opacityRank = chance.uniform();
    double opacity = 0.9 * opacityRank * opacityRank;
    double inflammation = chance.normal();
    double heartDeviation = chance.normal();
    var comorbidities = EnumSet.noneOf(Comorbidity.class);
    for (var comorbidity : Comorbidity.values()) {
      if (chance.happens(comorbidity.prevalence())) {
        comorbidities.add(comorbidity);
      }
    }
    double opacityDeviation = (opacityRank - 0.5) / 0.2887;
    double logit =
        BASE_LOGIT
            + OPACITY_LOGIT * opacityDeviation
            + INFLAMMATION_LOGIT * inflammation
            + INTERACTION_LOGIT * opacityDeviation * inflammation
            + HEART_RATE_LOGIT * heartDeviation
            + AGE_LOGIT * (age - 62) / 15
            + comorbidities.stream().mapToDouble(Comorbidity::logit).sum();
    var arrival = OPENING.plus(minutes(index * 47L + chance.below(600)));
    var ctTime = arrival.plus(minutes(180 + chance.below(30 * 60)));
    boolean intensiveCare = chance.happens(1 / (1 + StrictMath.exp(-logit)));
    var icuTime = ctTime.plus(PREDICTION_DELAY).plus(minutes(30 + chance.below(68 * 60)));
    var discharge =
        chance.happens(NO_FOLLOWUP_SHARE) && !intensiveCare
            ? ctTime.plus(minutes(300 + chance.below(20 * 60)))
            : ctTime.plus(Duration.ofDays(4)).plus(minutes(chance.below(9 * 24 * 60)));
    return new PatientTruth(
        index,
        String.format(
            Locale.ROOT, "%08d", 10_000_000 + (index * 7919L + seed % 1000 * 31) % 89_999_999),
        chance.oneOf(FAMILY_NAMES),
        chance.oneOf(sex == Sex.FEMALE ? FEMALE_NAMES : MALE_NAMES),
        sex,
        birthDate(ctTime, age),
        arrival,
        ctTime,
        opacity,
        inflammation,
        Math.clamp(82 + 15 * heartDeviation, 42, 165),
        comorbidities,
        logit,
        intensiveCare,
        icuTime,
        discharge);
  }

  private static LocalDate birthDate(Instant ctTime, double age) {
    return ctTime.atZone(ZoneOffset.UTC).toLocalDate().minusDays((long) (age * 365.2425));
  }

  private static Duration minutes(long minutes) {
    return Duration.ofMinutes(minutes);
  }
}
