package org.chiasm.connect.series;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chiasm.connect.dicom.DicomDataset;
import org.chiasm.connect.dicom.DicomFile;
import org.chiasm.connect.dicom.SequenceElement;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.imaging.Vector3;

/**
 * Where one frame lies in the patient (DICOM PS3.3 C.7.6.2; of a multi-frame instance the frame's
 * own functional groups, then the shared ones, C.7.6.16.2).
 *
 * @param toColumn direction in which columns ascend
 * @param toRow direction in which rows ascend
 * @param corner centre of the first pixel
 * @param rowSpacing mm
 * @param columnSpacing mm
 */
record FrameGeometry(
    Vector3 toColumn, Vector3 toRow, Vector3 corner, double rowSpacing, double columnSpacing) {

  /**
   * Of one frame; empty where the header does not say.
   *
   * @param frame from 0
   */
  static Optional<FrameGeometry> of(DicomFile file, int frame) {
    double[] orientation = numbers(file, frame, Tag.IMAGE_ORIENTATION_PATIENT);
    double[] position = numbers(file, frame, Tag.IMAGE_POSITION_PATIENT);
    double[] spacing = numbers(file, frame, Tag.PIXEL_SPACING);
    if (orientation.length != 6
        || position.length != 3
        || spacing.length != 2
        || !(spacing[0] > 0 && spacing[1] > 0)) {
      return Optional.empty();
    }
    return Optional.of(
        new FrameGeometry(
            new Vector3(orientation[0], orientation[1], orientation[2]),
            new Vector3(orientation[3], orientation[4], orientation[5]),
            new Vector3(position[0], position[1], position[2]),
            spacing[0],
            spacing[1]));
  }

  /**
   * Where a frame lies along its normal, in mm towards the patient's left, back or head; empty
   * where the header does not say. Needs no pixel spacing.
   */
  static OptionalDouble place(DicomFile file, int frame) {
    double[] orientation = numbers(file, frame, Tag.IMAGE_ORIENTATION_PATIENT);
    double[] position = numbers(file, frame, Tag.IMAGE_POSITION_PATIENT);
    if (orientation.length != 6 || position.length != 3) {
      return OptionalDouble.empty();
    }
    var normal =
        new Vector3(orientation[0], orientation[1], orientation[2])
            .cross(new Vector3(orientation[3], orientation[4], orientation[5]))
            .alongMainAxis();
    double place = normal.dot(new Vector3(position[0], position[1], position[2]));
    return Double.isFinite(place) ? OptionalDouble.of(place) : OptionalDouble.empty();
  }

  /** Whether rows, columns and spacing are those of another frame, to within a hundredth. */
  boolean isParallel(FrameGeometry other) {
    return toColumn.minus(other.toColumn).length() < 0.01
        && toRow.minus(other.toRow).length() < 0.01
        && Math.abs(rowSpacing - other.rowSpacing) < 0.01 * rowSpacing
        && Math.abs(columnSpacing - other.columnSpacing) < 0.01 * columnSpacing;
  }

  private static double[] numbers(DicomFile file, int frame, int tag) {
    var header = file.dataset();
    double[] own = finite(header.decimals(tag));
    if (own.length > 0) {
      return own;
    }
    var perFrame = header.items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
    var groups = frame < perFrame.size() ? perFrame.get(frame) : DicomDataset.empty();
    double[] framed = inMacros(groups, tag);
    return framed.length > 0
        ? framed
        : inMacros(
            header.item(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE).orElse(DicomDataset.empty()), tag);
  }

  private static double[] inMacros(DicomDataset groups, int tag) {
    return groups.stream()
        .filter(SequenceElement.class::isInstance)
        .map(element -> ((SequenceElement) element).items())
        .filter(items -> !items.isEmpty())
        .map(List::getFirst)
        .map(item -> finite(item.decimals(tag)))
        .filter(values -> values.length > 0)
        .findFirst()
        .orElse(new double[0]);
  }

  private static double[] finite(double[] values) {
    return Arrays.stream(values).allMatch(Double::isFinite) ? values : new double[0];
  }
}
