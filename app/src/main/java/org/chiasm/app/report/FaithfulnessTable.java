package org.chiasm.app.report;

import com.fasterxml.jackson.databind.JsonNode;

/** How much better than chance explanations name what moves the model, where it was measured. */
public final class FaithfulnessTable {
  private FaithfulnessTable() {}

  /** Writes the section of a summary; nothing where nothing was measured. */
  public static void write(Markup page, JsonNode measured) {
    if (measured.isMissingNode()) {
      return;
    }
    page.element("h2", "How far can explanations be trusted?");
    page.element(
        "p",
        "Of "
            + measured.path("strategy").asText()
            + ", over "
            + Markup.count(measured.path("rows").asLong())
            + " "
            + measured.path("rows_are").asText()
            + " of "
            + Markup.count(measured.path("subjects").asLong())
            + " subjects. Inputs are taken away, or given back, in the order of their shares and"
            + " in random orders; above zero the explained order moves the score sooner. In the"
            + " unit of the score, with 95 % intervals over subjects.");
    page.raw("<table><tr><th>test</th><th class='n'>rows</th><th class='n'>over random</th></tr>");
    line(page, "deletion", measured.path("deletion_over_random"));
    line(page, "insertion", measured.path("insertion_over_random"));
    for (var each : measured.path("strongest_parts_over_random").properties()) {
      line(page, "strongest parts of " + ClinicalWords.name(each.getKey()), each.getValue());
    }
    for (var each : measured.path("grad_cam_parts_over_random").properties()) {
      line(page, "parts of " + ClinicalWords.name(each.getKey()) + " by Grad-CAM", each.getValue());
    }
    page.raw("</table>");
  }

  private static void line(Markup page, String test, JsonNode gain) {
    page.raw("<tr><td>").text(test).raw("</td><td class='n'>");
    page.text(Markup.count(gain.path("rows").asLong())).raw("</td><td class='n'>");
    page.text(gain.has("value") ? EstimateWords.of(gain, 3) : "not measured").raw("</td></tr>");
  }
}
