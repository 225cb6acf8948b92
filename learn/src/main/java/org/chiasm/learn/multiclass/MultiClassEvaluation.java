package org.chiasm.learn.multiclass;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.chiasm.learn.encode.TensorFeatures;
import org.chiasm.learn.encode.TensorSource;
import org.chiasm.learn.evaluate.Evaluation;
import org.chiasm.learn.evaluate.HeldOut;
import org.chiasm.learn.evaluate.Metric;
import org.chiasm.learn.evaluate.MetricEstimate;
import org.chiasm.learn.evaluate.SubjectBootstrap;
import org.chiasm.learn.fusion.StrategyKey;
import org.chiasm.row.FeatureRow;
import org.chiasm.study.StudyDefinition;

/**
 * Every strategy judged on the same rows of known class.
 *
 * @param names of the classes
 * @param classCounts how many rows are of each
 * @param metrics of each strategy, with intervals by resampling subjects
 * @param confusion of each strategy: rows by the class that came, each by the likeliest class
 * @param differences of each fused strategy against each single branch
 * @param perClass each class judged as a yes-or-no outcome by its probability among the classes
 */
public record MultiClassEvaluation(
    List<String> names,
    int rowCount,
    int subjectCount,
    List<Integer> classCounts,
    SortedMap<StrategyKey, Map<MultiClassMetric, MetricEstimate>> metrics,
    SortedMap<StrategyKey, List<List<Integer>>> confusion,
    List<Difference> differences,
    List<OfClass> perClass) {
  private static final String UNDEFINED = "no held-out rows, or a class without any";

  /**
   * One strategy against another.
   *
   * @param advantage of the left one, positive where it is better, on the same resamples
   */
  public record Difference(
      StrategyKey left, StrategyKey right, MultiClassMetric metric, MetricEstimate advantage) {
    /** Whether the whole interval favours the left one. */
    public boolean isClear() {
      return advantage instanceof MetricEstimate.Estimated estimated && estimated.low() > 0;
    }
  }

  /** One class against all others. */
  public record OfClass(String name, HeldOut heldOut, Evaluation evaluation) {
    /** Checks that nothing is missing. */
    public OfClass {
      requireNonNull(name, "name");
      requireNonNull(heldOut, "heldOut");
      requireNonNull(evaluation, "evaluation");
    }
  }

  /** Copies the collections. */
  public MultiClassEvaluation {
    names = List.copyOf(names);
    classCounts = List.copyOf(classCounts);
    metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    confusion = Collections.unmodifiableSortedMap(new TreeMap<>(confusion));
    differences = List.copyOf(differences);
    perClass = List.copyOf(perClass);
  }

  /**
   * Judges.
   *
   * @param probabilities of each strategy: classes by rows
   */
  public static MultiClassEvaluation of(
      StudyDefinition study,
      List<String> names,
      ClassRows judged,
      Map<StrategyKey, double[][]> probabilities) {
    long seed = study.split().seed();
    var bootstrap = bootstrap(study, judged);
    var each = new TreeMap<StrategyKey, JudgedClasses>();
    var metrics = new TreeMap<StrategyKey, Map<MultiClassMetric, MetricEstimate>>();
    var confusion = new TreeMap<StrategyKey, List<List<Integer>>>();
    probabilities.forEach(
        (key, given) -> {
          var rows = new JudgedClasses(judged.classes(), given);
          each.put(key, rows);
          metrics.put(key, estimate(rows, bootstrap));
          confusion.put(key, rows.confusion());
        });
    var perClass = new ArrayList<OfClass>();
    for (int place = 0; place < names.size(); place++) {
      var heldOut = new HeldOut(true, judged.rows(), judged.against(place));
      for (var entry : probabilities.entrySet()) {
        heldOut = heldOut.with(entry.getKey(), entry.getValue()[place]);
      }
      perClass.add(new OfClass(names.get(place), heldOut, Evaluation.of(heldOut, study, seed)));
    }
    return new MultiClassEvaluation(
        names,
        judged.rows().size(),
        bootstrap.subjectCount(),
        judged.counts(names.size()),
        metrics,
        confusion,
        differences(each, bootstrap),
        perClass);
  }

  /** Judges finished classes on rows they were not fitted on. */
  public static MultiClassEvaluation of(
      StudyDefinition study, ClassRows judged, TrainedClasses model, TensorSource tensors) {
    return of(
        study,
        model.names(),
        judged,
        model.probabilities(judged.rows(), new TensorFeatures(tensors)));
  }

  static SubjectBootstrap bootstrap(StudyDefinition study, ClassRows judged) {
    return new SubjectBootstrap(
        judged.rows().stream().map(FeatureRow::subject).toList(),
        study.evaluate().bootstrap(),
        study.split().seed());
  }

  static Map<MultiClassMetric, MetricEstimate> estimate(
      JudgedClasses rows, SubjectBootstrap bootstrap) {
    var estimates = new EnumMap<MultiClassMetric, MetricEstimate>(MultiClassMetric.class);
    for (var metric : MultiClassMetric.values()) {
      estimates.put(
          metric, bootstrap.estimate(weights -> rows.compute(metric, weights), UNDEFINED));
    }
    return estimates;
  }

  static MetricEstimate advantage(
      MultiClassMetric metric,
      JudgedClasses left,
      JudgedClasses right,
      SubjectBootstrap bootstrap) {
    double sign = metric.better() == Metric.Better.LOWER ? -1 : 1;
    return bootstrap.estimate(
        weights -> sign * (left.compute(metric, weights) - right.compute(metric, weights)),
        UNDEFINED);
  }

  private static List<Difference> differences(
      SortedMap<StrategyKey, JudgedClasses> judged, SubjectBootstrap bootstrap) {
    var differences = new ArrayList<Difference>();
    judged.forEach(
        (left, leftRows) ->
            judged.forEach(
                (right, rightRows) -> {
                  if (left instanceof StrategyKey.Fused && right instanceof StrategyKey.Single) {
                    for (var metric : MultiClassMetric.values()) {
                      differences.add(
                          new Difference(
                              left,
                              right,
                              metric,
                              advantage(metric, leftRows, rightRows, bootstrap)));
                    }
                  }
                }));
    return differences;
  }

  /** The single branch with the best mean AUROC of pairs on these rows. */
  public Optional<StrategyKey> bestSingle() {
    return best(StrategyKey.Single.class::isInstance);
  }

  /** The fused strategy with the best mean AUROC of pairs on these rows. */
  public Optional<StrategyKey> bestFused() {
    return best(StrategyKey.Fused.class::isInstance);
  }

  private Optional<StrategyKey> best(Predicate<StrategyKey> wanted) {
    return metrics.keySet().stream()
        .filter(wanted)
        .max(Comparator.comparingDouble(this::goodness).thenComparing(Comparator.reverseOrder()));
  }

  private double goodness(StrategyKey key) {
    return switch (metrics.getOrDefault(key, Map.of()).get(MultiClassMetric.AUROC_HAND_TILL)) {
      case MetricEstimate.Estimated estimated -> estimated.value();
      case MetricEstimate.ValueOnly valueOnly -> valueOnly.value();
      case null, default -> Double.NEGATIVE_INFINITY;
    };
  }
}
