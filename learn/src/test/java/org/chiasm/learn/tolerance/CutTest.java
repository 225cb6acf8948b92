package org.chiasm.learn.tolerance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.chiasm.learn.evaluate.MetricEstimate;
import org.junit.jupiter.api.Test;

class CutTest {
  private static final MetricEstimate NO_WORSE =
      new MetricEstimate.Estimated(-0.001, -0.01, 0.01, 100);
  private static final MetricEstimate WORSE =
      new MetricEstimate.Estimated(-0.03, -0.05, -0.01, 100);

  private static WidthResult width(int hours, double coverage, double drift, MetricEstimate gain) {
    return new WidthResult(Duration.ofHours(hours), coverage, 1, drift, Map.of(), Map.of(), gain);
  }

  @Test
  void theWidestWindowThatDriftsLittleIsChosen() {
    var cut =
        Cut.of(
            List.of(
                width(1, 0.1, 0.1, NO_WORSE),
                width(6, 0.4, 0.3, NO_WORSE),
                width(24, 0.8, 0.7, NO_WORSE)),
            0.5);
    assertThat(cut.width()).isEqualTo(Duration.ofHours(6));
    assertThat(cut.reason())
        .isEqualTo(
            "within 6h the value drifts by 30 % of the variance between subjects, at most the 50 %"
                + " that is borne; within the next, 24h, by 70 %; 40 % of rows have a value within 6h");
  }

  @Test
  void aWidthAtWhichPerformanceClearlyDropsIsNotChosen() {
    var cut = Cut.of(List.of(width(1, 0.1, 0.1, NO_WORSE), width(6, 0.4, 0.3, WORSE)), 0.5);
    assertThat(cut.width()).isEqualTo(Duration.ofHours(1));
    assertThat(cut.reason()).contains("performance drops");
  }

  @Test
  void ofWidthsThatGiveTheSameRowsTheNarrowestIsChosen() {
    var cut =
        Cut.of(
            List.of(
                width(1, 0.1, 0.1, NO_WORSE),
                width(6, 0.895, 0.2, NO_WORSE),
                width(24, 0.9, 0.3, NO_WORSE)),
            0.5);
    assertThat(cut.width()).isEqualTo(Duration.ofHours(6));
    assertThat(cut.reason()).contains("24h would give hardly more (90 %)");
  }

  @Test
  void whereEvenTheNarrowestDriftsTooFarItIsSaid() {
    var cut = Cut.of(List.of(width(1, 0.1, 0.8, NO_WORSE), width(6, 0.4, 0.9, NO_WORSE)), 0.5);
    assertThat(cut.width()).isEqualTo(Duration.ofHours(1));
    assertThat(cut.reason()).startsWith("no width is good");
  }

  @Test
  void withoutRepeatedValuesOnlyPerformanceDecides() {
    var cut =
        Cut.of(
            List.of(width(1, 0.1, Double.NaN, NO_WORSE), width(6, 0.4, Double.NaN, NO_WORSE)), 0.5);
    assertThat(cut.width()).isEqualTo(Duration.ofHours(6));
    assertThat(cut.reason()).contains("too few repeated values");
  }
}
