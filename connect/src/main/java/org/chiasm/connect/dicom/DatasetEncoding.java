package org.chiasm.connect.dicom;

import org.chiasm.connect.dicomdictionary.TransferSyntax;

/** How the bytes of a data set are to be read, element by element (DICOM PS3.5 7.1, 7.3). */
enum DatasetEncoding {
  IMPLICIT_LITTLE(false, false),
  IMPLICIT_BIG(false, true),
  EXPLICIT_LITTLE(true, false),
  EXPLICIT_BIG(true, true);

  private final boolean explicit;
  private final boolean bigEndian;

  DatasetEncoding(boolean explicit, boolean bigEndian) {
    this.explicit = explicit;
    this.bigEndian = bigEndian;
  }

  static DatasetEncoding of(boolean explicit, boolean bigEndian) {
    return explicit
        ? bigEndian ? EXPLICIT_BIG : EXPLICIT_LITTLE
        : bigEndian ? IMPLICIT_BIG : IMPLICIT_LITTLE;
  }

  static DatasetEncoding of(TransferSyntax syntax) {
    return switch (syntax.encoding()) {
      case IMPLICIT -> IMPLICIT_LITTLE;
      case BIG_ENDIAN -> EXPLICIT_BIG;
      case EXPLICIT, DEFLATED, ENCAPSULATED -> EXPLICIT_LITTLE;
    };
  }

  boolean isExplicit() {
    return explicit;
  }

  boolean isBigEndian() {
    return bigEndian;
  }
}
