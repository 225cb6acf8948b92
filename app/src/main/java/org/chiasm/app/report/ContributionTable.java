package org.chiasm.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.chiasm.Quantity;
import org.chiasm.app.explain.ExplainedRow;
import org.chiasm.learn.explain.Evidence;
import org.chiasm.learn.explain.Explanation;
import org.chiasm.study.InputDefinition;
import org.jspecify.annotations.Nullable;

/** Every branch and input with its share of the score, its value, age and origin, one to a line. */
final class ContributionTable {
  private static final int UNITS_MAX = 14;
  private static final double BAR_HALF = 110;

  private final Markup page;
  private final ExplainedRow explained;
  private final double widest;

  private ContributionTable(Markup page, ExplainedRow explained) {
    this.page = page;
    this.explained = explained;
    this.widest =
        explained.root().parts().stream()
            .flatMap(branch -> Stream.concat(Stream.of(branch), branch.parts().stream()))
            .mapToDouble(each -> Math.abs(each.contribution()))
            .max()
            .orElse(1);
  }

  static void write(Markup page, ExplainedRow explained) {
    new ContributionTable(page, explained).write();
  }

  private void write() {
    page.raw("<div class='scroll'><table class='why'><tr><th>input</th><th>value</th><th>age</th>")
        .raw("<th>lowers &nbsp;|&nbsp; raises the prediction</th><th class='n'>share</th>")
        .raw("<th class='n'>effect</th><th>where from</th></tr>");
    for (var branch : explained.root().parts()) {
      line(branch, true);
      branch.parts().stream().limit(UNITS_MAX).forEach(unit -> line(unit, false));
      if (branch.parts().size() > UNITS_MAX) {
        var rest = branch.parts().subList(UNITS_MAX, branch.parts().size());
        line(
            new Explanation(
                rest.size()
                    + " more, the weakest: "
                    + String.join(", ", rest.stream().map(Explanation::name).toList()),
                rest.stream().mapToDouble(Explanation::contribution).sum(),
                List.of(),
                List.of()),
            false);
      }
    }
    page.raw("</table></div>");
  }

  private void line(Explanation node, boolean branch) {
    double length = BAR_HALF * Math.abs(node.contribution()) / Math.max(widest, 1e-9);
    double start = node.contribution() < 0 ? BAR_HALF - length : BAR_HALF;
    var youngest = youngest(node);
    page.raw(
            "<tr" + (branch ? " class='branch'" : "") + "><td class='" + (branch ? "strong" : "in"))
        .raw("'>")
        .text(branch ? ClinicalWords.branch(node.name()) : ClinicalWords.name(node.name()))
        .raw("</td><td>")
        .text(values(node))
        .raw("</td><td style='white-space:nowrap'>")
        .text(youngest == null ? "" : ClinicalWords.age(youngest.ageHours()))
        .raw("</td><td>")
        .raw(
            String.format(
                Locale.ROOT,
                "<svg width='%.0f' height='14' style='max-width:none' role='img'><rect x='%.1f'"
                    + " y='2' width='%.1f' height='10' style='fill:var(%s)'/><line x1='%.0f'"
                    + " x2='%.0f' y1='0' y2='14' class='grid'/></svg>",
                2 * BAR_HALF,
                start,
                length,
                node.contribution() < 0 ? "--a" : "--b",
                BAR_HALF,
                BAR_HALF))
        .raw("</td><td class='n'>")
        .text(ClinicalWords.share(node.contribution()))
        .raw("</td><td class='n' style='white-space:nowrap'>")
        .text(ClinicalWords.effect(explained.scale(), node.contribution()))
        .raw("</td><td class='origin'>")
        .text(youngest == null ? "" : youngest.origin())
        .raw("</td></tr>");
  }

  private static Evidence.@Nullable Value youngest(Explanation node) {
    Evidence.@Nullable Value youngest = null;
    for (var each : node.evidence()) {
      if (each instanceof Evidence.Value value
          && (youngest == null || value.ageHours() < youngest.ageHours())) {
        youngest = value;
      }
    }
    return youngest;
  }

  /** The values of a unit on one line, each by what its name adds to the unit's. */
  private String values(Explanation node) {
    var words = new ArrayList<String>();
    var numbers = new TreeSet<String>();
    var unit = "";
    for (var each : node.evidence()) {
      if (each instanceof Evidence.Value value) {
        boolean reduced = value.input().startsWith(node.name() + "_");
        var number = text(value, node);
        numbers.add(number);
        words.add(
            (reduced ? value.input().substring(node.name().length() + 1) + " " : "") + number);
        unit = ClinicalWords.unit(value.unit());
      }
    }
    var values = numbers.size() == 1 ? numbers.first() : String.join(", ", words);
    return values + (unit.isEmpty() ? "" : " " + unit);
  }

  private String text(Evidence.Value value, Explanation node) {
    if (isTensor(value)) {
      return "shown below";
    }
    boolean history =
        explained.study().inputs().stream()
            .anyMatch(
                input ->
                    input.name().equals(value.input()) && input instanceof InputDefinition.History);
    var number = Quantity.toFourDigits(value.text());
    return !history ? number : !number.equals("0") ? "yes" : denied(value.input(), node);
  }

  /** A comorbidity that is not there was denied, or nobody spoke of it. */
  private static String denied(String input, Explanation node) {
    boolean quoted =
        node.evidence().stream()
            .anyMatch(each -> each instanceof Evidence.Sentence it && it.input().equals(input));
    return quoted ? "no" : "not mentioned";
  }

  private static boolean isTensor(Evidence.Value value) {
    return value.text().startsWith("tensors/") || value.text().startsWith("Tensor");
  }
}
