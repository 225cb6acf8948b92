package org.chiasm.connect.pacs;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Stream;
import org.chiasm.connect.dicom.DicomDataset;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.dicomtext.DicomDateTime;

/** When an instance was acquired (DICOM PS3.3 C.7.6.1, C.7.6.16.2.2, C.12.1). */
final class InstanceTime {
  private InstanceTime() {}

  /** Result of looking for a time. */
  sealed interface Finding {
    /** A point in time. */
    record Found(Instant instant) implements Finding {}

    /** No element gives a date with a time of day. */
    record NoTime() implements Finding {}

    /** A local time, and neither the instance nor the site file says of which zone. */
    record NoZone() implements Finding {}
  }

  /**
   * Acquisition Date Time; then Acquisition, Content, Series and Study Date with the time that
   * belongs to it. Multi-frame instances: Frame Acquisition Date Time before Content Date.
   */
  static Finding acquired(DicomDataset dataset, Optional<ZoneId> siteZone) {
    var reading =
        Stream.<Optional<DicomDateTime>>of(
                dataset.dateTime(Tag.ACQUISITION_DATE_TIME),
                dataset.dateTime(Tag.ACQUISITION_DATE, Tag.ACQUISITION_TIME),
                FunctionalGroups.element(dataset, Tag.FRAME_ACQUISITION_DATE_TIME)
                    .flatMap(group -> group.dateTime(Tag.FRAME_ACQUISITION_DATE_TIME)),
                dataset.dateTime(Tag.CONTENT_DATE, Tag.CONTENT_TIME),
                dataset.dateTime(Tag.SERIES_DATE, Tag.SERIES_TIME),
                dataset.dateTime(Tag.STUDY_DATE, Tag.STUDY_TIME))
            .flatMap(Optional::stream)
            .findFirst();
    if (reading.isEmpty()) {
      return new Finding.NoTime();
    }
    Optional<ZoneId> zone =
        dataset.timezoneOffset().<ZoneId>map(offset -> offset).or(() -> siteZone);
    if (reading.get().offset().isEmpty() && zone.isEmpty()) {
      return new Finding.NoZone();
    }
    return new Finding.Found(
        reading.get().toInstant(zone.or(() -> reading.get().offset()).orElseThrow()));
  }
}
