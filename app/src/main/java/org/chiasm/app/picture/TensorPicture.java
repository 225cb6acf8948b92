package org.chiasm.app.picture;

import java.awt.image.BufferedImage;
import org.chiasm.Tensor;
import org.chiasm.learn.encode.ImagePlanes;

/** One plane of an image tensor as a model saw it. */
public final class TensorPicture {
  private static final float LUNG_LOW_HU = -1350;
  private static final float LUNG_HIGH_HU = 150;

  private TensorPicture() {}

  /**
   * A plane of an image tensor. Values are taken as a share of white in [0, 1], but those of a
   * volume of slices × rows × columns as Hounsfield units, shown in the lung window (centre −600,
   * width 1500).
   *
   * @param plane from 0
   * @throws IllegalArgumentException if the tensor is no image
   */
  public static BufferedImage of(Tensor tensor, int plane) {
    var planes =
        ImagePlanes.of(tensor)
            .orElseThrow(() -> new IllegalArgumentException("No image: " + tensor));
    boolean hounsfield = tensor.rank() == 3 && planes.planes() > 1;
    float low = hounsfield ? LUNG_LOW_HU : 0;
    float high = hounsfield ? LUNG_HIGH_HU : 1;
    var picture =
        new BufferedImage(
            planes.columns(),
            planes.rows(),
            planes.channels() == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
    for (int channel = 0; channel < planes.channels(); channel++) {
      int start = planes.start(plane, channel);
      for (int i = 0; i < planes.rows() * planes.columns(); i++) {
        float share = Math.clamp((tensor.values()[start + i] - low) / (high - low), 0f, 1f);
        picture
            .getRaster()
            .setSample(
                i % planes.columns(), i / planes.columns(), channel, Math.round(255 * share));
      }
    }
    return picture;
  }
}
