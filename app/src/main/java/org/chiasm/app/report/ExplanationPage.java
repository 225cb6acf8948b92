package org.chiasm.app.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chiasm.MissingReason;
import org.chiasm.app.explain.ExplainedRow;
import org.chiasm.learn.explain.Evidence;
import org.chiasm.learn.fusion.OutcomeScale;

/**
 * One explained prediction as a self-contained HTML page that prints on paper: the way from the
 * prediction without any input to this one, every input with its share, value, age and origin, the
 * evidence itself with what matters marked, and what was absent and why. Holds patient data, as the
 * row does.
 */
public final class ExplanationPage {
  private final ExplainedRow explained;
  private final Markup page = new Markup();

  private ExplanationPage(ExplainedRow explained) {
    this.explained = explained;
  }

  /** Writes the page. */
  public static void write(Path file, ExplainedRow explained) throws IOException {
    Files.write(file, html(explained).getBytes(StandardCharsets.UTF_8));
  }

  /** The page as text. */
  static String html(ExplainedRow explained) throws IOException {
    return new ExplanationPage(explained).build();
  }

  private String build() throws IOException {
    var row = explained.row().row();
    page.raw("<!doctype html><html lang='en'><head><meta charset='utf-8'>")
        .raw("<meta name='viewport' content='width=device-width, initial-scale=1'>")
        .element("title", "Chiasm: why?")
        .raw("<style>" + ReportPage.stylesheet() + "</style></head><body>");
    page.element("h1", explained.study().question())
        .raw("<p class='question'>")
        .text(
            "Subject "
                + row.subject().value()
                + ", predicted for "
                + DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
                    .format(row.predictionTime().atOffset(ZoneOffset.UTC))
                + " from what was known then")
        .raw("</p>");
    page.raw("<div class='headline'>");
    card(prediction(explained.prediction()), explained.what());
    card(prediction(explained.basePrediction()), "the same if nothing were known");
    card(ClinicalWords.name(explained.strategy()), "strategy");
    card(
        switch (row.decision().readiness()) {
          case READY -> "ready";
          case WAIT -> "wait: do not use yet";
          case ABSTAIN -> "abstain: do not use";
        },
        "gate");
    page.raw("</div>");
    page.element("h2", "What moved the prediction");
    if (explained.root().parts().isEmpty()) {
      page.element("p", "Nothing was known of this patient: the prediction rests on no input.");
    } else {
      page.raw("<div class='scroll'>").raw(ContributionWaterfall.draw(explained)).raw("</div>");
      ContributionTable.write(page, explained);
      legend();
    }
    absences();
    for (var branch : explained.root().parts()) {
      for (var unit : branch.parts()) {
        EvidencePictures.write(page, explained, unit);
      }
    }
    page.element(
        "p class='note'",
        "Marked regions, stretches and steps are where hiding moves the score most; they say where"
            + " to look and do not add up. A contribution says what moved this model, not what"
            + " causes the outcome, and not what would happen if the value were treated. Row "
            + explained.position()
            + ", model "
            + explained.model()
            + ". Made by Chiasm. Research software, not a medical device.");
    return page.raw("</body></html>\n").toString();
  }

  private String prediction(double value) {
    return ClinicalWords.prediction(explained.study(), explained.scale(), value);
  }

  private void card(String value, String what) {
    page.raw("<div class='card'>").element("b", value).element("span", what).raw("</div>");
  }

  private void legend() {
    page.element(
        "p class='note'",
        "Shares add up: those of the inputs to that of their group, those of the groups to the way"
            + " from the prediction if nothing were known to this one. "
            + (explained.scale() == OutcomeScale.LOGIT
                ? "A share is a difference of log odds; odds × 2 means that the odds of the outcome"
                    + " are twice what they were without it."
                : explained.scale() == OutcomeScale.LOGARITHMIC
                    ? "A share is a difference of ln(1 + prediction); × 2 means about twice as"
                        + " long."
                    : "A share is in the unit of the prediction.")
            + " Age is the time from when it was true to the prediction; of several values it is"
            + " that of the youngest.");
  }

  private void absences() {
    var byReason = new LinkedHashMap<MissingReason, List<String>>();
    for (var each : explained.root().evidence()) {
      if (each instanceof Evidence.Absent(var input, var reason)) {
        byReason.computeIfAbsent(reason, _ -> new ArrayList<>()).add(ClinicalWords.name(input));
      }
    }
    if (byReason.isEmpty()) {
      return;
    }
    page.element("h2", "What was not there").raw("<ul>");
    for (Map.Entry<MissingReason, List<String>> entry : byReason.entrySet()) {
      page.raw("<li><b>")
          .text(String.join(", ", entry.getValue()))
          .raw("</b>: ")
          .text(ClinicalWords.reason(entry.getKey()))
          .raw("</li>");
    }
    page.raw("</ul>");
  }
}
