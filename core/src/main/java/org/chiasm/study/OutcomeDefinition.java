package org.chiasm.study;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/** What is predicted. Risk windows are measured from the prediction time. */
public sealed interface OutcomeDefinition {
  /** Measured from the prediction time, on effective time. */
  TimeWindow riskWindow();

  /** What happens to a row whose subject was not observed to the end of the risk window. */
  NoFollowup noFollowup();

  /** What happens to a row without follow-up. */
  enum NoFollowup {
    /** It leaves the cohort, counted. */
    DROP,
    /** It counts as not having had the outcome. */
    NEGATIVE
  }

  /** Whether a concept occurs in the risk window; a stay occurs while it lasts. */
  record Binary(String concept, TimeWindow riskWindow, NoFollowup noFollowup)
      implements OutcomeDefinition {
    /** Checks that nothing is missing. */
    public Binary {
      requireNonNull(concept, "concept");
      requireNonNull(riskWindow, "riskWindow");
      requireNonNull(noFollowup, "noFollowup");
    }
  }

  /**
   * How long until the first of some concepts occurs: a number.
   *
   * @param concepts any of them, at least one
   * @param from where the time is counted from
   * @param unit what one is
   */
  record TimeTo(
      List<String> concepts, From from, Duration unit, TimeWindow riskWindow, NoFollowup noFollowup)
      implements OutcomeDefinition {
    /** Where the time is counted from. */
    public enum From {
      TRIGGER,
      PREDICTION_TIME
    }

    /** Copies the concepts. */
    public TimeTo {
      concepts = List.copyOf(concepts);
      requireNonNull(from, "from");
      requireNonNull(unit, "unit");
      requireNonNull(riskWindow, "riskWindow");
      requireNonNull(noFollowup, "noFollowup");
    }
  }
}
