package org.chiasm.imaging;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.chiasm.imaging.words.HeaderNumbers;
import org.chiasm.study.SeriesRule;

/** Why one accepted series is read rather than another: a list of measures, the first decides. */
final class Preference {
  /** A stack that covers this share of the widest one counts as complete. */
  private static final double COMPLETE = 0.8;

  private record Measure(String better, ToDoubleFunction<Candidate> value, String unit) {}

  private Preference() {}

  static Comparator<Candidate> order(SeriesRule rule, double widest) {
    Comparator<Candidate> order = (_, _) -> 0;
    for (var measure : measures(rule, widest)) {
      order = order.thenComparingDouble(measure.value());
    }
    return order.thenComparing(candidate -> candidate.series().seriesInstanceUid());
  }

  /** What sets {@code behind} behind {@code ahead}, in words. */
  static String difference(SeriesRule rule, double widest, Candidate ahead, Candidate behind) {
    for (var measure : measures(rule, widest)) {
      double better = measure.value().applyAsDouble(ahead);
      double worse = measure.value().applyAsDouble(behind);
      if (better != worse) {
        String figures =
            measure.unit().isEmpty()
                ? ""
                : ": "
                    + StackGeometry.millimetres(Math.abs(worse))
                    + " here, "
                    + StackGeometry.millimetres(Math.abs(better))
                    + " there, "
                    + measure.unit();
        return "the one before it " + measure.better() + figures;
      }
    }
    return "the one before it is equal and has the smaller SeriesInstanceUID";
  }

  private static List<Measure> measures(SeriesRule rule, double widest) {
    return List.of(
        new Measure("fits with more certainty", Candidate::uncertainties, "criteria uncertain"),
        new Measure("is closer to the original", Preference::distanceFromOriginal, ""),
        new Measure(
            "has a kernel made for it",
            candidate -> candidate.kernel().distance(rule.criteria()),
            ""),
        new Measure("has fewer defects", Preference::defects, "kinds of defect"),
        new Measure(
            "covers more of the patient",
            candidate -> candidate.coverage() >= COMPLETE * widest ? 0 : 1,
            ""),
        new Measure("has thinner slices", Preference::thickness, "mm"),
        new Measure("has more slices", candidate -> -candidate.geometry().positions(), "slices"),
        new Measure("has more pixels", candidate -> -pixels(candidate), "pixels"));
  }

  private static double distanceFromOriginal(Candidate candidate) {
    return switch (candidate.content()) {
      case ORIGINAL -> 0;
      case DERIVED -> candidate.series().isProjection() ? 0 : 1;
      case SECONDARY_CAPTURE -> 2;
      default -> 3;
    };
  }

  private static double defects(Candidate candidate) {
    return candidate.series().isProjection() ? 0 : candidate.geometry().defects().size();
  }

  private static double thickness(Candidate candidate) {
    var geometry = candidate.geometry();
    return geometry.maxThickness().orElse(geometry.spacing().orElse(0));
  }

  private static double pixels(Candidate candidate) {
    return candidate.readable().instances().stream()
        .mapToDouble(
            instance ->
                HeaderNumbers.first(instance, "Rows").orElse(0)
                    * HeaderNumbers.first(instance, "Columns").orElse(0))
        .max()
        .orElse(0);
  }
}
