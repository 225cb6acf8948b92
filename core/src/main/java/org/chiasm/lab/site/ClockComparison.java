package org.chiasm.lab.site;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chiasm.lab.site.SiteFinding.Cause;

/**
 * Compares when facts happen and when they become known: a clock shifted by whole hours moves the
 * hours of the day of all facts, or adds itself to every lag.
 */
final class ClockComparison {
  private static final double LAG_MINUTES_MIN = 45;
  private static final double WHOLE_HOUR_TOLERANCE = 12;
  private static final double LAG_RATIO = 3;
  private static final long HOURS_MIN = 500;

  /** How much better a shift must fit, and that the day must have a shape at all. */
  private static final double BETTER = 0.15;

  private ClockComparison() {}

  static Optional<SiteFinding> compare(ConceptProfile here, ConceptProfile there) {
    return lag(here, there).or(() -> hours(here, there));
  }

  private static Optional<SiteFinding> lag(ConceptProfile here, ConceptProfile there) {
    if (here.lagMinutes().isEmpty() || there.lagMinutes().isEmpty()) {
      return Optional.empty();
    }
    double own = here.lagMinutes().get();
    double other = there.lagMinutes().get();
    double difference = own - other;
    double beyondHours = Math.abs(difference - 60 * Math.rint(difference / 60));
    String figures =
        String.format(
            Locale.ROOT, "median lag %.0f min here, %.0f min in the reference", own, other);
    if (own < -1
        || (Math.abs(difference) >= LAG_MINUTES_MIN
            && Math.abs(difference) <= 14 * 60
            && beyondHours <= WHOLE_HOUR_TOLERANCE)) {
      return Optional.of(
          SiteComparison.finding(
              here.concept(),
              Cause.SHIFTED_CLOCK,
              String.format(
                  Locale.ROOT,
                  "%s: %s",
                  figures,
                  own < -1
                      ? "known before it was true"
                      : String.format(Locale.ROOT, "shifted by %.0f h", difference / 60))));
    }
    double ratio = Math.max(own, 1) / Math.max(other, 1);
    return Math.abs(difference) >= LAG_MINUTES_MIN && (ratio > LAG_RATIO || ratio < 1 / LAG_RATIO)
        ? Optional.of(SiteComparison.finding(here.concept(), Cause.OTHER_LAG, figures))
        : Optional.empty();
  }

  private static Optional<SiteFinding> hours(ConceptProfile here, ConceptProfile there) {
    if (total(here.hours()) < HOURS_MIN || total(there.hours()) < HOURS_MIN) {
      return Optional.empty();
    }
    double still = distance(here.hours(), there.hours(), 0);
    int best = 0;
    double least = still;
    for (int shift = -12; shift < 12; shift++) {
      double distance = distance(here.hours(), there.hours(), shift);
      if (distance < least) {
        least = distance;
        best = shift;
      }
    }
    return best != 0 && still - least > BETTER && least < still / 2
        ? Optional.of(
            SiteComparison.finding(
                here.concept(),
                Cause.SHIFTED_CLOCK,
                String.format(
                    Locale.ROOT,
                    "the hours of the day fit when moved by %+d h:"
                        + " %.0f %% lie elsewhere before, %.0f %% after",
                    -best,
                    100 * still,
                    100 * least)))
        : Optional.empty();
  }

  /** The share of facts that lie in other hours than in the reference (total variation). */
  private static double distance(List<Long> here, List<Long> there, int shift) {
    double own = total(here);
    double other = total(there);
    double sum = 0;
    for (int hour = 0; hour < 24; hour++) {
      sum += Math.abs(here.get(Math.floorMod(hour + shift, 24)) / own - there.get(hour) / other);
    }
    return sum / 2;
  }

  private static long total(List<Long> hours) {
    return hours.stream().mapToLong(Long::longValue).sum();
  }
}
