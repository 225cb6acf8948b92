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
}
