package org.chiasm.learn.tolerance;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.chiasm.learn.evaluate.MetricEstimate;
import org.chiasm.study.StudyDurations;

/**
 * A recommended window width with its reason.
 *
 * @param width how far back
 * @param reason in words
 */
public record Cut(Duration width, String reason) {
  private static final double COVERAGE_GAIN = 0.01;

  /** Checks that nothing is missing. */
  public Cut {
    requireNonNull(width, "width");
    requireNonNull(reason, "reason");
  }

  /**
   * The widest width within which the value drifts by no more than a share of the variance between
   * subjects and the probe is not clearly worse than at its best; of widths that give as many rows
   * a value within one in a hundred, the narrowest.
   *
   * @param widths rising, at least one
   * @param maxDrift share of the variance between subjects
   */
  static Cut of(List<WidthResult> widths, double maxDrift) {
    boolean driftKnown = widths.stream().anyMatch(each -> !Double.isNaN(each.drift()));
    var bearable =
        widths.stream()
            .filter(each -> !driftKnown || each.drift() <= maxDrift)
            .filter(each -> !isClearlyWorse(each))
            .toList();
    if (bearable.isEmpty()) {
      var narrowest = widths.getFirst();
      return new Cut(
          narrowest.width(),
          String.format(
              Locale.ROOT,
              "no width is good: within the narrowest, %s, the value already drifts by %s of the"
                  + " variance between subjects (%.0f %% is borne), so an older one is hardly the"
                  + " patient's own",
              StudyDurations.format(narrowest.width()),
              share(narrowest),
              100 * maxDrift));
    }
    var widest = bearable.getLast();
    var chosen =
        bearable.stream()
            .filter(each -> each.coverage() >= widest.coverage() - COVERAGE_GAIN)
            .findFirst()
            .orElse(widest);
    return new Cut(chosen.width(), reason(widths, widest, chosen, driftKnown, maxDrift));
  }

  /** The narrowest width that gives nearly as many rows a value as the widest. */
  static Cut ofCoverage(List<WidthResult> widths) {
    var widest = widths.getLast();
    var chosen =
        widths.stream()
            .filter(each -> each.coverage() >= widest.coverage() - COVERAGE_GAIN)
            .findFirst()
            .orElse(widest);
    return new Cut(
        chosen.width(),
        String.format(
            Locale.ROOT,
            "only coverage was measured: %.0f %% of rows have one within %s, and wider windows give"
                + " hardly more; whether an older one is still true is for a clinician to say",
            100 * chosen.coverage(),
            StudyDurations.format(chosen.width())));
  }

  private static String reason(
      List<WidthResult> widths,
      WidthResult widest,
      WidthResult chosen,
      boolean driftKnown,
      double maxDrift) {
    var words = new StringBuilder();
    words.append(
        driftKnown
            ? String.format(
                Locale.ROOT,
                "within %s the value drifts by %s of the variance between subjects, at most the"
                    + " %.0f %% that is borne",
                StudyDurations.format(widest.width()),
                share(widest),
                100 * maxDrift)
            : "too few repeated values to say how they drift, so only performance decides");
    var wider = widths.stream().filter(each -> each.hours() > widest.hours()).findFirst();
    if (wider.isPresent()) {
      var next = wider.get();
      words.append(
          isClearlyWorse(next)
              ? "; in the next, " + StudyDurations.format(next.width()) + ", performance drops"
              : Double.isNaN(next.drift())
                  ? "; beyond, too few pairs to say"
                  : "; within the next, "
                      + StudyDurations.format(next.width())
                      + ", by "
                      + share(next));
    } else {
      words.append("; no wider window was asked for or holds more");
    }
    words.append(
        String.format(
            Locale.ROOT,
            "; %.0f %% of rows have a value within %s",
            100 * chosen.coverage(),
            StudyDurations.format(chosen.width())));
    if (!chosen.equals(widest)) {
      words.append(
          String.format(
              Locale.ROOT,
              ", and %s would give hardly more (%.0f %%)",
              StudyDurations.format(widest.width()),
              100 * widest.coverage()));
    }
    return words.toString();
  }

  private static boolean isClearlyWorse(WidthResult width) {
    return width.tuningGain() instanceof MetricEstimate.Estimated gain && gain.high() < 0;
  }

  private static String share(WidthResult width) {
    return Double.isNaN(width.drift())
        ? "an unknown share"
        : Double.isNaN(width.driftLow())
            ? String.format(Locale.ROOT, "%.0f %%", 100 * width.drift())
            : String.format(
                Locale.ROOT,
                "%.0f %% (%.0f to %.0f)",
                100 * width.drift(),
                100 * width.driftLow(),
                100 * width.driftHigh());
  }
}
