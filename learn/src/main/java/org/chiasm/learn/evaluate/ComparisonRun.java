package org.chiasm.learn.evaluate;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chiasm.Readiness;
import org.chiasm.learn.division.Partition;
import org.chiasm.learn.division.SubjectSplit;
import org.chiasm.learn.encode.TensorFeatures;
import org.chiasm.learn.encode.TensorSource;
import org.chiasm.learn.fusion.FusionTraining;
import org.chiasm.learn.fusion.LearnerKind;
import org.chiasm.learn.fusion.StrategyKey;
import org.chiasm.learn.fusion.TrainedStrategy;
import org.chiasm.learn.fusion.TrainedStudy;
import org.chiasm.learn.network.TrainingProgress;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.LabelledRow;
import org.chiasm.row.Outcome;
import org.chiasm.study.LateRule;
import org.chiasm.study.OutcomeDefinition;
import org.chiasm.study.StudyDefinition;

/** One comparison on its way: rows sorted out, every division fitted, predictions gathered. */
final class ComparisonRun {
  private final StudyDefinition study;
  private final TensorFeatures tensors;
  private final TrainingProgress progress;
  private final FusionTraining training;
  private final boolean binary;
  private final boolean removing;
  private final List<FeatureRow> rows = new ArrayList<>();
  private final double[] outcomes;
  private final FusionComparison.RowCounts counts;
  private final List<String> problems = new ArrayList<>();

  private final Map<StrategyKey, double[]> chosen = new TreeMap<>();
  private final Map<LearnerKind, Map<StrategyKey, double[]>> byLearner =
      new EnumMap<>(LearnerKind.class);
  private final Map<StrategyKey, String> notTrained = new TreeMap<>();
  private final double[] noInput;
  private int done;
  private int total;
  private final List<TrainedStudy> fitted = new ArrayList<>();

  ComparisonRun(
      StudyDefinition study,
      List<LabelledRow> given,
      TensorSource tensors,
      TrainingProgress progress,
      FusionTraining training,
      boolean removing) {
    this.removing = removing;
    this.study = study;
    this.tensors = new TensorFeatures(tensors);
    this.progress = progress;
    this.training = training.with(progress);
    this.binary = study.outcome() instanceof OutcomeDefinition.Binary;
    var known = new ArrayList<Double>();
    int withoutOutcome = 0;
    int notReady = 0;
    for (var each : given) {
      if (!(each.outcome() instanceof Outcome.Observed(double value)) || !Double.isFinite(value)) {
        withoutOutcome++;
      } else if (each.row().decision().readiness() != Readiness.READY) {
        notReady++;
      } else {
        rows.add(each.row());
        known.add(value);
      }
    }
    this.outcomes = known.stream().mapToDouble(Double::doubleValue).toArray();
    this.counts = new FusionComparison.RowCounts(rows.size(), withoutOutcome, notReady);
    this.noInput = new double[outcomes.length];
  }

  FusionComparison result() {
    var partitions = SubjectSplit.of(study.split(), rows, outcomes);
    boolean several = SubjectSplit.judgesSeveral(study.split());
    total =
        partitions.size()
            + (several ? 1 : 0)
            + (removing && study.branches().size() > 1
                ? study.branches().size() * partitions.size()
                : 0);
    var results = new ArrayList<FoldResult>();
    TrainedStudy model = null;
    for (var partition : partitions) {
      progress.update(done, total);
      model = fit(partition);
      done++;
      results.add(judge(partition, model));
      fitted.add(model);
    }
    if (several) {
      progress.update(done, total);
      model = fit(SubjectSplit.kept(study.split(), rows, outcomes));
    }
    done += several ? 1 : 0;
    progress.update(done, total);
    return compared(partitions, results, requireNonNull(model));
  }

  private TrainedStudy fit(Partition partition) {
    return TrainedStudy.fit(study, rows, outcomes, partition, tensors, training);
  }

  private FoldResult judge(Partition partition, TrainedStudy model) {
    for (var absent : model.notTrained()) {
      notTrained.put(absent.key(), absent.reason());
    }
    for (int row : partition.heldOut()) {
      noInput[row] = model.noInputPrediction();
    }
    var features = model.encode(partition.heldOut().stream().map(rows::get).toList(), tensors);
    var known = partition.heldOut().stream().mapToDouble(row -> outcomes[row]).toArray();
    var fits = new ArrayList<FoldResult.Fit>();
    for (var fitted : model.fitted()) {
      for (var learner :
          isRule(fitted.key()) ? List.<LearnerKind>of() : fitted.byLearner().keySet()) {
        var table = byLearner.computeIfAbsent(learner, _ -> new TreeMap<>());
        keep(table, fitted.key(), partition, fitted.with(learner).predictions(features));
      }
      var predictions = fitted.best().predictions(features);
      keep(chosen, fitted.key(), partition, predictions);
      var metrics = new EnumMap<Metric, Double>(Metric.class);
      for (var metric : Metric.of(binary)) {
        metric.of(known, predictions).ifPresent(value -> metrics.put(metric, value));
      }
      fits.add(
          new FoldResult.Fit(
              fitted.key(),
              fitted.chosen(),
              fitted.tuningLoss(),
              fitted.best().hyperParameters(),
              metrics));
    }
    return new FoldResult(
        partition.fold(),
        partition.training().size(),
        subjectCount(partition.training()),
        partition.tuning().size(),
        subjectCount(partition.tuning()),
        partition.heldOut().size(),
        subjectCount(partition.heldOut()),
        fits);
  }

  /** Whether it is one of the rules that late fusion chose from, which has one learner only. */
  private static boolean isRule(StrategyKey key) {
    return key instanceof StrategyKey.Fused fused && fused.rule() != LateRule.CHOSEN;
  }

  private void keep(
      Map<StrategyKey, double[]> table, StrategyKey key, Partition partition, double[] predicted) {
    var all = table.computeIfAbsent(key, _ -> new double[outcomes.length]);
    for (int i = 0; i < predicted.length; i++) {
      all[partition.heldOut().get(i)] = predicted[i];
    }
  }

  private int subjectCount(List<Integer> part) {
    return (int) part.stream().map(row -> rows.get(row).subject()).distinct().count();
  }

  private FusionComparison compared(
      List<Partition> partitions, List<FoldResult> results, TrainedStudy model) {
    var judged = partitions.stream().flatMap(each -> each.heldOut().stream()).sorted().toList();
    var whole = new HeldOut(binary, rows, outcomes);
    chosen.keySet().removeAll(notTrained.keySet());
    chosen.forEach(whole::with);
    var heldOut = whole.at(judged);
    var bootstrap =
        new SubjectBootstrap(
            heldOut.subjects(), study.evaluate().bootstrap(), study.split().seed());
    var learners =
        new EnumMap<LearnerKind, Map<StrategyKey, Map<Metric, MetricEstimate>>>(LearnerKind.class);
    byLearner.forEach(
        (learner, table) -> {
          var metrics = new TreeMap<StrategyKey, Map<Metric, MetricEstimate>>();
          table.keySet().removeAll(notTrained.keySet());
          table.forEach(
              (key, all) ->
                  metrics.put(
                      key, heldOut.estimate(pick(all, judged), Metric.ordered(binary), bootstrap)));
          learners.put(learner, metrics);
        });
    var evaluation = Evaluation.of(heldOut, study, study.split().seed());
    problems.addAll(evaluation.problems());
    addProblems(results);
    var trained =
        new BranchRemoval.Trained<>(
            study, rows, partitions, fitted, new StudyFitting(rows, outcomes, tensors, training));
    var judge =
        new Judge(
            heldOut.subjects(),
            heldOut.outcomes(),
            study.evaluate().bootstrap(),
            study.split().seed());
    return new FusionComparison(
        counts,
        results,
        heldOut,
        evaluation,
        withinDivisions(partitions, judged, heldOut, bootstrap),
        learners,
        heldOut.estimate(pick(noInput, judged), baselineMetrics(), bootstrap),
        overBaseline(heldOut, judged, bootstrap),
        notTrained.entrySet().stream()
            .map(each -> new TrainedStrategy.NotTrained(each.getKey(), each.getValue()))
            .toList(),
        model,
        BranchValues.of(
            trained,
            heldOut.strategies(),
            this::meanTuningLoss,
            new double[][] {pick(noInput, judged)},
            judge,
            Metric.primary(binary)),
        removing
            ? BranchRemoval.of(
                trained, judge, Metric.primary(binary), () -> progress.update(++done, total))
            : List.of(),
        problems);
  }

  private Map<StrategyKey, MetricEstimate> withinDivisions(
      List<Partition> partitions,
      List<Integer> judged,
      HeldOut heldOut,
      SubjectBootstrap bootstrap) {
    var estimates = new TreeMap<StrategyKey, MetricEstimate>();
    if (partitions.size() > 1) {
      var place = new HashMap<Integer, Integer>();
      for (int i = 0; i < judged.size(); i++) {
        place.put(judged.get(i), i);
      }
      var parts =
          partitions.stream()
              .map(
                  each ->
                      each.heldOut().stream().map(row -> requireNonNull(place.get(row))).toList())
              .toList();
      for (var key : heldOut.strategies()) {
        estimates.put(
            key,
            heldOut.within(parts, heldOut.predictions(key), Metric.primary(binary), bootstrap));
      }
    }
    return estimates;
  }

  private double meanTuningLoss(StrategyKey key) {
    return fitted.stream()
        .flatMap(model -> model.fitted(key).stream())
        .mapToDouble(each -> each.tuningLoss().getOrDefault(each.chosen(), Double.MAX_VALUE))
        .average()
        .orElse(Double.MAX_VALUE);
  }

  private List<Metric> baselineMetrics() {
    return binary ? List.of(Metric.BRIER, Metric.LOG_LOSS) : List.of(Metric.MAE, Metric.RMSE);
  }

  private Map<StrategyKey, MetricEstimate> overBaseline(
      HeldOut heldOut, List<Integer> judged, SubjectBootstrap bootstrap) {
    var metric = binary ? Metric.LOG_LOSS : Metric.MAE;
    var without = new RankedPredictions(heldOut.outcomes(), pick(noInput, judged));
    var advantages = new TreeMap<StrategyKey, MetricEstimate>();
    for (var key : heldOut.strategies()) {
      var with = new RankedPredictions(heldOut.outcomes(), heldOut.predictions(key));
      advantages.put(
          key,
          bootstrap.estimate(
              weights -> PairedDifference.advantage(metric, with, without, weights),
              "no held-out rows"));
    }
    return advantages;
  }

  private void addProblems(List<FoldResult> results) {
    for (var result : results) {
      if (result.trainingRows() == 0 || result.tuningRows() == 0 || result.heldOutRows() == 0) {
        problems.add(
            "division "
                + result.fold()
                + " has an empty part: "
                + result.trainingRows()
                + " training, "
                + result.tuningRows()
                + " tuning, "
                + result.heldOutRows()
                + " held-out rows; too few subjects for the split");
      }
    }
    int unreadable = tensors.unreadable().size();
    if (unreadable > 0) {
      problems.add(
          unreadable + " referenced images or signals could not be read and count as missing");
    }
  }

  private static double[] pick(double[] numbers, List<Integer> judged) {
    return judged.stream().mapToDouble(row -> numbers[row]).toArray();
  }
}
