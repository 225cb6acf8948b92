package org.chiasm.app.report;

import com.fasterxml.jackson.databind.JsonNode;

/** How the run agrees with the truth of a synthetic hospital. */
final class TruthTable {
  private TruthTable() {}

  static void write(Markup page, JsonNode truth) {
    if (truth.isMissingNode() || truth.isEmpty()) {
      return;
    }
    page.element("h2", "Against the truth of the demo hospital").raw("<table>");
    for (var count : truth.properties()) {
      page.raw("<tr>")
          .element("td", count.getKey())
          .element(
              "td class='n'",
              count.getValue().isIntegralNumber()
                  ? Markup.count(count.getValue().asLong())
                  : Markup.number(count.getValue().asDouble(), 3))
          .raw("</tr>");
    }
    page.raw("</table>");
  }
}
