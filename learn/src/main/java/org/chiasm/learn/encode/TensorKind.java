package org.chiasm.learn.encode;

import java.util.List;
import java.util.Optional;
import org.chiasm.Modality;
import org.chiasm.Tensor;
import org.chiasm.learn.layers.TensorInput;

/** Which original features a tensor gives: decided by its modality and its axes. */
public enum TensorKind {
  /** A projection, 1 × rows × columns, grey values in [0, 1]. */
  PROJECTION,
  /** A volume, slices × rows × columns, Hounsfield units. */
  VOLUME,
  /** A photograph, 3 × rows × columns, red, green and blue in [0, 1]. */
  PHOTOGRAPH,
  /** Tiles of a slide, tiles × 3 × rows × columns, red, green and blue in [0, 1]. */
  TILES,
  /** A volume without a unit, 1 × slices × rows × columns, grey values in [0, 1]. */
  GREY_VOLUME,
  /** Twelve leads × samples over ten seconds, millivolts. */
  TWELVE_LEADS;

  /** What is measured, in the order of {@link #measure}. */
  public List<String> names() {
    return switch (this) {
      case PROJECTION -> ImageFeatures.PROJECTION_NAMES;
      case VOLUME -> ImageFeatures.VOLUME_NAMES;
      case PHOTOGRAPH -> ColourFeatures.PHOTOGRAPH_NAMES;
      case TILES -> ColourFeatures.TILE_NAMES;
      case GREY_VOLUME -> ImageFeatures.GREY_VOLUME_NAMES;
      case TWELVE_LEADS -> WaveformFeatures.NAMES;
    };
  }

  /** How networks can read it, first how they do unless a study says otherwise. */
  public List<TensorInput.Encoder> encoders() {
    return switch (this) {
      case PROJECTION -> List.of(TensorInput.Encoder.SLICES);
      case VOLUME, GREY_VOLUME -> List.of(TensorInput.Encoder.SLICES, TensorInput.Encoder.VOLUME);
      case PHOTOGRAPH, TILES -> List.of(TensorInput.Encoder.TILES);
      case TWELVE_LEADS -> List.of(TensorInput.Encoder.LEADS);
    };
  }

  /** The kind of a tensor, or nothing where its axes fit none. */
  public static Optional<TensorKind> of(Modality modality, Tensor tensor) {
    if (modality == Modality.IMAGE && tensor.rank() == 3) {
      return Optional.of(
          switch (tensor.extent(0)) {
            case 1 -> PROJECTION;
            case 3 -> PHOTOGRAPH;
            default -> VOLUME;
          });
    }
    if (modality == Modality.IMAGE && tensor.rank() == 4) {
      return tensor.extent(1) == 3
          ? Optional.of(TILES)
          : tensor.extent(0) == 1 ? Optional.of(GREY_VOLUME) : Optional.empty();
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
      case PHOTOGRAPH -> ColourFeatures.photograph(tensor);
      case TILES -> ColourFeatures.tiles(tensor);
      case GREY_VOLUME -> ImageFeatures.greyVolume(tensor);
      case TWELVE_LEADS -> WaveformFeatures.measure(tensor);
    };
  }
}
