package org.chiasm.connect.dicomwaveform;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.chiasm.connect.dicom.DicomDataset;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.waveform.IntervalNames;

/**
 * What a waveform instance states of its own intervals (DICOM PS3.3 C.10.10, Waveform Annotation
 * Sequence): measurements of the machine or of a reader, never ours.
 */
public final class WaveformAnnotations {
  private WaveformAnnotations() {}

  /**
   * Name (see {@link IntervalNames}) to milliseconds, the heart rate in beats a minute; of several
   * statements the first. A value that is not positive says that it was not measured.
   */
  public static SortedMap<String, Double> intervals(DicomDataset instance) {
    var stated = new TreeMap<String, Double>();
    for (var annotation : instance.items(Tag.WAVEFORM_ANNOTATION_SEQUENCE)) {
      var concept = annotation.item(Tag.CONCEPT_NAME_CODE_SEQUENCE).orElse(DicomDataset.empty());
      var value = annotation.decimal(Tag.NUMERIC_VALUE);
      var name =
          concept
              .string(Tag.CODE_VALUE)
              .flatMap(IntervalNames::of)
              .or(() -> concept.string(Tag.CODE_MEANING).flatMap(IntervalNames::of));
      String unit =
          annotation
              .item(Tag.MEASUREMENT_UNITS_CODE_SEQUENCE)
              .flatMap(code -> code.string(Tag.CODE_VALUE))
              .orElse("ms");
      if (name.isPresent() && value.isPresent() && value.getAsDouble() > 0) {
        double factor = unit.equals("s") ? 1000 : 1;
        stated.putIfAbsent(name.get(), value.getAsDouble() * factor);
      }
    }
    return Collections.unmodifiableSortedMap(stated);
  }
}
