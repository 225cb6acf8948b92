package org.chiasm.app.report;

import java.util.List;

/** A plane with axes in SVG: data coordinates in, drawing out. */
final class Plot {
  private static final double LEFT = 56;
  private static final double TOP = 16;
  private static final double BOTTOM = 44;
  private static final double RIGHT = 16;

  private final double width;
  private final double height;
  private final double xMin;
  private final double xMax;
  private final double yMin;
  private final double yMax;
  private final Markup body = new Markup();

  Plot(double width, double height, double xMin, double xMax, double yMin, double yMax) {
    this.width = width;
    this.height = height;
    this.xMin = xMin;
    this.xMax = xMax > xMin ? xMax : xMin + 1;
    this.yMin = yMin;
    this.yMax = yMax > yMin ? yMax : yMin + 1;
  }

  double x(double value) {
    return LEFT + (value - xMin) / (xMax - xMin) * (width - LEFT - RIGHT);
  }

  double y(double value) {
    return height - BOTTOM - (value - yMin) / (yMax - yMin) * (height - TOP - BOTTOM);
  }

  Plot axes(String xTitle, String yTitle) {
    var ticks = Ticks.between(xMin, xMax);
    for (double at : ticks.values()) {
      tick(at, Markup.number(at, ticks.digits()));
    }
    return verticalAxis(xTitle, yTitle);
  }

  private Plot titles(String xTitle, String yTitle) {
    label((LEFT + width - RIGHT) / 2, height - 8, "middle", xTitle, "axis");
    body.raw(
        "<text class='axis' text-anchor='middle' transform='translate(14,"
            + Markup.number((height - BOTTOM + TOP) / 2, 1)
            + ") rotate(-90)'>");
    body.text(yTitle).raw("</text>");
    return this;
  }

  /** Axes whose horizontal ticks are set one by one. */
  Plot verticalAxis(String xTitle, String yTitle) {
    var ticks = Ticks.between(yMin, yMax);
    for (double at : ticks.values()) {
      line(xMin, at, xMax, at, "grid");
      label(LEFT - 6, y(at) + 4, "end", Markup.number(at, ticks.digits()), "tick");
    }
    return titles(xTitle, yTitle);
  }

  /** One tick of the horizontal axis. */
  Plot tick(double at, String words) {
    line(at, yMin, at, yMax, "grid");
    return label(x(at), height - BOTTOM + 16, "middle", words, "tick");
  }

  Plot line(double x1, double y1, double x2, double y2, String style) {
    body.raw(
        "<line class='"
            + style
            + "' x1='"
            + Markup.number(x(x1), 1)
            + "' y1='"
            + Markup.number(y(y1), 1)
            + "' x2='"
            + Markup.number(x(x2), 1)
            + "' y2='"
            + Markup.number(y(y2), 1)
            + "'/>");
    return this;
  }

  Plot path(List<double[]> points, String style) {
    var path = new StringBuilder();
    for (var point : points) {
      path.append(path.isEmpty() ? "M" : "L")
          .append(Markup.number(x(point[0]), 1))
          .append(' ')
          .append(Markup.number(y(point[1]), 1));
    }
    body.raw("<path class='" + style + "' d='" + path + "'/>");
    return this;
  }

  Plot dot(double x, double y, double radius, String style, String title) {
    body.raw(
        "<circle class='"
            + style
            + "' cx='"
            + Markup.number(x(x), 1)
            + "' cy='"
            + Markup.number(y(y), 1)
            + "' r='"
            + Markup.number(radius, 1)
            + "'><title>");
    body.text(title).raw("</title></circle>");
    return this;
  }

  Plot band(double x1, double x2, double y1, double y2, String style) {
    body.raw(
        "<rect class='"
            + style
            + "' x='"
            + Markup.number(x(x1), 1)
            + "' y='"
            + Markup.number(y(y2), 1)
            + "' width='"
            + Markup.number(Math.max(0, x(x2) - x(x1)), 1)
            + "' height='"
            + Markup.number(Math.max(0, y(y1) - y(y2)), 1)
            + "'/>");
    return this;
  }

  /** Text at drawing coordinates. */
  Plot label(double x, double y, String anchor, String text, String style) {
    body.raw(
        "<text class='"
            + style
            + "' text-anchor='"
            + anchor
            + "' x='"
            + Markup.number(x, 1)
            + "' y='"
            + Markup.number(y, 1)
            + "'>");
    body.text(text).raw("</text>");
    return this;
  }

  /** A piece of the curve of a number, beside its name, at drawing coordinates. */
  Plot key(double x, double y, int index) {
    body.raw("<path class='curve c" + index + "' d='M" + Markup.number(x, 1) + " ")
        .raw(Markup.number(y, 1) + "h22'/>");
    return this;
  }

  String svg(String description) {
    return "<svg role='img' aria-label='"
        + Markup.escape(description)
        + "' viewBox='0 0 "
        + Markup.number(width, 0)
        + " "
        + Markup.number(height, 0)
        + "' width='"
        + Markup.number(width, 0)
        + "'>"
        + body
        + "</svg>";
  }
}
