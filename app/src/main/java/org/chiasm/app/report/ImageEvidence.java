package org.chiasm.app.report;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chiasm.Tensor;
import org.chiasm.app.explain.ExplainedRow;
import org.chiasm.app.picture.Png;
import org.chiasm.app.picture.TensorPicture;
import org.chiasm.learn.encode.ImagePlanes;
import org.chiasm.learn.explain.ActivationMap;
import org.chiasm.learn.explain.Evidence;
import org.chiasm.learn.explain.Explanation;

/**
 * Slices, tiles or pictures as the model read them, with the regions that matter numbered, each
 * beside the same under its Grad-CAM.
 */
final class ImageEvidence {
  private static final int PICTURE_SIDE = 300;
  private static final int PICTURES_MAX = 3;

  private ImageEvidence() {}

  /** Writes what an input's evidence marks in its pixels. */
  static void write(Markup page, ExplainedRow explained, Tensor tensor, Explanation unit)
      throws IOException {
    var planes = ImagePlanes.of(tensor);
    if (planes.isEmpty()) {
      return;
    }
    var regions = EvidencePictures.of(unit, Evidence.Region.class);
    var maps = EvidencePictures.of(unit, ActivationMap.class);
    page.raw("<div class='row'>");
    for (int slice : shown(regions, maps)) {
      page.raw("<div class='row'>");
      picture(page, tensor, planes.get(), slice, regions);
      for (var map : maps) {
        page.raw("<figure>");
        var name = "map-" + Markup.escape(unit.name()) + "-" + slice;
        ActivationPicture.write(page, name, tensor, planes.get(), slice, map);
        caption(page, planes.get(), slice, "Grad-CAM");
      }
      page.raw("</div>");
    }
    page.raw("</div><ol class='note'>");
    for (var region : regions) {
      page.element("li", words(explained, planes.get(), region));
    }
    page.raw("</ol>");
    maps.forEach(map -> page.element("p class='note'", words(planes.get(), map)));
    for (var none : EvidencePictures.of(unit, Evidence.NoMap.class)) {
      page.element("p class='note'", "No Grad-CAM: " + none.reason() + ".");
    }
  }

  private static List<Integer> shown(List<Evidence.Region> regions, List<ActivationMap> maps) {
    var shown =
        new ArrayList<>(
            regions.stream().map(ImageEvidence::middle).distinct().limit(PICTURES_MAX).toList());
    for (var map : maps) {
      var strongest = map.region(map.strongest());
      if (shown.stream()
          .noneMatch(slice -> strongest.sliceFrom() <= slice && slice < strongest.sliceTo())) {
        shown.add(middle(strongest));
      }
    }
    return shown;
  }

  private static int middle(Evidence.Region region) {
    return (region.sliceFrom() + region.sliceTo() - 1) / 2;
  }

  /** The beginning of a drawing in pixels of the image. */
  private static String drawing(ImagePlanes planes) {
    return String.format(
        Locale.ROOT,
        "<svg width='%d' height='%d' viewBox='0 0 %d %d' role='img'>",
        PICTURE_SIDE,
        PICTURE_SIDE * planes.rows() / planes.columns(),
        planes.columns(),
        planes.rows());
  }

  /** A picture that fills the drawing. */
  private static String image(ImagePlanes planes, String address) {
    return String.format(
        Locale.ROOT,
        "<image width='%d' height='%d' href='%s' preserveAspectRatio='none'/>",
        planes.columns(),
        planes.rows(),
        address);
  }

  private static void picture(
      Markup page, Tensor tensor, ImagePlanes planes, int slice, List<Evidence.Region> regions)
      throws IOException {
    int columns = planes.columns();
    page.raw("<figure>")
        .raw(drawing(planes))
        .raw(image(planes, Png.dataAddress(TensorPicture.of(tensor, slice))));
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
    page.raw("</svg>");
    caption(page, planes, slice, "hiding parts");
  }

  private static void caption(Markup page, ImagePlanes planes, int slice, String method) {
    var place =
        planes.planes() == 1
            ? ""
            : plane(planes) + " " + (slice + 1) + " of " + planes.planes() + ", ";
    page.element("figcaption", place + method).raw("</figure>");
  }

  private static String plane(ImagePlanes planes) {
    return planes.channels() > 1 ? "tile" : "slice";
  }

  private static String words(ExplainedRow explained, ImagePlanes planes, Evidence.Region region) {
    return place(planes, region) + ": " + EvidencePictures.moved(explained, region.move());
  }

  private static String words(ImagePlanes planes, ActivationMap map) {
    if (map.largestOfEither() == 0) {
      return "Grad-CAM: no cell moves the score.";
    }
    var strongest = map.region(map.strongest());
    return "Grad-CAM: where the last feature map of the trained network"
        + (map.direct() ? "" : " of this branch, whose score the strategy reads,")
        + " raises (orange) or lowers (blue) the score. Strongest, dashed: "
        + place(planes, strongest)
        + ", which "
        + (strongest.move() < 0 ? "lowers" : "raises")
        + " it. The "
        + map.rows().cells()
        + " × "
        + map.columns().cells()
        + " cells are coarse, do not add up, and say nothing of what software measured on the"
        + " pixels.";
  }

  private static String place(ImagePlanes planes, Evidence.Region region) {
    return (planes.planes() == 1
            ? "this region"
            : plane(planes)
                + (region.sliceTo() - region.sliceFrom() == 1
                    ? " " + region.sliceTo()
                    : "s " + (region.sliceFrom() + 1) + "–" + region.sliceTo()))
        + String.format(
            Locale.ROOT,
            ", rows %d–%d, columns %d–%d",
            region.rowFrom() + 1,
            region.rowTo(),
            region.columnFrom() + 1,
            region.columnTo());
  }

  /** A slice, tile or picture under its Grad-CAM, with the strongest cell outlined. */
  private static final class ActivationPicture {
    private static final int SIDE = 64;
    private static final int WHITE = 255;
    private static final double OPAQUE = 0.5;

    /**
     * Writes the drawing.
     *
     * @param name unique on the page
     */
    static void write(
        Markup page, String name, Tensor tensor, ImagePlanes planes, int slice, ActivationMap map)
        throws IOException {
      int rows = planes.rows();
      int columns = planes.columns();
      page.raw(drawing(planes))
          .raw(image(planes, Png.dataAddress(TensorPicture.of(tensor, slice))));
      layer(page, name + "-raises", planes, mask(map, planes, slice, 1), "--b");
      layer(page, name + "-lowers", planes, mask(map, planes, slice, -1), "--a");
      var strongest = map.region(map.strongest());
      if (map.largestOfEither() > 0
          && slice >= strongest.sliceFrom()
          && slice < strongest.sliceTo()) {
        double width = Math.max(rows, columns) / 120.0;
        outline(page, strongest, 1.6 * width, "stroke='#000'");
        outline(
            page,
            strongest,
            width,
            String.format(Locale.ROOT, "stroke='#fff' stroke-dasharray='%.2f'", 3 * width));
      }
      page.raw("</svg>");
    }

    /** White dashes on black, which show on every picture and colour. */
    private static void outline(Markup page, Evidence.Region region, double width, String stroke) {
      page.raw(
          String.format(
              Locale.ROOT,
              "<rect x='%d' y='%d' width='%d' height='%d' fill='none' stroke-width='%.2f' %s/>",
              region.columnFrom(),
              region.rowFrom(),
              region.columnTo() - region.columnFrom(),
              region.rowTo() - region.rowFrom(),
              width,
              stroke));
    }

    /** A colour that shows as far as the mask is white. */
    private static void layer(
        Markup page, String id, ImagePlanes planes, BufferedImage mask, String colour)
        throws IOException {
      page.raw("<mask id='" + id + "'>" + image(planes, Png.dataAddress(mask)) + "</mask>");
      page.raw(
          String.format(
              Locale.ROOT,
              "<rect width='%d' height='%d' mask='url(#%s)' style='fill:var(%s)'/>",
              planes.columns(),
              planes.rows(),
              id,
              colour));
    }

    /** What points in one direction, over the strongest cell of either, as shades of white. */
    private static BufferedImage mask(ActivationMap map, ImagePlanes planes, int slice, int sign) {
      var mask = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
      double largest = map.largestOfEither();
      for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++) {
          double sum = map.at(slice, y * planes.rows() / SIDE, x * planes.columns() / SIDE);
          double share = largest > 0 ? Math.clamp(sign * sum / largest, 0.0, 1.0) : 0;
          mask.getRaster().setSample(x, y, 0, (int) Math.round(WHITE * OPAQUE * share));
        }
      }
      return mask;
    }
  }
}
