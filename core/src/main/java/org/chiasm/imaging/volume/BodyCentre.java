package org.chiasm.imaging.volume;

import java.util.ArrayDeque;
import java.util.Optional;
import org.chiasm.imaging.Vector3;

/**
 * The middle of the body in a CT: of the box around the largest connected part above -300 HU, on a
 * grid of about 8 mm after one layer is taken off, which parts the body from the table.
 */
public final class BodyCentre {
  private static final float BODY_ABOVE_HU = -300;
  private static final double CELL_MM = 8;
  private static final double LEAST_SHARE = 0.01;

  private final int width;
  private final int height;
  private final int depth;
  private final boolean[] cells;

  private BodyCentre(int width, int height, int depth, boolean[] cells) {
    this.width = width;
    this.height = height;
    this.depth = depth;
    this.cells = cells;
  }

  /**
   * The place, in patient coordinates; empty where less than 1 % of the volume looks like a body.
   *
   * @param volume in Hounsfield units
   */
  public static Optional<Vector3> of(Volume volume) {
    var geometry = volume.geometry();
    int step = (int) Math.max(1, Math.round(CELL_MM / geometry.spacing().x()));
    int width = (geometry.columns() + step - 1) / step;
    int height = (geometry.rows() + step - 1) / step;
    int depth = (geometry.slices() + step - 1) / step;
    int[] above = new int[width * height * depth];
    int[] all = new int[above.length];
    for (int slice = 0; slice < geometry.slices(); slice++) {
      for (int row = 0; row < geometry.rows(); row++) {
        int line = ((slice / step) * height + row / step) * width;
        for (int column = 0; column < geometry.columns(); column++) {
          all[line + column / step]++;
          if (volume.at(column, row, slice) > BODY_ABOVE_HU) {
            above[line + column / step]++;
          }
        }
      }
    }
    var cells = new boolean[above.length];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = 2 * above[i] > all[i];
    }
    int[] box = new BodyCentre(width, height, depth, cells).eroded().largest();
    if (box.length == 0) {
      return Optional.empty();
    }
    return Optional.of(
        geometry.patient(
            middle(box[0], box[1], step),
            middle(box[2], box[3], step),
            middle(box[4], box[5], step)));
  }

  private static double middle(int first, int last, int step) {
    return (first * (double) step + (last + 1.0) * step - 1) / 2;
  }

  /** Without cells that have an empty neighbour in their slice. */
  private BodyCentre eroded() {
    var kept = new boolean[cells.length];
    for (int i = 0; i < cells.length; i++) {
      int x = i % width;
      int y = i / width % height;
      kept[i] =
          cells[i]
              && (x == 0 || cells[i - 1])
              && (x == width - 1 || cells[i + 1])
              && (y == 0 || cells[i - width])
              && (y == height - 1 || cells[i + width]);
    }
    return new BodyCentre(width, height, depth, kept);
  }

  /** First and last x, y, z of the largest part; nothing where it is too small. */
  private int[] largest() {
    var seen = new boolean[cells.length];
    int[] best = {};
    int most = 0;
    for (int i = 0; i < cells.length; i++) {
      if (cells[i] && !seen[i]) {
        int[] box = {width, -1, height, -1, depth, -1};
        int count = fill(i, seen, box);
        if (count > most) {
          most = count;
          best = box;
        }
      }
    }
    return most >= Math.max(1, LEAST_SHARE * cells.length) ? best : new int[0];
  }

  private int fill(int start, boolean[] seen, int[] box) {
    var open = new ArrayDeque<Integer>();
    open.add(start);
    seen[start] = true;
    int count = 0;
    while (!open.isEmpty()) {
      int at = open.remove();
      count++;
      int x = at % width;
      int y = at / width % height;
      int z = at / (width * height);
      grow(box, 0, x);
      grow(box, 2, y);
      grow(box, 4, z);
      visit(x > 0, at - 1, seen, open);
      visit(x < width - 1, at + 1, seen, open);
      visit(y > 0, at - width, seen, open);
      visit(y < height - 1, at + width, seen, open);
      visit(z > 0, at - width * height, seen, open);
      visit(z < depth - 1, at + width * height, seen, open);
    }
    return count;
  }

  private void visit(boolean inside, int at, boolean[] seen, ArrayDeque<Integer> open) {
    if (inside && cells[at] && !seen[at]) {
      seen[at] = true;
      open.add(at);
    }
  }

  private static void grow(int[] box, int axis, int value) {
    box[axis] = Math.min(box[axis], value);
    box[axis + 1] = Math.max(box[axis + 1], value);
  }
}
