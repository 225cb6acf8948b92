package org.chiasm.imaging;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chiasm.AvailableTime;
import org.chiasm.ClinicalEvent;
import org.chiasm.EffectiveTime;
import org.chiasm.EventValue.ImageInstance;
import org.chiasm.imaging.words.Projections;

/**
 * The instances of one SeriesInstanceUID that a reader can see, with what their headers agree on
 * (DICOM PS3.3 A.1.2.3).
 *
 * @param studyInstanceUid the study it belongs to
 * @param seriesInstanceUid names the series
 * @param events one per instance, in the order of events, at least one
 * @param instances the values of {@code events}, in the same order
 */
public record ImagingSeries(
    String studyInstanceUid,
    String seriesInstanceUid,
    List<ClinicalEvent> events,
    List<ImageInstance> instances) {

  /** Copies the lists. */
  public ImagingSeries {
    events = List.copyOf(events);
    instances = List.copyOf(instances);
    if (instances.isEmpty() || instances.size() != events.size()) {
      throw new IllegalArgumentException(
          "ImagingSeries "
              + seriesInstanceUid
              + " needs one instance for each event, at least one");
    }
  }

  /**
   * A series of these events, each of which must be an image instance of the same series. The order
   * does not matter.
   *
   * @throws IllegalArgumentException if there is none, or one of them is not
   */
  public static ImagingSeries of(Collection<ClinicalEvent> events) {
    var sorted = events.stream().sorted().toList();
    var instances = sorted.stream().map(ImagingStudy::instanceOf).toList();
    if (instances.isEmpty()) {
      throw new IllegalArgumentException("ImagingSeries needs at least one instance");
    }
    var first = instances.getFirst();
    for (var instance : instances) {
      if (!instance.seriesInstanceUid().equals(first.seriesInstanceUid())) {
        throw new IllegalArgumentException(
            "ImagingSeries got instances of "
                + first.seriesInstanceUid()
                + " and of "
                + instance.seriesInstanceUid());
      }
    }
    return new ImagingSeries(
        first.studyInstanceUid(), first.seriesInstanceUid(), sorted, instances);
  }

  /** The same series with only these of its instances, in the order of events; empty if none. */
  Optional<ImagingSeries> only(Collection<ImageInstance> kept) {
    var uids = kept.stream().map(ImageInstance::sopInstanceUid).collect(Collectors.toSet());
    var remaining =
        events.stream()
            .filter(event -> uids.contains(ImagingStudy.instanceOf(event).sopInstanceUid()))
            .toList();
    return remaining.isEmpty() ? Optional.empty() : Optional.of(of(remaining));
  }

  /** When the series was acquired: the earliest effective time of its instances. */
  public EffectiveTime effective() {
    return events.getFirst().effective();
  }

  /** When all of it could be known: the latest available time of its instances. */
  public AvailableTime available() {
    return events.stream()
        .map(ClinicalEvent::available)
        .max(Comparator.comparing(AvailableTime::instant).thenComparing(AvailableTime::basis))
        .orElse(new AvailableTime(Instant.EPOCH, AvailableTime.Basis.REGISTRATION));
  }

  /**
   * What the headers agree on: the value that most instances have, blank ones aside; of equally
   * common ones the first in the alphabet; empty if no instance has one.
   */
  public String attribute(String keyword) {
    Map<String, Long> counts =
        instances.stream()
            .map(instance -> instance.attribute(keyword).strip())
            .filter(value -> !value.isEmpty())
            .collect(
                Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    String best = "";
    long most = 0;
    for (var entry : counts.entrySet()) {
      if (entry.getValue() > most) {
        most = entry.getValue();
        best = entry.getKey();
      }
    }
    return best;
  }

  /** Where the slices lie. Cost: sorts the instances; keep the result. */
  public StackGeometry geometry() {
    return StackGeometry.of(instances);
  }

  /** Whether the pictures are projections, such as a chest radiograph, rather than slices. */
  public boolean isProjection() {
    return Projections.isProjection(attribute("Modality"));
  }
}
