package org.chiasm.learn.encode;

import java.util.Optional;
import org.chiasm.Modality;
import org.chiasm.Tensor;

/**
 * How the numbers of an image tensor lie: planes (slices of a volume, tiles of a slide, one for a
 * projection or photograph) × channels (3 in colour) × rows × columns.
 */
public record ImagePlanes(int planes, int channels, int rows, int columns) {
  /** The planes of an image tensor, or nothing where its axes fit no kind of image. */
  public static Optional<ImagePlanes> of(Tensor tensor) {
    return TensorKind.of(Modality.IMAGE, tensor)
        .map(
            kind ->
                switch (kind) {
                  case PHOTOGRAPH -> new ImagePlanes(1, 3, tensor.extent(1), tensor.extent(2));
                  case TILES ->
                      new ImagePlanes(tensor.extent(0), 3, tensor.extent(2), tensor.extent(3));
                  case GREY_VOLUME ->
                      new ImagePlanes(tensor.extent(1), 1, tensor.extent(2), tensor.extent(3));
                  case PROJECTION, VOLUME, TWELVE_LEADS ->
                      new ImagePlanes(tensor.extent(0), 1, tensor.extent(1), tensor.extent(2));
                });
  }

  /** Some planes: the first and one past the last. */
  public record Range(int from, int to) {}

  /**
   * Which of these planes a network's plane is made of: a slice of several, a tile of one.
   *
   * @param plane of the network's, from 0
   * @param count how many the network reads
   */
  public Range readBy(int plane, int count) {
    if (channels > 1) {
      int tile = TensorReduction.tile(plane, count, planes);
      return new Range(tile, tile + 1);
    }
    return new Range(
        TensorReduction.start(plane, count, planes), TensorReduction.end(plane, count, planes));
  }

  /** Where the first number of a plane's channel stands in {@link Tensor#values}. */
  public int start(int plane, int channel) {
    return (plane * channels + channel) * rows * columns;
  }
}
