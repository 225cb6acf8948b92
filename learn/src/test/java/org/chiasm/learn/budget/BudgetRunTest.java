package org.chiasm.learn.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.chiasm.learn.SyntheticCohort;
import org.chiasm.learn.bundle.MeasuredBudget;
import org.chiasm.learn.bundle.ModelBundle;
import org.chiasm.learn.bundle.Provenance;
import org.chiasm.learn.encode.TensorFeatures;
import org.chiasm.learn.evaluate.FusionComparison;
import org.chiasm.learn.evaluate.Metric;
import org.chiasm.learn.evaluate.MetricEstimate;
import org.chiasm.learn.fusion.StrategyKey;
import org.chiasm.learn.outcome.KnownRows;
import org.chiasm.learn.outcome.PlainOutcome;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.InputCell;
import org.chiasm.row.LabelledRow;
import org.chiasm.row.Outcome;
import org.chiasm.study.FusionStrategy;
import org.chiasm.study.MissingBudget;
import org.chiasm.study.PerformanceFloor;
import org.chiasm.study.SplitDefinition;
import org.chiasm.study.StudyDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BudgetRunTest {
  private static final SyntheticCohort COHORT = new SyntheticCohort(900, 5, false);
  private static final FusionComparison TRAINED =
      FusionComparison.run(
          study(new PerformanceFloor.Unstated()),
          COHORT.rows(),
          COHORT.tensors(),
          (_, _) -> {},
          SyntheticCohort.quickTraining(1));

  private static StudyDefinition study(PerformanceFloor floor) {
    var study =
        SyntheticCohort.study(
            new SplitDefinition.Shares(2, 0.5, 0.2, 0.3), false, List.of(FusionStrategy.LATE));
    return study.withMissing(new MissingBudget(1, true, floor));
  }

  private static BudgetReport measure(PerformanceFloor floor) {
    var late = new StrategyKey.Fused(FusionStrategy.LATE);
    var features = new TensorFeatures(COHORT.tensors());
    var model = TRAINED.model();
    var predictor = PlainOutcome.predictor(model, model.fitted(late).orElseThrow(), features);
    var heldOut = new KnownRows(heldOut());
    return BudgetRun.measure(study(floor), predictor, heldOut, heldOut, (_, _) -> {});
  }

  private static List<LabelledRow> heldOut() {
    var outcomes = TRAINED.heldOut().outcomes();
    return IntStream.range(0, outcomes.length)
        .mapToObj(
            row ->
                new LabelledRow(
                    TRAINED.heldOut().rows().get(row), new Outcome.Observed(outcomes[row])))
        .toList();
  }

  private static double auroc(BudgetPoint point) {
    return point.metrics().get(Metric.AUROC) instanceof MetricEstimate.Estimated estimate
        ? estimate.value()
        : Double.NaN;
  }

  @Test
  void theInputsThatMakeTheOutcomeWeighAndTheOneThatDoesNotWeighsLittle() {
    var weights = measure(new PerformanceFloor.Unstated()).unitWeights();
    assertThat(weights.get("xray")).isGreaterThan(0.2);
    assertThat(weights.get("crp")).isGreaterThan(0.2);
    assertThat(weights.get("sex")).isLessThan(0.05);
    assertThat(weights.values().stream().mapToDouble(w -> w).sum()).isBetween(0.999, 1.001);
  }

  @Test
  void performanceFallsAsMoreIsTakenAwayAndTheRegionEndsBeforeTheFloor() {
    var report = measure(new PerformanceFloor.Absolute("auroc", 0.7));
    var random = report.random();
    assertThat(auroc(random.getLast().point())).isBetween(0.4, 0.62);
    assertThat(auroc(random.getFirst().point())).isGreaterThan(auroc(random.getLast().point()));
    assertThat(report.holds()).isTrue();
    assertThat(report.region().maxFraction()).isBetween(0.05, 0.95);
    for (var step : random) {
      if (step.bound() <= report.region().maxFraction()) {
        assertThat(step.point().aboveFloor()).isTrue();
      }
      assertThat(step.point().fraction()).isLessThanOrEqualTo(step.bound() + 1e-9);
    }
  }

  @Test
  void everySetOfBranchesIsJudgedAndThoseThatSufficeAreAllowed() {
    var report = measure(new PerformanceFloor.Absolute("auroc", 0.7));
    assertThat(report.bySubset()).hasSize(7);
    for (var subset : report.bySubset()) {
      assertThat(report.region().allowed().contains(subset.branches()))
          .isEqualTo(subset.point().aboveFloor());
    }
    assertThat(report.region().allowed()).contains(Set.of("image", "tabular", "text"));
    assertThat(report.region().allowed()).doesNotContain(Set.of("text"));
    int least = report.region().allowed().stream().mapToInt(Set::size).min().orElseThrow();
    assertThat(report.trigger().branches()).isNotEmpty().allMatch(set -> set.size() == least);
    assertThat(report.trigger().units()).isNotEmpty().doesNotContain("sex");
  }

  @Test
  void aFloorAboveTheModelIsSaidNotToBeKept() {
    var report = measure(new PerformanceFloor.Absolute("auroc", 0.99));
    assertThat(report.holds()).isFalse();
    assertThat(report.region().maxFraction()).isZero();
    assertThat(report.trigger().units()).isEmpty();
  }

  @Test
  void aRelativeFloorComparesTheSameRows() {
    var strict = measure(new PerformanceFloor.Relative("auroc", -0.005)).region();
    var loose = measure(new PerformanceFloor.Relative("auroc", -0.2)).region();
    assertThat(strict.maxFraction()).isLessThan(loose.maxFraction());
  }

  @Test
  void aMetricOfAnotherKindOfOutcomeIsRefused() {
    assertThatThrownBy(() -> measure(new PerformanceFloor.Absolute("mae", 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mae");
  }

  @Test
  void theSameRowsGiveTheSameReport() {
    assertThat(measure(new PerformanceFloor.Unstated()))
        .isEqualTo(measure(new PerformanceFloor.Unstated()));
  }

  @Test
  void maskingTakesAwayValuesAndSetsCountsToZeroAndLeavesTheRest() {
    var row = COHORT.features().getFirst();
    var unit = new MissingUnit("lab", "tabular", List.of("crp"), List.of("diabetes"), false);
    FeatureRow masked = Masking.without(row, List.of(unit));
    assertThat(masked.cell("crp")).isInstanceOf(InputCell.Missing.class);
    assertThat(((InputCell.Present) masked.cell("diabetes")).value())
        .isEqualTo(new InputCell.Value.Numeric(0));
    assertThat(masked.cell("xray")).isEqualTo(row.cell("xray"));
    var weights =
        new org.chiasm.row.BudgetRegion(
            Map.of("crp", 1.0), 1, Map.of("crp", "tabular"), List.of(), "none");
    assertThat(Masking.atRandom(row, List.of(unit), weights, 0, new Random(1))).isEqualTo(row);
  }

  @Test
  void aBundleKeepsItsBudgetUnderItsManifestAndIsKnownByIt(@TempDir Path folder)
      throws IOException {
    var bundle =
        new ModelBundle("study: x\n", TRAINED.model(), new Provenance("00", 2, Map.of(), Map.of()));
    bundle.save(folder);
    assertThat(MeasuredBudget.load(folder)).isEmpty();
    assertThat(MeasuredBudget.bundleId(folder)).isEqualTo(bundle.id());
    var budget =
        new MeasuredBudget("late", "abc", measure(new PerformanceFloor.Unstated()).region());
    budget.save(folder);
    assertThat(MeasuredBudget.load(folder)).contains(budget);
    assertThat(MeasuredBudget.bundleId(folder)).isNotEqualTo(bundle.id());
    assertThat(ModelBundle.load(folder).id()).isEqualTo(bundle.id());
  }
}
