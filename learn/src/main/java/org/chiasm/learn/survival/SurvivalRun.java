package org.chiasm.learn.survival;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chiasm.learn.division.Partition;
import org.chiasm.learn.division.SubjectSplit;
import org.chiasm.learn.encode.TensorFeatures;
import org.chiasm.learn.encode.TensorSource;
import org.chiasm.learn.evaluate.MetricEstimate;
import org.chiasm.learn.evaluate.SubjectBootstrap;
import org.chiasm.learn.fusion.StrategyKey;
import org.chiasm.learn.fusion.TrainedStrategy;
import org.chiasm.learn.fusion.TrainedStudy;
import org.chiasm.learn.fusion.TrainingProgress;
import org.chiasm.row.FeatureRow;
import org.chiasm.study.OutcomeDefinition;
import org.chiasm.study.StudyDefinition;

/** One comparison over time on its way. */
final class SurvivalRun {
  private static final int FEW_EVENTS = 100;

  private final StudyDefinition study;
  private final SurvivalRows rows;
  private final TensorFeatures tensors;
  private final TrainingProgress progress;
  private final HazardTraining training;
  private final double horizon;
  private final List<Double> times;
  private final Map<StrategyKey, double[][]> risks = new TreeMap<>();
  private final Map<StrategyKey, String> notTrained = new TreeMap<>();
  private final double[][] noInput;

  SurvivalRun(
      StudyDefinition study,
      SurvivalRows rows,
      TensorSource tensors,
      TrainingProgress progress,
      HazardTraining training) {
    if (!(study.outcome() instanceof OutcomeDefinition.TimeToEvent outcome)) {
      throw new IllegalArgumentException("The outcome of the study is none over time");
    }
    this.study = study;
    this.rows = rows;
    this.tensors = new TensorFeatures(tensors);
    this.progress = progress;
    this.training = training;
    this.horizon = outcome.horizon();
    this.times = RiskCurves.times(horizon);
    this.noInput = new double[times.size()][rows.rows().size()];
    if (rows.eventCount() == 0) {
      throw new IllegalArgumentException(
          "none of " + rows.rows().size() + " rows with follow-up has the event");
    }
  }

  SurvivalComparison result() {
    var partitions = SubjectSplit.of(study.split(), rows.rows(), rows.events());
    boolean several = SubjectSplit.judgesSeveral(study.split());
    int total = partitions.size() + (several ? 1 : 0);
    TrainedStudy model = null;
    for (var partition : partitions) {
      progress.update(partition.fold(), total);
      model = fit(partition);
      predict(partition, model);
    }
    if (several) {
      progress.update(partitions.size(), total);
      model = fit(SubjectSplit.kept(study.split(), rows.rows(), rows.events()));
    }
    progress.update(total, total);
    var judged = partitions.stream().flatMap(each -> each.heldOut().stream()).sorted().toList();
    return compared(judged, requireNonNull(model));
  }

  private TrainedStudy fit(Partition partition) {
    return training.fit(study, rows.rows(), rows.followUps(), horizon, partition, tensors);
  }

  private void predict(Partition partition, TrainedStudy model) {
    for (var absent : model.notTrained()) {
      notTrained.put(absent.key(), absent.reason());
    }
    var heldOut = partition.heldOut();
    var features = model.encode(heldOut.stream().map(rows.rows()::get).toList(), tensors);
    for (var fitted : model.fitted()) {
      var all =
          risks.computeIfAbsent(fitted.key(), _ -> new double[times.size()][rows.rows().size()]);
      var curves = RiskCurves.at(times, fitted.best(), features);
      for (int time = 0; time < times.size(); time++) {
        for (int i = 0; i < heldOut.size(); i++) {
          all[time][heldOut.get(i)] = curves[time][i];
        }
      }
    }
    var known = partition.training().stream().map(rows.followUps()::get).toList();
    var usual = KaplanMeier.ofEvents(known);
    for (int time = 0; time < times.size(); time++) {
      for (int row : heldOut) {
        noInput[time][row] = 1 - usual.after(times.get(time));
      }
    }
  }

  private SurvivalComparison compared(List<Integer> judged, TrainedStudy model) {
    var heldOut = rows.at(judged);
    risks.keySet().removeAll(notTrained.keySet());
    var chosen = new TreeMap<StrategyKey, double[][]>();
    risks.forEach((key, risk) -> chosen.put(key, pick(risk, judged)));
    var evaluation = SurvivalEvaluation.of(study, heldOut, times, chosen);
    var bootstrap =
        new SubjectBootstrap(
            heldOut.rows().stream().map(FeatureRow::subject).toList(),
            study.evaluate().bootstrap(),
            study.split().seed());
    var usual = new JudgedRisk(heldOut.followUps(), times, pick(noInput, judged));
    var overBaseline = new TreeMap<StrategyKey, MetricEstimate>();
    chosen.forEach(
        (key, risk) ->
            overBaseline.put(
                key,
                SurvivalEvaluation.advantage(
                    SurvivalMetric.INTEGRATED_BRIER,
                    new JudgedRisk(heldOut.followUps(), times, risk),
                    usual,
                    bootstrap)));
    return new SurvivalComparison(
        rows,
        times,
        evaluation,
        SurvivalEvaluation.estimate(usual, bootstrap),
        overBaseline,
        notTrained.entrySet().stream()
            .map(each -> new TrainedStrategy.NotTrained(each.getKey(), each.getValue()))
            .toList(),
        model,
        evaluation.eventCount() >= FEW_EVENTS
            ? List.of()
            : List.of(
                "only "
                    + evaluation.eventCount()
                    + " held-out events (under "
                    + FEW_EVENTS
                    + "): intervals are wide and calibration is unsure (doi:10.1002/sim.6787)"));
  }

  private static double[][] pick(double[][] risk, List<Integer> judged) {
    return Arrays.stream(risk)
        .map(at -> judged.stream().mapToDouble(row -> at[row]).toArray())
        .toArray(double[][]::new);
  }
}
