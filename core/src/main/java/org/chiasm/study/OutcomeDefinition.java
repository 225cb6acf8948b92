package org.chiasm.study;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

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

  /**
   * Which of some classes a subject falls into: the one whose concept occurs first in the risk
   * window, the one listed first where two occur at the same moment, and the remaining class where
   * none does. A stay that already lasts occurs at the beginning of the window.
   *
   * @param classes at least two
   * @param otherwise the name of the remaining class
   */
  record MultiClass(
      List<OutcomeClass> classes, String otherwise, TimeWindow riskWindow, NoFollowup noFollowup)
      implements OutcomeDefinition {
    /** Copies the classes; checks that there are two and that each has a name of its own. */
    public MultiClass {
      classes = List.copyOf(classes);
      requireNonNull(otherwise, "otherwise");
      requireNonNull(riskWindow, "riskWindow");
      requireNonNull(noFollowup, "noFollowup");
      if (classes.size() < 2) {
        throw new IllegalArgumentException("Several classes are two and the remaining one");
      }
      if (Stream.concat(classes.stream().map(OutcomeClass::name), Stream.of(otherwise))
              .distinct()
              .count()
          != classes.size() + 1L) {
        throw new IllegalArgumentException("Two classes bear the same name");
      }
    }

    /** The names as listed, the remaining class last; a row's outcome is a place in this list. */
    public List<String> names() {
      return Stream.concat(classes.stream().map(OutcomeClass::name), Stream.of(otherwise)).toList();
    }
  }

  /**
   * One of several classes.
   *
   * @param concept that makes a row fall into it: an occurrence or a stay
   */
  record OutcomeClass(String name, String concept) {
    /** Checks that nothing is missing. */
    public OutcomeClass {
      requireNonNull(name, "name");
      requireNonNull(concept, "concept");
    }
  }
}
