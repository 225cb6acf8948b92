package org.chiasm.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chiasm.EventFixtures.NOON;
import static org.chiasm.EventFixtures.lab;
import static org.chiasm.EventFixtures.occurrence;

import java.util.List;
import org.chiasm.Boundary;
import org.chiasm.ClinicalEvent;
import org.chiasm.Code;
import org.chiasm.SubjectId;
import org.chiasm.record.Timeline;
import org.chiasm.row.Outcome;
import org.chiasm.row.PredictionCase;
import org.chiasm.study.StudyDefinition;
import org.chiasm.study.file.StudyFile;
import org.chiasm.study.yaml.Checked;
import org.junit.jupiter.api.Test;

class OutcomeLabelerTest {
  private static final ClinicalEvent BEFORE = lab("a", "1988-5", 3, "mg/L", -2, -1);
  private static final ClinicalEvent LATER = lab("b", "1988-5", 3, "mg/L", 36, 37);
  private static final ClinicalEvent MUCH_LATER = lab("c", "1988-5", 3, "mg/L", 500, 501);

  private static final String BINARY = "{concept: death, risk_window: \"(0h, 3d]\"%s}";
  private static final String OVER_TIME =
      "{time_to: death, from: prediction_time, unit: d, risk_window: \"(0h, 3d]\","
          + " no_followup: censor}";

  private static final String CLASSES =
      "{classes: {died: death, icu: icu, home: discharge}, otherwise: in_hospital,"
          + " risk_window: \"(0h, 3d]\"%s}";

  private static ClinicalEvent discharge(double hours) {
    return occurrence("e", new Code("", "HOME"), Boundary.POINT, hours);
  }

  private static ClinicalEvent icu(Boundary boundary, double hours) {
    return occurrence("f", new Code("", "ICU"), boundary, hours);
  }

  private static ClinicalEvent death(double hours) {
    return occurrence("d", new Code("", "DEATH"), Boundary.POINT, hours);
  }

  private static Outcome outcome(String definition, ClinicalEvent... events) {
    var text =
        """
        study: small
        concepts: {crp: {loinc: ["1988-5"], unit: "mg/L"}, death: {code: ["DEATH"]}, discharge: {code: ["HOME"]}, icu: {code: ["ICU"]}}
        cohort: {trigger: {concept: crp}}
        inputs: {crp: {modality: tabular, concept: crp, window: "[-1d, 0h]"}}
        outcome: %s
        split: {by: subject, seed: 1, folds: 3}
        fusion: [early_i]
        """
            .formatted(definition);
    if (!(StudyFile.read(text, "small.yaml")
        instanceof Checked.Accepted<StudyDefinition>(var study, var _))) {
      throw new AssertionError(StudyFile.read(text, "small.yaml"));
    }
    return new OutcomeLabeler(study)
        .label(
            new Timeline(new SubjectId(1), List.of(events)),
            new PredictionCase("case", NOON),
            NOON);
  }

  @Test
  void anEventInTheRiskWindowHasItsTime() {
    assertThat(outcome(OVER_TIME, BEFORE, death(36), MUCH_LATER))
        .isEqualTo(new Outcome.Observed(1.5));
  }

  @Test
  void withoutItTheSubjectCountsForAsLongAsItWasObserved() {
    assertThat(outcome(OVER_TIME, BEFORE, LATER)).isEqualTo(new Outcome.Censored(1.5));
  }

  @Test
  void observationCountsNoLongerThanTheRiskWindow() {
    assertThat(outcome(OVER_TIME, BEFORE, LATER, MUCH_LATER)).isEqualTo(new Outcome.Censored(3));
    assertThat(outcome(OVER_TIME, BEFORE, death(100))).isEqualTo(new Outcome.Censored(3));
  }

  @Test
  void whoIsNeverSeenAgainHasNoFollowUp() {
    assertThat(outcome(OVER_TIME, BEFORE)).isEqualTo(new Outcome.NoFollowup());
  }

  @Test
  void aYesOrNoOutcomeIsDroppedOrNegativeWhereFollowUpEndsEarly() {
    assertThat(outcome(BINARY.formatted(""), BEFORE, LATER)).isEqualTo(new Outcome.NoFollowup());
    assertThat(outcome(BINARY.formatted(", no_followup: negative"), BEFORE, LATER))
        .isEqualTo(new Outcome.Observed(0));
    assertThat(outcome(BINARY.formatted(""), BEFORE, MUCH_LATER))
        .isEqualTo(new Outcome.Observed(0));
    assertThat(outcome(BINARY.formatted(""), BEFORE, death(36))).isEqualTo(new Outcome.Observed(1));
  }

  @Test
  void theClassThatOccursFirstIsTheOutcome() {
    var classes = CLASSES.formatted("");
    assertThat(outcome(classes, BEFORE, discharge(24), death(36)))
        .isEqualTo(new Outcome.Observed(2));
    assertThat(outcome(classes, BEFORE, death(24), discharge(36)))
        .isEqualTo(new Outcome.Observed(0));
  }

  @Test
  void ofTwoAtOneMomentTheOneListedFirstCounts() {
    assertThat(outcome(CLASSES.formatted(""), BEFORE, discharge(24), death(24)))
        .isEqualTo(new Outcome.Observed(0));
  }

  @Test
  void aStayThatAlreadyLastsOccursAtTheBeginningOfTheWindow() {
    assertThat(
            outcome(
                CLASSES.formatted(""),
                BEFORE,
                icu(Boundary.START, -5),
                icu(Boundary.END, 30),
                death(20)))
        .isEqualTo(new Outcome.Observed(1));
  }

  @Test
  void withoutAnyClassTheRemainingOneNeedsFollowUp() {
    assertThat(outcome(CLASSES.formatted(""), BEFORE, discharge(100)))
        .isEqualTo(new Outcome.Observed(3));
    assertThat(outcome(CLASSES.formatted(""), BEFORE, LATER)).isEqualTo(new Outcome.NoFollowup());
    assertThat(outcome(CLASSES.formatted(", no_followup: otherwise"), BEFORE, LATER))
        .isEqualTo(new Outcome.Observed(3));
  }
}
