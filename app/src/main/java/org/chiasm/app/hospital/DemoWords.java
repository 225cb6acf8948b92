package org.chiasm.app.hospital;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** The demo's summary in words, for a terminal. */
public final class DemoWords {
  private final JsonNode summary;
  private final StringBuilder words = new StringBuilder();

  private DemoWords(JsonNode summary) {
    this.summary = summary;
  }

  /** What a summary says of the truth, the strategies and the verdicts. */
  public static String of(JsonNode summary) {
    var words = new DemoWords(summary);
    words.truth();
    words.strategies();
    words.verdicts();
    return words.words.append('\n').toString();
  }

  private void line(String text) {
    words.append(text).append('\n');
  }

  private void truth() {
    var truth = summary.path("truth");
    line(String.format(Locale.ROOT, "%nAgainst the truth"));
    share("series right", truth.path("series right"), truth.path("series wrong"));
    line(
        String.format(
            Locale.ROOT,
            "  %,9d  laboratory values silently wrong (units among them)",
            truth.path("laboratory values silently wrong").asLong()));
    share(
        "comorbidities right",
        truth.path("comorbidities right"),
        truth.path("comorbidities wrong"));
    share(
        "signals read where readable",
        truth.path("recordings right"),
        truth.path("recordings wrong"));
    for (var count : truth.properties()) {
      line(String.format(Locale.ROOT, "  %,9d  %s", count.getValue().asLong(), count.getKey()));
    }
  }

  private void share(String what, JsonNode right, JsonNode wrong) {
    long all = right.asLong() + wrong.asLong();
    line(
        String.format(
            Locale.ROOT,
            "  %7.2f %%  %s (%,d of %,d)",
            all == 0 ? 0 : 100.0 * right.asLong() / all,
            what,
            right.asLong(),
            all));
  }

  private void strategies() {
    line(String.format(Locale.ROOT, "%nAUROC on held-out patients, with 95 %% intervals"));
    for (var strategy : summary.path("evaluation").path("strategies").properties()) {
      line(
          String.format(
              Locale.ROOT,
              "  %-18s %s",
              strategy.getKey(),
              estimate(strategy.getValue().path("metrics").path("auroc"))));
    }
    line(
        String.format(
            Locale.ROOT,
            "  %-18s %.3f",
            "the true risk",
            summary
                .path("verdicts")
                .path("best_reaches_ceiling")
                .path("ceiling_auroc")
                .asDouble()));
  }

  private void verdicts() {
    var verdicts = summary.path("verdicts");
    line(String.format(Locale.ROOT, "%nVerdicts"));
    var beats = verdicts.path("every_fusion_beats_every_modality");
    line(
        String.format(
            Locale.ROOT,
            "  %-3s every fusion beats every modality alone: %d of %d paired intervals above zero",
            yes(beats),
            beats.path("intervals_above_zero").asInt(),
            beats.path("pairs").asInt()));
    each(beats.path("not_above_zero"), "fusion", "modality");
    var ceiling = verdicts.path("best_reaches_ceiling");
    line(
        String.format(
            Locale.ROOT,
            "  %-3s the best, %s, reaches %.1f %% of the ceiling's AUROC (95 %% asked), %.1f %% of what lies above 0.5",
            yes(ceiling),
            ceiling.path("best_fusion").asText(),
            100 * ceiling.path("share_of_auroc").asDouble(),
            100 * ceiling.path("share_of_auroc_above_one_half").asDouble()));
    var removal = verdicts.path("losing_a_modality");
    if (!removal.isMissingNode()) {
      line(
          String.format(
              Locale.ROOT,
              "  %-3s without any one modality no worse than trained without it (-%.2f): %d of %d, and for %s %s",
              yes(removal),
              removal.path("tolerance").asDouble(),
              removal.path("no_worse").asInt(),
              removal.path("pairs").asInt(),
              removal.path("best_fusion").asText(),
              removal.path("holds_for_best_fusion").asBoolean() ? "always" : "not always"));
      each(removal.path("worse"), "fusion", "without");
    }
  }

  private void each(JsonNode list, String one, String other) {
    for (var entry : list) {
      line(
          String.format(
              Locale.ROOT,
              "        %s, %s %s: %s",
              entry.path(one).asText(),
              other,
              entry.path(other).asText(),
              estimate(entry.path("advantage"))));
    }
  }

  private static String yes(JsonNode verdict) {
    return verdict.path("holds").asBoolean() ? "yes" : "no";
  }

  private static String estimate(JsonNode estimate) {
    if (!estimate.has("value")) {
      return estimate.path("undefined").asText();
    }
    String value = String.format(Locale.ROOT, "%.3f", estimate.path("value").asDouble());
    return estimate.has("low")
        ? value
            + String.format(
                Locale.ROOT,
                " (%.3f to %.3f)",
                estimate.path("low").asDouble(),
                estimate.path("high").asDouble())
        : value;
  }
}
