package org.chiasm.connect.burnedin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.chiasm.connect.pixel.PixelFrame;

/**
 * Finds lines of text-like shapes: connected regions at the brightest or the darkest end of the
 * frame's own range, of the size and filling of letters, at least four beside each other on one
 * base line. Deterministic; cost grows with the number of pixels.
 */
final class GlyphSearch {
  private static final double END = 0.04;
  private static final int MIN_HEIGHT = 6;
  private static final int MAX_HEIGHT = 80;
  private static final int MIN_GLYPHS = 4;
  private static final int MAX_SHAPES = 20_000;
  private static final double CONTRAST = 0.3;
  private static final double CROWDED = 0.35;

  private final int rows;
  private final int columns;
  private final double[] high;
  private final double[] low;

  private record Shape(int top, int bottom, int left, int right, int pixels) {
    int height() {
      return bottom - top + 1;
    }

    int width() {
      return right - left + 1;
    }

    boolean isLetterLike() {
      double filling = (double) pixels / (height() * width());
      return height() >= MIN_HEIGHT
          && height() <= MAX_HEIGHT
          && width() <= 1.6 * height()
          && height() <= 9 * width()
          && filling >= 0.15
          && filling <= (width() * 3 <= height() ? 1 : 0.82);
    }
  }

  GlyphSearch(PixelFrame frame) {
    this.rows = frame.rows();
    this.columns = frame.columns();
    int samples = frame.samplesPerPixel();
    this.high = new double[rows * columns];
    this.low = new double[rows * columns];
    for (int i = 0; i < high.length; i++) {
      double most = frame.sample(i * samples);
      double least = most;
      for (int sample = 1; sample < samples; sample++) {
        most = Math.max(most, frame.sample(i * samples + sample));
        least = Math.min(least, frame.sample(i * samples + sample));
      }
      high[i] = most;
      low[i] = least;
    }
  }

  List<TextLine> lines() {
    double greatest = Double.NEGATIVE_INFINITY;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < high.length; i++) {
      greatest = Math.max(greatest, high[i]);
      least = Math.min(least, low[i]);
    }
    double range = greatest - least;
    if (!(range > 0) || Double.isInfinite(range)) {
      return List.of();
    }
    var bright = new boolean[high.length];
    var dark = new boolean[high.length];
    int brightCount = 0;
    int darkCount = 0;
    for (int i = 0; i < high.length; i++) {
      bright[i] = high[i] >= greatest - END * range;
      dark[i] = high[i] <= least + END * range;
      brightCount += bright[i] ? 1 : 0;
      darkCount += dark[i] ? 1 : 0;
    }
    var found = new ArrayList<TextLine>();
    if (brightCount < CROWDED * high.length) {
      found.addAll(linesOf(shapes(bright, high, greatest, range)));
    }
    if (darkCount < CROWDED * high.length) {
      found.addAll(linesOf(shapes(dark, low, least, range)));
    }
    return found;
  }

  private List<Shape> shapes(boolean[] mask, double[] values, double level, double range) {
    var found = new ArrayList<Shape>();
    var stack = new int[mask.length];
    for (int start = 0; start < mask.length && found.size() < MAX_SHAPES; start++) {
      if (mask[start]) {
        var shape = shape(mask, start, stack);
        if (shape.isLetterLike() && stands(shape, values, level, range)) {
          found.add(shape);
        }
      }
    }
    return found;
  }

  /** Whether a shape stands out from what is around it, as paint does and noise does not. */
  private boolean stands(Shape shape, double[] values, double level, double range) {
    double sum = 0;
    int count = 0;
    for (int y = Math.max(0, shape.top() - 1); y <= Math.min(rows - 1, shape.bottom() + 1); y++) {
      for (int x = Math.max(0, shape.left() - 1);
          x <= Math.min(columns - 1, shape.right() + 1);
          x++) {
        double apart = Math.abs(values[y * columns + x] - level);
        if (apart > END * range) {
          sum += apart;
          count++;
        }
      }
    }
    return count > 0 && sum / count >= CONTRAST * range;
  }

  /** The region around a pixel, with diagonal neighbours; wiped from the mask. */
  private Shape shape(boolean[] mask, int start, int[] stack) {
    int depth = 0;
    int pixels = 0;
    int top = rows;
    int bottom = 0;
    int left = columns;
    int right = 0;
    stack[depth++] = start;
    mask[start] = false;
    while (depth > 0) {
      int at = stack[--depth];
      int row = at / columns;
      int column = at % columns;
      pixels++;
      top = Math.min(top, row);
      bottom = Math.max(bottom, row);
      left = Math.min(left, column);
      right = Math.max(right, column);
      for (int y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
        for (int x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
          if (mask[y * columns + x]) {
            mask[y * columns + x] = false;
            stack[depth++] = y * columns + x;
          }
        }
      }
    }
    return new Shape(top, bottom, left, right, pixels);
  }

  private static List<TextLine> linesOf(List<Shape> shapes) {
    var rest = new ArrayList<>(shapes);
    rest.sort(Comparator.comparingInt(Shape::left).thenComparingInt(Shape::top));
    var found = new ArrayList<TextLine>();
    while (!rest.isEmpty()) {
      var first = rest.removeFirst();
      var line = new ArrayList<>(List.of(first));
      var last = first;
      for (var iterator = rest.iterator(); iterator.hasNext(); ) {
        var next = iterator.next();
        if (next.left() - last.right() > 2.5 * first.height()) {
          break;
        }
        if (isBeside(first, last, next)) {
          line.add(next);
          last = next;
          iterator.remove();
        }
      }
      if (line.size() >= MIN_GLYPHS) {
        found.add(
            new TextLine(
                line.size(),
                line.stream().mapToInt(Shape::top).min().orElse(0),
                line.stream().mapToInt(Shape::bottom).max().orElse(0),
                first.left(),
                last.right()));
      }
    }
    return found;
  }

  private static boolean isBeside(Shape first, Shape last, Shape next) {
    double height = first.height();
    return next.left() > last.left()
        && next.left() >= last.right() - 1
        && next.left() - last.right() <= 2.0 * height
        && Math.abs(next.bottom() - first.bottom()) <= Math.max(1, 0.12 * height)
        && Math.abs(next.height() - height) <= Math.max(1, 0.3 * height);
  }
}
