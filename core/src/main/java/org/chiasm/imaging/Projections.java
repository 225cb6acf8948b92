package org.chiasm.imaging;

import java.util.Locale;
import java.util.Set;

/** Which equipment makes projection radiographs (DICOM PS3.3 C.7.3.1.1.1). */
final class Projections {
  private static final Set<String> MODALITIES =
      Set.of("CR", "DX", "MG", "RG", "IO", "PX", "RF", "XA");

  private Projections() {}

  static boolean isProjection(String dicomModality) {
    return MODALITIES.contains(dicomModality.strip().toUpperCase(Locale.ROOT));
  }
}
