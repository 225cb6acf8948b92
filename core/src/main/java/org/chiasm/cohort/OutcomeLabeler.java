package org.chiasm.cohort;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.chiasm.ClinicalEvent;
import org.chiasm.EffectiveTime;
import org.chiasm.record.Stay;
import org.chiasm.record.Timeline;
import org.chiasm.record.VisibleFacts;
import org.chiasm.row.ConceptIndex;
import org.chiasm.row.Moment;
import org.chiasm.row.OccurrenceCells;
import org.chiasm.row.Outcome;
import org.chiasm.row.PredictionCase;
import org.chiasm.row.SubjectFacts;
import org.chiasm.study.OutcomeDefinition;
import org.chiasm.study.StudyDefinition;
import org.chiasm.study.TimeWindow;

/**
 * Says what became of a subject after a prediction, from the whole record as it stands at the end:
 * the one place that may look past the prediction time, and nothing that assembles rows can reach
 * it.
 */
public final class OutcomeLabeler {
  private final StudyDefinition study;
  private final ConceptIndex index;

  /** The labeler of a study. */
  public OutcomeLabeler(StudyDefinition study) {
    this.study = requireNonNull(study, "study");
    this.index = new ConceptIndex(study);
  }

  /** The outcome of a case whose row was assembled for {@code predictionTime}. */
  public Outcome label(Timeline timeline, PredictionCase predictionCase, Instant predictionTime) {
    var facts = new SubjectFacts(index, timeline);
    return switch (study.outcome()) {
      case OutcomeDefinition.Binary binary -> {
        boolean occurred = occurs(facts, binary.concept(), binary.riskWindow(), predictionTime);
        yield !occurred
                && binary.noFollowup() == OutcomeDefinition.NoFollowup.DROP
                && !isFollowed(timeline, binary.riskWindow(), predictionTime)
            ? new Outcome.NoFollowup()
            : new Outcome.Observed(occurred ? 1 : 0);
      }
      case OutcomeDefinition.TimeTo timeTo ->
          first(facts, timeTo.concepts(), timeTo.riskWindow(), predictionTime)
              .<Outcome>map(
                  time ->
                      new Outcome.Observed(elapsed(timeTo, predictionCase, predictionTime, time)))
              .orElseGet(Outcome.NoFollowup::new);
      case OutcomeDefinition.TimeToEvent timeTo -> overTime(facts, timeTo, predictionTime);
      case OutcomeDefinition.MultiClass classes -> {
        var first = firstClass(facts, classes, predictionTime);
        yield first.isEmpty()
                && classes.noFollowup() == OutcomeDefinition.NoFollowup.DROP
                && !isFollowed(timeline, classes.riskWindow(), predictionTime)
            ? new Outcome.NoFollowup()
            : new Outcome.Observed(first.orElse(classes.classes().size()));
      }
    };
  }

  private static boolean occurs(
      SubjectFacts facts, String concept, TimeWindow window, Instant predictionTime) {
    return !overlapping(facts, concept, window, predictionTime).isEmpty();
  }

  private static List<Stay> overlapping(
      SubjectFacts facts, String concept, TimeWindow window, Instant predictionTime) {
    var standing = VisibleFacts.at(facts.ofConcept(concept), Instant.MAX);
    return OccurrenceCells.overlapping(standing, window, new Moment(predictionTime, Instant.MAX));
  }

  /** The place of the class that occurs first; none where no class does. */
  private static OptionalInt firstClass(
      SubjectFacts facts, OutcomeDefinition.MultiClass outcome, Instant predictionTime) {
    var opening =
        outcome.riskWindow().start().isInfinite()
            ? Instant.MIN
            : predictionTime.plus(outcome.riskWindow().start().offset());
    var earliest = Instant.MAX;
    var found = OptionalInt.empty();
    for (int place = 0; place < outcome.classes().size(); place++) {
      var concept = outcome.classes().get(place).concept();
      for (var stay : overlapping(facts, concept, outcome.riskWindow(), predictionTime)) {
        var since = stay.start().isBefore(opening) ? opening : stay.start();
        if (since.isBefore(earliest)) {
          earliest = since;
          found = OptionalInt.of(place);
        }
      }
    }
    return found;
  }

  private static Optional<Instant> first(
      SubjectFacts facts, List<String> concepts, TimeWindow window, Instant predictionTime) {
    return concepts.stream()
        .map(concept -> VisibleFacts.at(facts.ofConcept(concept), Instant.MAX))
        .map(OccurrenceCells::stays)
        .flatMap(List::stream)
        .map(Stay::start)
        .filter(start -> window.contains(start, predictionTime))
        .min(Instant::compareTo);
  }

  /** The time to the event, or for how long its absence was observed within the risk window. */
  private static Outcome overTime(
      SubjectFacts facts, OutcomeDefinition.TimeToEvent timeTo, Instant predictionTime) {
    var event = first(facts, timeTo.concepts(), timeTo.riskWindow(), predictionTime);
    if (event.isPresent()) {
      double time = units(predictionTime, event.get(), timeTo.unit());
      return time > 0 ? new Outcome.Observed(time) : new Outcome.NoFollowup();
    }
    var end = predictionTime.plus(timeTo.riskWindow().end().offset());
    var last = predictionTime;
    for (ClinicalEvent each : facts.timeline().events()) {
      if (each.effective() instanceof EffectiveTime.At(var at) && at.isAfter(last)) {
        last = at;
      }
    }
    double until = units(predictionTime, last.isBefore(end) ? last : end, timeTo.unit());
    return until > 0 ? new Outcome.Censored(until) : new Outcome.NoFollowup();
  }

  private static double units(Instant from, Instant to, Duration unit) {
    return (double) Duration.between(from, to).toMillis() / unit.toMillis();
  }

  private static double elapsed(
      OutcomeDefinition.TimeTo timeTo,
      PredictionCase predictionCase,
      Instant predictionTime,
      Instant time) {
    var from =
        switch (timeTo.from()) {
          case TRIGGER -> predictionCase.triggerTime();
          case PREDICTION_TIME -> predictionTime;
        };
    return units(from, time, timeTo.unit());
  }

  /**
   * Whether anything is on record at or after the end of the risk window, or, where the window
   * never ends, after the prediction.
   */
  private static boolean isFollowed(Timeline timeline, TimeWindow window, Instant predictionTime) {
    boolean endless = window.end().isInfinite();
    Instant end = endless ? predictionTime : predictionTime.plus(window.end().offset());
    for (ClinicalEvent event : timeline.events()) {
      if (event.effective() instanceof EffectiveTime.At(var at)
          && (endless ? at.isAfter(end) : !at.isBefore(end))) {
        return true;
      }
    }
    return false;
  }
}
