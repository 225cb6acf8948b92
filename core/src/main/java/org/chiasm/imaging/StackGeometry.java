package org.chiasm.imaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.chiasm.EventValue.ImageInstance;

/**
 * Where the slices of a series lie in the patient, from ImageOrientationPatient and
 * ImagePositionPatient (DICOM PS3.3 C.7.6.2), and what is wrong with the stack. All lengths in mm.
 *
 * @param plane the anatomical plane of most slices
 * @param leanDegrees angle between the slices' normal and the body axis of {@code plane}
 * @param tiltDegrees angle between the slices' normal and the line on which they are stacked: a
 *     tilted CT gantry; 0 where it cannot be told
 * @param slices the instances of the stack, ascending towards the patient's left, back or head; of
 *     several at one place all are kept. Instances of another orientation are not among them
 * @param positions distinct places along the normal
 * @param strays instances of another orientation or without a position
 * @param duplicates instances at a place that another instance of the stack already holds
 * @param missingSlices slices that the regular spacing leads one to expect and that are not there
 * @param spacing median distance between neighbouring places, empty with fewer than two
 * @param minThickness thinnest SliceThickness, empty if no header gives one
 * @param maxThickness thickest SliceThickness, empty if no header gives one
 * @param coverage from the outer face of the first slice to the outer face of the last
 * @param announced how many images the header says the acquisition has (ImagesInAcquisition)
 */
public record StackGeometry(
    ImagePlane plane,
    double leanDegrees,
    double tiltDegrees,
    List<ImageInstance> slices,
    int positions,
    int strays,
    int duplicates,
    int missingSlices,
    OptionalDouble spacing,
    OptionalDouble minThickness,
    OptionalDouble maxThickness,
    double coverage,
    OptionalInt announced) {

  private static final double SAME_THICKNESS_MM = 0.01;

  /** Copies the slices. */
  public StackGeometry {
    slices = List.copyOf(slices);
  }

  /** The geometry of these instances; their order does not matter. */
  public static StackGeometry of(List<ImageInstance> instances) {
    return StackMeasurement.measure(instances);
  }

  /** Whether slices of different thickness are in one series. */
  public boolean isMixedThickness() {
    return minThickness.isPresent()
        && maxThickness.orElse(0) - minThickness.getAsDouble() > SAME_THICKNESS_MM;
  }

  /** Whether neighbouring slices share tissue. */
  public boolean overlaps() {
    return spacing.isPresent()
        && minThickness.isPresent()
        && spacing.getAsDouble() < 0.95 * minThickness.getAsDouble();
  }

  /** Whether tissue lies unseen between all neighbouring slices, as in old high-resolution CT. */
  public boolean isInterspaced() {
    return spacing.isPresent()
        && maxThickness.isPresent()
        && maxThickness.getAsDouble() > 0
        && spacing.getAsDouble() > 1.5 * maxThickness.getAsDouble();
  }

  /** What is wrong with the stack, in words; empty for a regular one. */
  public List<String> defects() {
    var defects = new ArrayList<String>();
    if (missingSlices > 0) {
      defects.add(missingSlices + " of the expected slices are missing between the others");
    }
    if (duplicates > 0) {
      defects.add(duplicates + " slices lie where another one lies");
    }
    if (isMixedThickness()) {
      defects.add(
          String.format(
              Locale.ROOT,
              "slices of different thickness, %s to %s mm",
              millimetres(minThickness.orElse(0)),
              millimetres(maxThickness.orElse(0))));
    }
    if (isInterspaced()) {
      defects.add(
          String.format(
              Locale.ROOT,
              "slices of %s mm every %s mm, tissue between them unseen",
              millimetres(maxThickness.orElse(0)),
              millimetres(spacing.orElse(0))));
    }
    if (strays > 0) {
      defects.add(strays + " instances are not part of the stack");
    }
    if (announced.isPresent() && slices.size() < announced.getAsInt()) {
      defects.add(
          "the header announces "
              + announced.getAsInt()
              + " images, "
              + slices.size()
              + " are there");
    }
    return defects;
  }

  static String millimetres(double value) {
    String text = String.format(Locale.ROOT, "%.3f", value);
    return text.replaceAll("0+$", "").replaceAll("\\.$", "");
  }
}
