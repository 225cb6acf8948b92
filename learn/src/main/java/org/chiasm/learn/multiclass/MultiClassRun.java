package org.chiasm.learn.multiclass;

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
import org.chiasm.learn.fusion.FusionTraining;
import org.chiasm.learn.fusion.StrategyKey;
import org.chiasm.learn.fusion.TrainedStrategy;
import org.chiasm.learn.network.TrainingProgress;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.LabelledRow;
import org.chiasm.study.OutcomeDefinition;
import org.chiasm.study.StudyDefinition;

/** One comparison of several classes on its way. */
final class MultiClassRun {
  private static final MultiClassMetric PRIMARY = MultiClassMetric.AUROC_HAND_TILL;
  private static final int FEW_ROWS = 100;

  private final StudyDefinition study;
  private final List<String> names;
  private final ClassRows rows;
  private final TensorFeatures tensors;
  private final TrainingProgress progress;
  private final FusionTraining training;
  private final Map<StrategyKey, double[][]> probabilities = new TreeMap<>();
  private final Map<StrategyKey, String> notTrained = new TreeMap<>();
  private final double[][] shares;
  private final boolean removing;
  private final List<TrainedClasses> fitted = new ArrayList<>();
  private int done;
  private int total;

  MultiClassRun(
      StudyDefinition study,
      List<LabelledRow> given,
      TensorSource tensors,
      TrainingProgress progress,
      FusionTraining training,
      boolean removing) {
    if (!(study.outcome() instanceof OutcomeDefinition.MultiClass outcome)) {
      throw new IllegalArgumentException("The outcome of the study has no classes");
    }
    this.study = study;
    this.names = outcome.names();
    this.rows = ClassRows.of(given, names.size());
    this.tensors = new TensorFeatures(tensors);
    this.progress = progress;
    this.removing = removing;
    this.training = training.with(progress);
    this.shares = new double[names.size()][rows.rows().size()];
    var counts = rows.counts(names.size());
    for (int place = 0; place < names.size(); place++) {
      if (counts.get(place) == 0) {
        throw new IllegalArgumentException(
            "none of " + rows.rows().size() + " rows is of the class " + names.get(place));
      }
    }
  }

  MultiClassComparison result() {
    var partitions = SubjectSplit.of(study.split(), rows.rows(), rows.places());
    boolean several = SubjectSplit.judgesSeveral(study.split());
    int branches = study.branches().size();
    total =
        names.size()
            * (partitions.size()
                + (several ? 1 : 0)
                + (removing && branches > 1 ? branches * partitions.size() : 0));
    progress.update(done, total);
    TrainedClasses model = null;
    for (var partition : partitions) {
      model = fit(study, partition);
      predict(partition, model);
      fitted.add(model);
    }
    if (several) {
      model = fit(study, SubjectSplit.kept(study.split(), rows.rows(), rows.places()));
    }
    var judged = partitions.stream().flatMap(each -> each.heldOut().stream()).sorted().toList();
    return compared(partitions, judged, requireNonNull(model));
  }

  private TrainedClasses fit(StudyDefinition read, Partition partition) {
    return TrainedClasses.fit(
        read, names, rows, partition, tensors, training, () -> progress.update(++done, total));
  }

  private void predict(Partition partition, TrainedClasses model) {
    notTrained.putAll(model.notTrained());
    var heldOut = partition.heldOut();
    model
        .probabilities(heldOut.stream().map(rows.rows()::get).toList(), tensors)
        .forEach(
            (key, predicted) -> {
              var all =
                  probabilities.computeIfAbsent(
                      key, _ -> new double[shares.length][rows.rows().size()]);
              for (int place = 0; place < all.length; place++) {
                for (int i = 0; i < heldOut.size(); i++) {
                  all[place][heldOut.get(i)] = predicted[place][i];
                }
              }
            });
    var counts = rows.at(partition.training()).counts(names.size());
    for (int place = 0; place < shares.length; place++) {
      for (int row : heldOut) {
        shares[place][row] = (double) counts.get(place) / Math.max(1, partition.training().size());
      }
    }
  }

  private MultiClassComparison compared(
      List<Partition> partitions, List<Integer> judged, TrainedClasses model) {
    var heldOut = rows.at(judged);
    probabilities.keySet().removeAll(notTrained.keySet());
    var chosen = new TreeMap<StrategyKey, double[][]>();
    probabilities.forEach((key, all) -> chosen.put(key, pick(all, judged)));
    var evaluation = MultiClassEvaluation.of(study, names, heldOut, chosen);
    var judge = heldOut.judge(study);
    var usual = pick(shares, judged);
    var trained = trained(partitions);
    var overBaseline = new TreeMap<StrategyKey, MetricEstimate>();
    chosen.forEach(
        (key, each) ->
            overBaseline.put(key, judge.advantage(MultiClassMetric.LOG_LOSS, each, usual)));
    return new MultiClassComparison(
        rows,
        evaluation,
        heldOut,
        chosen,
        judge.estimate(List.of(MultiClassMetric.values()), usual),
        overBaseline,
        notTrained.entrySet().stream()
            .map(each -> new TrainedStrategy.NotTrained(each.getKey(), each.getValue()))
            .toList(),
        model,
        BranchValues.of(trained, chosen.keySet(), this::tuningLoss, usual, judge, PRIMARY),
        removing ? BranchRemoval.of(trained, judge, PRIMARY, () -> {}) : List.of(),
        problems(evaluation));
  }

  private double tuningLoss(StrategyKey key) {
    return fitted.stream().mapToDouble(each -> each.tuningLoss(key)).average().orElseThrow();
  }

  private BranchRemoval.Trained<TrainedClasses> trained(List<Partition> partitions) {
    var fitting =
        new BranchRemoval.Fitting<TrainedClasses>() {
          @Override
          public TrainedClasses fit(StudyDefinition rest, Partition partition, TrainedClasses all) {
            return MultiClassRun.this.fit(rest, partition);
          }

          @Override
          public Map<StrategyKey, double[][]> predictions(
              TrainedClasses model, List<FeatureRow> chosen) {
            return model.probabilities(chosen, tensors);
          }

          @Override
          public double[][] predictions(
              StrategyKey key, TrainedClasses model, List<FeatureRow> chosen) {
            return model.probabilities(key, chosen, tensors);
          }
        };
    return new BranchRemoval.Trained<>(study, rows.rows(), partitions, fitted, fitting);
  }

  private List<String> problems(MultiClassEvaluation evaluation) {
    var problems = new ArrayList<String>();
    for (int place = 0; place < names.size(); place++) {
      int count = evaluation.classCounts().get(place);
      if (count < FEW_ROWS) {
        problems.add(
            "only "
                + count
                + " held-out rows of the class "
                + names.get(place)
                + " (under "
                + FEW_ROWS
                + "): intervals are wide and calibration is unsure (doi:10.1002/sim.6787)");
      }
    }
    int unreadable = tensors.unreadable().size();
    if (unreadable > 0) {
      problems.add(
          unreadable + " referenced images or signals could not be read and count as missing");
    }
    return problems;
  }

  private static double[][] pick(double[][] all, List<Integer> judged) {
    return Arrays.stream(all)
        .map(each -> judged.stream().mapToDouble(row -> each[row]).toArray())
        .toArray(double[][]::new);
  }
}
