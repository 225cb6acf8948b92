package org.chiasm.imaging.words;

import java.util.Locale;
import java.util.Set;

/** Which equipment makes projection radiographs (DICOM PS3.3 C.7.3.1.1.1). */
public final class Projections {
  private static final Set<String> MODALITIES =
      Set.of("CR", "DX", "MG", "RG", "IO", "PX", "RF", "XA");

  private Projections() {}

  /** Whether equipment of this Modality (0008,0060) makes them. */
  public static boolean isProjection(String dicomModality) {
    return MODALITIES.contains(dicomModality.strip().toUpperCase(Locale.ROOT));
  }
}
