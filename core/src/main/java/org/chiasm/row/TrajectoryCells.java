package org.chiasm.row;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.chiasm.MissingReason;
import org.chiasm.Tensor;
import org.chiasm.row.MeasurementCells.CuratedReading;
import org.chiasm.study.Concept;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.InputDefinition.Trajectory.Derived;
import org.chiasm.study.StudyDefinition;

/**
 * Means of the usable readings of several measurement concepts in equal steps of effective time,
 * and what is derived from them.
 */
final class TrajectoryCells {
  private final MeasurementCells measurements;

  TrajectoryCells(MeasurementCells measurements) {
    this.measurements = measurements;
  }

  /** Present where at least one reading of any of the concepts can be used. */
  InputCell cell(
      InputDefinition.Trajectory input, StudyDefinition study, SubjectFacts facts, Moment moment) {
    int steps = input.steps();
    var means = new float[input.rows().size() * steps];
    Arrays.fill(means, Float.NaN);
    var all = new ArrayList<CuratedReading>();
    var reasons = new ArrayList<MissingReason>();
    for (int row = 0; row < input.concepts().size(); row++) {
      if (study.concept(input.concepts().get(row)) instanceof Concept.Measurement concept) {
        var visible = facts.visible(concept.name(), moment.predictionTime());
        var found = measurements.inWindow(visible, concept, input.window(), moment);
        if (found.usable().isEmpty()) {
          reasons.add(
              found.unusable().isEmpty()
                  ? Absence.outside(visible, input.window(), moment)
                  : Absence.unusable(found.unusable()));
        }
        fill(means, row * steps, steps, input, found.usable(), moment);
        all.addAll(found.usable());
      }
    }
    if (all.isEmpty()) {
      return new InputCell.Missing(commonest(reasons));
    }
    derive(means, input);
    var latest = latest(all, moment);
    return new InputCell.Present(
        new InputCell.Value.Grid(Tensor.of(means, input.rows().size(), steps)),
        moment.ageHours(latest.event()),
        "",
        latest.event().origin().reference(),
        MeasurementCells.assumptions(all));
  }

  private static void fill(
      float[] means,
      int offset,
      int steps,
      InputDefinition.Trajectory input,
      List<CuratedReading> readings,
      Moment moment) {
    var sums = new double[steps];
    var counts = new int[steps];
    var start = moment.anchor().plus(input.window().start().offset());
    for (var reading : readings) {
      long step = Duration.between(start, reading.time(moment)).dividedBy(input.step());
      int index = (int) Math.clamp(step, 0, steps - 1L);
      sums[index] += reading.reading().value();
      counts[index]++;
    }
    for (int step = 0; step < steps; step++) {
      if (counts[step] > 0) {
        means[offset + step] = (float) (sums[step] / counts[step]);
      }
    }
  }

  private static void derive(float[] means, InputDefinition.Trajectory input) {
    int steps = input.steps();
    long carried = Derived.CARRY.dividedBy(input.step());
    for (int i = 0; i < input.derived().size(); i++) {
      var measure = input.derived().get(i);
      int left = input.concepts().indexOf(measure.left()) * steps;
      int right = input.concepts().indexOf(measure.right()) * steps;
      int target = (input.concepts().size() + i) * steps;
      int known = -1;
      for (int step = 0; step < steps; step++) {
        known = Float.isNaN(means[right + step]) ? known : step;
        if (known >= 0 && step - known <= carried) {
          means[target + step] = (float) measure.of(means[left + step], means[right + known]);
        }
      }
    }
  }

  private static CuratedReading latest(List<CuratedReading> readings, Moment moment) {
    var latest = readings.getFirst();
    for (var each : readings) {
      latest = each.time(moment).isAfter(latest.time(moment)) ? each : latest;
    }
    return latest;
  }

  /** The reason that most concepts have; of equally common ones the first of their enum. */
  private static MissingReason commonest(List<MissingReason> reasons) {
    return reasons.stream()
        .distinct()
        .sorted()
        .max(Comparator.comparingLong(each -> reasons.stream().filter(each::equals).count()))
        .orElse(MissingReason.NOT_MEASURED);
  }
}
