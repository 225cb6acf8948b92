package org.chiasm.imaging.volume;

import static java.util.Objects.requireNonNull;

import org.chiasm.imaging.Vector3;

/**
 * Where the voxels of a volume lie in the patient: the centre of voxel (column, row, slice) is
 * {@code origin + column * columnStep + row * rowStep + slice * sliceStep} in the patient
 * coordinates of DICOM PS3.3 C.7.6.2.1.1 (LPS, mm), the three directions at right angles.
 *
 * @param origin centre of the first voxel
 * @param toColumn unit direction in which columns ascend
 * @param toRow unit direction in which rows ascend
 * @param toSlice unit direction in which slices ascend
 * @param spacing mm between neighbouring columns (x), rows (y) and slices (z), positive
 * @param columns how many, positive
 * @param rows how many, positive
 * @param slices how many, positive
 */
public record VolumeGeometry(
    Vector3 origin,
    Vector3 toColumn,
    Vector3 toRow,
    Vector3 toSlice,
    Vector3 spacing,
    int columns,
    int rows,
    int slices) {
  /** The most voxels that are held at once: 512 MiB. */
  public static final long MAX_VOXELS = 1L << 27;

  private static final double RIGHT_ANGLE = 1e-6;

  /** Checks that it is a grid. */
  public VolumeGeometry {
    requireNonNull(origin, "origin");
    if (!(spacing.x() > 0 && spacing.y() > 0 && spacing.z() > 0)
        || columns <= 0
        || rows <= 0
        || slices <= 0) {
      throw new IllegalArgumentException(
          "A volume needs a positive spacing and size, got "
              + spacing
              + " and "
              + columns
              + " x "
              + rows
              + " x "
              + slices);
    }
    if (Math.abs(toColumn.dot(toRow)) > RIGHT_ANGLE
        || Math.abs(toColumn.dot(toSlice)) > RIGHT_ANGLE
        || Math.abs(toRow.dot(toSlice)) > RIGHT_ANGLE) {
      throw new IllegalArgumentException("The directions of a volume are not at right angles");
    }
  }

  /**
   * The canonical axial grid: columns ascend to the patient's left, rows to the back, slices to the
   * head.
   *
   * @param spacingMm the same on every axis
   */
  public static VolumeGeometry axial(
      Vector3 origin, double spacingMm, int columns, int rows, int slices) {
    return new VolumeGeometry(
        origin,
        new Vector3(1, 0, 0),
        new Vector3(0, 1, 0),
        new Vector3(0, 0, 1),
        new Vector3(spacingMm, spacingMm, spacingMm),
        columns,
        rows,
        slices);
  }

  /** How many voxels there are. */
  public long voxels() {
    return (long) columns * rows * slices;
  }

  /** The patient coordinates, in mm, of an index, which may lie between voxels. */
  public Vector3 patient(double column, double row, double slice) {
    return origin
        .plus(toColumn.times(column * spacing.x()))
        .plus(toRow.times(row * spacing.y()))
        .plus(toSlice.times(slice * spacing.z()));
  }

  /** The index (column, row, slice) of a place in the patient: the inverse of {@link #patient}. */
  public Vector3 index(Vector3 patient) {
    var from = patient.minus(origin);
    return new Vector3(
        from.dot(toColumn) / spacing.x(),
        from.dot(toRow) / spacing.y(),
        from.dot(toSlice) / spacing.z());
  }

  /** The middle of the volume, in patient coordinates. */
  public Vector3 centre() {
    return patient((columns - 1) / 2.0, (rows - 1) / 2.0, (slices - 1) / 2.0);
  }
}
