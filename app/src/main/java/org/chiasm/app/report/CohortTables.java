package org.chiasm.app.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Who is in the cohort, what is absent and why, how late things are known, and what was set aside.
 */
final class CohortTables {
  private static final List<String> COLOURS =
      List.of(
          "#9aa7b4", "#c9a227", "#d9480f", "#862e9c", "#c92a2a", "#0b7285", "#5c3c00", "#2b8a3e",
          "#364fc7", "#000000");

  private CohortTables() {}

  static void write(Markup page, JsonNode summary) {
    funnel(page, summary.path("cohort").path("funnel"));
    inputs(page, summary.path("inputs"));
    leakage(page, summary.path("availability_lag"), summary.path("leakage_audit"));
    feeds(page, summary.path("feeds"), summary.path("identity"));
  }

  private static void funnel(Markup page, JsonNode funnel) {
    if (funnel.isEmpty()) {
      return;
    }
    page.element("h2", "Who is in the cohort?").raw("<table>");
    for (var step : funnel) {
      page.raw("<tr>")
          .element("td", step.path("step").asText())
          .element("td class='n'", Markup.count(step.path("count").asLong()))
          .raw("</tr>");
    }
    page.raw("</table>");
  }

  private static void inputs(Markup page, JsonNode inputs) {
    if (inputs.isEmpty()) {
      return;
    }
    page.element("h2", "What is absent, and why?");
    page.raw(
        "<div class='scroll'><table><tr><th>input</th><th>modality</th><th>window</th><th>if missing</th><th class='n'>present</th><th></th><th>reasons for absence</th><th class='n'>median age, h</th></tr>");
    for (var input : inputs) {
      double rows = Math.max(1, input.path("rows").asDouble());
      page.raw("<tr>")
          .element("td", input.path("name").asText())
          .element("td", input.path("modality").asText())
          .element("td class='whole'", input.path("window").asText())
          .element("td", input.path("if_missing").asText())
          .element(
              "td class='n'",
              Markup.number(100 * input.path("present").asDouble() / rows, 1) + " %");
      page.raw("<td><div class='bar'>");
      segment(page, "#1f6feb", input.path("present").asDouble() / rows, "present");
      int colour = 0;
      var words = new StringBuilder();
      for (var reason : input.path("missing").properties()) {
        segment(
            page,
            COLOURS.get(colour++ % COLOURS.size()),
            reason.getValue().asDouble() / rows,
            ClinicalWords.constant(reason.getKey()));
        words
            .append(words.isEmpty() ? "" : ", ")
            .append(ClinicalWords.constant(reason.getKey()))
            .append(' ')
            .append(reason.getValue().asLong());
      }
      page.raw("</div></td>")
          .element("td class='reasons'", words.toString())
          .element(
              "td class='n'",
              input.has("age_hours_median")
                  ? Markup.number(input.path("age_hours_median").asDouble(), 1)
                  : "")
          .raw("</tr>");
    }
    page.raw("</table></div>");
  }

  private static void segment(Markup page, String colour, double share, String title) {
    page.raw(
            "<i style='width:"
                + Markup.number(100 * share, 2)
                + "%;background:"
                + colour
                + "' title='")
        .text(title)
        .raw("'></i>");
  }

  private static void leakage(Markup page, JsonNode lags, JsonNode leaks) {
    if (lags.isEmpty()) {
      return;
    }
    page.element("h2", "How late are things known, and what would have leaked?");
    page.raw(
        "<div class='row'><div class='scroll'><table><tr><th>concept</th><th class='n'>facts</th><th class='n'>lag assumed</th><th class='n'>median lag, min</th><th class='n'>90 % known within, min</th></tr>");
    for (var lag : lags) {
      if (lag.path("facts").asLong() > 0) {
        page.raw("<tr>")
            .element("td", lag.path("concept").asText())
            .element("td class='n'", Markup.count(lag.path("facts").asLong()))
            .element("td class='n'", Markup.count(lag.path("assumed").asLong()))
            .element("td class='n'", Markup.count(lag.path("median_minutes").asLong()))
            .element("td class='n'", Markup.count(lag.path("p90_minutes").asLong()))
            .raw("</tr>");
      }
    }
    page.raw(
        "</table></div><div class='scroll'><table><tr><th>input</th><th class='n'>rows with a fact in the window that nobody could know yet</th><th class='n'>facts</th></tr>");
    for (var leak : leaks) {
      if (leak.path("hidden_facts").asLong() > 0) {
        page.raw("<tr>")
            .element("td", leak.path("input").asText())
            .element("td class='n'", Markup.count(leak.path("rows_with_hidden_facts").asLong()))
            .element("td class='n'", Markup.count(leak.path("hidden_facts").asLong()))
            .raw("</tr>");
      }
    }
    page.raw("</table></div></div>");
  }

  private static void feeds(Markup page, JsonNode feeds, JsonNode identity) {
    if (feeds.isEmpty()) {
      return;
    }
    page.element("h2", "What came in, and what became of it?");
    page.raw(
        "<div class='scroll'><table><tr><th>feed</th><th class='n'>read</th><th class='n'>registrations</th><th class='n'>facts used</th><th class='n'>set aside</th><th>reasons</th></tr>");
    for (var feed : feeds.properties()) {
      var words = new StringBuilder();
      for (var reason : feed.getValue().path("set_aside_by_reason").properties()) {
        words
            .append(words.isEmpty() ? "" : ", ")
            .append(ClinicalWords.constant(reason.getKey()))
            .append(' ')
            .append(reason.getValue().asLong());
      }
      page.raw("<tr>")
          .element("td", feed.getKey())
          .element("td class='n'", Markup.count(feed.getValue().path("read").asLong()))
          .element("td class='n'", Markup.count(feed.getValue().path("registrations").asLong()))
          .element("td class='n'", Markup.count(feed.getValue().path("facts_used").asLong()))
          .element("td class='n'", Markup.count(feed.getValue().path("set_aside").asLong()))
          .element("td", words.toString())
          .raw("</tr>");
    }
    page.raw("</table></div><p>")
        .text(
            Markup.count(identity.path("identifiers").asLong())
                + " identifiers, "
                + Markup.count(identity.path("subjects").asLong())
                + " subjects, "
                + Markup.count(identity.path("quarantined_identifiers").asLong())
                + " in quarantine: identifiers that two different persons seem to bear.")
        .raw("</p>");
  }
}
