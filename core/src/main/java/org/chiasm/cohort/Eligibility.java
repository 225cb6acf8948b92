package org.chiasm.cohort;

import java.time.Instant;
import java.util.Optional;
import org.chiasm.EffectiveTime;
import org.chiasm.row.DemographicCells;
import org.chiasm.row.MeasurementCells;
import org.chiasm.row.Moment;
import org.chiasm.row.OccurrenceCells;
import org.chiasm.row.SubjectFacts;
import org.chiasm.study.CohortDefinition;
import org.chiasm.study.Concept;
import org.chiasm.study.StudyDefinition;

/** Whether a case belongs to the cohort, judged by what is visible when its prediction is due. */
final class Eligibility {
  private final StudyDefinition study;
  private final MeasurementCells measurements;

  Eligibility(StudyDefinition study, MeasurementCells measurements) {
    this.study = study;
    this.measurements = measurements;
  }

  /** The first requirement that is not known to hold. */
  Optional<CohortDefinition.Requirement> unmet(SubjectFacts facts, Moment moment) {
    return study.cohort().require().stream()
        .filter(requirement -> !holds(requirement, facts, moment.predictionTime()))
        .findFirst();
  }

  /** The first exclusion that holds. */
  Optional<CohortDefinition.Exclusion> excluding(SubjectFacts facts, Moment moment) {
    return study.cohort().exclude().stream()
        .filter(
            exclusion ->
                !OccurrenceCells.overlapping(
                        facts.visible(exclusion.concept(), moment.predictionTime()),
                        exclusion.window(),
                        moment)
                    .isEmpty())
        .findFirst();
  }

  private boolean holds(
      CohortDefinition.Requirement requirement, SubjectFacts facts, Instant predictionTime) {
    var value =
        switch (study.concepts().get(requirement.subject())) {
          case Concept.Measurement concept -> measurements.latest(concept, facts, predictionTime);
          case null, default -> ageYears(facts, predictionTime);
        };
    return value
        .filter(number -> requirement.comparison().holds(number, requirement.value()))
        .isPresent();
  }

  private static Optional<Double> ageYears(SubjectFacts facts, Instant time) {
    return facts.timeline().events().stream()
        .filter(event -> event.code().primary().equals(DemographicCells.BIRTH))
        .filter(event -> event.available().isVisibleAt(time))
        .filter(event -> event.effective() instanceof EffectiveTime.At)
        .findFirst()
        .flatMap(event -> DemographicCells.ageYears(event, time));
  }
}
