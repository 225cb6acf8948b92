package org.chiasm.row;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chiasm.AvailableTime;
import org.chiasm.ClinicalEvent;
import org.chiasm.Code;
import org.chiasm.EffectiveTime;
import org.chiasm.EventValue;
import org.chiasm.MissingReason;
import org.chiasm.lab.OrdinalScale;
import org.chiasm.study.CodeSet;
import org.chiasm.study.Concept;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.InputDefinition.Reduce;

/** The label of a category concept that holds in a window. */
final class CategoryCells {
  private CategoryCells() {}

  static InputCell cell(
      InputDefinition.Tabular input, Concept.Category concept, SubjectFacts facts, Moment moment) {
    var visible = facts.visible(concept.name(), moment.predictionTime());
    var labels = labels(concept);
    var found = new ArrayList<Found>();
    MissingReason unusable = null;
    for (var event : visible.current()) {
      if (moment.isInWindow(event, input.window())) {
        if (event.value() instanceof EventValue.Absent absent) {
          unusable = Absence.of(event, absent);
        } else {
          var label = labelOf(event, labels, concept);
          if (label.isPresent()) {
            found.add(new Found(event, label.get()));
          } else {
            unusable = MissingReason.UNREADABLE;
          }
        }
      }
    }
    if (found.isEmpty()) {
      return new InputCell.Missing(
          unusable != null ? unusable : Absence.outside(visible, input.window(), moment));
    }
    var chosen = choose(input.reduce(), found, moment);
    return new InputCell.Present(
        new InputCell.Value.Label(chosen.label()),
        moment.ageHours(chosen.event()),
        "",
        chosen.event().origin().reference(),
        assumptions(chosen.event()));
  }

  static Set<InputCell.Assumption> assumptions(ClinicalEvent event) {
    return event.available().basis() == AvailableTime.Basis.ASSUMED
        ? Set.of(InputCell.Assumption.ASSUMED_AVAILABILITY)
        : Set.of();
  }

  private static Found choose(Reduce reduce, List<Found> found, Moment moment) {
    if (reduce == Reduce.FIRST) {
      return found.getFirst();
    }
    if (reduce != Reduce.NEAREST) {
      return found.getLast();
    }
    var readings = new ArrayList<Reduction.Reading>();
    for (var each : found) {
      readings.add(
          new Reduction.Reading(
              each.event().effective() instanceof EffectiveTime.At(var at) ? at : moment.anchor(),
              0));
    }
    return found.get(Reduction.nearest(readings, moment.anchor()));
  }

  private static Map<String, CodeSet> labels(Concept.Category concept) {
    var labels = new LinkedHashMap<String, CodeSet>();
    concept.categories().forEach((label, codes) -> labels.put(label, new CodeSet(codes)));
    return labels;
  }

  /**
   * An answer as it is listed or, for an ordinal one, in other words for the same; or where the
   * concept asks no question, what the fact itself is.
   */
  private static Optional<String> labelOf(
      ClinicalEvent event, Map<String, CodeSet> labels, Concept.Category concept) {
    if (event.value() instanceof EventValue.Coded(var text, var code)) {
      for (var label : labels.entrySet()) {
        if ((!code.isEmpty() && label.getValue().contains(Code.parse(code)))
            || label.getValue().contains(new Code("", text))) {
          return Optional.of(label.getKey());
        }
      }
      var ordinal = new OrdinalScale(concept).label(text);
      if (ordinal.isPresent()) {
        return ordinal;
      }
    }
    boolean codesAreFacts = concept.codes().isEmpty();
    for (var label : labels.entrySet()) {
      if (codesAreFacts && label.getValue().matches(event.code())) {
        return Optional.of(label.getKey());
      }
    }
    return Optional.empty();
  }

  private record Found(ClinicalEvent event, String label) {}
}
