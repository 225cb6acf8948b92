package org.chiasm.row;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chiasm.ClinicalEvent;
import org.chiasm.EffectiveTime;
import org.chiasm.EventValue;
import org.chiasm.MissingReason;
import org.chiasm.lab.LabCurator;
import org.chiasm.lab.LabReading;
import org.chiasm.record.VisibleFacts;
import org.chiasm.study.Concept;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.InputDefinition.Reduce;
import org.chiasm.study.TimeWindow;

/** A number reduced from the usable readings of a measurement concept in a window. */
public final class MeasurementCells {
  private final LabCurator curator;

  MeasurementCells(LabCurator curator) {
    this.curator = curator;
  }

  InputCell cell(
      InputDefinition.Tabular input,
      Concept.Measurement concept,
      SubjectFacts facts,
      Moment moment) {
    var visible = facts.visible(concept.name(), moment.predictionTime());
    var found = inWindow(visible, concept, input.window(), moment);
    var readings = found.usable();
    var unusable = found.unusable();
    if (readings.isEmpty() && !unusable.isEmpty() && input.reduce() != Reduce.COUNT) {
      return new InputCell.Missing(Absence.unusable(unusable));
    }
    var numbers =
        readings.stream()
            .map(each -> new Reduction.Reading(each.time(moment), each.reading().value()))
            .toList();
    var number = Reduction.reduce(input.reduce(), numbers, moment.anchor());
    if (number.isEmpty()) {
      return new InputCell.Missing(
          readings.isEmpty()
              ? Absence.outside(visible, input.window(), moment)
              : MissingReason.NOT_MEASURED);
    }
    String unit = unitOf(input.reduce(), concept);
    if (readings.isEmpty()) {
      return new InputCell.Present(
          new InputCell.Value.Numeric(number.getAsDouble()), Double.NaN, unit, "", Set.of());
    }
    var basis = readings.get(restsOn(input.reduce(), numbers, moment.anchor()));
    return new InputCell.Present(
        new InputCell.Value.Numeric(number.getAsDouble()),
        moment.ageHours(basis.event()),
        unit,
        basis.event().origin().reference(),
        assumptions(input.reduce(), basis, readings));
  }

  /** What of the visible facts of a concept lies in a window, in event order. */
  InWindow inWindow(
      VisibleFacts visible, Concept.Measurement concept, TimeWindow window, Moment moment) {
    var readings = new ArrayList<CuratedReading>();
    var unusable = new ArrayList<MissingReason>();
    for (var event : visible.current()) {
      if (moment.isInWindow(event, window)) {
        switch (read(event, concept)) {
          case LabReading.Usable usable -> readings.add(new CuratedReading(event, usable));
          case LabReading.Unusable(var reason, _) -> unusable.add(reason);
        }
      }
    }
    return new InWindow(readings, unusable);
  }

  /**
   * The facts of a concept in a window.
   *
   * @param usable those that can be used
   * @param unusable why each of the others cannot
   */
  record InWindow(List<CuratedReading> usable, List<MissingReason> unusable) {}

  /** The latest usable value visible at a time, whenever it was taken. */
  public Optional<Double> latest(Concept.Measurement concept, SubjectFacts facts, Instant time) {
    var values = new ArrayList<Double>();
    for (var event : facts.visible(concept.name(), time).current()) {
      if (read(event, concept) instanceof LabReading.Usable usable) {
        values.add(usable.value());
      }
    }
    return values.isEmpty() ? Optional.empty() : Optional.of(values.getLast());
  }

  private LabReading read(ClinicalEvent event, Concept.Measurement concept) {
    return event.value() instanceof EventValue.Absent absent
        ? new LabReading.Unusable(Absence.of(event, absent), absent.reason())
        : curator.read(event.value(), event.code(), concept);
  }

  /** The reading a value is, or, for a value made of many, the latest of them. */
  private static int restsOn(Reduce reduce, List<Reduction.Reading> numbers, Instant anchor) {
    return switch (reduce) {
      case FIRST -> 0;
      case NEAREST -> Reduction.nearest(numbers, anchor);
      default -> numbers.size() - 1;
    };
  }

  private static String unitOf(Reduce reduce, Concept.Measurement concept) {
    return switch (reduce) {
      case COUNT, EXISTS -> "";
      case SLOPE -> "(" + concept.unit() + ")/h";
      default -> concept.unit();
    };
  }

  private static Set<InputCell.Assumption> assumptions(
      Reduce reduce, CuratedReading basis, List<CuratedReading> all) {
    boolean single = reduce == Reduce.FIRST || reduce == Reduce.LAST || reduce == Reduce.NEAREST;
    return assumptions(single ? List.of(basis) : all);
  }

  /** What was taken on trust in some readings. */
  static Set<InputCell.Assumption> assumptions(List<CuratedReading> readings) {
    var assumptions = EnumSet.noneOf(InputCell.Assumption.class);
    for (var each : readings) {
      assumptions.addAll(CategoryCells.assumptions(each.event()));
      if (each.reading().flags().contains(LabReading.Flag.INFERRED_UNIT)) {
        assumptions.add(InputCell.Assumption.INFERRED_UNIT);
      }
      if (each.reading().flags().contains(LabReading.Flag.CENSORED)) {
        assumptions.add(InputCell.Assumption.CENSORED_VALUE);
      }
    }
    return assumptions;
  }

  /** A fact and what it was read as. */
  record CuratedReading(ClinicalEvent event, LabReading.Usable reading) {
    Instant time(Moment moment) {
      return event.effective() instanceof EffectiveTime.At(var at) ? at : moment.anchor();
    }
  }
}
