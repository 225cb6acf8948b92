package org.chiasm.study;

import java.util.OptionalLong;

/** In which shape an image input's pixels reach its encoder. */
public sealed interface TensorRule {
  /** Whether a tensor of this shape can be a volume. */
  default boolean allowsSlices() {
    return switch (this) {
      case Standard _, VolumeAt _ -> true;
      case RadiographOf _, TilesAt _ -> false;
    };
  }

  /** What the kind of picture usually has (docs/IMAGING.md): no {@code tensor} in the file. */
  record Standard() implements TensorRule {}

  /**
   * A volume on the canonical axial grid, around the middle of the body.
   *
   * @param spacingMm of the voxels on every axis, positive
   * @param slices at least 4: an extent of 1 or 3 is that of a radiograph or a photograph
   * @param rows positive
   * @param columns positive
   */
  record VolumeAt(double spacingMm, int slices, int rows, int columns) implements TensorRule {
    private static final int MIN_SLICES = 4;

    /** Checks the sizes. */
    public VolumeAt {
      if (!(spacingMm > 0) || slices < MIN_SLICES || rows <= 0 || columns <= 0) {
        throw new IllegalArgumentException(
            "A volume needs a positive spacing and shape, of at least 4 slices, got "
                + spacingMm
                + " mm and "
                + slices
                + " x "
                + rows
                + " x "
                + columns);
      }
    }
  }

  /**
   * A radiograph, upright and without borders, scaled until it fits.
   *
   * @param rows positive
   * @param columns positive
   */
  record RadiographOf(int rows, int columns) implements TensorRule {
    /** Checks the sizes. */
    public RadiographOf {
      if (rows <= 0 || columns <= 0) {
        throw new IllegalArgumentException(
            "A radiograph needs a positive shape, got " + rows + " x " + columns);
      }
    }
  }

  /**
   * Tiles of tissue of a whole slide, 256 × 256 pixels each.
   *
   * @param count positive
   * @param micrometresPerPixel positive
   * @param seed draws them; empty spreads them evenly
   */
  record TilesAt(int count, double micrometresPerPixel, OptionalLong seed) implements TensorRule {
    /** Checks the numbers. */
    public TilesAt {
      if (count <= 0 || !(micrometresPerPixel > 0)) {
        throw new IllegalArgumentException(
            "Tiles need a positive number and scale, got "
                + count
                + " at "
                + micrometresPerPixel
                + " um");
      }
    }
  }
}
