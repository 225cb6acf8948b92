package org.chiasm.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.chiasm.AvailableTime;
import org.chiasm.Boundary;
import org.chiasm.ClinicalEvent;
import org.chiasm.Code;
import org.chiasm.EffectiveTime;
import org.chiasm.EventCode;
import org.chiasm.EventValue;
import org.chiasm.FactKind;
import org.chiasm.FactStatus;
import org.chiasm.Origin;
import org.chiasm.note.HistoryReading.Evidence;
import org.chiasm.note.HistoryReading.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryCuratorTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final HistoryCurator CURATOR = new HistoryCurator();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PMH: diabetes.|PRESENT",
        "History of diabetes.|PRESENT",
        "Diabetic retinopathy.|PRESENT",
        "No diabetes.|DENIED",
        "Denies history of diabetes.|DENIED",
        "Family history: diabetes.|UNMENTIONED",
        "Mother has diabetes.|UNMENTIONED",
        "Call if diabetes develops.|UNMENTIONED",
        "No diabetic retinopathy.|UNMENTIONED",
        "Chest pain.|UNMENTIONED",
        "No diabetes in his mother.|UNMENTIONED",
        "Diabetes insipidus.|UNMENTIONED",
        "No diabetes last year. Now diabetes.|PRESENT"
      })
  void aNoteAffirmsDeniesOrSaysNothing(String text, State expected) {
    assertThat(CURATOR.read("diabetes", List.of(note("1", text))).state()).isEqualTo(expected);
  }

  @Test
  void aCodedProblemAffirms() {
    var reading = CURATOR.read("diabetes", List.of(problem("c", new Code("ICD10CM", "E11.22"))));
    assertThat(reading.state()).isEqualTo(State.PRESENT);
    assertThat(reading.affirming())
        .containsExactly(
            new Evidence.Coded(
                "Condition/c", EffectiveTime.at(NOON), new Code("ICD10CM", "E11.22")));
  }

  @Test
  void aNoteAgainstACodeIsAConflictShownWithBothPieces() {
    var reading =
        CURATOR.read(
            "diabetes",
            List.of(
                problem("c", new Code("SNOMED", "44054006")), note("n", "She has no diabetes.")));
    assertThat(reading.state()).isEqualTo(State.PRESENT);
    assertThat(reading.isConflicting()).isTrue();
    assertThat(reading.affirming()).hasSize(1);
    assertThat(reading.denying())
        .hasSize(1)
        .allSatisfy(evidence -> assertThat(evidence.origin()).isEqualTo("DocumentReference/n"));
  }

  @Test
  void anIncludedGroupCountsForTheOneThatIncludesItAndNotTheOtherWayRound() {
    var simple = List.of(problem("c", new Code("ICD10CM", "E11.9")));
    assertThat(CURATOR.read("diabetes", simple).state()).isEqualTo(State.PRESENT);
    assertThat(CURATOR.read("diabetes_with_complications", simple).state())
        .isEqualTo(State.UNMENTIONED);
    assertThat(CURATOR.read("liver_disease", List.of(note("n", "Esophageal varices."))).state())
        .isEqualTo(State.PRESENT);
  }

  @Test
  void aProblemTakenAsAbsentSaysNothing() {
    var event =
        event(
            "c",
            FactKind.CONDITION,
            "Condition/c",
            EventCode.of(new Code("ICD10CM", "E11.9")),
            new EventValue.Absent("identity-conflict"));
    assertThat(CURATOR.read("diabetes", List.of(event)).state()).isEqualTo(State.UNMENTIONED);
  }

  @Test
  void anUnknownGroupIsNamed() {
    assertThat(CURATOR.knows("diabets")).isFalse();
    assertThatThrownBy(() -> CURATOR.read("diabets", List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("diabets")
        .hasMessageContaining("diabetes");
  }

  private static ClinicalEvent note(String id, String text) {
    return event(
        id,
        FactKind.NOTE,
        "DocumentReference/" + id,
        EventCode.of(new Code("LOINC", "11506-3")),
        new EventValue.Narrative(text));
  }

  private static ClinicalEvent problem(String id, Code code) {
    return event(
        id,
        FactKind.CONDITION,
        "Condition/" + id,
        EventCode.of(code),
        EventValue.Occurrence.OCCURRED);
  }

  private static ClinicalEvent event(
      String id, FactKind kind, String reference, EventCode code, EventValue value) {
    return new ClinicalEvent(
        "ehr:" + id,
        kind,
        code,
        EffectiveTime.at(NOON),
        AvailableTime.stated(NOON),
        Boundary.POINT,
        value,
        FactStatus.FINAL,
        new Origin("ehr", reference));
  }
}
