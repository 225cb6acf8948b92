package org.chiasm.app.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One patient's facts on both clocks: a dot where a fact was true, a line to where it became
 * available, the prediction time as a wall, and each input's window as a band. A hollow dot left of
 * the wall is a fact that was already true and that nobody could know yet.
 */
final class TimelineChart {
  private static final double LANE_PIXELS = 26;
  private static final double LABELS = 180;
  private static final double WIDTH = 940;
  private static final double RIGHT = 20;
  private static final double TOP = 34;

  private final JsonNode example;
  private final double from;
  private final double to;

  private TimelineChart(JsonNode example) {
    this.example = example;
    double earliest = -6;
    double latest = example.path("prediction_hours").asDouble() + 6;
    for (var fact : example.path("facts")) {
      earliest = Math.min(earliest, fact.path("effective_hours").asDouble());
      latest = Math.max(latest, fact.path("available_hours").asDouble());
    }
    this.from = Math.max(-72, earliest - 1);
    this.to = Math.min(72, latest + 1);
  }

  static String draw(JsonNode example) {
    return new TimelineChart(example).svg();
  }

  private String svg() {
    Set<String> lanes = new LinkedHashSet<>();
    example.path("facts").forEach(fact -> lanes.add(fact.path("lane").asText()));
    Map<String, JsonNode> windows = new HashMap<>();
    example
        .path("windows")
        .forEach(window -> windows.putIfAbsent(window.path("input").asText(), window));
    double height = TOP + LANE_PIXELS * lanes.size() + 40;
    double wall = example.path("prediction_hours").asDouble();
    var drawing = new Markup();
    for (double hour = Math.ceil(from / 12) * 12; hour <= to; hour += 12) {
      drawing.raw(line("grid", x(hour), TOP - 6, x(hour), height - 34));
      drawing.raw(text("tick", x(hour), height - 18, "middle", Markup.number(hour, 0) + " h"));
    }
    List<String> names = new ArrayList<>(lanes);
    for (int i = 0; i < names.size(); i++) {
      double y = TOP + LANE_PIXELS * i + LANE_PIXELS / 2;
      var window = windows.get(names.get(i));
      if (window != null) {
        double start = Math.max(from, window.path("start_hours").asDouble());
        double end = Math.min(to, window.path("end_hours").asDouble());
        drawing.raw(
            "<rect class='window' x='%s' y='%s' width='%s' height='%s'/>"
                .formatted(
                    Markup.number(x(start), 1),
                    Markup.number(y - LANE_PIXELS / 2 + 3, 1),
                    Markup.number(Math.max(1, x(end) - x(start)), 1),
                    Markup.number(LANE_PIXELS - 6, 1)));
      }
      drawing.raw(text("label", LABELS - 10, y + 4, "end", names.get(i)));
    }
    for (var fact : example.path("facts")) {
      drawing.raw(
          fact(
              fact,
              TOP + LANE_PIXELS * names.indexOf(fact.path("lane").asText()) + LANE_PIXELS / 2));
    }
    drawing.raw(line("trigger", x(0), TOP - 10, x(0), height - 34));
    drawing.raw(line("wall", x(wall), TOP - 10, x(wall), height - 34));
    drawing.raw(text("tick", x(0) - 4, TOP - 14, "end", "trigger"));
    drawing.raw(text("tick strong", x(wall) + 4, TOP - 14, "start", "prediction time"));
    return "<svg role='img' aria-label='One patient on both clocks' viewBox='0 0 %s %s' width='%s'>%s</svg>"
        .formatted(
            Markup.number(WIDTH, 0), Markup.number(height, 0), Markup.number(WIDTH, 0), drawing);
  }

  private String fact(JsonNode fact, double y) {
    double effective = Math.clamp(fact.path("effective_hours").asDouble(), from, to);
    double available = Math.clamp(fact.path("available_hours").asDouble(), from, to);
    boolean visible = fact.path("visible").asBoolean();
    String style = visible ? "seen" : "hidden";
    return line("lag " + style, x(effective), y, x(available), y)
        + "<circle class='fact %s' r='4.2' cx='%s' cy='%s'><title>%s</title></circle>"
            .formatted(
                style,
                Markup.number(x(effective), 1),
                Markup.number(y, 1),
                Markup.escape(
                    fact.path("value").asText()
                        + " "
                        + fact.path("origin").asText()
                        + ": true at "
                        + Markup.number(fact.path("effective_hours").asDouble(), 1)
                        + " h, available at "
                        + Markup.number(fact.path("available_hours").asDouble(), 1)
                        + " h"))
        + line("tick-end " + style, x(available), y - 5, x(available), y + 5);
  }

  private double x(double hours) {
    return LABELS + (hours - from) / (to - from) * (WIDTH - LABELS - RIGHT);
  }

  private static String line(String style, double x1, double y1, double x2, double y2) {
    return "<line class='%s' x1='%s' y1='%s' x2='%s' y2='%s'/>"
        .formatted(
            style,
            Markup.number(x1, 1),
            Markup.number(y1, 1),
            Markup.number(x2, 1),
            Markup.number(y2, 1));
  }

  private static String text(String style, double x, double y, String anchor, String text) {
    return "<text class='%s' x='%s' y='%s' text-anchor='%s'>%s</text>"
        .formatted(style, Markup.number(x, 1), Markup.number(y, 1), anchor, Markup.escape(text));
  }
}
