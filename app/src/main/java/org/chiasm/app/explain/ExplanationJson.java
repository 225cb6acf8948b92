package org.chiasm.app.explain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.chiasm.app.files.SummaryFile;
import org.chiasm.learn.explain.ActivationMap;
import org.chiasm.learn.explain.Evidence;
import org.chiasm.learn.explain.Explanation;
import org.chiasm.learn.gradient.CellAxis;

/** An explained row as one JSON document. */
public final class ExplanationJson {
  private static final long MILLIS_AN_HOUR = 3_600_000;

  private ExplanationJson() {}

  /** The document. */
  public static ObjectNode of(ExplainedRow explained) {
    var node = SummaryFile.node();
    var row = explained.row().row();
    node.put("study", explained.study().name());
    node.put("model", explained.model());
    node.put("strategy", explained.strategy());
    if (!explained.className().isEmpty()) {
      node.put("class", explained.className());
    }
    node.put("row", explained.position());
    node.put("subject_id", row.subject().value());
    node.put("trigger_source", row.triggerSource());
    node.put("prediction_time", row.predictionTime().toString());
    node.put("readiness", row.decision().readiness().name());
    node.put("prediction", explained.prediction());
    node.put("prediction_without_inputs", explained.basePrediction());
    node.put("prediction_of", explained.what());
    explained
        .horizon()
        .ifPresent(
            each -> node.put("horizon_hours", (double) each.until().toMillis() / MILLIS_AN_HOUR));
    node.put("score_scale", explained.scale().name().toLowerCase(Locale.ROOT));
    node.put("score", explained.score());
    node.put("base_score", explained.base());
    write(node.putObject("explanation"), explained.root());
    return node;
  }

  /** The document as text. */
  public static String text(ExplainedRow explained) {
    return of(explained).toPrettyString() + "\n";
  }

  private static void write(ObjectNode node, Explanation explanation) {
    node.put("name", explanation.name());
    node.put("contribution", explanation.contribution());
    if (!explanation.evidence().isEmpty()) {
      var list = node.putArray("evidence");
      explanation.evidence().forEach(each -> write(list.addObject(), each));
    }
    if (!explanation.parts().isEmpty()) {
      var list = node.putArray("parts");
      explanation.parts().forEach(each -> write(list.addObject(), each));
    }
  }

  private static void write(ObjectNode node, Evidence evidence) {
    switch (evidence) {
      case Evidence.Value value -> {
        node.put("kind", "value").put("input", value.input()).put("value", value.text());
        node.put("unit", value.unit()).put("origin", value.origin());
        if (!Double.isNaN(value.ageHours())) {
          node.put("age_hours", value.ageHours());
        }
      }
      case Evidence.Absent(var input, var reason) ->
          node.put("kind", "absent").put("input", input).put("reason", reason.name());
      case Evidence.Region region -> {
        node.put("kind", "region").put("input", region.input()).put("move", region.move());
        node.putArray("slices").add(region.sliceFrom()).add(region.sliceTo());
        node.putArray("rows").add(region.rowFrom()).add(region.rowTo());
        node.putArray("columns").add(region.columnFrom()).add(region.columnTo());
      }
      case Evidence.NoMap(var input, var reason) ->
          node.put("kind", "no_map").put("input", input).put("reason", reason);
      case ActivationMap map -> write(node, map);
      case Evidence.Stretch stretch -> {
        node.put("kind", "stretch").put("input", stretch.input()).put("move", stretch.move());
        node.put("channel", stretch.channel()).put("unit", stretch.unit());
        node.put("from", stretch.from()).put("to", stretch.to());
      }
      case Evidence.Sentence sentence -> {
        node.put("kind", "sentence").put("input", sentence.input()).put("text", sentence.text());
        node.put("origin", sentence.origin()).put("time", sentence.time());
        node.put("section", sentence.section()).put("meaning", sentence.meaning());
        node.put("start", sentence.start()).put("end", sentence.end());
        var triggers = node.putArray("triggers");
        for (var trigger : sentence.triggers()) {
          var each = triggers.addObject().put("effect", trigger.effect());
          each.put("text", trigger.text());
          if (!trigger.isHeading()) {
            each.put("start", trigger.start()).put("end", trigger.end());
          }
        }
      }
      case Evidence.Unquoted(var input, var origin, var reason) ->
          node.put("kind", "unquoted")
              .put("input", input)
              .put("origin", origin)
              .put("reason", reason);
    }
  }

  private static void write(ObjectNode node, ActivationMap map) {
    node.put("kind", "activation_map").put("input", map.input()).put("method", "grad_cam");
    node.put("additive", false);
    node.put("of", map.direct() ? "score" : "network");
    var planes = node.putArray("planes");
    for (int plane = 0; plane < map.planes().size(); plane++) {
      var each = planes.addObject();
      var own = map.planes().get(plane);
      each.putArray("slices").add(own.from()).add(own.to());
      write(each.putArray("weighted_sums"), own.sums(), map.columns().cells());
      write(each.putArray("map"), map.map(plane), map.columns().cells());
    }
    write(node.putArray("rows"), map.rows(), map.rowExtent());
    write(node.putArray("columns"), map.columns(), map.columnExtent());
  }

  private static void write(ArrayNode rows, List<Double> cells, int width) {
    for (int start = 0; start < cells.size(); start += width) {
      var row = rows.addArray();
      cells.subList(start, start + width).forEach(row::add);
    }
  }

  private static void write(ArrayNode cells, CellAxis axis, int extent) {
    for (int cell = 0; cell < axis.cells(); cell++) {
      cells.addArray().add(axis.from(cell)).add(axis.to(cell, extent));
    }
  }
}
