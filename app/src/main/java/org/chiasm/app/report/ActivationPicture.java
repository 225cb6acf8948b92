package org.chiasm.app.report;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Locale;
import org.chiasm.Tensor;
import org.chiasm.app.picture.Png;
import org.chiasm.app.picture.TensorPicture;
import org.chiasm.learn.encode.ImagePlanes;
import org.chiasm.learn.explain.ActivationMap;
import org.chiasm.learn.explain.Evidence;

/** A slice, tile or picture under its Grad-CAM, with the strongest cell outlined. */
final class ActivationPicture {
  private static final int SIDE = 64;
  private static final int WHITE = 255;
  private static final double OPAQUE = 0.5;

  private ActivationPicture() {}

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
    page.raw(ImageEvidence.drawing(planes))
        .raw(ImageEvidence.image(planes, Png.dataAddress(TensorPicture.of(tensor, slice))));
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
    page.raw(
        "<mask id='" + id + "'>" + ImageEvidence.image(planes, Png.dataAddress(mask)) + "</mask>");
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
