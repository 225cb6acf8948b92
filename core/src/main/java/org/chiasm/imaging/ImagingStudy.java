package org.chiasm.imaging;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.chiasm.ClinicalEvent;
import org.chiasm.EventValue.ImageInstance;
import org.chiasm.FactStatus;

/**
 * One DICOM study of one subject: its series (DICOM PS3.3 A.1.2.2).
 *
 * @param studyInstanceUid names the study
 * @param series sorted by SeriesInstanceUID, at least one
 */
public record ImagingStudy(String studyInstanceUid, List<ImagingSeries> series) {
  /** Copies the series. */
  public ImagingStudy {
    if (series.isEmpty()) {
      throw new IllegalArgumentException("ImagingStudy " + studyInstanceUid + " has no series");
    }
    series =
        series.stream().sorted(Comparator.comparing(ImagingSeries::seriesInstanceUid)).toList();
  }

  /**
   * Groups the image instances among a subject's events into studies, sorted by StudyInstanceUID.
   * Other events are passed over. Of several versions of one instance the one available last
   * counts; an instance entered in error is left out. The order of the events does not matter.
   *
   * @param events those a reader may see: hand over only what was available at the prediction time
   */
  public static List<ImagingStudy> of(Collection<ClinicalEvent> events) {
    Map<String, ClinicalEvent> latest = new HashMap<>();
    for (var event : events) {
      if (event.value() instanceof ImageInstance instance) {
        latest.merge(instance.sopInstanceUid(), event, ImagingStudy::later);
      }
    }
    return latest.values().stream()
        .filter(event -> event.status() != FactStatus.ENTERED_IN_ERROR)
        .collect(
            Collectors.groupingBy(
                event -> instanceOf(event).studyInstanceUid(),
                TreeMap::new,
                Collectors.groupingBy(
                    event -> instanceOf(event).seriesInstanceUid(),
                    TreeMap::new,
                    Collectors.toList())))
        .entrySet()
        .stream()
        .map(
            study ->
                new ImagingStudy(
                    study.getKey(),
                    study.getValue().values().stream().map(ImagingSeries::of).toList()))
        .toList();
  }

  static ImageInstance instanceOf(ClinicalEvent event) {
    if (event.value() instanceof ImageInstance instance) {
      return instance;
    }
    throw new IllegalArgumentException("Event " + event.origin() + " is not an image instance");
  }

  private static ClinicalEvent later(ClinicalEvent one, ClinicalEvent other) {
    int order = one.available().instant().compareTo(other.available().instant());
    if (order == 0) {
      order = one.compareTo(other);
    }
    return order >= 0 ? one : other;
  }
}
