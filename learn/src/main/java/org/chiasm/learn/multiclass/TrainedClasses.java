package org.chiasm.learn.multiclass;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.chiasm.learn.division.Partition;
import org.chiasm.learn.encode.FeatureMatrix;
import org.chiasm.learn.encode.TensorFeatures;
import org.chiasm.learn.fusion.FusionTraining;
import org.chiasm.learn.fusion.StrategyKey;
import org.chiasm.learn.fusion.TrainedStudy;
import org.chiasm.row.FeatureRow;
import org.chiasm.study.StudyDefinition;

/**
 * Every strategy fitted on one division, once for each class against all others (Rifkin and Klautau
 * 2004, In defense of one-vs-all classification). The calibrated probabilities of the classes are
 * divided by their sum.
 *
 * @param names of the classes, as the study lists them
 * @param models one for each, all with the same feature contract
 */
public record TrainedClasses(List<String> names, List<TrainedStudy> models) {
  private static final double SMALLEST = 1e-12;

  /** Copies the lists; checks that there is one model for each class. */
  public TrainedClasses {
    names = List.copyOf(names);
    models = List.copyOf(models);
    if (names.size() != models.size() || names.size() < 2) {
      throw new IllegalArgumentException(
          names.size() + " classes were given " + models.size() + " models");
    }
  }

  /** Fits on the training rows of a partition; its held-out rows are not looked at. */
  static TrainedClasses fit(
      StudyDefinition study,
      List<String> names,
      ClassRows rows,
      Partition partition,
      TensorFeatures tensors,
      FusionTraining training,
      Runnable afterEach) {
    var models = new ArrayList<TrainedStudy>();
    for (int place = 0; place < names.size(); place++) {
      models.add(
          TrainedStudy.fit(study, rows.rows(), rows.against(place), partition, tensors, training));
      afterEach.run();
    }
    return new TrainedClasses(names, models);
  }

  /**
   * The model of one class against all others.
   *
   * @throws IllegalArgumentException if there is no class of that name
   */
  public TrainedStudy against(String name) {
    int place = names.indexOf(name);
    if (place < 0) {
      throw new IllegalArgumentException(
          "no class '" + name + "'; the classes are " + String.join(", ", names));
    }
    return models.get(place);
  }

  /** Why a strategy has no model of some class, by strategy. */
  SortedMap<StrategyKey, String> notTrained() {
    var reasons = new TreeMap<StrategyKey, String>();
    for (int place = 0; place < names.size(); place++) {
      var name = names.get(place);
      models
          .get(place)
          .notTrained()
          .forEach(each -> reasons.putIfAbsent(each.key(), "class " + name + ": " + each.reason()));
    }
    return reasons;
  }

  /** Of each strategy that is fitted for every class: one row of probabilities for each class. */
  public SortedMap<StrategyKey, double[][]> probabilities(
      List<FeatureRow> rows, TensorFeatures tensors) {
    var probabilities = new TreeMap<StrategyKey, double[][]>();
    var features = models.getFirst().encode(rows, tensors);
    complete().forEach(key -> probabilities.put(key, probabilities(key, features)));
    return probabilities;
  }

  /** The strategies that are fitted for every class. */
  public SortedSet<StrategyKey> complete() {
    var complete = new TreeSet<StrategyKey>();
    models.getFirst().fitted().forEach(each -> complete.add(each.key()));
    complete.removeAll(notTrained().keySet());
    return complete;
  }

  /**
   * The fusion whose losses on tuning rows, summed over classes, are lowest; the best single branch
   * where nothing is fused; nothing where no strategy is fitted for every class.
   */
  public Optional<StrategyKey> best() {
    var fused = complete().stream().filter(StrategyKey.Fused.class::isInstance).toList();
    return (fused.isEmpty() ? List.copyOf(complete()) : fused)
        .stream().min(Comparator.comparingDouble(this::tuningLoss));
  }

  /**
   * The losses on tuning rows of a strategy that is fitted for every class, summed over classes.
   */
  double tuningLoss(StrategyKey key) {
    return models.stream()
        .map(each -> each.fitted(key).orElseThrow())
        .mapToDouble(each -> each.tuningLoss().getOrDefault(each.chosen(), Double.MAX_VALUE))
        .sum();
  }

  /** The same of one strategy, which must be fitted for every class: classes by rows. */
  public double[][] probabilities(StrategyKey key, List<FeatureRow> rows, TensorFeatures tensors) {
    return probabilities(key, models.getFirst().encode(rows, tensors));
  }

  private double[][] probabilities(StrategyKey key, FeatureMatrix features) {
    return normalised(
        models.stream()
            .map(each -> each.fitted(key).orElseThrow().best().predictions(features))
            .toArray(double[][]::new));
  }

  /** Divides the classes' probabilities of each row by their sum. */
  public static double[][] normalised(double[][] against) {
    int rows = against[0].length;
    var normalised = new double[against.length][rows];
    for (int row = 0; row < rows; row++) {
      double sum = 0;
      for (var each : against) {
        sum += Math.max(each[row], SMALLEST);
      }
      for (int place = 0; place < against.length; place++) {
        normalised[place][row] = Math.max(against[place][row], SMALLEST) / sum;
      }
    }
    return normalised;
  }
}
