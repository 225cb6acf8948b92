package org.chiasm.cohort;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chiasm.Boundary;
import org.chiasm.ClinicalEvent;
import org.chiasm.EventValue;
import org.chiasm.FactKind;
import org.chiasm.FactStatus;
import org.chiasm.imaging.ImagingStudy;
import org.chiasm.record.VisibleFacts;
import org.chiasm.row.ImageCells;
import org.chiasm.row.PredictionCase;
import org.chiasm.row.SubjectFacts;
import org.chiasm.row.WaveformCells;
import org.chiasm.study.CohortDefinition;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.SiteDefinition;
import org.chiasm.study.StudyDefinition;

/**
 * Finds what opens the cases of a subject: each accepted series or recording, or each fact of a
 * concept, at the time it became available. What is amended or taken back later does not undo a
 * case, because it was opened when nobody knew.
 */
final class TriggerFinder {
  private final StudyDefinition study;
  private final Duration settle;

  TriggerFinder(StudyDefinition study, SiteDefinition site) {
    this.study = requireNonNull(study, "study");
    this.settle = site.settle();
  }

  /** The subject's cases in order of time. */
  List<PredictionCase> cases(SubjectFacts facts) {
    var cases =
        switch (study.cohort().trigger()) {
          case CohortDefinition.Trigger.ConceptOccurs(var concept) ->
              occurrences(facts.ofConcept(concept));
          case CohortDefinition.Trigger.InputArrives(var name) ->
              switch (input(name)) {
                case InputDefinition.Image image -> series(image, facts);
                case InputDefinition.Waveform waveform -> recordings(waveform, facts);
                default ->
                    throw new IllegalArgumentException(
                        "Trigger input '" + name + "' is neither an image nor a waveform");
              };
        };
    return cases.sorted().toList();
  }

  private InputDefinition input(String name) {
    return study.inputs().stream()
        .filter(input -> input.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Study '" + study.name() + "' has no input '" + name + "' to trigger on"));
  }

  private static Stream<PredictionCase> occurrences(List<ClinicalEvent> events) {
    return firstVersions(events)
        .filter(event -> event.boundary() != Boundary.END)
        .filter(event -> !(event.value() instanceof EventValue.Absent))
        .map(event -> new PredictionCase(event.origin().reference(), event.available().instant()));
  }

  private static Stream<PredictionCase> recordings(
      InputDefinition.Waveform input, SubjectFacts facts) {
    return firstVersions(facts.ofKind(FactKind.WAVEFORM))
        .filter(event -> WaveformCells.accepts(input, event, facts))
        .map(event -> new PredictionCase(event.origin().reference(), event.available().instant()));
  }

  /**
   * A series opens a case when it is whole: at the arrival after which, for the site's settling
   * time, no further image of it arrived. Whether the rule accepts it is judged by what was visible
   * then.
   */
  private Stream<PredictionCase> series(InputDefinition.Image input, SubjectFacts facts) {
    var images = facts.ofKind(FactKind.IMAGE);
    Map<String, List<Instant>> arrivals =
        firstVersions(images)
            .filter(event -> event.value() instanceof EventValue.ImageInstance)
            .collect(
                Collectors.groupingBy(
                    event -> ((EventValue.ImageInstance) event.value()).seriesInstanceUid(),
                    TreeMap::new,
                    Collectors.mapping(event -> event.available().instant(), Collectors.toList())));
    return arrivals.entrySet().stream()
        .map(entry -> new PredictionCase(entry.getKey(), wholeAt(entry.getValue())))
        .filter(candidate -> isAccepted(input, images, candidate));
  }

  private Instant wholeAt(List<Instant> arrivals) {
    var sorted = arrivals.stream().sorted().toList();
    var whole = sorted.getFirst();
    for (var arrival : sorted) {
      if (Duration.between(whole, arrival).compareTo(settle) > 0) {
        break;
      }
      whole = arrival;
    }
    return whole;
  }

  private static boolean isAccepted(
      InputDefinition.Image input, List<ClinicalEvent> images, PredictionCase candidate) {
    var visible = VisibleFacts.at(images, candidate.triggerTime()).current();
    return ImagingStudy.of(visible).stream()
        .filter(
            each ->
                each.series().stream()
                    .anyMatch(
                        series -> series.seriesInstanceUid().equals(candidate.triggerSource())))
        .anyMatch(
            each ->
                ImageCells.accepted(input, each).stream()
                    .anyMatch(
                        series -> series.seriesInstanceUid().equals(candidate.triggerSource())));
  }

  private static Stream<ClinicalEvent> firstVersions(List<ClinicalEvent> events) {
    Map<List<Object>, ClinicalEvent> first = new HashMap<>();
    for (var event : events) {
      if (event.status() != FactStatus.ENTERED_IN_ERROR) {
        first.merge(
            List.of(event.key(), event.boundary()),
            event,
            (one, other) ->
                one.available().instant().isAfter(other.available().instant()) ? other : one);
      }
    }
    return first.values().stream();
  }
}
