package org.chiasm.imaging.volume;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.chiasm.imaging.Vector3;

/**
 * Where the parallel slices of one series lie, sorted along their normal: the source of a volume.
 * Each slice keeps its own corner, so that a tilted gantry's shear and uneven distances are known
 * exactly and not averaged away.
 *
 * @param toColumn unit direction in which columns ascend (first half of ImageOrientationPatient)
 * @param toRow unit direction in which rows ascend (second half)
 * @param normal their cross product
 * @param columnSpacing mm between neighbouring columns (second value of PixelSpacing), positive
 * @param rowSpacing mm between neighbouring rows (first value of PixelSpacing), positive
 * @param columns of every slice
 * @param rows of every slice
 * @param places sorted along {@code normal}, at least one; those at one place are averaged
 */
public record SliceStack(
    Vector3 toColumn,
    Vector3 toRow,
    Vector3 normal,
    double columnSpacing,
    double rowSpacing,
    int columns,
    int rows,
    List<Placed> places) {
  static final double SAME_PLACE_MM = 0.01;

  private static final double NOT_UNIT = 0.01;

  /**
   * One slice.
   *
   * @param key which of the caller's slices it is
   * @param corner centre of its first voxel (ImagePositionPatient)
   * @param place along the normal, in mm
   */
  public record Placed(int key, Vector3 corner, double place) {}

  /** Checks that something is stacked. */
  public SliceStack {
    places = List.copyOf(places);
    if (places.isEmpty() || columns <= 0 || rows <= 0) {
      throw new IllegalArgumentException(
          "A stack needs slices with pixels, got "
              + places.size()
              + " of "
              + columns
              + " x "
              + rows);
    }
    if (!(columnSpacing > 0) || !(rowSpacing > 0)) {
      throw new IllegalArgumentException(
          "PixelSpacing must be positive, got " + rowSpacing + " x " + columnSpacing + " mm");
    }
  }

  /**
   * The stack of slices with these corners; their keys count from 0 in the order given.
   *
   * @param toColumn about a unit vector; it is made exact
   * @param toRow about a unit vector and about at right angles to it; it is made exact
   * @throws IllegalArgumentException if the directions are neither
   */
  public static SliceStack of(
      Vector3 toColumn,
      Vector3 toRow,
      double columnSpacing,
      double rowSpacing,
      int columns,
      int rows,
      List<Vector3> corners) {
    if (!(Math.abs(toColumn.length() - 1) < NOT_UNIT)
        || !(Math.abs(toRow.length() - 1) < NOT_UNIT)
        || !(Math.abs(toColumn.dot(toRow)) < NOT_UNIT)) {
      throw new IllegalArgumentException(
          "ImageOrientationPatient must be two unit vectors at right angles, got "
              + toColumn
              + " and "
              + toRow);
    }
    var across = toColumn.unit();
    var down = toRow.minus(across.times(across.dot(toRow))).unit();
    var normal = across.cross(down);
    var placed = new ArrayList<Placed>();
    for (int key = 0; key < corners.size(); key++) {
      placed.add(new Placed(key, corners.get(key), corners.get(key).dot(normal)));
    }
    placed.sort(Comparator.comparingDouble(Placed::place).thenComparingInt(Placed::key));
    return new SliceStack(across, down, normal, columnSpacing, rowSpacing, columns, rows, placed);
  }

  /** The distinct places along the normal, ascending, in mm. */
  double[] distinctPlaces() {
    double[] distinct = new double[places.size()];
    int count = 0;
    for (var each : places) {
      if (count == 0 || each.place() - distinct[count - 1] > SAME_PLACE_MM) {
        distinct[count++] = each.place();
      }
    }
    return Arrays.copyOf(distinct, count);
  }

  /**
   * The median distance between neighbouring places, in mm.
   *
   * @param single what to say where there is one place only, such as the slice's thickness
   */
  public double spacing(double single) {
    double[] distinct = distinctPlaces();
    if (distinct.length < 2) {
      return single;
    }
    return IntStream.range(1, distinct.length)
        .mapToDouble(i -> distinct[i] - distinct[i - 1])
        .sorted()
        .toArray()[(distinct.length - 1) / 2];
  }

  /** The largest distance between neighbouring places, in mm; 0 with one place. */
  public double largestGap() {
    double[] distinct = distinctPlaces();
    double largest = 0;
    for (int i = 1; i < distinct.length; i++) {
      largest = Math.max(largest, distinct[i] - distinct[i - 1]);
    }
    return largest;
  }

  /** How many slices lie where another one lies. */
  public int duplicates() {
    return places.size() - distinctPlaces().length;
  }

  /**
   * How far, in degrees, the line through the corners leans from the normal: a tilted gantry, whose
   * shear {@link StackResampler} takes back.
   */
  public double tiltDegrees() {
    var along = places.getLast().corner().minus(places.getFirst().corner());
    return places.getLast().place() - places.getFirst().place() <= SAME_PLACE_MM
        ? 0
        : Math.toDegrees(Math.acos(Math.clamp(along.unit().dot(normal), -1, 1)));
  }

  /** Whether each direction of the stack lies along a body axis, to within 0.02 degrees. */
  public boolean isAlongAxes() {
    return isAxis(toColumn) && isAxis(toRow);
  }

  private static boolean isAxis(Vector3 direction) {
    double main =
        Math.max(
            Math.abs(direction.x()), Math.max(Math.abs(direction.y()), Math.abs(direction.z())));
    return main >= Math.cos(Math.toRadians(0.02));
  }
}
