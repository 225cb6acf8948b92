package org.chiasm.app.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** One measured limit of a model as a self-contained HTML page. */
public final class LimitPage {
  private LimitPage() {}

  /** Writes a page of how much may be missing. */
  public static void budget(Path file, JsonNode budget) throws IOException {
    var page = head(budget);
    BudgetCharts.write(page, budget);
    Files.write(file, end(page));
  }

  /** Writes a page of which time differences are acceptable. */
  public static void tolerance(Path file, JsonNode tolerance) throws IOException {
    var page = head(tolerance);
    ToleranceCharts.write(page, tolerance);
    Files.write(file, end(page));
  }

  private static Markup head(JsonNode answer) throws IOException {
    var page = new Markup();
    String name = answer.path("study").asText("study");
    page.raw("<!doctype html><html lang='en'><head><meta charset='utf-8'>")
        .raw("<meta name='viewport' content='width=device-width, initial-scale=1'>")
        .element("title", "Chiasm: " + name)
        .raw("<style>" + ReportPage.stylesheet() + "</style></head><body>");
    return page.element("h1", name)
        .raw("<p class='question'>")
        .text(answer.path("question").asText())
        .raw("</p>");
  }

  private static byte[] end(Markup page) {
    page.raw("<p class='note'>Made by Chiasm. Research software, not a medical device.</p>");
    return page.raw("</body></html>\n").toString().getBytes(StandardCharsets.UTF_8);
  }
}
