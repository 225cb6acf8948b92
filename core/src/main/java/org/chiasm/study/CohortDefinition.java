package org.chiasm.study;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Who is predicted for, and when a prediction starts.
 *
 * @param require all must hold at the prediction time
 * @param exclude none may hold
 * @param perSubject how many predictions one subject may give
 */
public record CohortDefinition(
    Trigger trigger, List<Requirement> require, List<Exclusion> exclude, PerSubject perSubject) {
  /**
   * Which of a subject's triggers count. "The last" is not offered: at the time of a trigger nobody
   * knows whether it is the last.
   */
  public enum PerSubject {
    FIRST,
    ALL
  }

  /** What starts a prediction. */
  public sealed interface Trigger {
    /**
     * Each series that an image input, or each recording that a waveform input, accepts.
     *
     * @param input the input's name
     */
    record InputArrives(String input) implements Trigger {}

    /**
     * Each fact of a concept; for a stay, its beginning.
     *
     * @param concept the concept's name
     */
    record ConceptOccurs(String concept) implements Trigger {}
  }

  /**
   * A bound on a number that must be known at the prediction time, such as {@code age >= 18 a}.
   *
   * @param subject {@code age}, or the name of a measurement concept
   * @param value in {@code unit}
   * @param unit UCUM; the concept's own unit after parsing
   */
  public record Requirement(String subject, Comparison comparison, double value, String unit) {}

  /**
   * A concept that must not occur in a window around the trigger.
   *
   * @param concept its name
   */
  public record Exclusion(String concept, TimeWindow window) {}

  /** Copies the lists. */
  public CohortDefinition {
    requireNonNull(trigger, "trigger");
    require = List.copyOf(require);
    exclude = List.copyOf(exclude);
    requireNonNull(perSubject, "perSubject");
  }
}
