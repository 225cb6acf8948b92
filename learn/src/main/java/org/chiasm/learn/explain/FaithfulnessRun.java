package org.chiasm.learn.explain;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.chiasm.SubjectId;
import org.chiasm.learn.budget.Masking;
import org.chiasm.learn.budget.MissingUnit;
import org.chiasm.learn.encode.TensorSource;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.InputCell;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.StudyDefinition;

/**
 * Deletion and insertion tests of explanations against random evidence (Samek et al. 2017, {@code
 * doi:10.1109/TNNLS.2016.2599820}; Petsiuk et al. 2018, {@code arXiv:1806.07421}).
 *
 * <p>Inputs are put in the order of their contributions, largest first. Taken away in that order
 * the score must fall sooner, and given back in that order rise sooner, than in {@value
 * #RANDOM_ORDERS} random orders; what is measured is the area between the curves. Costs an
 * explanation and {@code 18 · inputs} scores for each row, and with parts one more occlusion of
 * each image, signal and trajectory.
 */
public final class FaithfulnessRun {
  private static final int RANDOM_ORDERS = 8;
  private static final int RESAMPLES = 2000;

  private final List<MissingUnit> units;
  private final StudyDefinition study;
  private final RowScorer scorer;
  private final TensorSource tensors;
  private final long seed;
  private final boolean parts;
  private final PixelMaps maps;

  /**
   * A run for a strategy of a study's model.
   *
   * @param parts whether what is inside images, signals and trajectories is tested too
   * @param maps of images, whose parts are then tested beside those of occlusion
   */
  public FaithfulnessRun(
      StudyDefinition study,
      RowScorer scorer,
      TensorSource tensors,
      long seed,
      boolean parts,
      PixelMaps maps) {
    this.units = MissingUnit.of(study);
    this.study = study;
    this.scorer = requireNonNull(scorer, "scorer");
    this.tensors = requireNonNull(tensors, "tensors");
    this.seed = seed;
    this.parts = parts;
    this.maps = requireNonNull(maps, "maps");
  }

  private record RowGain(SubjectId subject, double gain) {}

  /** Tests the explanations of rows; the same rows and seed give the same figures. */
  public Faithfulness over(List<FeatureRow> rows) {
    var random = new Random(seed);
    var explainer = new RowExplainer(study, scorer, tensors);
    var occlusion = new Occlusion(scorer, tensors);
    var deletion = new ArrayList<RowGain>();
    var insertion = new ArrayList<RowGain>();
    var inside = new InsideGains();
    for (var row : rows) {
      var order = order(explainer.explain(row).root());
      if (order.size() >= 2) {
        double[] gains = gains(row, order, random);
        deletion.add(new RowGain(row.subject(), gains[0]));
        insertion.add(new RowGain(row.subject(), gains[1]));
      }
      for (var input : parts ? study.inputs() : List.<InputDefinition>of()) {
        if (row.cell(input.name()) instanceof InputCell.Present) {
          occlusion
              .gainOverRandom(input, row, map(input, row), random)
              .ifPresent(gain -> inside.add(input.name(), row.subject(), gain));
        }
      }
    }
    return new Faithfulness(
        deletion.size(),
        (int) deletion.stream().map(RowGain::subject).distinct().count(),
        mean(deletion),
        mean(insertion),
        means(inside.occlusion),
        means(inside.maps),
        means(inside.differences));
  }

  /** The gains of hiding parts, by input. */
  private static final class InsideGains {
    private final Map<String, List<RowGain>> occlusion = new TreeMap<>();
    private final Map<String, List<RowGain>> maps = new TreeMap<>();
    private final Map<String, List<RowGain>> differences = new TreeMap<>();

    void add(String input, SubjectId subject, Occlusion.PartsGain gain) {
      add(occlusion, input, new RowGain(subject, gain.occlusion()));
      if (!Double.isNaN(gain.map())) {
        add(maps, input, new RowGain(subject, gain.map()));
        add(differences, input, new RowGain(subject, gain.map() - gain.occlusion()));
      }
    }

    private static void add(Map<String, List<RowGain>> gains, String input, RowGain gain) {
      gains.computeIfAbsent(input, _ -> new ArrayList<>()).add(gain);
    }
  }

  private Evidence map(InputDefinition input, FeatureRow row) {
    return input instanceof InputDefinition.Image image
        ? maps.of(image, row)
        : new Evidence.NoMap(input.name(), "it is no image");
  }

  private Map<String, Faithfulness.Gain> means(Map<String, List<RowGain>> gains) {
    var means = new TreeMap<String, Faithfulness.Gain>();
    gains.forEach((name, each) -> means.put(name, mean(each)));
    return means;
  }

  /** The units of an explanation, those that raise the score most first. */
  private List<MissingUnit> order(Explanation root) {
    var order = new ArrayList<MissingUnit>();
    var shares = new LinkedHashMap<MissingUnit, Double>();
    for (var branch : root.parts()) {
      for (var part : branch.parts()) {
        units.stream()
            .filter(unit -> unit.branch().equals(branch.name()) && unit.name().equals(part.name()))
            .forEach(unit -> shares.put(unit, part.contribution()));
      }
    }
    shares.entrySet().stream()
        .sorted(
            Map.Entry.<MissingUnit, Double>comparingByValue(Comparator.reverseOrder())
                .thenComparing(entry -> entry.getKey().branch() + "/" + entry.getKey().name()))
        .forEach(entry -> order.add(entry.getKey()));
    return order;
  }

  /** The areas between the explained order's curve and the mean of random ones. */
  private double[] gains(FeatureRow row, List<MissingUnit> explained, Random random) {
    int count = explained.size();
    var masked = new ArrayList<FeatureRow>();
    var order = new ArrayList<>(explained);
    for (int draw = 0; draw <= RANDOM_ORDERS; draw++) {
      for (int taken = 0; taken <= count; taken++) {
        masked.add(Masking.without(row, order.subList(0, taken)));
        masked.add(Masking.without(row, order.subList(taken, count)));
      }
      Collections.shuffle(order, random);
    }
    double[] scores = scorer.scores(masked, tensors);
    int curve = 2 * (count + 1);
    double deletion = -area(scores, 0, count);
    double insertion = area(scores, 1, count);
    for (int draw = 1; draw <= RANDOM_ORDERS; draw++) {
      deletion += area(scores, draw * curve, count) / RANDOM_ORDERS;
      insertion -= area(scores, draw * curve + 1, count) / RANDOM_ORDERS;
    }
    return new double[] {deletion, insertion};
  }

  /** The mean height of a curve by trapezoids; every second score belongs to it. */
  private static double area(double[] scores, int start, int count) {
    double sum = (scores[start] + scores[start + 2 * count]) / 2;
    for (int i = 1; i < count; i++) {
      sum += scores[start + 2 * i];
    }
    return sum / count;
  }

  private Faithfulness.Gain mean(List<RowGain> gains) {
    var bySubject = new TreeMap<SubjectId, List<RowGain>>();
    gains.forEach(
        each -> bySubject.computeIfAbsent(each.subject(), _ -> new ArrayList<>()).add(each));
    var subjects = List.copyOf(bySubject.values());
    var random = new Random(seed);
    double[] means =
        IntStream.range(0, gains.isEmpty() ? 0 : RESAMPLES)
            .mapToDouble(
                _ ->
                    IntStream.range(0, subjects.size())
                        .mapToObj(_ -> subjects.get(random.nextInt(subjects.size())))
                        .flatMap(List::stream)
                        .mapToDouble(RowGain::gain)
                        .average()
                        .orElseThrow())
            .sorted()
            .toArray();
    double value = gains.stream().mapToDouble(RowGain::gain).average().orElse(Double.NaN);
    return means.length == 0
        ? new Faithfulness.Gain(Double.NaN, Double.NaN, Double.NaN, 0)
        : new Faithfulness.Gain(
            value,
            means[(int) (0.025 * RESAMPLES)],
            means[(int) (0.975 * RESAMPLES)],
            gains.size());
  }
}
