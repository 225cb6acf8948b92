package org.chiasm.learn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.chiasm.Modality;
import org.chiasm.learn.SyntheticCohort;
import org.chiasm.learn.fusion.LearnerKind;
import org.chiasm.learn.fusion.StrategyKey;
import org.chiasm.learn.network.TrainingProgress;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.GateDecision;
import org.chiasm.row.LabelledRow;
import org.chiasm.row.Outcome;
import org.chiasm.study.Branch;
import org.chiasm.study.FusionStrategy;
import org.chiasm.study.SplitDefinition;
import org.junit.jupiter.api.Test;

class FusionComparisonTest {
  private static final StrategyKey EARLY = new StrategyKey.Fused(FusionStrategy.EARLY_I);
  private static final StrategyKey LATE = new StrategyKey.Fused(FusionStrategy.LATE);
  private static final List<FusionStrategy> WANTED =
      List.of(FusionStrategy.EARLY_I, FusionStrategy.EARLY_II, FusionStrategy.LATE);

  private static FusionComparison run(
      SyntheticCohort cohort, List<LabelledRow> rows, SplitDefinition split, boolean quantity) {
    return FusionComparison.run(
        SyntheticCohort.study(split, quantity, WANTED),
        rows,
        cohort.tensors(),
        TrainingProgress.SILENT,
        SyntheticCohort.quickTraining(split.seed()));
  }

  @Test
  void bothFusionsBeatEverySingleModalityWhenTheOutcomeNeedsThemAll() {
    var cohort = new SyntheticCohort(600, 1, false);
    var result = run(cohort, cohort.rows(), new SplitDefinition.Folds(7, 3), false);
    assertThat(result.evaluation().strategies()).hasSize(10);
    assertThat(result.notTrained()).isEmpty();
    assertThat(result.evaluation().rowCount()).isEqualTo(800);
    assertThat(result.evaluation().subjectCount()).isEqualTo(600);
    var clear =
        result.evaluation().differences().stream()
            .filter(each -> each.metric() == Metric.AUROC)
            .filter(each -> each.left().equals(EARLY) || each.left().equals(LATE))
            .toList();
    assertThat(clear).hasSize(6).allMatch(PairedDifference::isClear);
    assertThat(result.evaluation().bestFused()).isPresent();
    assertThat(value(result.evaluation().strategy(EARLY).orElseThrow(), Metric.AUROC))
        .isBetween(0.8, 0.95);
    assertThat(value(result.evaluation().strategy(EARLY).orElseThrow(), Metric.CALIBRATION_SLOPE))
        .isBetween(0.7, 1.4);
    assertThat(result.overBaseline().get(LATE))
        .isInstanceOfSatisfying(
            MetricEstimate.Estimated.class, each -> assertThat(each.low()).isPositive());
    assertThat(result.folds()).hasSize(3).allSatisfy(fold -> assertThat(fold.fits()).hasSize(10));
    double meanOfFolds =
        result.folds().stream()
            .flatMap(fold -> fold.fits().stream())
            .filter(fit -> fit.key().equals(LATE))
            .mapToDouble(fit -> fit.heldOut().get(Metric.AUROC))
            .average()
            .orElseThrow();
    assertThat(result.withinDivisions().get(LATE))
        .isInstanceOfSatisfying(
            MetricEstimate.Estimated.class,
            each -> {
              assertThat(each.value()).isCloseTo(meanOfFolds, within(1e-12));
              assertThat(meanOfFolds).isBetween(each.low(), each.high());
            });
    assertThat(result.byLearner().keySet()).containsExactly(LearnerKind.values());
    assertThat(result.evaluation().strategy(EARLY).orElseThrow().subgroups())
        .extracting(SubgroupResult::level)
        .containsExactly("female", "male");
    assertThat(result.model().fitted()).hasSize(10);
  }

  private static double value(StrategyResult result, Metric metric) {
    return result.metric(metric) instanceof MetricEstimate.Estimated estimated
        ? estimated.value()
        : Double.NaN;
  }

  @Test
  void aQuantityIsPredictedBetterThanByTheMedian() {
    var cohort = new SyntheticCohort(300, 2, true);
    var result = run(cohort, cohort.rows(), new SplitDefinition.Shares(7, 0.5, 0.25, 0.25), true);
    assertThat(result.evaluation().binary()).isFalse();
    assertThat(result.overBaseline().get(EARLY))
        .isInstanceOfSatisfying(
            MetricEstimate.Estimated.class, each -> assertThat(each.low()).isPositive());
    assertThat(result.baseline()).containsOnlyKeys(Metric.MAE, Metric.RMSE);
    assertThat(result.withinDivisions()).isEmpty();
    assertThat(value(result.evaluation().strategy(EARLY).orElseThrow(), Metric.R2))
        .isGreaterThan(0.3);
  }

  @Test
  void theSameInputGivesTheSameResult() {
    var cohort = new SyntheticCohort(60, 3, false);
    var split = new SplitDefinition.Shares(1, 0.5, 0.25, 0.25);
    var once = run(cohort, cohort.rows(), split, false);
    var again = run(cohort, cohort.rows(), split, false);
    assertThat(again.evaluation()).isEqualTo(once.evaluation());
    assertThat(again.folds()).isEqualTo(once.folds());
    assertThat(again.byLearner()).isEqualTo(once.byLearner());
  }

  @Test
  void rowsWithoutFollowupAndRowsTheGateHoldsBackAreCountedAndNotUsed() {
    var cohort = new SyntheticCohort(60, 4, false);
    var rows = new ArrayList<>(cohort.rows());
    rows.set(0, new LabelledRow(rows.get(0).row(), new Outcome.NoFollowup()));
    rows.set(1, new LabelledRow(rows.get(1).row(), new Outcome.Observed(Double.NaN)));
    var old = rows.get(2).row();
    var abstained =
        new FeatureRow(
            old.subject(),
            old.triggerSource(),
            old.triggerTime(),
            old.predictionTime(),
            new GateDecision.Abstain(List.of("no image")),
            old.cells());
    rows.set(2, new LabelledRow(abstained, rows.get(2).outcome()));
    var result = run(cohort, rows, new SplitDefinition.Folds(1, 3), false);
    assertThat(result.rowCounts()).isEqualTo(new FusionComparison.RowCounts(77, 2, 1));
    assertThat(result.heldOut().rows()).hasSize(77);
  }

  @Test
  void aHandfulOfPatientsOrOneOutcomeGivesReasonsAndNoCrash() {
    var few = new SyntheticCohort(4, 5, false);
    for (var split :
        List.of(new SplitDefinition.Folds(1, 3), new SplitDefinition.Shares(1, 0.6, 0.2, 0.2))) {
      for (int kept = 0; kept <= few.rows().size(); kept++) {
        var result = run(few, few.rows().subList(0, kept), split, false);
        assertThat(result.problems()).isNotEmpty();
        assertThat(result.evaluation().strategies().size() + result.notTrained().size())
            .isEqualTo(10);
      }
    }
    var well = new ArrayList<LabelledRow>();
    for (var row : new SyntheticCohort(40, 6, false).rows()) {
      well.add(new LabelledRow(row.row(), new Outcome.Observed(0)));
    }
    var result =
        run(new SyntheticCohort(40, 6, false), well, new SplitDefinition.Folds(1, 3), false);
    assertThat(result.evaluation().strategy(EARLY).orElseThrow().metric(Metric.AUROC))
        .isEqualTo(new MetricEstimate.Undefined("the rows have one outcome only"));
    assertThat(result.evaluation().strategy(EARLY).orElseThrow().metric(Metric.BRIER))
        .isInstanceOf(MetricEstimate.Estimated.class);
  }

  @Test
  void unreadableImagesAreSaidAndTheRunGoesOn() {
    var cohort = new SyntheticCohort(40, 7, false);
    var result =
        FusionComparison.run(
            SyntheticCohort.study(new SplitDefinition.Folds(1, 3), false, WANTED),
            cohort.rows(),
            reference -> java.util.Optional.empty(),
            TrainingProgress.SILENT,
            SyntheticCohort.quickTraining(1));
    assertThat(result.problems()).anyMatch(each -> each.contains("could not be read"));
    assertThat(result.notTrained())
        .extracting(each -> each.key())
        .contains(new StrategyKey.Single(Branch.of(Modality.IMAGE)));
  }
}
