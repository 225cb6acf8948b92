package org.chiasm.learn.encode;

import java.util.List;
import java.util.Optional;
import org.chiasm.Modality;
import org.chiasm.Tensor;

/** Which original features a tensor gives: decided by its modality and its axes. */
public enum TensorKind {
  /** A projection, 1 × rows × columns, grey values in [0, 1]. */
  PROJECTION,
  /** A volume, slices × rows × columns, Hounsfield units. */
  VOLUME,
  /** Tiles of a slide, tiles × 3 colours × rows × columns, in [0, 1]. */
  TILES,
  /** Twelve leads × samples over ten seconds, millivolts. */
  TWELVE_LEADS;

  /** What is measured, in the order of {@link #measure}. */
  public List<String> names() {
    return switch (this) {
      case PROJECTION -> ImageFeatures.PROJECTION_NAMES;
      case VOLUME -> ImageFeatures.VOLUME_NAMES;
      case TILES -> TileFeatures.NAMES;
      case TWELVE_LEADS -> WaveformFeatures.NAMES;
    };
  }

  /** The kind of a tensor, or nothing where its axes fit none. */
  public static Optional<TensorKind> of(Modality modality, Tensor tensor) {
    if (modality == Modality.IMAGE && tensor.rank() == 3) {
      return Optional.of(tensor.extent(0) == 1 ? PROJECTION : VOLUME);
    }
    if (modality == Modality.IMAGE && tensor.rank() == 4 && tensor.extent(1) == 3) {
      return Optional.of(TILES);
    }
    if (modality == Modality.WAVEFORM
        && tensor.rank() == 2
        && tensor.extent(0) == WaveformFeatures.LEADS) {
      return Optional.of(TWELVE_LEADS);
    }
    return Optional.empty();
  }

  /**
   * The features of a tensor of this kind, in the order of {@link #names}; NaN where one is not
   * defined, such as the skewness of a constant image.
   */
  double[] measure(Tensor tensor) {
    return switch (this) {
      case PROJECTION -> ImageFeatures.projection(tensor);
      case VOLUME -> ImageFeatures.volume(tensor);
      case TILES -> TileFeatures.measure(tensor);
      case TWELVE_LEADS -> WaveformFeatures.measure(tensor);
    };
  }
}
