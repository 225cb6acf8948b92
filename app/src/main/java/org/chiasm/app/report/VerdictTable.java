package org.chiasm.app.report;

import com.fasterxml.jackson.databind.JsonNode;

/** What the demo is to show about fusion, as measured. */
final class VerdictTable {
  private VerdictTable() {}

  static void write(Markup page, JsonNode verdicts) {
    if (verdicts.isMissingNode()) {
      return;
    }
    page.element("h2", "What the demo is to show, as measured")
        .raw("<table><tr><th>asked</th><th>measured</th><th>holds</th></tr>");
    var beats = verdicts.path("every_fusion_beats_every_modality");
    row(
        page,
        "every fusion beats every modality alone, with a paired interval above zero",
        beats.path("intervals_above_zero").asInt()
            + " of "
            + beats.path("pairs").asInt()
            + " intervals lie above zero",
        beats);
    var ceiling = verdicts.path("best_reaches_ceiling");
    row(
        page,
        "the best fusion reaches 95 % of the AUROC of the true risk on the same rows",
        ceiling.path("best_fusion").asText()
            + " "
            + EstimateWords.of(ceiling.path("auroc"), 3)
            + ", the true risk "
            + Markup.number(ceiling.path("ceiling_auroc").asDouble(), 3)
            + ": "
            + percent(ceiling.path("share_of_auroc"))
            + " of it, "
            + percent(ceiling.path("share_of_auroc_above_one_half"))
            + " of what lies above 0.5",
        ceiling);
    var removal = verdicts.path("losing_a_modality");
    if (!removal.isMissingNode()) {
      row(
          page,
          "a fusion that loses a modality is no worse than one trained without it (−"
              + Markup.number(removal.path("tolerance").asDouble(), 2)
              + ")",
          removal.path("no_worse").asInt() + " of " + removal.path("pairs").asInt() + " are not",
          removal);
    }
    page.raw("</table>");
  }

  /** Each branch hidden from each fusion, against training without it. */
  static void removals(Markup page, JsonNode removals, String metric) {
    if (removals.isEmpty()) {
      return;
    }
    page.element("h2", "What if a modality is missing?");
    page.raw("<p>")
        .text(
            "Held-out "
                + metric
                + " with one branch hidden from a model trained with all, and of a model trained"
                + " without that branch. An advantage near zero says that the model has learned to do"
                + " without.")
        .raw("</p><div class='scroll'><table><tr><th>strategy</th><th>without</th>")
        .raw("<th class='n'>hidden</th><th class='n'>trained without</th>")
        .raw("<th class='n'>advantage of hiding</th></tr>");
    for (var each : removals) {
      page.raw("<tr>")
          .element("td", each.path("strategy").asText())
          .element("td", each.path("branch").asText())
          .element("td class='n'", EstimateWords.of(each.path("hidden"), 3))
          .element("td class='n'", EstimateWords.of(each.path("trained_without"), 3))
          .element("td class='n'", EstimateWords.of(each.path("advantage"), 3))
          .raw("</tr>");
    }
    page.raw("</table></div>");
  }

  private static String percent(JsonNode share) {
    return Markup.number(100 * share.asDouble(), 1) + " %";
  }

  private static void row(Markup page, String asked, String measured, JsonNode verdict) {
    page.raw("<tr>")
        .element("td", asked)
        .element("td", measured)
        .element("td", verdict.path("holds").asBoolean() ? "yes" : "no")
        .raw("</tr>");
  }
}
