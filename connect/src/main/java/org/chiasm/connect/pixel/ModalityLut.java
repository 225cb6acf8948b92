package org.chiasm.connect.pixel;

import java.util.Arrays;

/**
 * Turns stored values into what they measure, such as Hounsfield units (DICOM PS3.3 C.11.1): a
 * line, or a table.
 */
public sealed interface ModalityLut {
  /** The value that a stored value stands for. */
  double value(double stored);

  /** As {@link #value}, rounded to a float. */
  default float apply(double stored) {
    return (float) value(stored);
  }

  /**
   * A line.
   *
   * @param slope Rescale Slope
   * @param intercept Rescale Intercept
   */
  record Rescale(double slope, double intercept) implements ModalityLut {
    /** Stored values as they are. */
    public static final Rescale IDENTITY = new Rescale(1, 0);

    /** Checks that the line is one. */
    public Rescale {
      if (!Double.isFinite(slope) || !Double.isFinite(intercept) || slope == 0) {
        throw new IllegalArgumentException(
            "Rescale needs a finite slope other than 0, got " + slope + " and " + intercept);
      }
    }

    @Override
    public double value(double stored) {
      return slope * stored + intercept;
    }
  }

  /** A table: stored values below the first take the first entry, above the last the last. */
  final class Table implements ModalityLut {
    private final int first;
    private final int[] entries;

    /**
     * A table.
     *
     * @param first the stored value that the first entry stands for
     * @param entries at least one
     */
    public Table(int first, int[] entries) {
      if (entries.length == 0) {
        throw new IllegalArgumentException("A modality LUT needs an entry");
      }
      this.first = first;
      this.entries = entries.clone();
    }

    /** The largest entry. */
    public int largest() {
      return Arrays.stream(entries).max().orElse(0);
    }

    @Override
    public double value(double stored) {
      return entries[Math.clamp((long) (stored - first), 0, entries.length - 1)];
    }
  }
}
