package org.chiasm.connect.dicom;

import java.util.List;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.dicomdictionary.Vr;

/**
 * A data element whose value is data sets (DICOM PS3.5 7.5).
 *
 * @param items in file order
 */
public record SequenceElement(int tag, List<DicomDataset> items) implements DicomElement {
  /** Copies the items. */
  public SequenceElement {
    items = List.copyOf(items);
  }

  @Override
  public Vr vr() {
    return Vr.SQ;
  }

  @Override
  public String toString() {
    return Tag.toString(tag) + " SQ, " + items.size() + " items";
  }
}
