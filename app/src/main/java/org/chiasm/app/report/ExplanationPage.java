package org.chiasm.app.report;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.chiasm.app.explain.ExplainedRow;
import org.chiasm.learn.explain.Evidence;
import org.chiasm.learn.explain.Explanation;
import org.jspecify.annotations.Nullable;

/**
 * One explained prediction as a self-contained HTML page: the contributions as bars, and for each
 * kind of evidence the thing itself, with the part that matters marked. Holds patient data, as the
 * row does.
 */
public final class ExplanationPage {
  private static final int UNITS_MAX = 14;
  private static final double BAR_HALF = 180;

  private final ExplainedRow explained;
  private final Markup page = new Markup();

  private ExplanationPage(ExplainedRow explained) {
    this.explained = explained;
  }

  /** Writes the page. */
  public static void write(Path file, ExplainedRow explained) throws IOException {
    Files.write(file, new ExplanationPage(explained).build().getBytes(StandardCharsets.UTF_8));
  }

  private String build() throws IOException {
    var row = explained.row().row();
    page.raw("<!doctype html><html lang='en'><head><meta charset='utf-8'>")
        .raw("<meta name='viewport' content='width=device-width, initial-scale=1'>")
        .element("title", "Chiasm: why?")
        .raw("<style>" + ReportPage.stylesheet() + "</style></head><body>");
    page.element("h1", explained.study().question())
        .raw("<p class='question'>")
        .text("Subject " + row.subject().value() + " at " + row.predictionTime())
        .raw("</p>");
    page.raw("<div class='headline'>");
    card(Markup.number(explained.predictions().getFirst(), 3), "prediction");
    card(Markup.number(explained.predictions().getLast(), 3), "without any input");
    card(explained.strategy(), "strategy");
    card(row.decision().readiness().name(), "gate");
    page.raw("</div>");
    contributions();
    for (var branch : explained.root().parts()) {
      for (var unit : branch.parts()) {
        EvidencePictures.write(page, explained, unit);
      }
    }
    absences();
    page.element(
        "p class='note'",
        "Bars are exact shares of the score ("
            + Markup.number(explained.score(), 3)
            + ", from "
            + Markup.number(explained.base(), 3)
            + " without input) and add up to it. Marked regions, stretches and steps are where hiding"
            + " moves the score most; they do not add up. A contribution says what moved this model,"
            + " not what causes the outcome. Made by Chiasm. Research software, not a medical"
            + " device.");
    return page.raw("</body></html>\n").toString();
  }

  private void card(String value, String what) {
    page.raw("<div class='card'>").element("b", value).element("span", what).raw("</div>");
  }

  private void contributions() {
    page.element("h2", "What moved the prediction");
    double widest =
        explained.root().parts().stream()
            .flatMap(branch -> Stream.concat(Stream.of(branch), branch.parts().stream()))
            .mapToDouble(each -> Math.abs(each.contribution()))
            .max()
            .orElse(1);
    page.raw("<div class='scroll'><table><tr><th></th><th></th><th class='n'>share</th>")
        .raw("<th>rests on</th></tr>");
    for (var branch : explained.root().parts()) {
      line(branch, widest, "strong");
      branch.parts().stream().limit(UNITS_MAX).forEach(unit -> line(unit, widest, ""));
      if (branch.parts().size() > UNITS_MAX) {
        var rest = branch.parts().subList(UNITS_MAX, branch.parts().size());
        line(
            new Explanation(
                rest.size() + " others",
                rest.stream().mapToDouble(Explanation::contribution).sum(),
                List.of(),
                List.of()),
            widest,
            "");
      }
    }
    page.raw("</table></div>");
  }

  private void line(Explanation node, double widest, String style) {
    double length = BAR_HALF * Math.abs(node.contribution()) / Math.max(widest, 1e-9);
    double start = node.contribution() < 0 ? BAR_HALF - length : BAR_HALF;
    page.raw("<tr><td style='white-space:nowrap' class='" + style + "'>")
        .text((style.isEmpty() ? "\u2003" : "") + node.name())
        .raw("</td><td>")
        .raw(
            String.format(
                Locale.ROOT,
                "<svg style='width:%.0fpx;max-width:none;height:14px' role='img'><rect x='%.1f' y='2' width='%.1f'"
                    + " height='10' style='fill:var(%s)'/><line x1='%.0f' x2='%.0f' y1='0' y2='14'"
                    + " class='grid'/></svg>",
                2 * BAR_HALF,
                start,
                length,
                node.contribution() < 0 ? "--a" : "--b",
                BAR_HALF,
                BAR_HALF))
        .raw("</td><td class='n'>")
        .text(String.format(Locale.ROOT, "%+.3f", node.contribution()))
        .raw("</td><td>");
    page.text(rest(node));
    page.raw("</td></tr>");
  }

  /** The values of a unit on one line, each by what its name adds to the unit's. */
  private static String rest(Explanation node) {
    var words = new ArrayList<String>();
    Evidence.@Nullable Value youngest = null;
    for (var each : node.evidence()) {
      if (each instanceof Evidence.Value value) {
        words.add(
            (value.input().startsWith(node.name() + "_")
                    ? value.input().substring(node.name().length() + 1) + " "
                    : "")
                + shortened(value.text())
                + (value.unit().isEmpty() ? "" : " " + value.unit()));
        youngest = youngest == null || value.ageHours() < youngest.ageHours() ? value : youngest;
      } else if (each instanceof Evidence.Sentence sentence) {
        words.add(sentence.words());
      }
    }
    return String.join(", ", words)
        + (youngest == null || Double.isNaN(youngest.ageHours())
            ? ""
            : String.format(
                Locale.ROOT, " (%.1f h old, %s)", youngest.ageHours(), youngest.origin()));
  }

  private static String shortened(String text) {
    try {
      return new BigDecimal(text).round(new MathContext(4)).stripTrailingZeros().toPlainString();
    } catch (NumberFormatException notANumber) {
      return text.startsWith("tensors/") ? "shown below" : text;
    }
  }

  private void absences() {
    if (explained.root().evidence().isEmpty()) {
      return;
    }
    page.element("h2", "What was not there").raw("<ul>");
    explained.root().evidence().forEach(each -> page.element("li", each.words()));
    page.raw("</ul>");
  }
}
