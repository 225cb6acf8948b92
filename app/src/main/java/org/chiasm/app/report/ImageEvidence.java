package org.chiasm.app.report;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.chiasm.Tensor;
import org.chiasm.app.explain.ExplainedRow;
import org.chiasm.app.picture.Png;
import org.chiasm.app.picture.TensorPicture;
import org.chiasm.learn.encode.ImagePlanes;
import org.chiasm.learn.explain.Evidence;

/** Slices, tiles or pictures as the model read them, with the regions that matter numbered. */
final class ImageEvidence {
  private static final int PICTURE_SIDE = 300;
  private static final int PICTURES_MAX = 3;

  private ImageEvidence() {}

  static void write(
      Markup page, ExplainedRow explained, Tensor tensor, List<Evidence.Region> regions)
      throws IOException {
    var planes = ImagePlanes.of(tensor);
    if (planes.isEmpty()) {
      return;
    }
    page.raw("<div class='row'>");
    var shown =
        regions.stream()
            .map(each -> (each.sliceFrom() + each.sliceTo() - 1) / 2)
            .distinct()
            .limit(PICTURES_MAX)
            .toList();
    for (int slice : shown) {
      picture(page, tensor, planes.get(), slice, regions);
    }
    page.raw("</div><ol class='note'>");
    for (var region : regions) {
      page.element("li", words(explained, planes.get(), region));
    }
    page.raw("</ol>");
  }

  private static void picture(
      Markup page, Tensor tensor, ImagePlanes planes, int slice, List<Evidence.Region> regions)
      throws IOException {
    int rows = planes.rows();
    int columns = planes.columns();
    page.raw(
        String.format(
            Locale.ROOT,
            "<figure><svg width='%d' height='%d' viewBox='0 0 %d %d' role='img'><image width='%d'"
                + " height='%d' href='%s' preserveAspectRatio='none'/>",
            PICTURE_SIDE,
            PICTURE_SIDE * rows / columns,
            columns,
            rows,
            columns,
            rows,
            Png.dataAddress(TensorPicture.of(tensor, slice))));
    for (int number = 1; number <= regions.size(); number++) {
      var region = regions.get(number - 1);
      if (slice >= region.sliceFrom() && slice < region.sliceTo()) {
        page.raw(
            String.format(
                Locale.ROOT,
                "<rect x='%d' y='%d' width='%d' height='%d' fill='none' stroke-width='%.2f'"
                    + " style='stroke:var(%s)'/><text x='%.1f' y='%.1f'"
                    + " style='font-size:%.1fpx;fill:var(%s)'>%d</text>",
                region.columnFrom(),
                region.rowFrom(),
                region.columnTo() - region.columnFrom(),
                region.rowTo() - region.rowFrom(),
                columns / 120.0,
                region.move() < 0 ? "--a" : "--b",
                region.columnFrom() + columns / 80.0,
                region.rowFrom() + columns / 22.0,
                columns / 24.0,
                region.move() < 0 ? "--a" : "--b",
                number));
      }
    }
    page.raw("</svg>")
        .element(
            "figcaption",
            planes.planes() == 1
                ? ""
                : plane(planes) + " " + (slice + 1) + " of " + planes.planes())
        .raw("</figure>");
  }

  private static String plane(ImagePlanes planes) {
    return planes.channels() > 1 ? "tile" : "slice";
  }

  private static String words(ExplainedRow explained, ImagePlanes planes, Evidence.Region region) {
    return (planes.planes() == 1
            ? "this region"
            : plane(planes)
                + (region.sliceTo() - region.sliceFrom() == 1
                    ? " " + region.sliceTo()
                    : "s " + (region.sliceFrom() + 1) + "–" + region.sliceTo()))
        + String.format(
            Locale.ROOT,
            ", rows %d–%d, columns %d–%d: ",
            region.rowFrom() + 1,
            region.rowTo(),
            region.columnFrom() + 1,
            region.columnTo())
        + EvidencePictures.moved(explained, region.move());
  }
}
