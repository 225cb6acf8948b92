package org.chiasm.learn.evaluate;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MetricTest {
  static Stream<JsonNode> storedCases() throws IOException {
    try (var file = MetricTest.class.getResourceAsStream("sklearn_metrics.json")) {
      var cases = new ObjectMapper().readTree(requireNonNull(file));
      return StreamSupport.stream(cases.spliterator(), false).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("storedCases")
  void metricsEqualScikitLearnsOnStoredCases(JsonNode stored) {
    var outcomes = numbers(stored.get("outcomes"));
    var predictions = numbers(stored.get("predictions"));
    stored
        .get("metrics")
        .properties()
        .forEach(
            entry ->
                assertThat(
                        Metric.valueOf(entry.getKey().toUpperCase(Locale.ROOT))
                            .of(outcomes, predictions)
                            .orElseThrow())
                    .as("%s of '%s'", entry.getKey(), stored.get("name").textValue())
                    .isCloseTo(entry.getValue().doubleValue(), within(1e-9)));
  }

  private static double[] numbers(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false)
        .mapToDouble(JsonNode::doubleValue)
        .toArray();
  }

  /** Rows of an outcome and a coarse prediction, so that ties are common. */
  @Provide
  Arbitrary<int[][]> scored() {
    return Arbitraries.integers()
        .between(0, 1)
        .array(int[].class)
        .ofMinSize(2)
        .ofMaxSize(40)
        .flatMap(
            outcomes ->
                Arbitraries.integers()
                    .between(1, 9)
                    .array(int[].class)
                    .ofSize(outcomes.length)
                    .map(tenths -> new int[][] {outcomes, tenths}));
  }

  @Property(tries = 300)
  void aurocIsTheShareOfConcordantPairsWithTiesCountedHalf(@ForAll("scored") int[][] scored) {
    double pairs = 0;
    double concordant = 0;
    for (int i = 0; i < scored[0].length; i++) {
      for (int j = 0; j < scored[0].length; j++) {
        if (scored[0][i] == 1 && scored[0][j] == 0) {
          pairs++;
          concordant += scored[1][i] > scored[1][j] ? 1 : scored[1][i] == scored[1][j] ? 0.5 : 0;
        }
      }
    }
    var auroc = Metric.AUROC.of(outcomes(scored), predictions(scored, 1));
    if (pairs == 0) {
      assertThat(auroc).isEmpty();
    } else {
      assertThat(auroc.orElseThrow()).isCloseTo(concordant / pairs, within(1e-12));
    }
  }

  @Property(tries = 100)
  void rankMetricsDoNotChangeUnderARisingTransform(@ForAll("scored") int[][] scored) {
    for (var metric : new Metric[] {Metric.AUROC, Metric.AUPRC}) {
      assertThat(metric.of(outcomes(scored), predictions(scored, 1)))
          .isEqualTo(metric.of(outcomes(scored), predictions(scored, 3)));
    }
  }

  @Property(tries = 100)
  void aWeightOfTwoCountsLikeTheRowTwice(@ForAll("scored") int[][] scored) {
    int rows = scored[0].length;
    var twice = new int[2][rows + 1];
    for (int part = 0; part < 2; part++) {
      System.arraycopy(scored[part], 0, twice[part], 0, rows);
      twice[part][rows] = scored[part][0];
    }
    var weights = new int[rows];
    java.util.Arrays.fill(weights, 1);
    weights[0] = 2;
    var ranked = new RankedPredictions(outcomes(scored), predictions(scored, 1));
    for (var metric : Metric.of(true)) {
      var expected = metric.of(outcomes(twice), predictions(twice, 1));
      var weighted = metric.compute(ranked, weights);
      assertThat(weighted.isPresent()).as(metric.id()).isEqualTo(expected.isPresent());
      if (expected.isPresent()) {
        assertThat(weighted.getAsDouble())
            .as(metric.id())
            .isCloseTo(expected.getAsDouble(), within(1e-6));
      }
    }
  }

  private static double[] outcomes(int[][] scored) {
    return java.util.Arrays.stream(scored[0]).asDoubleStream().toArray();
  }

  private static double[] predictions(int[][] scored, int power) {
    return java.util.Arrays.stream(scored[1]).mapToDouble(p -> Math.pow(p / 10.0, power)).toArray();
  }

  @Test
  void oneOutcomeOnlyHasNoDiscriminationAndNoCalibrationSlope() {
    double[] outcomes = {1, 1, 1};
    double[] predictions = {0.2, 0.5, 0.9};
    assertThat(Metric.AUROC.of(outcomes, predictions)).isEmpty();
    assertThat(Metric.AUPRC.of(outcomes, predictions)).isEmpty();
    assertThat(Metric.CALIBRATION_SLOPE.of(outcomes, predictions)).isEmpty();
    assertThat(Metric.BRIER.of(outcomes, predictions)).isPresent();
  }

  @Test
  void separatedOutcomesHaveNoFiniteCalibrationSlope() {
    double[] outcomes = {0, 0, 1, 1};
    double[] predictions = {0.1, 0.2, 0.7, 0.9};
    assertThat(Metric.CALIBRATION_SLOPE.of(outcomes, predictions)).isEmpty();
    assertThat(Metric.AUROC.of(outcomes, predictions)).hasValue(1);
  }

  @Test
  void certainPredictionsGiveAFiniteLogLoss() {
    assertThat(Metric.LOG_LOSS.of(new double[] {0, 1, 1}, new double[] {0, 1, 0}).orElseThrow())
        .isFinite();
  }

  @Test
  void noRowsGiveNoMetric() {
    for (var metric : Metric.values()) {
      assertThat(metric.of(new double[0], new double[0])).as(metric.id()).isEmpty();
    }
  }

  @Test
  void actingOnNobodyHasNoNetBenefitAndActingOnEverybodyThatOfTreatAll() {
    double[] outcomes = {1, 0, 0, 1, 0};
    double[] predictions = {0.8, 0.6, 0.3, 0.4, 0.1};
    var half = DecisionPoint.at(0.5, outcomes, predictions);
    assertThat(half.netBenefit()).isEqualTo((1 - 1.0) / 5);
    assertThat(half.treatAll()).isCloseTo((2 - 3.0) / 5, within(1e-12));
    assertThat(DecisionPoint.at(0.9, outcomes, predictions).netBenefit()).isZero();
    var all = DecisionPoint.at(0.05, outcomes, predictions);
    assertThat(all.netBenefit()).isEqualTo(all.treatAll());
  }

  @Test
  void calibrationBinsHoldEveryRowOnce() {
    var outcomes = new double[23];
    var predictions = new double[23];
    for (int i = 0; i < 23; i++) {
      outcomes[i] = i % 2;
      predictions[i] = (22 - i) / 23.0;
    }
    var curve = CalibrationBin.curve(outcomes, predictions, 10);
    assertThat(curve).hasSize(10);
    assertThat(curve.stream().mapToInt(CalibrationBin::rowCount).sum()).isEqualTo(23);
    assertThat(curve.stream().map(CalibrationBin::meanPrediction).toList()).isSorted();
  }
}
