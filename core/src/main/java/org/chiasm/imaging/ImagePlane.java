package org.chiasm.imaging;

import java.util.Locale;

/** The anatomical plane in which the slices of a stack lie (DICOM PS3.3 C.7.6.2.1.1). */
public enum ImagePlane {
  AXIAL,
  CORONAL,
  SAGITTAL,
  /** More than {@value #TOLERANCE_DEGREES} degrees away from every anatomical plane. */
  OBLIQUE,
  /** The header gives no usable ImageOrientationPatient. */
  UNKNOWN;

  /**
   * How far a normal may lean from a body axis and still be called by its plane: a CT gantry tilts
   * by up to 30 degrees and its slices are called axial.
   */
  static final double TOLERANCE_DEGREES = 30.5;

  private static final double MIN_COSINE = Math.cos(Math.toRadians(TOLERANCE_DEGREES));

  /** The plane whose normal is this unit vector, in the patient's L, P, H axes. */
  static ImagePlane ofNormal(Vector3 normal) {
    if (Math.abs(normal.z()) >= MIN_COSINE) {
      return AXIAL;
    }
    if (Math.abs(normal.y()) >= MIN_COSINE) {
      return CORONAL;
    }
    return Math.abs(normal.x()) >= MIN_COSINE ? SAGITTAL : OBLIQUE;
  }

  /** As a study file spells it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
