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
    NEGATIVE,
    /** It counts as without the outcome for as long as it was observed. */
    CENSOR
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

  /**
   * The risk of the first of some concepts over time, counted from the prediction time; a subject
   * who is lost to follow-up before the end of the risk window counts for as long as it was
   * observed (right-censored).
   *
   * @param concepts any of them, at least one
   * @param unit what one is
   * @param riskWindow ends at a finite time, up to which risk is told
   */
  record TimeToEvent(List<String> concepts, Duration unit, TimeWindow riskWindow)
      implements OutcomeDefinition {
    /** Copies the concepts; checks that the risk window ends. */
    public TimeToEvent {
      concepts = List.copyOf(concepts);
      requireNonNull(unit, "unit");
      if (riskWindow.end().isInfinite()) {
        throw new IllegalArgumentException("The risk window of a time to an event must end");
      }
    }

    @Override
    public NoFollowup noFollowup() {
      return NoFollowup.CENSOR;
    }

    /** The end of the risk window, in the outcome's unit. */
    public double horizon() {
      return (double) riskWindow.end().offset().toMillis() / unit.toMillis();
    }
  }
}
