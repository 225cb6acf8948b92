package org.chiasm.connect.display;

import java.util.Locale;

/** Which values a picture shows, and how bright each is, 0 to 1 (DICOM PS3.3 C.11.2). */
public sealed interface VoiLut {
  /** The brightness of a value after the modality LUT, from 0 to 1. */
  double brightness(double value);

  /** What it is, in words. */
  String words();

  /** The shape of a window (VOI LUT Function, C.11.2.1.2 and C.11.2.1.3). */
  enum Shape {
    LINEAR,
    LINEAR_EXACT,
    SIGMOID
  }

  /**
   * A window.
   *
   * @param center Window Center
   * @param width Window Width, above 0; at least 1 of the linear shape
   */
  record Window(double center, double width, Shape shape) implements VoiLut {
    /** Checks the bounds; a linear window narrower than 1 is taken as an exact one. */
    public Window {
      if (!Double.isFinite(center) || !Double.isFinite(width) || width <= 0) {
        throw new IllegalArgumentException(
            "A window needs a positive width, got " + center + " and " + width);
      }
      if (shape == Shape.LINEAR && width < 1) {
        shape = Shape.LINEAR_EXACT;
      }
    }

    @Override
    public double brightness(double value) {
      return switch (shape) {
        case LINEAR -> {
          double half = (width - 1) / 2;
          if (value <= center - 0.5 - half) {
            yield 0;
          }
          yield value > center - 0.5 + half ? 1 : (value - (center - 0.5)) / (width - 1) + 0.5;
        }
        case LINEAR_EXACT -> Math.clamp((value - center) / width + 0.5, 0, 1);
        case SIGMOID -> 1 / (1 + Math.exp(-4 * (value - center) / width));
      };
    }

    @Override
    public String words() {
      return String.format(
          Locale.ROOT, "window center %s width %s %s", center, width, shape.name());
    }
  }

  /** A table: values below the first take the first entry, above the last the last. */
  final class Table implements VoiLut {
    private final int first;
    private final double[] entries;

    /**
     * A table.
     *
     * @param first the value that the first entry stands for
     * @param entries at least one
     * @param bits of each entry
     */
    public Table(int first, int[] entries, int bits) {
      if (entries.length == 0) {
        throw new IllegalArgumentException("A VOI LUT needs an entry");
      }
      this.first = first;
      this.entries = new double[entries.length];
      double full = Math.pow(2, bits) - 1;
      for (int i = 0; i < entries.length; i++) {
        this.entries[i] = Math.clamp(entries[i] / full, 0, 1);
      }
    }

    @Override
    public double brightness(double value) {
      return entries[(int) Math.clamp(Math.rint(value) - first, 0.0, entries.length - 1.0)];
    }

    @Override
    public String words() {
      return "VOI LUT of " + entries.length + " entries";
    }
  }

  /**
   * A straight line between two values, where the header says nothing.
   *
   * @param black shown as 0
   * @param white shown as 1, above {@code black}
   */
  record Span(double black, double white) implements VoiLut {
    @Override
    public double brightness(double value) {
      return white > black ? Math.clamp((value - black) / (white - black), 0, 1) : 0;
    }

    @Override
    public String words() {
      return "values from " + black + " to " + white;
    }
  }
}
