package org.chiasm.app.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chiasm.ClinicalEvent;
import org.chiasm.Code;
import org.chiasm.EffectiveTime;
import org.chiasm.EventValue;
import org.chiasm.Quantity;
import org.chiasm.Readiness;
import org.chiasm.record.Timeline;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.InputCell;
import org.chiasm.row.LabelledRow;
import org.chiasm.study.CodeSet;
import org.chiasm.study.Concept;
import org.chiasm.study.StudyDefinition;
import org.jspecify.annotations.Nullable;

/**
 * One patient whose facts show what the two clocks do, for the report to draw: of the first
 * subjects the one with the most facts that the row used and facts that it could not see yet.
 */
final class ExampleTimeline {
  private static final int SUBJECTS_OFFERED_MAX = 400;
  private static final int FACTS_DRAWN_MAX = 160;
  private static final double HOURS_BEFORE = 72;
  private static final double HOURS_AFTER = 72;

  private final StudyDefinition study;
  private final Map<String, CodeSet> laneCodes;
  private int offered;
  private double bestScore = -1;
  private @Nullable Timeline best;
  private @Nullable FeatureRow bestRow;

  ExampleTimeline(StudyDefinition study) {
    this.study = study;
    this.laneCodes = laneCodes(study);
  }

  void offer(Timeline timeline, List<LabelledRow> rows) {
    if (offered++ >= SUBJECTS_OFFERED_MAX) {
      return;
    }
    for (var labelled : rows) {
      var row = labelled.row();
      if (row.decision().readiness() == Readiness.READY) {
        double score = score(timeline, row);
        if (score > bestScore) {
          bestScore = score;
          best = timeline;
          bestRow = row;
        }
      }
    }
  }

  private double score(Timeline timeline, FeatureRow row) {
    long used = row.cells().values().stream().filter(InputCell.Present.class::isInstance).count();
    long hidden =
        near(timeline, row).stream()
            .filter(event -> !event.available().isVisibleAt(row.predictionTime()))
            .filter(event -> !atOf(event).isAfter(row.predictionTime()))
            .limit(3)
            .count();
    long rowsNear = near(timeline, row).size();
    return used + 4.0 * hidden - Math.max(0, rowsNear - 60) / 20.0;
  }

  /** Adds {@code example_timeline}; nothing where no subject has a ready row. */
  void write(ObjectNode root) {
    var timeline = best;
    var row = bestRow;
    root.remove("example_timeline");
    if (timeline == null || row == null) {
      return;
    }
    var node = root.putObject("example_timeline");
    node.put("prediction_hours", hours(row.triggerTime(), row.predictionTime()));
    var windows = node.putArray("windows");
    for (var input : study.inputs()) {
      var window = windows.addObject();
      window.put("input", input.name());
      window.put("window", input.window().toString());
      window.put("start_hours", bound(input.window().start().offset()));
      window.put("end_hours", bound(input.window().end().offset()));
      switch (row.cell(input.name())) {
        case InputCell.Present present -> {
          window.put("value", valueWords(present));
          window.put("origin", present.origin());
        }
        case InputCell.Missing(var reason) -> window.put("missing", reason.name());
      }
    }
    var facts = node.putArray("facts");
    for (var event : near(timeline, row).stream().limit(FACTS_DRAWN_MAX).toList()) {
      var fact = facts.addObject();
      fact.put("lane", lane(event));
      fact.put("effective_hours", hours(row.triggerTime(), atOf(event)));
      fact.put("available_hours", hours(row.triggerTime(), event.available().instant()));
      fact.put("status", event.status().name());
      fact.put("origin", event.origin().reference());
      fact.put(
          "value",
          event.value() instanceof Quantity quantity
              ? quantity.value() + " " + quantity.unit()
              : "");
      fact.put("visible", event.available().isVisibleAt(row.predictionTime()));
    }
  }

  private List<ClinicalEvent> near(Timeline timeline, FeatureRow row) {
    var near = new ArrayList<ClinicalEvent>();
    for (var event : timeline.events()) {
      if (event.effective() instanceof EffectiveTime.At(var at)
          && !lane(event).isEmpty()
          && Math.abs(hours(row.triggerTime(), at)) <= Math.max(HOURS_BEFORE, HOURS_AFTER)
          && isFirstOfSeries(event, near)) {
        near.add(event);
      }
    }
    return near;
  }

  /** A series of hundreds of instances is one thing to a reader. */
  private static boolean isFirstOfSeries(ClinicalEvent event, List<ClinicalEvent> before) {
    return !(event.value() instanceof EventValue.ImageInstance instance)
        || before.stream()
            .noneMatch(
                other ->
                    other.value() instanceof EventValue.ImageInstance earlier
                        && earlier.seriesInstanceUid().equals(instance.seriesInstanceUid()));
  }

  private String lane(ClinicalEvent event) {
    return switch (event.kind()) {
      case IMAGE -> "image";
      case WAVEFORM -> "waveform";
      case NOTE -> "note";
      case CONDITION -> "condition";
      default -> conceptOf(event).orElse("");
    };
  }

  private Optional<String> conceptOf(ClinicalEvent event) {
    return laneCodes.entrySet().stream()
        .filter(lane -> lane.getValue().matches(event.code()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static Map<String, CodeSet> laneCodes(StudyDefinition study) {
    var lanes = new LinkedHashMap<String, CodeSet>();
    for (var concept : study.concepts().values()) {
      switch (concept) {
        case Concept.Measurement measurement ->
            lanes.put(concept.name(), new CodeSet(measurement.codes()));
        case Concept.Occurrence occurrence ->
            lanes.put(concept.name(), new CodeSet(occurrence.codes()));
        case Concept.Stay stay ->
            lanes.put(concept.name(), new CodeSet(List.of(new Code("LOCATION", stay.location()))));
        case Concept.Category _, Concept.Demographic _ -> {}
      }
    }
    return lanes;
  }

  private static Instant atOf(ClinicalEvent event) {
    return event.effective() instanceof EffectiveTime.At(var at) ? at : Instant.EPOCH;
  }

  private static double bound(Duration offset) {
    return Math.clamp(offset.toSeconds() / 3600.0, -HOURS_BEFORE, HOURS_AFTER);
  }

  private static double hours(Instant from, Instant to) {
    return Math.round(Duration.between(from, to).toSeconds() / 36.0) / 100.0;
  }

  private static String valueWords(InputCell.Present present) {
    return switch (present.value()) {
      case InputCell.Value.Numeric(var number) ->
          number + (present.unit().isEmpty() ? "" : " " + present.unit());
      case InputCell.Value.Label(var label) -> label;
      case InputCell.Value.Words(var counts, _) -> counts.size() + " words and pairs";
      case InputCell.Value.Reference _, InputCell.Value.Grid _ -> "present";
    };
  }
}
