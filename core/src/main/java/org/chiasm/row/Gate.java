package org.chiasm.row;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.StudyDefinition;

/**
 * Decides whether the model may run on what is known so far: ready, wait, or abstain with reasons.
 */
public final class Gate {
  private final StudyDefinition study;
  private final List<BudgetRegion> region;

  /** The gate of a study whose budget has not been measured. */
  public Gate(StudyDefinition study) {
    this.study = requireNonNull(study, "study");
    this.region = List.of();
  }

  /**
   * The gate of a study and a model: what may be absent is what was measured for that model where
   * the study says {@code auto}, else the study's own share, weighted by the measured importance.
   */
  public Gate(StudyDefinition study, BudgetRegion region) {
    this.study = requireNonNull(study, "study");
    this.region = List.of(region);
  }

  /**
   * The decision for a case.
   *
   * @param cells one for each input of the study
   * @param predictionTime the time the cells were assembled for
   */
  public GateDecision decide(
      PredictionCase predictionCase, Instant predictionTime, Map<String, InputCell> cells) {
    var reasons = new ArrayList<String>();
    int absent = 0;
    for (var input : study.inputs()) {
      if (cells.get(input.name()) instanceof InputCell.Missing(var reason)) {
        absent++;
        if (input.missing() == InputDefinition.Missing.REQUIRE) {
          reasons.add("required input '" + input.name() + "' is missing: " + reason);
        }
      }
    }
    if (!reasons.isEmpty()) {
      var until = waitsUntil(predictionCase);
      return predictionTime.isBefore(until)
          ? new GateDecision.Wait(until, reasons)
          : new GateDecision.Abstain(reasons);
    }
    for (var measured : region) {
      boolean asMeasured = study.missing().measured();
      double bound = asMeasured ? measured.maxFraction() : study.missing().maxFraction();
      return measured
          .outside(cells, bound, asMeasured)
          .<GateDecision>map(reason -> new GateDecision.Abstain(List.of(reason)))
          .orElseGet(GateDecision.Ready::new);
    }
    double fraction = (double) absent / study.inputs().size();
    if (fraction > study.missing().maxFraction()) {
      return new GateDecision.Abstain(
          List.of(
              String.format(
                  Locale.ROOT,
                  "%.0f %% of the inputs are missing, more than the %.0f %% the study allows",
                  100 * fraction,
                  100 * study.missing().maxFraction())));
    }
    return new GateDecision.Ready();
  }

  /** When a case's first prediction is due. */
  public Instant due(PredictionCase predictionCase) {
    return predictionCase.triggerTime().plus(study.predictionDelay());
  }

  /** When waiting for a case's required inputs ends, inclusive. */
  public Instant waitsUntil(PredictionCase predictionCase) {
    return due(predictionCase).plus(study.waitLimit());
  }
}
