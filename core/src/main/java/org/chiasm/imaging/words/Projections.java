package org.chiasm.imaging.words;

import java.util.Locale;
import java.util.Set;

/**
 * Which equipment makes pictures that are no slices of the body (DICOM PS3.3 C.7.3.1.1.1):
 * projection radiographs, photographs, whole slides.
 */
public final class Projections {
  private static final Set<String> MODALITIES =
      Set.of("CR", "DX", "MG", "RG", "IO", "PX", "RF", "XA", "OP", "XC", "SM");

  private static final String SLIDE = "SM";

  private Projections() {}

  /** Whether it is the scanner of whole slides, whose series hold one picture at several sizes. */
  public static boolean isSlide(String dicomModality) {
    return dicomModality.strip().toUpperCase(Locale.ROOT).equals(SLIDE);
  }

  /** Whether equipment of this Modality (0008,0060) makes them. */
  public static boolean isProjection(String dicomModality) {
    return MODALITIES.contains(dicomModality.strip().toUpperCase(Locale.ROOT));
  }
}
