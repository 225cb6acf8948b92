package org.chiasm.app.picture;

import java.awt.image.BufferedImage;
import org.chiasm.Tensor;

/** One plane of an image tensor in grey, as a model saw it. */
public final class TensorPicture {
  private static final float LUNG_LOW_HU = -1350;
  private static final float LUNG_HIGH_HU = 150;

  private TensorPicture() {}

  /**
   * A plane of a tensor of slices × rows × columns. A single slice is taken as a projection in [0,
   * 1], several as Hounsfield units, shown in the lung window (centre −600, width 1500).
   *
   * @param slice from 0
   */
  public static BufferedImage of(Tensor tensor, int slice) {
    boolean projection = tensor.extent(0) == 1;
    float low = projection ? 0 : LUNG_LOW_HU;
    float high = projection ? 1 : LUNG_HIGH_HU;
    int rows = tensor.extent(1);
    int columns = tensor.extent(2);
    var picture = new BufferedImage(columns, rows, BufferedImage.TYPE_BYTE_GRAY);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        float value = tensor.values()[(slice * rows + row) * columns + column];
        int grey = Math.round(255 * Math.clamp((value - low) / (high - low), 0, 1));
        picture.getRaster().setSample(column, row, 0, grey);
      }
    }
    return picture;
  }
}
