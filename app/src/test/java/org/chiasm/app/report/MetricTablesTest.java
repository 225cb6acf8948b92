package org.chiasm.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;

class MetricTablesTest {
  private static String page(double low, double high) {
    var differences = JsonNodeFactory.instance.arrayNode();
    differences
        .addObject()
        .put("left", "late:vote")
        .put("right", "single:vitals")
        .put("metric", "auroc")
        .putObject("advantage")
        .put("value", (low + high) / 2)
        .put("low", low)
        .put("high", high)
        .put("resamples", 1000);
    var page = new Markup();
    MetricTables.differences(page, differences, "auroc");
    return page.toString();
  }

  @Test
  void anIntervalThatExcludesZeroIsMarkedOnWhicheverSideItLies() {
    assertThat(page(0.01, 0.03)).contains("above zero").doesNotContain("below zero");
    assertThat(page(-0.03, -0.01)).contains("below zero").doesNotContain("above zero");
    assertThat(page(-0.03, 0.01)).doesNotContain("above zero").doesNotContain("below zero");
  }

  @Test
  void divisionsAreShownBesideThePooledFigureAndTheirMean() {
    var evaluation = JsonNodeFactory.instance.objectNode();
    var strategy = evaluation.putObject("strategies").putObject("early_i");
    strategy
        .putObject("metrics")
        .putObject("auroc")
        .put("value", 0.851)
        .put("low", 0.83)
        .put("high", 0.87);
    strategy.putObject("within_divisions").put("value", 0.862).put("low", 0.84).put("high", 0.88);
    var folds = evaluation.putArray("folds");
    for (int fold = 0; fold < 2; fold++) {
      var entry = folds.addObject().put("fold", fold);
      entry
          .putObject("chosen")
          .putObject("early_i")
          .putObject("held_out")
          .put("auroc", fold == 0 ? 0.871 : 0.853);
    }
    var page = new Markup();
    MetricTables.divisions(page, evaluation, "auroc");
    assertThat(page.toString())
        .contains("within each of the 2 divisions", "0.851", "0.862", "0.871", "0.853");
  }

  @Test
  void oneDivisionHasNoTableOfDivisions() {
    var evaluation = JsonNodeFactory.instance.objectNode();
    evaluation.putObject("strategies").putObject("early_i");
    evaluation.putArray("folds").addObject().put("fold", 0);
    var page = new Markup();
    MetricTables.divisions(page, evaluation, "auroc");
    assertThat(page.toString()).isEmpty();
  }
}
