package org.chiasm.learn.explain;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import org.chiasm.learn.gradient.CellAxis;

/**
 * Where in an image the last feature map of a trained network speaks for or against a score: a
 * gradient-weighted class activation map (Grad-CAM, Selvaraju et al. 2017, {@code
 * doi:10.1109/ICCV.2017.74}). It says where to look and does not add up to a contribution.
 *
 * @param input the image
 * @param direct whether the derivative is that of the explained score; otherwise of the score of
 *     the branch's own network, which a further model reads
 * @param planes of the network, in order
 * @param rowExtent how many rows of pixels the image tensor has
 * @param columnExtent how many columns
 * @param rows where the rows of cells lie in them
 * @param columns where the columns of cells lie
 */
public record ActivationMap(
    String input,
    boolean direct,
    List<Plane> planes,
    int rowExtent,
    int columnExtent,
    CellAxis rows,
    CellAxis columns)
    implements Evidence {
  /**
   * The cells of one of the network's planes.
   *
   * @param from first slice or tile of the image that it is made of
   * @param to one past the last
   * @param sums of the channels with their weights, before the ReLU, row by row, in units of the
   *     score for each cell; above zero where they raise it
   */
  public record Plane(int from, int to, List<Double> sums) {
    /** Copies the list. */
    public Plane {
      sums = List.copyOf(sums);
    }
  }

  /** A cell by its place: which plane, row and column. */
  public record Cell(int plane, int row, int column) {}

  /** Checks that every plane has all cells. */
  public ActivationMap {
    requireNonNull(input, "input");
    planes = List.copyOf(planes);
    for (var plane : planes) {
      if (plane.sums().size() != rows.cells() * columns.cells()) {
        throw new IllegalArgumentException(
            plane.sums().size() + " sums for " + rows.cells() + " × " + columns.cells() + " cells");
      }
    }
  }

  /** The largest sum above zero of any cell; 0 where nothing raises the score. */
  public double largest() {
    return planes.stream()
        .flatMap(plane -> plane.sums().stream())
        .mapToDouble(sum -> Math.max(sum, 0))
        .max()
        .orElse(0);
  }

  /** The largest of {@link #largest} and the same of the sums below zero. */
  public double largestOfEither() {
    return planes.stream()
        .flatMap(plane -> plane.sums().stream())
        .mapToDouble(Math::abs)
        .max()
        .orElse(0);
  }

  /** The map of a plane: what is below zero set to zero, over {@link #largest}; within [0, 1]. */
  public List<Double> map(int plane) {
    double largest = largest();
    return planes.get(plane).sums().stream()
        .map(sum -> largest > 0 ? Math.max(sum, 0) / largest : 0)
        .toList();
  }

  /** The cell whose sum is furthest from zero, of equal ones the first. */
  public Cell strongest() {
    int width = columns.cells();
    var strongest = new Cell(0, 0, 0);
    double most = 0;
    for (int plane = 0; plane < planes.size(); plane++) {
      var sums = planes.get(plane).sums();
      for (int i = 0; i < sums.size(); i++) {
        if (Math.abs(sums.get(i)) > most) {
          most = Math.abs(sums.get(i));
          strongest = new Cell(plane, i / width, i % width);
        }
      }
    }
    return strongest;
  }

  private double sum(Cell cell) {
    return planes.get(cell.plane()).sums().get(cell.row() * columns.cells() + cell.column());
  }

  /** The pixels that are nearest to a cell, and its sum as their move. */
  public Region region(Cell cell) {
    var plane = planes.get(cell.plane());
    return new Region(
        input,
        plane.from(),
        plane.to(),
        rows.from(cell.row()),
        rows.to(cell.row(), rowExtent),
        columns.from(cell.column()),
        columns.to(cell.column(), columnExtent),
        sum(cell));
  }

  /**
   * The sum at a pixel, between the cells around it in proportion to nearness; of the planes that
   * are made of its slice or tile together, 0 where there is none.
   */
  public double at(int slice, int row, int column) {
    double y = rows.position(row);
    double x = columns.position(column);
    double sum = 0;
    for (int plane = 0; plane < planes.size(); plane++) {
      if (planes.get(plane).from() <= slice && slice < planes.get(plane).to()) {
        sum += between(plane, y, x);
      }
    }
    return sum;
  }

  /** The mean of {@link #at} over a block. */
  double mean(TensorPart block) {
    double sum = 0;
    int pixels = 0;
    for (int slice = block.from()[0]; slice < block.to()[0]; slice++) {
      for (int row = block.from()[1]; row < block.to()[1]; row++) {
        for (int column = block.from()[2]; column < block.to()[2]; column++) {
          sum += at(slice, row, column);
          pixels++;
        }
      }
    }
    return sum / pixels;
  }

  private double between(int plane, double y, double x) {
    int top = (int) y;
    int left = (int) x;
    int bottom = Math.min(top + 1, rows.cells() - 1);
    int right = Math.min(left + 1, columns.cells() - 1);
    double above = mixed(plane, top, left, right, x - left);
    return above + (y - top) * (mixed(plane, bottom, left, right, x - left) - above);
  }

  private double mixed(int plane, int row, int left, int right, double share) {
    double first = sum(new Cell(plane, row, left));
    return first + share * (sum(new Cell(plane, row, right)) - first);
  }

  @Override
  public String words() {
    var what = input + ": Grad-CAM" + (direct ? "" : " of the branch's own network") + ", ";
    if (largestOfEither() == 0) {
      return what + "no cell moves the score";
    }
    var cell = region(strongest());
    return what
        + String.format(
            Locale.ROOT,
            "strongest cell at slices %d–%d, rows %d–%d, columns %d–%d of the model's tensor, %s"
                + " the score; not additive",
            cell.sliceFrom(),
            cell.sliceTo() - 1,
            cell.rowFrom(),
            cell.rowTo() - 1,
            cell.columnFrom(),
            cell.columnTo() - 1,
            cell.move() < 0 ? "lowers" : "raises");
  }
}
