package org.chiasm.learn.survival;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.chiasm.learn.SyntheticCohort;
import org.chiasm.learn.bundle.ModelBundle;
import org.chiasm.learn.bundle.Provenance;
import org.chiasm.learn.evaluate.MetricEstimate;
import org.chiasm.learn.fusion.FusionTraining;
import org.chiasm.learn.fusion.LinearLearner;
import org.chiasm.learn.fusion.Strategy;
import org.chiasm.learn.fusion.StrategyKey;
import org.chiasm.learn.fusion.XgBoostLearner;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.InputCell;
import org.chiasm.row.LabelledRow;
import org.chiasm.row.Outcome;
import org.chiasm.study.FusionStrategy;
import org.chiasm.study.OutcomeDefinition;
import org.chiasm.study.SplitDefinition;
import org.chiasm.study.StudyDefinition;
import org.chiasm.study.TimeWindow;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exponential times whose rate the laboratory value and the history tell, censored at random. */
class SurvivalComparisonTest {
  private static final double HORIZON = 3;
  private static final StrategyKey EARLY = new StrategyKey.Fused(FusionStrategy.EARLY_I);
  private static final StrategyKey LATE = new StrategyKey.Fused(FusionStrategy.LATE);
  private static final List<FusionStrategy> EVERY_FUSION = List.of(FusionStrategy.values());

  private static final SyntheticCohort COHORT = new SyntheticCohort(500, 11, false);
  private static final StudyDefinition STUDY = study(new SplitDefinition.Shares(2, 0.5, 0.2, 0.3));
  private static final List<LabelledRow> ROWS = rows();
  private static SurvivalComparison comparison = run(ROWS, true);

  private static StudyDefinition study(SplitDefinition split) {
    var window =
        new TimeWindow(
            new TimeWindow.Bound(Duration.ZERO, false),
            new TimeWindow.Bound(Duration.ofDays(3), true));
    return SyntheticCohort.study(split, false, EVERY_FUSION)
        .withOutcome(new OutcomeDefinition.TimeToEvent(List.of("crp"), Duration.ofDays(1), window));
  }

  private static double rate(FeatureRow row) {
    double lab =
        row.cell("crp") instanceof InputCell.Present present
                && present.value() instanceof InputCell.Value.Numeric(var crp)
            ? Math.log(crp / 20)
            : 0;
    double history =
        row.cell("diabetes") instanceof InputCell.Present present
                && present.value() instanceof InputCell.Value.Numeric(var diabetes)
            ? diabetes
            : 0;
    return 0.15 * Math.exp(lab + 1.2 * history);
  }

  private static List<LabelledRow> rows() {
    var random = new Random(5);
    var rows = new ArrayList<LabelledRow>();
    for (var row : COHORT.features()) {
      double event = -Math.log(1 - random.nextDouble()) / rate(row);
      double censored = Math.min(HORIZON, 0.2 + 6 * random.nextDouble());
      rows.add(
          new LabelledRow(
              row,
              event <= censored ? new Outcome.Observed(event) : new Outcome.Censored(censored)));
    }
    return rows;
  }

  private static SurvivalComparison run(List<LabelledRow> rows, boolean removing) {
    var settings = List.of(new XgBoostLearner.Settings(0.1, 3, 3, 0.8, 0.5, 5));
    return SurvivalComparison.run(
        STUDY,
        rows,
        COHORT.tensors(),
        (done, total) -> {},
        new HazardTraining(
            new FusionTraining(
                new XgBoostLearner(settings, 200, 30, 30, 2),
                new LinearLearner(List.of(1.0, 0.1, 0.01), 0.1),
                SyntheticCohort.quickNetworks(2))),
        removing);
  }

  private static MetricEstimate.Estimated metric(StrategyKey key, SurvivalMetric metric) {
    return (MetricEstimate.Estimated)
        requireNonNull(
            comparison.evaluation().metrics().getOrDefault(key, Map.of()).get(metric), "metric");
  }

  @BeforeAll
  static void someAreCensoredBeforeTheHorizon() {
    assertThat(ROWS.stream().filter(SurvivalComparisonTest::isCensoredEarly).count())
        .isBetween(80L, 400L);
  }

  private static boolean isCensoredEarly(LabelledRow row) {
    return row.outcome() instanceof Outcome.Censored(var until) && until < HORIZON;
  }

  @Test
  void everyFusionOrdersBetterThanOneBranchAndBetterThanTheUsualRisk() {
    var fused =
        EVERY_FUSION.stream().map(each -> (StrategyKey) new StrategyKey.Fused(each)).toList();
    assertThat(comparison.evaluation().metrics())
        .hasSize(3 + fused.size())
        .containsKeys(EARLY, LATE);
    for (var key : fused) {
      assertThat(metric(key, SurvivalMetric.CONCORDANCE_UNO).low()).isGreaterThan(0.62);
      assertThat(comparison.overBaseline().get(key))
          .isInstanceOfSatisfying(
              MetricEstimate.Estimated.class, gain -> assertThat(gain.low()).isPositive());
      assertThat(
              comparison.evaluation().differences().stream()
                  .filter(each -> each.left().equals(key))
                  .filter(each -> each.right().id().equals("single:image"))
                  .filter(each -> each.metric() == SurvivalMetric.CONCORDANCE_UNO)
                  .allMatch(SurvivalEvaluation.Difference::isClear))
          .isTrue();
    }
  }

  @Test
  void predictedRiskByTheHorizonIsNearTheTrueRisk() {
    var rows = ROWS.stream().map(LabelledRow::row).toList();
    var model = comparison.model();
    var features = model.encode(rows, new org.chiasm.learn.encode.TensorFeatures(COHORT.tensors()));
    var predicted = model.fitted(EARLY).orElseThrow().best().predictions(features);
    double gap = 0;
    double bias = 0;
    for (int row = 0; row < predicted.length; row++) {
      double truth = 1 - Math.exp(-rate(rows.get(row)) * HORIZON);
      gap += Math.abs(predicted[row] - truth) / predicted.length;
      bias += (predicted[row] - truth) / predicted.length;
    }
    assertThat(gap).isLessThan(0.12);
    assertThat(bias).isBetween(-0.06, 0.06);
  }

  @Test
  void riskNeverFallsOverTimeAndEndsAtThePrediction() {
    var rows = ROWS.stream().map(LabelledRow::row).limit(50).toList();
    var model = comparison.model();
    var features = model.encode(rows, new org.chiasm.learn.encode.TensorFeatures(COHORT.tensors()));
    for (var fitted : model.fitted()) {
      var curves = RiskCurves.at(comparison.times(), fitted.best(), features);
      var predicted = fitted.best().predictions(features);
      for (int row = 0; row < rows.size(); row++) {
        for (int time = 1; time < curves.length; time++) {
          assertThat(curves[time][row]).isGreaterThanOrEqualTo(curves[time - 1][row]);
        }
        assertThat(curves[curves.length - 1][row])
            .isCloseTo(predicted[row], org.assertj.core.api.Assertions.within(1e-9));
      }
    }
  }

  @Test
  void aRowThatLacksABranchHasTheCurveOfTheModelThatNeverSawIt() {
    var rows = ROWS.stream().map(LabelledRow::row).toList();
    var model = comparison.model();
    var all = model.encode(rows, new org.chiasm.learn.encode.TensorFeatures(COHORT.tensors()));
    var whole =
        IntStream.range(0, rows.size())
            .filter(row -> all.branches().stream().allMatch(branch -> all.present(branch)[row]))
            .toArray();
    assertThat(whole.length).isGreaterThan(50);
    var features = all.rows(whole);
    for (var strategy : List.of(FusionStrategy.EARLY_I, FusionStrategy.EARLY_II)) {
      var early =
          (Strategy.Joined) model.fitted(new StrategyKey.Fused(strategy)).orElseThrow().best();
      assertThat(early.reduced()).hasSize(3);
      for (var less : early.reduced()) {
        var lacking = features.only(less.branches());
        var curves = RiskCurves.at(comparison.times(), early, lacking);
        assertThat(curves).isDeepEqualTo(RiskCurves.at(comparison.times(), less, lacking));
        assertThat(early.scores(lacking)).isNotEqualTo(early.scores(features));
      }
    }
  }

  @Test
  void heldOutFollowUpChangesNothingThatIsFitted() {
    var poisoned = new ArrayList<LabelledRow>();
    var heldOut =
        org.chiasm.learn.division.SubjectSplit.of(
                STUDY.split(), COHORT.features(), new double[ROWS.size()])
            .getFirst()
            .heldOut();
    for (int row = 0; row < ROWS.size(); row++) {
      poisoned.add(
          heldOut.contains(row)
              ? new LabelledRow(ROWS.get(row).row(), new Outcome.Observed(0.01))
              : ROWS.get(row));
    }
    assertThat(bundle(run(poisoned, false)).id()).isEqualTo(bundle(comparison).id());
  }

  private static ModelBundle bundle(SurvivalComparison of) {
    return new ModelBundle(
        "study: synthetic\n", of.model(), new Provenance("00", 2, Map.of(), Map.of()));
  }

  @Test
  void aBundleThatIsLoadedAgainPredictsTheSame(@TempDir Path folder) throws Exception {
    var rows = ROWS.stream().map(LabelledRow::row).toList();
    bundle(comparison).save(folder.resolve("model"));
    var loaded = ModelBundle.load(folder.resolve("model"));
    assertThat(loaded.predict(rows, COHORT.tensors()))
        .isEqualTo(bundle(comparison).predict(rows, COHORT.tensors()));
  }

  @Test
  void withoutAnyEventNothingCanBeTrained() {
    var never =
        ROWS.stream().map(row -> new LabelledRow(row.row(), new Outcome.Censored(1))).toList();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run(never, false))
        .withMessageContaining("has the event");
  }
}
