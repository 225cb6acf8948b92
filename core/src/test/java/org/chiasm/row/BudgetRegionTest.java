package org.chiasm.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chiasm.MissingReason;
import org.chiasm.study.MissingBudget;
import org.chiasm.study.StudyDefinition;
import org.junit.jupiter.api.Test;

class BudgetRegionTest {
  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");
  private static final PredictionCase CASE = new PredictionCase("1.2.3", TIME);
  private static final BudgetRegion REGION =
      new BudgetRegion(
          Map.of("crp", 0.3, "crp_mean", 0.3, "glucose", 0.1, "ecg", 0.3),
          0.35,
          Map.of(
              "xray",
              "image",
              "crp",
              "tabular",
              "crp_mean",
              "tabular",
              "glucose",
              "tabular",
              "ecg",
              "waveform"),
          List.of(
              Set.of("image", "tabular"),
              Set.of("image", "waveform"),
              Set.of("image", "tabular", "waveform")),
          "auroc at least 0.75");

  private static Map<String, InputCell> cells(String... absent) {
    var cells = new LinkedHashMap<String, InputCell>();
    for (var input : StudyFixtures.inputs()) {
      cells.put(
          input.name(),
          List.of(absent).contains(input.name())
              ? new InputCell.Missing(MissingReason.NOT_MEASURED)
              : new InputCell.Present(
                  new InputCell.Value.Numeric(1), 1, "", "Observation/1", Set.of()));
    }
    return cells;
  }

  private static StudyDefinition study(MissingBudget budget) {
    return StudyFixtures.study().withMissing(budget);
  }

  private static GateDecision decide(MissingBudget budget, String... absent) {
    return new Gate(study(budget), REGION).decide(CASE, TIME, cells(absent));
  }

  @Test
  void whatIsAbsentIsWeighedByImportance() {
    assertThat(REGION.missingFraction(cells("glucose", "age", "sex"))).isEqualTo(0.1);
    assertThat(REGION.missingFraction(cells("crp", "ecg"))).isEqualTo(0.6);
  }

  @Test
  void insideTheRegionTheModelMayRunAndOutsideItTheGateSaysWhy() {
    var auto = new MissingBudget(1, true);
    assertThat(decide(auto, "ecg", "diabetes")).isEqualTo(new GateDecision.Ready());
    assertThat(decide(auto, "ecg", "glucose").reasons())
        .containsExactly(
            "inputs that carry 40 % of the importance are missing, more than the 35 % within which"
                + " the model was measured to keep its floor (auroc at least 0.75); the weightiest:"
                + " ecg 30 %, glucose 10 %");
  }

  @Test
  void aSetOfBranchesThatDoesNotKeepTheFloorIsRefusedEvenWhereLittleWeightIsMissing() {
    var light = new BudgetRegion(Map.of(), 1, REGION.branchOf(), REGION.allowed(), REGION.floor());
    var gate = new Gate(study(new MissingBudget(1, true)), light);
    assertThat(gate.decide(CASE, TIME, cells("crp", "crp_mean", "glucose", "ecg")).reasons())
        .containsExactly(
            "only image is present; the model was measured to keep its floor (auroc at least 0.75)"
                + " with image and tabular, or image and waveform");
    assertThat(gate.decide(CASE, TIME, cells("ecg"))).isEqualTo(new GateDecision.Ready());
  }

  @Test
  void aShareOfTheStudysOwnIsWeighedByTheMeasuredImportanceAndBindsAlone() {
    var own = new MissingBudget(0.5, false);
    assertThat(decide(own, "ecg", "glucose")).isEqualTo(new GateDecision.Ready());
    assertThat(decide(own, "ecg", "crp").reasons())
        .containsExactly(
            "inputs that carry 60 % of the importance are missing, more than the 50 % the study"
                + " allows; the weightiest: crp 30 %, ecg 30 %");
  }

  @Test
  void aMissingRequiredInputIsSaidBeforeAnythingElse() {
    assertThat(decide(new MissingBudget(1, true), "xray", "crp", "ecg"))
        .isInstanceOf(GateDecision.Wait.class);
  }
}
