package org.chiasm.imaging.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;

/**
 * Which phase after contrast medium a series shows, from {@code contrast-phases.tsv}, else from the
 * time between the start of the bolus and the acquisition.
 */
public final class ContrastPhases {
  private static final ContrastPhases SHIPPED = load();
  private static final double DAY_SECONDS = 86_400;
  private static final double ARTERIAL_FROM = 12;
  private static final double ARTERIAL_TO = 45;
  private static final double VENOUS_FROM = 55;
  private static final double VENOUS_TO = 110;
  private static final double DELAYED_FROM = 170;
  private static final double DELAYED_TO = 3600;

  /**
   * A phase, and what tells it.
   *
   * @param phase such as {@code arterial}, by the study file's words
   * @param attribute the keywords that say so
   * @param certain whether the series' own description says so
   */
  public record Finding(String phase, String attribute, boolean certain) {}

  private record Mark(String phase, List<String> words) {}

  private final List<Mark> phases;

  private ContrastPhases(List<Mark> phases) {
    this.phases = phases;
  }

  /** The table that ships with Chiasm. */
  public static ContrastPhases shipped() {
    return SHIPPED;
  }

  /** The phase of a series with these attributes, by keyword; empty if nothing tells. */
  public Optional<Finding> of(UnaryOperator<String> attributes) {
    for (String keyword : List.of("SeriesDescription", "ProtocolName")) {
      var description = DescriptionWords.of(attributes.apply(keyword));
      for (var mark : phases) {
        if (description.containsAny(mark.words())) {
          return Optional.of(
              new Finding(mark.phase(), keyword, keyword.equals("SeriesDescription")));
        }
      }
    }
    var start = seconds(attributes.apply("ContrastBolusStartTime"));
    var acquired = seconds(attributes.apply("AcquisitionTime"));
    if (start.isEmpty() || acquired.isEmpty()) {
      return Optional.empty();
    }
    double delay = acquired.getAsDouble() - start.getAsDouble();
    return byDelay(delay < -DAY_SECONDS / 2 ? delay + DAY_SECONDS : delay)
        .map(phase -> new Finding(phase, "ContrastBolusStartTime, AcquisitionTime", false));
  }

  /** Usual delays of body CT; a delay between two phases tells neither. */
  private static Optional<String> byDelay(double seconds) {
    if (seconds >= ARTERIAL_FROM && seconds <= ARTERIAL_TO) {
      return Optional.of("arterial");
    }
    if (seconds >= VENOUS_FROM && seconds <= VENOUS_TO) {
      return Optional.of("portal_venous");
    }
    return seconds >= DELAYED_FROM && seconds <= DELAYED_TO
        ? Optional.of("delayed")
        : Optional.empty();
  }

  /** Seconds of the day of a DICOM time (PS3.5 6.2, TM). */
  private static OptionalDouble seconds(String time) {
    String digits = time.strip().replace(":", "");
    if (!digits.matches("[0-9]{6}(\\.[0-9]{1,6})?")) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        Integer.parseInt(digits.substring(0, 2)) * 3600
            + Integer.parseInt(digits.substring(2, 4)) * 60
            + Double.parseDouble(digits.substring(4)));
  }

  private static ContrastPhases load() {
    var phases = new ArrayList<Mark>();
    for (var row : TableFile.rows("contrast-phases.tsv")) {
      phases.add(new Mark(TableFile.cell(row, "phase"), TableFile.list(row, "words")));
    }
    return new ContrastPhases(List.copyOf(phases));
  }
}
