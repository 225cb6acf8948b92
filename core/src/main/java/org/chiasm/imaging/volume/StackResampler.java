package org.chiasm.imaging.volume;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.chiasm.imaging.Vector3;

/**
 * Brings a stack of slices to the canonical axial grid ({@link VolumeGeometry#axial}) at one
 * spacing, slice by slice: what is held is the result and one slice, whatever the series' size.
 *
 * <p>Along each axis of the stack a target voxel is the mean, over its width, of straight lines
 * between samples where it is wider than their distance (so that fine texture does not alias), else
 * their linear interpolation; uneven distances between slices and the shear of a tilted gantry are
 * taken as they are. Of a stack that does not lie along the body axes an intermediate grid at the
 * target spacing is then interpolated trilinearly. A place keeps its patient coordinates. Not for
 * use by several threads.
 */
public final class StackResampler {
  private final SliceStack stack;
  private final VolumeGeometry grid;
  private final float outside;
  private final float[] sums;
  private final SampleWeights layers;
  private final int[] layerOfKey;
  private final int[] copies;
  private final BitSet added = new BitSet();

  /**
   * A resampler of one stack.
   *
   * @param thicknessMm how far a single slice reaches; of two and more their distance decides
   * @param spacingMm of the result on every axis, positive
   * @param outside what voxels outside the stack hold
   * @throws IllegalArgumentException if the result would have more than {@link
   *     VolumeGeometry#MAX_VOXELS} voxels
   */
  public StackResampler(SliceStack stack, double thicknessMm, double spacingMm, float outside) {
    this.stack = stack;
    this.outside = outside;
    double[] places = stack.distinctPlaces();
    double edge = stack.spacing(thicknessMm) / 2;
    this.grid = grid(stack, places, edge, spacingMm);
    if (grid.voxels() > VolumeGeometry.MAX_VOXELS) {
      throw new IllegalArgumentException(
          "The series at "
              + spacingMm
              + " mm has "
              + grid.voxels()
              + " voxels, more than "
              + VolumeGeometry.MAX_VOXELS
              + "; ask for a coarser spacing");
    }
    this.layers =
        SampleWeights.of(places, edge, grid.origin().dot(stack.normal()), spacingMm, grid.slices());
    this.sums = new float[(int) grid.voxels()];
    this.layerOfKey = new int[stack.places().size()];
    this.copies = new int[places.length];
    int layer = 0;
    for (var each : stack.places()) {
      if (each.place() - places[layer] > SliceStack.SAME_PLACE_MM) {
        layer++;
      }
      layerOfKey[each.key()] = layer;
      copies[layer]++;
    }
  }

  /** The stack's own axes at the target spacing, over its whole extent. */
  private static VolumeGeometry grid(
      SliceStack stack, double[] places, double edge, double spacingMm) {
    var across = range(stack, stack.toColumn(), (stack.columns() - 1) * stack.columnSpacing());
    var down = range(stack, stack.toRow(), (stack.rows() - 1) * stack.rowSpacing());
    double[] u = cells(across[0], across[1], stack.columnSpacing() / 2, spacingMm);
    double[] v = cells(down[0], down[1], stack.rowSpacing() / 2, spacingMm);
    double[] n = cells(places[0], places[places.length - 1], edge, spacingMm);
    return new VolumeGeometry(
        stack
            .toColumn()
            .times(u[0])
            .plus(stack.toRow().times(v[0]))
            .plus(stack.normal().times(n[0])),
        stack.toColumn(),
        stack.toRow(),
        stack.normal(),
        new Vector3(spacingMm, spacingMm, spacingMm),
        (int) u[1],
        (int) v[1],
        (int) n[1]);
  }

  private static double[] range(SliceStack stack, Vector3 direction, double length) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (var each : stack.places()) {
      double start = each.corner().dot(direction);
      low = Math.min(low, start);
      high = Math.max(high, start + length);
    }
    return new double[] {low, high};
  }

  /** The middle of the first cell and how many fill the extent, as evenly at both ends. */
  private static double[] cells(double low, double high, double edge, double step) {
    double extent = high - low + 2 * edge;
    double count = Math.max(1, Math.ceil(extent / step - 1e-6));
    if (count > VolumeGeometry.MAX_VOXELS) {
      throw new IllegalArgumentException(
          "An extent of " + extent + " mm at " + step + " mm is too large");
    }
    return new double[] {(low + high) / 2 - (count - 1) / 2 * step, count};
  }

  /**
   * Adds one slice; the order does not matter.
   *
   * @param key as {@link SliceStack} gave it
   * @param values rows × columns; one that is not finite counts as {@code outside}
   * @throws IllegalArgumentException if the size is another one or the slice came before
   */
  public void add(int key, float[] values) {
    if (values.length != stack.columns() * stack.rows() || added.get(key)) {
      throw new IllegalArgumentException(
          "Slice " + key + " has " + values.length + " pixels, or came before");
    }
    added.set(key);
    var placed = stack.places().stream().filter(each -> each.key() == key).findFirst();
    int layer = layerOfKey[key];
    float[] plane = null;
    for (int target = 0; target < layers.cells(); target++) {
      double[] weights = layers.weightsOf(target);
      int at = layer - layers.firstOf(target);
      if (at < 0 || at >= weights.length || weights[at] == 0) {
        continue;
      }
      if (plane == null) {
        plane = plane(placed.orElseThrow().corner(), values);
      }
      float weight = (float) (weights[at] / copies[layer]);
      int from = target * plane.length;
      for (int i = 0; i < plane.length; i++) {
        sums[from + i] += weight * plane[i];
      }
    }
  }

  private float[] plane(Vector3 corner, float[] values) {
    var across =
        SampleWeights.of(
            ascending(corner.dot(stack.toColumn()), stack.columnSpacing(), stack.columns()),
            stack.columnSpacing() / 2,
            grid.origin().dot(stack.toColumn()),
            grid.spacing().x(),
            grid.columns());
    var down =
        SampleWeights.of(
            ascending(corner.dot(stack.toRow()), stack.rowSpacing(), stack.rows()),
            stack.rowSpacing() / 2,
            grid.origin().dot(stack.toRow()),
            grid.spacing().y(),
            grid.rows());
    float[] narrow = new float[stack.rows() * grid.columns()];
    for (int row = 0; row < stack.rows(); row++) {
      for (int x = 0; x < grid.columns(); x++) {
        double[] weights = across.weightsOf(x);
        double sum = weights.length == 0 ? outside : 0;
        int from = row * stack.columns() + across.firstOf(x);
        for (int k = 0; k < weights.length; k++) {
          float value = values[from + k];
          sum += weights[k] * (Float.isFinite(value) ? value : outside);
        }
        narrow[row * grid.columns() + x] = (float) sum;
      }
    }
    float[] plane = new float[grid.rows() * grid.columns()];
    for (int y = 0; y < grid.rows(); y++) {
      double[] weights = down.weightsOf(y);
      for (int x = 0; x < grid.columns(); x++) {
        double sum = weights.length == 0 ? outside : 0;
        for (int k = 0; k < weights.length; k++) {
          sum += weights[k] * narrow[(down.firstOf(y) + k) * grid.columns() + x];
        }
        plane[y * grid.columns() + x] = (float) sum;
      }
    }
    return plane;
  }

  private static double[] ascending(double start, double step, int count) {
    return IntStream.range(0, count).mapToDouble(i -> start + i * step).toArray();
  }

  /**
   * The volume, when every slice has been added.
   *
   * @throws IllegalStateException if one has not
   */
  public Volume finish() {
    if (added.cardinality() != layerOfKey.length) {
      throw new IllegalStateException(
          added.cardinality() + " of " + layerOfKey.length + " slices were added");
    }
    for (int target = 0; target < layers.cells(); target++) {
      if (layers.weightsOf(target).length == 0) {
        int plane = grid.columns() * grid.rows();
        Arrays.fill(sums, target * plane, (target + 1) * plane, outside);
      }
    }
    var own = new Volume(grid, sums);
    var axial = axial();
    if (axial.voxels() > VolumeGeometry.MAX_VOXELS) {
      throw new IllegalArgumentException(
          "The axial box around the series has " + axial.voxels() + " voxels, too many");
    }
    float[] turned = new float[(int) axial.voxels()];
    int next = 0;
    for (int slice = 0; slice < axial.slices(); slice++) {
      for (int row = 0; row < axial.rows(); row++) {
        for (int column = 0; column < axial.columns(); column++) {
          turned[next++] =
              (float) own.between(grid.index(axial.patient(column, row, slice)), outside);
        }
      }
    }
    return new Volume(axial, turned);
  }

  /** The grid along the body axes around the stack's own; voxel on voxel where both agree. */
  private VolumeGeometry axial() {
    var corners = new ArrayList<Vector3>();
    for (int corner = 0; corner < 8; corner++) {
      corners.add(
          grid.patient(
              (corner & 1) * (grid.columns() - 1.0),
              (corner >> 1 & 1) * (grid.rows() - 1.0),
              (corner >> 2) * (grid.slices() - 1.0)));
    }
    double step = grid.spacing().x();
    double[] x = corners.stream().mapToDouble(Vector3::x).sorted().toArray();
    double[] y = corners.stream().mapToDouble(Vector3::y).sorted().toArray();
    double[] z = corners.stream().mapToDouble(Vector3::z).sorted().toArray();
    return VolumeGeometry.axial(
        new Vector3(x[0], y[0], z[0]), step, count(x, step), count(y, step), count(z, step));
  }

  private static int count(double[] sorted, double step) {
    return 1 + Math.toIntExact(Math.round((sorted[sorted.length - 1] - sorted[0]) / step));
  }
}
