package org.chiasm.cohort;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.chiasm.Readiness;
import org.chiasm.record.Timeline;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.Gate;
import org.chiasm.row.PredictionCase;
import org.chiasm.row.RowAssembler;
import org.chiasm.study.StudyDefinition;

/**
 * When a case is looked at: first when its prediction is due, then, while the gate says wait, at
 * each arrival of something new about the subject, and a last time when waiting ends. A live server
 * does the same by the clock, so that a retrospective row is the row it would have served.
 */
public final class PredictionSchedule {
  private final RowAssembler assembler;
  private final Gate gate;

  /** The schedule of a study's cases. */
  public PredictionSchedule(StudyDefinition study, RowAssembler assembler) {
    this.assembler = requireNonNull(assembler, "assembler");
    this.gate = new Gate(study);
  }

  /** The row on which the case is decided: ready, or abstained when waiting has ended. */
  public FeatureRow decide(Timeline timeline, PredictionCase predictionCase) {
    var facts = assembler.facts(timeline);
    var row = assembler.assemble(facts, predictionCase, gate.due(predictionCase));
    if (row.decision().readiness() != Readiness.WAIT) {
      return row;
    }
    for (var time : arrivals(timeline, predictionCase)) {
      row = assembler.assemble(facts, predictionCase, time);
      if (row.decision().readiness() != Readiness.WAIT) {
        return row;
      }
    }
    return row;
  }

  private List<Instant> arrivals(Timeline timeline, PredictionCase predictionCase) {
    var due = gate.due(predictionCase);
    var end = gate.waitsUntil(predictionCase);
    return Stream.concat(
            timeline.events().stream()
                .map(event -> event.available().instant())
                .filter(time -> time.isAfter(due) && time.isBefore(end)),
            Stream.of(end))
        .distinct()
        .sorted()
        .toList();
  }
}
