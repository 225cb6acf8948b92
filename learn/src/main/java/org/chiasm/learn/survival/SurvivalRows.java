package org.chiasm.learn.survival;

import java.util.ArrayList;
import java.util.List;
import org.chiasm.Readiness;
import org.chiasm.learn.evaluate.Judge;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.LabelledRow;
import org.chiasm.row.Outcome;
import org.chiasm.study.StudyDefinition;

/**
 * The rows of a cohort that the gate lets pass and whose follow-up is known.
 *
 * @param followUps one for each row
 * @param withoutFollowUp how many had none
 * @param notReady how many the gate stops
 */
public record SurvivalRows(
    List<FeatureRow> rows, List<FollowUp> followUps, int withoutFollowUp, int notReady) {
  /** Copies the lists. */
  public SurvivalRows {
    rows = List.copyOf(rows);
    followUps = List.copyOf(followUps);
  }

  /** Sorts rows out. */
  public static SurvivalRows of(Iterable<LabelledRow> given) {
    var rows = new ArrayList<FeatureRow>();
    var followUps = new ArrayList<FollowUp>();
    int without = 0;
    int notReady = 0;
    for (var each : given) {
      if (each.outcome() instanceof Outcome.NoFollowup) {
        without++;
      } else if (each.row().decision().readiness() != Readiness.READY) {
        notReady++;
      } else {
        rows.add(each.row());
        followUps.add(followUp(each.outcome()));
      }
    }
    return new SurvivalRows(rows, followUps, without, notReady);
  }

  private static FollowUp followUp(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Observed(var time) -> new FollowUp(time, true);
      case Outcome.Censored(var until) -> new FollowUp(until, false);
      case Outcome.NoFollowup() -> throw new IllegalArgumentException("No follow-up");
    };
  }

  /** How many rows had the event. */
  public int eventCount() {
    return (int) followUps.stream().filter(FollowUp::event).count();
  }

  /** 1 for each row with the event, else 0. */
  public double[] events() {
    return Intervals.events(followUps);
  }

  /**
   * Judges predicted risk of these rows by every {@link SurvivalMetric}.
   *
   * @param times at which risk is told, the last being the horizon; predictions are times by rows
   */
  public Judge judge(StudyDefinition study, List<Double> times) {
    return new Judge(
        risk -> new JudgedRisk(followUps, times, risk),
        rows.stream().map(FeatureRow::subject).toList(),
        study.evaluate().bootstrap(),
        study.split().seed());
  }

  /** Some of the rows. */
  SurvivalRows at(List<Integer> chosen) {
    return new SurvivalRows(
        chosen.stream().map(rows::get).toList(),
        chosen.stream().map(followUps::get).toList(),
        withoutFollowUp,
        notReady);
  }
}
