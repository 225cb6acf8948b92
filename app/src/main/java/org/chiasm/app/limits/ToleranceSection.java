package org.chiasm.app.limits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.chiasm.app.files.SummaryFile;
import org.chiasm.app.pipeline.EvaluationSection;
import org.chiasm.learn.tolerance.ToleranceCurve;
import org.chiasm.study.StudyDurations;

/** Tolerance curves as JSON and in words. */
public final class ToleranceSection {
  private ToleranceSection() {}

  static ObjectNode node(List<ToleranceCurve> curves, double maxDrift) {
    var node = SummaryFile.node();
    node.put("max_drift", maxDrift);
    var list = node.putArray("inputs");
    for (var curve : curves) {
      var entry = list.addObject();
      entry.put("concept", curve.concept()).put("unit", curve.unit());
      var names = entry.putArray("inputs");
      curve.inputs().forEach(names::add);
      entry.put("window", curve.window());
      entry.put("recommended_width", StudyDurations.format(curve.cut().width()));
      entry.put("reason", curve.cut().reason());
      var variogram = entry.putObject("semivariogram");
      variogram.put("scale", curve.variogram().logarithmic() ? "natural logarithm" : "value");
      number(variogram, "between_subjects", curve.variogram().between());
      var bins = variogram.putArray("gaps");
      for (var bin : curve.variogram().bins()) {
        if (bin.pairs() > 0) {
          var gap = bins.addObject();
          gap.put("from_hours", bin.fromHours()).put("to_hours", bin.toHours());
          gap.put("pairs", bin.pairs()).put("subjects", bin.subjects());
          number(gap, "semivariance", bin.semivariance());
          number(gap, "drift", bin.drift());
          number(gap, "drift_low", bin.driftLow());
          number(gap, "drift_high", bin.driftHigh());
        }
      }
      var widths = entry.putArray("widths");
      for (var width : curve.widths()) {
        var of = widths.addObject();
        of.put("width", StudyDurations.format(width.width())).put("hours", width.hours());
        of.put("coverage", width.coverage());
        number(of, "median_age_hours", width.medianAgeHours());
        number(of, "drift", width.drift());
        number(of, "drift_low", width.driftLow());
        number(of, "drift_high", width.driftHigh());
        EvaluationSection.metrics(of.putObject("alone"), width.alone());
        EvaluationSection.metrics(of.putObject("with_all_other_inputs"), width.added());
        EvaluationSection.estimate(of.putObject("tuning_gain_against_best"), width.tuningGain());
      }
    }
    return node;
  }

  private static void number(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    }
  }

  /** The answer in words. */
  public static String words(JsonNode node) {
    var words = new StringBuilder("Which time difference is acceptable?\n");
    for (var input : node.path("inputs")) {
      words
          .append('\n')
          .append(input.path("concept").asText())
          .append(" (")
          .append(input.path("window").asText())
          .append(" in the study): ")
          .append(input.path("recommended_width").asText())
          .append("\n  ")
          .append(input.path("reason").asText())
          .append('\n');
      for (var width : input.path("widths")) {
        words.append(
            String.format(
                Locale.ROOT,
                "  %6s  %5.1f %% of rows%s%s%s%n",
                width.path("width").asText(),
                100 * width.path("coverage").asDouble(),
                width.has("drift")
                    ? String.format(
                        Locale.ROOT, ", drift %.0f %%", 100 * width.path("drift").asDouble())
                    : "",
                metric(", alone", width.path("alone")),
                metric(", with all others", width.path("with_all_other_inputs"))));
      }
    }
    return words.toString();
  }

  private static String metric(String label, JsonNode metrics) {
    var first = metrics.properties().stream().findFirst();
    return first.isEmpty() || !first.get().getValue().has("low")
        ? ""
        : String.format(
            Locale.ROOT,
            "%s %s %.3f (%.3f to %.3f)",
            label,
            first.get().getKey(),
            first.get().getValue().path("value").asDouble(),
            first.get().getValue().path("low").asDouble(),
            first.get().getValue().path("high").asDouble());
  }
}
