package org.chiasm.imaging.volume;

import java.util.Arrays;
import org.chiasm.Tensor;
import org.chiasm.imaging.Vector3;

/**
 * Voxels and where they lie in the patient. The numbers are owned by the volume and not copied, so
 * that they are held once; callers do not write to them. Safe for use by many threads.
 */
public final class Volume {
  private final VolumeGeometry geometry;
  private final float[] voxels;

  /**
   * A volume over {@code voxels}.
   *
   * @param voxels slices × rows × columns, row-major, in the modality's unit
   * @throws IllegalArgumentException if their number is not that of the geometry
   */
  public Volume(VolumeGeometry geometry, float[] voxels) {
    if (geometry.voxels() != voxels.length) {
      throw new IllegalArgumentException(
          "A volume of " + geometry.voxels() + " voxels cannot have " + voxels.length + " values");
    }
    this.geometry = geometry;
    this.voxels = voxels;
  }

  /** Where the voxels lie. */
  public VolumeGeometry geometry() {
    return geometry;
  }

  /** One voxel. */
  public float at(int column, int row, int slice) {
    return voxels[(slice * geometry.rows() + row) * geometry.columns() + column];
  }

  /** The numbers, slices × rows × columns; not a copy. */
  public float[] voxels() {
    return voxels;
  }

  /** The same numbers as {@code [slices, rows, columns]}; not a copy. */
  public Tensor tensor() {
    return Tensor.of(voxels, geometry.slices(), geometry.rows(), geometry.columns());
  }

  /**
   * A box of stated shape whose middle voxel is the one nearest to a place; what lies outside this
   * volume is filled.
   *
   * @param middle patient coordinates of the box's middle, in mm
   */
  public Volume around(Vector3 middle, int columns, int rows, int slices, float outside) {
    var index = geometry.index(middle);
    int left = Math.toIntExact(Math.round(index.x() - (columns - 1) / 2.0));
    int top = Math.toIntExact(Math.round(index.y() - (rows - 1) / 2.0));
    int below = Math.toIntExact(Math.round(index.z() - (slices - 1) / 2.0));
    var box =
        new VolumeGeometry(
            geometry.patient(left, top, below),
            geometry.toColumn(),
            geometry.toRow(),
            geometry.toSlice(),
            geometry.spacing(),
            columns,
            rows,
            slices);
    if (box.voxels() > VolumeGeometry.MAX_VOXELS) {
      throw new IllegalArgumentException("A box of " + box.voxels() + " voxels is too large");
    }
    float[] kept = new float[(int) box.voxels()];
    Arrays.fill(kept, outside);
    int from = Math.max(0, left);
    int to = Math.min(geometry.columns(), left + columns);
    for (int slice = Math.max(0, below);
        slice < Math.min(geometry.slices(), below + slices);
        slice++) {
      for (int row = Math.max(0, top); row < Math.min(geometry.rows(), top + rows); row++) {
        if (to > from) {
          System.arraycopy(
              voxels,
              (slice * geometry.rows() + row) * geometry.columns() + from,
              kept,
              ((slice - below) * rows + row - top) * columns + from - left,
              to - from);
        }
      }
    }
    return new Volume(box, kept);
  }

  /** The number between voxels by trilinear interpolation; {@code outside} beyond the outermost. */
  double between(Vector3 index, double outside) {
    double x = snapped(index.x());
    double y = snapped(index.y());
    double z = snapped(index.z());
    if (!(x >= 0
        && y >= 0
        && z >= 0
        && x <= geometry.columns() - 1
        && y <= geometry.rows() - 1
        && z <= geometry.slices() - 1)) {
      return outside;
    }
    int column = Math.min((int) x, Math.max(0, geometry.columns() - 2));
    int row = Math.min((int) y, Math.max(0, geometry.rows() - 2));
    int slice = Math.min((int) z, Math.max(0, geometry.slices() - 2));
    double sum = 0;
    for (int corner = 0; corner < 8; corner++) {
      double weight =
          share(x - column, corner & 1)
              * share(y - row, corner >> 1 & 1)
              * share(z - slice, corner >> 2);
      if (weight != 0) {
        sum += weight * at(column + (corner & 1), row + (corner >> 1 & 1), slice + (corner >> 2));
      }
    }
    return sum;
  }

  private static double snapped(double index) {
    long whole = Math.round(index);
    return Math.abs(index - whole) < 1e-7 ? whole : index;
  }

  private static double share(double fraction, int upper) {
    return upper == 1 ? fraction : 1 - fraction;
  }
}
