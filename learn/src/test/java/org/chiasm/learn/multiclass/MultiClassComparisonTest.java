package org.chiasm.learn.multiclass;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.chiasm.learn.SyntheticCohort;
import org.chiasm.learn.bundle.BundleException;
import org.chiasm.learn.bundle.ModelBundle;
import org.chiasm.learn.bundle.MultiClassBundle;
import org.chiasm.learn.bundle.Provenance;
import org.chiasm.learn.division.SubjectSplit;
import org.chiasm.learn.encode.TensorFeatures;
import org.chiasm.learn.evaluate.MetricEstimate;
import org.chiasm.learn.fusion.StrategyKey;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.InputCell;
import org.chiasm.row.LabelledRow;
import org.chiasm.row.Outcome;
import org.chiasm.study.FusionStrategy;
import org.chiasm.study.OutcomeDefinition;
import org.chiasm.study.OutcomeDefinition.OutcomeClass;
import org.chiasm.study.SplitDefinition;
import org.chiasm.study.StudyDefinition;
import org.chiasm.study.TimeWindow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three classes: one that the image tells, one that the laboratory value tells, and the rest. */
class MultiClassComparisonTest {
  private static final StrategyKey EARLY = new StrategyKey.Fused(FusionStrategy.EARLY_I);
  private static final StrategyKey LATE = new StrategyKey.Fused(FusionStrategy.LATE);
  private static final SyntheticCohort COHORT = new SyntheticCohort(450, 21, false);
  private static final StudyDefinition STUDY = study();
  private static final List<LabelledRow> ROWS = rows();
  private static final MultiClassComparison COMPARISON = run(ROWS);

  private static StudyDefinition study() {
    var window =
        new TimeWindow(
            new TimeWindow.Bound(Duration.ZERO, false),
            new TimeWindow.Bound(Duration.ofDays(3), true));
    return SyntheticCohort.study(
            new SplitDefinition.Shares(2, 0.5, 0.2, 0.3),
            false,
            List.of(FusionStrategy.EARLY_I, FusionStrategy.LATE))
        .withOutcome(
            new OutcomeDefinition.MultiClass(
                List.of(new OutcomeClass("shaded", "crp"), new OutcomeClass("inflamed", "crp")),
                "neither",
                window,
                OutcomeDefinition.NoFollowup.DROP));
  }

  private static double shade(FeatureRow row) {
    if (row.cell("xray") instanceof InputCell.Present present
        && present.value() instanceof InputCell.Value.Reference(var reference)) {
      var pixels = COHORT.tensors().tensor(reference).orElseThrow().values();
      double sum = 0;
      for (double each : pixels) {
        sum += each;
      }
      return (sum / pixels.length - 0.5) / 0.1;
    }
    return 0;
  }

  private static double lab(FeatureRow row) {
    return row.cell("crp") instanceof InputCell.Present present
            && present.value() instanceof InputCell.Value.Numeric(var crp)
        ? Math.log(crp / 20)
        : 0;
  }

  private static List<LabelledRow> rows() {
    var random = new Random(8);
    var rows = new ArrayList<LabelledRow>();
    for (var row : COHORT.features()) {
      var odds = new double[] {Math.exp(2 * shade(row)), Math.exp(2 * lab(row)), 1};
      double drawn = random.nextDouble() * (odds[0] + odds[1] + odds[2]);
      int place = drawn < odds[0] ? 0 : drawn < odds[0] + odds[1] ? 1 : 2;
      rows.add(new LabelledRow(row, new Outcome.Observed(place)));
    }
    return rows;
  }

  private static MultiClassComparison run(List<LabelledRow> rows) {
    return MultiClassComparison.run(
        STUDY, rows, COHORT.tensors(), (done, total) -> {}, SyntheticCohort.quickTraining(2), true);
  }

  private static MultiClassBundle bundle(MultiClassComparison of) {
    return new MultiClassBundle(
        "study: synthetic\n", of.model(), new Provenance("00", 2, Map.of(), Map.of()));
  }

  @Test
  void fusionTellsAllClassesApartBetterThanOneBranch() {
    var evaluation = COMPARISON.evaluation();
    for (var key : List.of(EARLY, LATE)) {
      assertThat(
              requireNonNull(evaluation.metrics().get(key)).get(MultiClassMetric.AUROC_HAND_TILL))
          .isInstanceOfSatisfying(
              MetricEstimate.Estimated.class, area -> assertThat(area.low()).isGreaterThan(0.73));
      assertThat(
              evaluation.differences().stream()
                  .filter(each -> each.left().equals(key))
                  .filter(each -> !each.right().id().equals("single:text"))
                  .filter(each -> each.metric() == MultiClassMetric.AUROC_HAND_TILL)
                  .allMatch(MultiClassEvaluation.Difference::isClear))
          .isTrue();
      assertThat(COMPARISON.overBaseline().get(key))
          .isInstanceOfSatisfying(
              MetricEstimate.Estimated.class, gain -> assertThat(gain.low()).isPositive());
    }
    assertThat(evaluation.classCounts().stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(evaluation.rowCount());
  }

  @Test
  void eachBranchIsBestForTheClassThatItTells() {
    var perClass = COMPARISON.evaluation().perClass();
    assertThat(perClass.get(0).name()).isEqualTo("shaded");
    assertThat(perClass.get(0).evaluation().bestSingle().orElseThrow().id())
        .isEqualTo("single:image");
    assertThat(perClass.get(1).evaluation().bestSingle().orElseThrow().id())
        .isEqualTo("single:tabular");
  }

  @Test
  void probabilitiesOfARowSumToOneAndTheirMeanIsNearTheShareOfTheClass() {
    var rows = COHORT.features();
    var predicted =
        requireNonNull(
            COMPARISON
                .model()
                .probabilities(rows, new TensorFeatures(COHORT.tensors()))
                .get(EARLY));
    var counts = COMPARISON.rows().counts(3);
    for (int place = 0; place < 3; place++) {
      double mean = 0;
      for (int row = 0; row < rows.size(); row++) {
        mean += predicted[place][row] / rows.size();
      }
      assertThat(mean).isCloseTo((double) counts.get(place) / rows.size(), within(0.06));
    }
    for (int row = 0; row < rows.size(); row++) {
      assertThat(predicted[0][row] + predicted[1][row] + predicted[2][row])
          .isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void heldOutClassesChangeNothingThatIsFitted() {
    var heldOut =
        SubjectSplit.of(STUDY.split(), COHORT.features(), new double[ROWS.size()])
            .getFirst()
            .heldOut();
    var poisoned = new ArrayList<LabelledRow>();
    for (int row = 0; row < ROWS.size(); row++) {
      poisoned.add(
          heldOut.contains(row)
              ? new LabelledRow(ROWS.get(row).row(), new Outcome.Observed(row % 3))
              : ROWS.get(row));
    }
    var rows = COHORT.features();
    assertThat(bundle(run(poisoned)).against("inflamed").predict(rows, COHORT.tensors()))
        .isEqualTo(bundle(COMPARISON).against("inflamed").predict(rows, COHORT.tensors()));
  }

  @Test
  void aBundleThatIsLoadedAgainPredictsTheSame(@TempDir Path folder) throws IOException {
    var model = folder.resolve("model");
    bundle(COMPARISON).save(model);
    var again = folder.resolve("again");
    bundle(COMPARISON).save(again);
    assertThat(Files.readAllBytes(model.resolve("manifest.json")))
        .isEqualTo(Files.readAllBytes(again.resolve("manifest.json")));
    var rows = COHORT.features();
    var tensors = new TensorFeatures(COHORT.tensors());
    var loaded = MultiClassBundle.load(model).model().probabilities(rows, tensors);
    COMPARISON
        .model()
        .probabilities(rows, tensors)
        .forEach((key, each) -> assertThat(loaded.get(key)).isDeepEqualTo(each));
    assertThat(MultiClassBundle.isAt(model)).isTrue();
    assertThatThrownBy(() -> ModelBundle.load(model))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("several classes");
  }

  @Test
  void aClassWithoutARowIsToldByName() {
    var without =
        ROWS.stream().filter(row -> !row.outcome().equals(new Outcome.Observed(1))).toList();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run(without))
        .withMessageContaining("inflamed");
  }

  @Test
  void anOutcomeThatIsNoPlaceOfAClassIsRefused() {
    var odd = List.of(new LabelledRow(ROWS.getFirst().row(), new Outcome.Observed(3)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run(odd))
        .withMessageContaining("one of 3 classes");
  }
}
