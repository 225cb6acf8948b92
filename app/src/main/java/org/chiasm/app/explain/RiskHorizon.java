package org.chiasm.app.explain;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import org.chiasm.study.OutcomeDefinition;
import org.chiasm.study.StudyDefinition;
import org.chiasm.study.TimeWindow;

/**
 * The time up to which a predicted risk holds, counted from the prediction: the end of the risk
 * window.
 *
 * @param from where the risk window begins, not negative; mostly zero
 * @param until where it ends, later
 */
public record RiskHorizon(Duration from, Duration until) {
  private static final int HOURS_BELOW = 72;
  private static final int HOURS_A_DAY = 24;

  /** Checks that it ends after it begins. */
  public RiskHorizon {
    requireNonNull(from, "from");
    requireNonNull(until, "until");
    if (from.isNegative() || until.compareTo(from) <= 0) {
      throw new IllegalArgumentException(
          "A risk is told from a time to a later one, got " + from + " to " + until);
    }
  }

  /** That of a study; nothing where it predicts a quantity, or its risk window never ends. */
  public static Optional<RiskHorizon> of(StudyDefinition study) {
    var window = study.outcome().riskWindow();
    return study.outcome() instanceof OutcomeDefinition.TimeTo || window.end().isInfinite()
        ? Optional.empty()
        : of(window);
  }

  private static Optional<RiskHorizon> of(TimeWindow window) {
    return window.start().offset().compareTo(window.end().offset()) < 0
        ? Optional.of(new RiskHorizon(window.start().offset(), window.end().offset()))
        : Optional.empty();
  }

  /** In words: {@code within 30 days}, {@code between 24 and 72 hours later}. */
  public String words() {
    return from.isZero()
        ? "within " + number(until) + " " + unit(until)
        : "between " + from(from) + number(until) + " " + unit(until) + " later";
  }

  private String from(Duration start) {
    return unit(start).equals(unit(until))
        ? number(start) + " and "
        : number(start) + " " + unit(start) + " and ";
  }

  private static boolean inDays(Duration time) {
    return time.toHours() > HOURS_BELOW && time.equals(Duration.ofDays(time.toDays()));
  }

  private static boolean inHours(Duration time) {
    return time.equals(Duration.ofHours(time.toHours()));
  }

  private static String number(Duration time) {
    return Long.toString(
        inDays(time)
            ? time.toHours() / HOURS_A_DAY
            : inHours(time) ? time.toHours() : time.toMinutes());
  }

  private static String unit(Duration time) {
    if (inDays(time)) {
      return "days";
    }
    var unit = inHours(time) ? "hour" : "minute";
    return number(time).equals("1") ? unit : unit + "s";
  }
}
