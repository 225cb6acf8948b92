package org.chiasm.learn.survival;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chiasm.learn.division.Partition;
import org.chiasm.learn.division.SubjectSplit;
import org.chiasm.learn.encode.TensorFeatures;
import org.chiasm.learn.encode.TensorSource;
import org.chiasm.learn.evaluate.BranchRemoval;
import org.chiasm.learn.evaluate.BranchValues;
import org.chiasm.learn.evaluate.MetricEstimate;
import org.chiasm.learn.fusion.StrategyKey;
import org.chiasm.learn.fusion.TrainedStrategy;
import org.chiasm.learn.fusion.TrainedStudy;
import org.chiasm.learn.network.TrainingProgress;
import org.chiasm.row.FeatureRow;
import org.chiasm.study.OutcomeDefinition;
import org.chiasm.study.StudyDefinition;

/** One comparison over time on its way. */
final class SurvivalRun {
  private static final SurvivalMetric PRIMARY = SurvivalMetric.CONCORDANCE_UNO;
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
  private final boolean removing;
  private final List<TrainedStudy> fitted = new ArrayList<>();
  private int done;
  private int total;

  SurvivalRun(
      StudyDefinition study,
      SurvivalRows rows,
      TensorSource tensors,
      TrainingProgress progress,
      HazardTraining training,
      boolean removing) {
    if (!(study.outcome() instanceof OutcomeDefinition.TimeToEvent outcome)) {
      throw new IllegalArgumentException("The outcome of the study is none over time");
    }
    this.study = study;
    this.rows = rows;
    this.tensors = new TensorFeatures(tensors);
    this.progress = progress;
    this.training = training.with(progress);
    this.removing = removing;
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
    int branches = study.branches().size();
    total =
        partitions.size()
            + (several ? 1 : 0)
            + (removing && branches > 1 ? branches * partitions.size() : 0);
    progress.update(done, total);
    TrainedStudy model = null;
    for (var partition : partitions) {
      model = fit(study, partition);
      predict(partition, model);
      fitted.add(model);
      progress.update(++done, total);
    }
    if (several) {
      model = fit(study, SubjectSplit.kept(study.split(), rows.rows(), rows.events()));
      progress.update(++done, total);
    }
    var judged = partitions.stream().flatMap(each -> each.heldOut().stream()).sorted().toList();
    return compared(partitions, judged, requireNonNull(model));
  }

  private TrainedStudy fit(StudyDefinition read, Partition partition) {
    return training.fit(read, rows.rows(), rows.followUps(), horizon, partition, tensors);
  }

  private void predict(Partition partition, TrainedStudy model) {
    for (var absent : model.notTrained()) {
      notTrained.put(absent.key(), absent.reason());
    }
    var heldOut = partition.heldOut();
    curves(model, heldOut.stream().map(rows.rows()::get).toList())
        .forEach(
            (key, curves) -> {
              var all =
                  risks.computeIfAbsent(key, _ -> new double[times.size()][rows.rows().size()]);
              for (int time = 0; time < times.size(); time++) {
                for (int i = 0; i < heldOut.size(); i++) {
                  all[time][heldOut.get(i)] = curves[time][i];
                }
              }
            });
    var known = partition.training().stream().map(rows.followUps()::get).toList();
    var usual = KaplanMeier.ofEvents(known);
    for (int time = 0; time < times.size(); time++) {
      for (int row : heldOut) {
        noInput[time][row] = 1 - usual.after(times.get(time));
      }
    }
  }

  private Map<StrategyKey, double[][]> curves(TrainedStudy model, List<FeatureRow> chosen) {
    var features = model.encode(chosen, tensors);
    var curves = new TreeMap<StrategyKey, double[][]>();
    for (var each : model.fitted()) {
      curves.put(each.key(), RiskCurves.at(times, each.best(), features));
    }
    return curves;
  }

  private SurvivalComparison compared(
      List<Partition> partitions, List<Integer> judged, TrainedStudy model) {
    var heldOut = rows.at(judged);
    risks.keySet().removeAll(notTrained.keySet());
    var chosen = new TreeMap<StrategyKey, double[][]>();
    risks.forEach((key, risk) -> chosen.put(key, pick(risk, judged)));
    var evaluation = SurvivalEvaluation.of(study, heldOut, times, chosen);
    var judge = heldOut.judge(study, times);
    var usual = pick(noInput, judged);
    var trained = trained(partitions);
    var overBaseline = new TreeMap<StrategyKey, MetricEstimate>();
    chosen.forEach(
        (key, risk) ->
            overBaseline.put(key, judge.advantage(SurvivalMetric.INTEGRATED_BRIER, risk, usual)));
    return new SurvivalComparison(
        rows,
        times,
        evaluation,
        heldOut,
        chosen,
        judge.estimate(List.of(SurvivalMetric.values()), usual),
        overBaseline,
        notTrained.entrySet().stream()
            .map(each -> new TrainedStrategy.NotTrained(each.getKey(), each.getValue()))
            .toList(),
        model,
        BranchValues.of(trained, chosen.keySet(), this::tuningLoss, usual, judge, PRIMARY),
        removing
            ? BranchRemoval.of(trained, judge, PRIMARY, () -> progress.update(++done, total))
            : List.of(),
        evaluation.eventCount() >= FEW_EVENTS
            ? List.of()
            : List.of(
                "only "
                    + evaluation.eventCount()
                    + " held-out events (under "
                    + FEW_EVENTS
                    + "): intervals are wide and calibration is unsure (doi:10.1002/sim.6787)"));
  }

  private double tuningLoss(StrategyKey key) {
    return fitted.stream()
        .flatMap(model -> model.fitted(key).stream())
        .mapToDouble(each -> each.tuningLoss().getOrDefault(each.chosen(), Double.MAX_VALUE))
        .average()
        .orElse(Double.MAX_VALUE);
  }

  private BranchRemoval.Trained<TrainedStudy> trained(List<Partition> partitions) {
    var fitting =
        new BranchRemoval.Fitting<TrainedStudy>() {
          @Override
          public TrainedStudy fit(StudyDefinition rest, Partition partition, TrainedStudy all) {
            return SurvivalRun.this.fit(rest, partition);
          }

          @Override
          public Map<StrategyKey, double[][]> predictions(
              TrainedStudy model, List<FeatureRow> chosen) {
            return curves(model, chosen);
          }

          @Override
          public double[][] predictions(
              StrategyKey key, TrainedStudy model, List<FeatureRow> chosen) {
            var best = model.fitted(key).orElseThrow().best();
            return RiskCurves.at(times, best, model.encode(chosen, tensors));
          }
        };
    return new BranchRemoval.Trained<>(study, rows.rows(), partitions, fitted, fitting);
  }

  private static double[][] pick(double[][] risk, List<Integer> judged) {
    return Arrays.stream(risk)
        .map(at -> judged.stream().mapToDouble(row -> at[row]).toArray())
        .toArray(double[][]::new);
  }
}
