package org.chiasm.connect.pacs;

import java.util.Optional;
import java.util.stream.Stream;
import org.chiasm.connect.dicom.DicomDataset;
import org.chiasm.connect.dicom.SequenceElement;
import org.chiasm.connect.dicomdictionary.Tag;

/**
 * Attributes of multi-frame instances that stand for all frames or, for want of that, for the first
 * (DICOM PS3.3 C.7.6.16).
 */
public final class FunctionalGroups {
  private FunctionalGroups() {}

  /**
   * The data set that holds an attribute: the instance itself, or an item of a functional group.
   */
  public static Optional<DicomDataset> element(DicomDataset instance, int tag) {
    if (instance.string(tag).isPresent()) {
      return Optional.of(instance);
    }
    return macros(instance).filter(item -> item.string(tag).isPresent()).findFirst();
  }

  /** The first item of a sequence, of the instance itself or of a functional group. */
  public static Optional<DicomDataset> item(DicomDataset instance, int sequence) {
    return instance
        .item(sequence)
        .or(() -> macros(instance).flatMap(item -> item.item(sequence).stream()).findFirst());
  }

  private static Stream<DicomDataset> macros(DicomDataset instance) {
    return Stream.of(
            Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE, Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE)
        .flatMap(sequence -> instance.item(sequence).stream())
        .flatMap(DicomDataset::stream)
        .filter(SequenceElement.class::isInstance)
        .flatMap(macro -> ((SequenceElement) macro).items().stream().limit(1));
  }
}
