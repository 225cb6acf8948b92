package org.chiasm.learn.tolerance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chiasm.learn.SyntheticCohort;
import org.chiasm.learn.encode.TensorFeatures;
import org.chiasm.learn.evaluate.Measure;
import org.chiasm.learn.evaluate.Metric;
import org.chiasm.learn.evaluate.MetricEstimate;
import org.chiasm.learn.outcome.KnownRows;
import org.chiasm.row.InputCell;
import org.chiasm.study.FusionStrategy;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.SplitDefinition;
import org.junit.jupiter.api.Test;

class ToleranceRunTest {
  private static final SyntheticCohort COHORT = new SyntheticCohort(700, 6, false);

  /** Each row's value of crp where it is at most so old. */
  private static Map<Duration, List<Map<String, InputCell>>> cells() {
    var cells = new LinkedHashMap<Duration, List<Map<String, InputCell>>>();
    for (int hours : List.of(1, 6, 24)) {
      var rows = new ArrayList<Map<String, InputCell>>();
      for (var row : COHORT.features()) {
        boolean young =
            row.cell("crp") instanceof InputCell.Present present && present.ageHours() <= hours;
        rows.add(Map.of("crp", young ? row.cell("crp") : SyntheticCohort.missing()));
      }
      cells.put(Duration.ofHours(hours), rows);
    }
    return cells;
  }

  private static ToleranceCurve curve() {
    var study =
        SyntheticCohort.study(
            new SplitDefinition.Shares(2, 0.5, 0.2, 0.3), false, List.of(FusionStrategy.LATE));
    var run =
        new ToleranceRun(
            study, new KnownRows(COHORT.rows()), new TensorFeatures(COHORT.tensors()));
    List<InputDefinition> inputs =
        study.inputs().stream().filter(each -> each.name().equals("crp")).toList();
    return run.curve(
        "crp", inputs, "mg/L", Semivariogram.of(List.of(), List.of(1.0), 1), cells(), 0.5);
  }

  private static double auroc(Map<Measure, MetricEstimate> metrics) {
    return metrics.get(Metric.AUROC) instanceof MetricEstimate.Estimated estimate
        ? estimate.value()
        : Double.NaN;
  }

  @Test
  void wideningTheWindowOfAValueThatMattersGivesMoreRowsAndABetterProbe() {
    var widths = curve().widths();
    assertThat(widths.stream().map(WidthResult::coverage)).isSorted();
    assertThat(widths.getLast().coverage()).isBetween(0.8, 0.9);
    assertThat(auroc(widths.getLast().alone()))
        .isGreaterThan(auroc(widths.getFirst().alone()) + 0.1);
    assertThat(auroc(widths.getLast().added())).isGreaterThan(auroc(widths.getLast().alone()));
    assertThat(curve().cut().width()).isEqualTo(Duration.ofHours(24));
  }

  @Test
  void theSameRowsGiveTheSameCurve() {
    assertThat(curve()).isEqualTo(curve());
  }
}
