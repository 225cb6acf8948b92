package org.chiasm.app.report;

import com.fasterxml.jackson.databind.JsonNode;

/** An estimate of the summary in words: value and interval, or why there is none. */
public final class EstimateWords {
  private EstimateWords() {}

  /** The words, with so many digits after the point. */
  public static String of(JsonNode estimate, int digits) {
    if (!estimate.has("value")) {
      return estimate.path("undefined").asText("–");
    }
    String value = Markup.number(estimate.path("value").asDouble(), digits);
    return estimate.has("low")
        ? value
            + " ("
            + Markup.number(estimate.path("low").asDouble(), digits)
            + " to "
            + Markup.number(estimate.path("high").asDouble(), digits)
            + ")"
        : value;
  }
}
