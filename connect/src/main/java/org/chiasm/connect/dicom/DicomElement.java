package org.chiasm.connect.dicom;

import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.dicomdictionary.Vr;

/** One data element of a data set: a tag with its value (DICOM PS3.5 clause 7). */
public sealed interface DicomElement permits ValueElement, SequenceElement, PixelDataElement {
  /** See {@link Tag}. */
  int tag();

  /** How the value is written. */
  Vr vr();
}
