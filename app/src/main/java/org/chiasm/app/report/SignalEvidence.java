package org.chiasm.app.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.chiasm.Quantity;
import org.chiasm.Tensor;
import org.chiasm.learn.explain.Evidence;

/**
 * One lead on the grid of electrocardiogram paper (25 mm a second, 10 mm a millivolt), or one
 * measure's course up to the prediction, with the stretches that matter marked.
 */
final class SignalEvidence {
  private static final int LEFT = 96;
  private static final int WIDTH = 720;
  private static final int COURSE_HEIGHT = 96;
  private static final int AXIS = 20;
  private static final double SECONDS = 10;
  private static final double PIXELS_PER_MILLIVOLT = 28.8;
  private static final double PIXELS_PER_LARGE_SQUARE = 14.4;

  private final Markup page;
  private final float[] values;
  private final List<Evidence.Stretch> stretches;

  private SignalEvidence(
      Markup page, Tensor tensor, int channel, List<Evidence.Stretch> stretches) {
    this.page = page;
    int count = tensor.extent(1);
    this.values = Arrays.copyOfRange(tensor.values(), channel * count, (channel + 1) * count);
    this.stretches = stretches;
  }

  /** A lead in millivolts over ten seconds. */
  static void lead(Markup page, Tensor tensor, int channel, List<Evidence.Stretch> stretches) {
    new SignalEvidence(page, tensor, channel, stretches).lead();
  }

  /**
   * A measure's steps; NaN where there is none.
   *
   * @param firstHour of the first step, from the prediction, negative before it
   * @param stepHours of each
   */
  static void course(
      Markup page,
      Tensor tensor,
      int channel,
      List<Evidence.Stretch> stretches,
      double firstHour,
      double stepHours,
      String unit) {
    new SignalEvidence(page, tensor, channel, stretches).course(firstHour, stepHours, unit);
  }

  private double low() {
    float low = Float.POSITIVE_INFINITY;
    for (float value : values) {
      low = Float.isNaN(value) ? low : Math.min(low, value);
    }
    return low;
  }

  private double high() {
    float high = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      high = Float.isNaN(value) ? high : Math.max(high, value);
    }
    return high;
  }

  private void open(double height, double length) {
    page.raw(
        String.format(
            Locale.ROOT,
            "<svg width='%d' height='%.0f' viewBox='0 0 %d %.0f' role='img'>",
            LEFT + WIDTH,
            height + AXIS,
            LEFT + WIDTH,
            height + AXIS));
    for (var stretch : stretches) {
      page.raw(
          String.format(
              Locale.ROOT,
              "<rect x='%.1f' y='0' width='%.1f' height='%.0f' style='fill:var(%s);opacity:0.18'/>",
              LEFT + WIDTH * stretch.from() / length,
              WIDTH * (stretch.to() - stretch.from()) / length,
              height,
              stretch.move() < 0 ? "--a" : "--b"));
    }
    page.raw("<text class='strong' x='0' y='16'>")
        .text(ClinicalWords.name(stretches.getFirst().channel()))
        .raw("</text>");
  }

  private void tick(double x, double y, String anchor, String words) {
    page.raw(
            String.format(
                Locale.ROOT,
                "<text class='tick' x='%.1f' y='%.1f' text-anchor='%s'>",
                x,
                y,
                anchor))
        .text(words)
        .raw("</text>");
  }

  private void lead() {
    double low = low();
    double high = high();
    if (!(high >= low)) {
      return;
    }
    double height = Math.clamp((high - low) * PIXELS_PER_MILLIVOLT + 20, 60, 260);
    open(height, SECONDS);
    for (double x = 0; x <= WIDTH; x += PIXELS_PER_LARGE_SQUARE) {
      grid(LEFT + x, LEFT + x, 0, height);
    }
    for (double y = 0; y <= height; y += PIXELS_PER_LARGE_SQUARE) {
      grid(LEFT, LEFT + (double) WIDTH, y, y);
    }
    var line = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      double y =
          10
              + (high - values[i])
                  * Math.min(PIXELS_PER_MILLIVOLT, (height - 20) / Math.max(high - low, 1e-9));
      line.append(point(i == 0, LEFT + (double) WIDTH * i / values.length, y));
    }
    page.raw("<path class='signal' d='" + line + "'/>");
    for (int second = 0; second <= SECONDS; second += 2) {
      tick(
          LEFT + WIDTH * second / SECONDS,
          height + 14,
          second == 0 ? "start" : "end",
          second + " s");
    }
    tick(0, 32, "start", Markup.number(low, 2) + " to");
    tick(0, 46, "start", Markup.number(high, 2) + " mV");
    page.raw("</svg>");
  }

  private void grid(double x1, double x2, double y1, double y2) {
    page.raw(
        String.format(
            Locale.ROOT,
            "<line class='paper' x1='%.1f' x2='%.1f' y1='%.1f' y2='%.1f'/>",
            x1,
            x2,
            y1,
            y2));
  }

  private static String point(boolean first, double x, double y) {
    return String.format(Locale.ROOT, "%s%.1f %.1f", first ? "M" : "L", x, y);
  }

  private void course(double firstHour, double stepHours, String unit) {
    double low = low();
    double high = high();
    if (!(high >= low)) {
      return;
    }
    double length = values.length * stepHours;
    open(COURSE_HEIGHT, length);
    var line = new StringBuilder();
    var dots = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      if (!Float.isNaN(values[i])) {
        double x = LEFT + WIDTH * (i + 0.5) / values.length;
        double y =
            COURSE_HEIGHT
                - 8
                - (COURSE_HEIGHT - 16) * (values[i] - low) / Math.max(high - low, 1e-6);
        line.append(point(line.isEmpty(), x, y));
        dots.append(String.format(Locale.ROOT, "<circle cx='%.1f' cy='%.1f' r='2.2'/>", x, y));
      }
    }
    page.raw("<path class='curve c0' style='stroke-width:1' d='" + line + "'/>")
        .raw("<g style='fill:var(--a)'>" + dots + "</g>");
    tick(LEFT - 6.0, 12, "end", Quantity.toFourDigits(Double.toString(high)));
    tick(LEFT - 6.0, COURSE_HEIGHT - 4.0, "end", Quantity.toFourDigits(Double.toString(low)));
    tick(0, 32, "start", ClinicalWords.unit(unit));
    double apart = length > 24 ? 12 : length > 6 ? 4 : 1;
    for (double hour = Math.ceil(firstHour / apart) * apart;
        hour <= firstHour + length;
        hour += apart) {
      double x = LEFT + WIDTH * (hour - firstHour) / length;
      tick(
          x,
          COURSE_HEIGHT + 14.0,
          x > LEFT + WIDTH - 60 ? "end" : "middle",
          hour == 0 ? "prediction" : Markup.number(hour, 0) + " h");
    }
    page.raw("</svg>");
  }
}
