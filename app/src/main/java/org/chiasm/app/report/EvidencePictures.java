package org.chiasm.app.report;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chiasm.Tensor;
import org.chiasm.app.explain.ExplainedRow;
import org.chiasm.app.picture.Png;
import org.chiasm.app.picture.TensorPicture;
import org.chiasm.learn.explain.Evidence;
import org.chiasm.learn.explain.Explanation;
import org.chiasm.learn.explain.Occlusion;
import org.chiasm.row.InputCell;
import org.chiasm.study.InputDefinition;

/** The slice, the lead or the course of values that a contribution rests on, marked. */
final class EvidencePictures {
  private static final int PICTURE_SIDE = 384;
  private static final int CHART_WIDTH = 720;
  private static final int CHART_HEIGHT = 120;

  private EvidencePictures() {}

  /** Draws what lies inside an input; nothing where it is a plain value. */
  static void write(Markup page, ExplainedRow explained, Explanation unit) throws IOException {
    var regions = of(unit, Evidence.Region.class);
    var stretches = of(unit, Evidence.Stretch.class);
    if (regions.isEmpty() && stretches.isEmpty()) {
      return;
    }
    var tensor = tensor(explained, unit.name());
    if (tensor.isEmpty()) {
      return;
    }
    page.element("h2", unit.name());
    if (!regions.isEmpty()) {
      slice(page, tensor.get(), regions);
    }
    for (var channel : stretches.stream().map(Evidence.Stretch::channel).distinct().toList()) {
      channel(
          page,
          tensor.get(),
          stretches.stream().filter(each -> each.channel().equals(channel)).toList(),
          explained);
    }
  }

  private static <T extends Evidence> List<T> of(Explanation unit, Class<T> kind) {
    return unit.evidence().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static Optional<Tensor> tensor(ExplainedRow explained, String input) {
    return explained.row().row().cells().get(input)
            instanceof InputCell.Present(InputCell.Value.Reference(var reference), _, _, _, _)
        ? explained.tensors().tensor(reference)
        : Optional.empty();
  }

  private static void slice(Markup page, Tensor tensor, List<Evidence.Region> regions)
      throws IOException {
    var first = regions.getFirst();
    int slice = (first.sliceFrom() + first.sliceTo()) / 2;
    int rows = tensor.extent(1);
    int columns = tensor.extent(2);
    page.raw(
        String.format(
            Locale.ROOT,
            "<svg width='%d' height='%d' viewBox='0 0 %d %d' role='img'><image width='%d'"
                + " height='%d' href='%s' preserveAspectRatio='none'"
                + " style='image-rendering:pixelated'/>",
            PICTURE_SIDE,
            PICTURE_SIDE * rows / columns,
            columns,
            rows,
            columns,
            rows,
            Png.dataAddress(TensorPicture.of(tensor, slice))));
    for (var region : regions) {
      if (slice >= region.sliceFrom() && slice < region.sliceTo()) {
        page.raw(
            String.format(
                Locale.ROOT,
                "<rect x='%d' y='%d' width='%d' height='%d' fill='none' stroke-width='%.2f'"
                    + " style='stroke:var(%s)'><title>%s</title></rect>",
                region.columnFrom(),
                region.rowFrom(),
                region.columnTo() - region.columnFrom(),
                region.rowTo() - region.rowFrom(),
                columns / 160.0,
                region.move() < 0 ? "--a" : "--b",
                Markup.escape(region.words())));
      }
    }
    page.raw("</svg>");
    page.element(
        "p class='note'",
        "Slice "
            + slice
            + " of the tensor the model read. "
            + String.join("; ", regions.stream().map(Evidence::words).toList()));
  }

  private static void channel(
      Markup page, Tensor tensor, List<Evidence.Stretch> stretches, ExplainedRow explained) {
    int index = index(tensor, stretches.getFirst(), explained);
    int count = tensor.extent(1);
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      float value = tensor.values()[index * count + i];
      low = Float.isNaN(value) ? low : Math.min(low, value);
      high = Float.isNaN(value) ? high : Math.max(high, value);
    }
    if (!(high >= low)) {
      return;
    }
    double length =
        stretches.getFirst().unit().equals("s")
            ? 10
            : count * stepHours(explained, stretches.getFirst());
    page.raw(
        String.format(
            Locale.ROOT,
            "<svg width='%d' height='%d' role='img'>",
            CHART_WIDTH,
            CHART_HEIGHT + 18));
    for (var stretch : stretches) {
      page.raw(
          String.format(
              Locale.ROOT,
              "<rect class='window' x='%.1f' y='0' width='%.1f' height='%d'><title>%s</title></rect>",
              CHART_WIDTH * stretch.from() / length,
              CHART_WIDTH * (stretch.to() - stretch.from()) / length,
              CHART_HEIGHT,
              Markup.escape(stretch.words())));
    }
    var line = new StringBuilder();
    boolean pen = false;
    for (int i = 0; i < count; i++) {
      float value = tensor.values()[index * count + i];
      if (Float.isNaN(value)) {
        continue;
      }
      double x = CHART_WIDTH * (i + 0.5) / count;
      double y =
          CHART_HEIGHT - 6 - (CHART_HEIGHT - 12) * (value - low) / Math.max(high - low, 1e-6);
      line.append(String.format(Locale.ROOT, "%s%.1f %.1f", pen ? "L" : "M", x, y));
      pen = true;
    }
    page.raw("<path class='curve c0' d='" + line + "'/>");
    page.raw("<text class='tick' x='2' y='" + (CHART_HEIGHT + 14) + "'>")
        .text(
            String.join("; ", stretches.stream().map(Evidence::words).toList())
                + String.format(Locale.ROOT, "; %.3g to %.3g", low, high))
        .raw("</text></svg>");
  }

  private static double stepHours(ExplainedRow explained, Evidence.Stretch stretch) {
    return explained.study().inputs().stream()
        .filter(input -> input.name().equals(stretch.input()))
        .filter(InputDefinition.Trajectory.class::isInstance)
        .map(InputDefinition.Trajectory.class::cast)
        .mapToDouble(input -> input.step().toSeconds() / 3600.0)
        .findFirst()
        .orElse(1);
  }

  private static int index(Tensor tensor, Evidence.Stretch stretch, ExplainedRow explained) {
    return explained.study().inputs().stream()
        .filter(input -> input.name().equals(stretch.input()))
        .filter(InputDefinition.Trajectory.class::isInstance)
        .map(InputDefinition.Trajectory.class::cast)
        .map(input -> input.rows().indexOf(stretch.channel()))
        .findFirst()
        .orElseGet(() -> Math.max(0, Math.min(tensor.extent(0) - 1, leadIndex(stretch))));
  }

  private static int leadIndex(Evidence.Stretch stretch) {
    return Occlusion.LEADS.indexOf(stretch.channel());
  }
}
