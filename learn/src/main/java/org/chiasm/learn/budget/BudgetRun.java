package org.chiasm.learn.budget;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.chiasm.learn.budget.BudgetReport.Step;
import org.chiasm.learn.budget.BudgetReport.Subset;
import org.chiasm.learn.budget.BudgetReport.TriggerSet;
import org.chiasm.learn.evaluate.Judge;
import org.chiasm.learn.evaluate.MetricEstimate;
import org.chiasm.learn.network.TrainingProgress;
import org.chiasm.learn.outcome.KnownRows;
import org.chiasm.learn.outcome.OutcomeKind;
import org.chiasm.learn.outcome.Predictor;
import org.chiasm.row.BudgetRegion;
import org.chiasm.row.FeatureRow;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.StudyDefinition;

/** Measures how much may be missing. Seeded: the same rows and model give the same report. */
public final class BudgetRun {
  /** With more branches than this, only each alone, all but one, and all are judged. */
  private static final int BRANCHES_MAX = 6;

  private static final int MASKS_PER_ROW = 3;
  private static final double ROUNDING = 1e-9;
  private static final int SEEN_GROUPS = 4;
  private static final List<Double> FRACTIONS =
      List.of(0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0);
  private static final MetricEstimate NOTHING_TO_COMPARE =
      new MetricEstimate.Undefined("nothing was taken away");

  private final StudyDefinition study;
  private final Predictor predictor;
  private final OutcomeKind kind;
  private final KnownRows judged;
  private final List<FeatureRow> judgedRows;
  private final FloorTest floor;
  private final List<MissingUnit> units;
  private final List<UnitImportance> importances;
  private final BudgetRegion weights;
  private final Judge judge;
  private final double[][] whole;
  private final TrainingProgress progress;
  private int done;
  private int total;

  private BudgetRun(
      StudyDefinition study,
      Predictor predictor,
      KnownRows tuning,
      KnownRows judged,
      TrainingProgress progress) {
    this.study = study;
    this.predictor = predictor;
    this.judged = judged;
    this.judgedRows = judged.rows();
    this.progress = progress;
    this.kind = OutcomeKind.of(study);
    this.floor = FloorTest.of(study.missing().floor(), kind);
    this.units = MissingUnit.of(study);
    this.importances =
        UnitImportance.measure(units, predictor, tuning, kind.judge(study, tuning), kind.loss());
    var branchOf = new HashMap<String, String>();
    study.inputs().forEach(each -> branchOf.put(each.name(), study.branch(each).name()));
    this.weights =
        new BudgetRegion(
            UnitImportance.weights(importances), 1, branchOf, List.of(), floor.words());
    this.judge = kind.judge(study, judged);
    this.whole = predictor.predict(judgedRows);
  }

  /**
   * Measures.
   *
   * @param tuning rows that importance is measured on
   * @param judged rows that performance is measured on, best none that the model was fitted on
   * @throws IllegalArgumentException if there are no rows, or the floor does not fit the outcome
   */
  public static BudgetReport measure(
      StudyDefinition study,
      Predictor predictor,
      KnownRows tuning,
      KnownRows judged,
      TrainingProgress progress) {
    if (tuning.size() == 0 || judged.size() == 0) {
      throw new IllegalArgumentException(
          "a budget needs rows to weigh inputs on and rows to judge on, got "
              + tuning.size()
              + " and "
              + judged.size());
    }
    return new BudgetRun(study, predictor, tuning, judged, progress).report();
  }

  private BudgetReport report() {
    var branches = new TreeSet<>(weights.branchOf().values());
    var sets = sets(branches);
    total = sets.size() + FRACTIONS.size() + 2;
    boolean holds = floor.holds(judge, whole, whole);
    var subsets = sets.stream().map(each -> subset(each, branches)).toList();
    var random = FRACTIONS.stream().map(this::random).toList();
    var region = region(holds, branches, subsets, random);
    var seen = seen();
    step();
    var trigger = new TriggerSet(minimal(subsets), branches.isEmpty() ? List.of() : fewest());
    step();
    return new BudgetReport(
        floor.words(),
        point(judge, whole, whole, judgedRows, NOTHING_TO_COMPARE),
        importances.stream()
            .sorted(
                Comparator.comparingDouble(UnitImportance::weight)
                    .reversed()
                    .thenComparing(each -> each.unit().name()))
            .toList(),
        subsets,
        seen,
        random,
        trigger,
        region,
        holds);
  }

  private void step() {
    progress.update(++done, total);
  }

  private static List<Set<String>> sets(Set<String> branches) {
    var names = List.copyOf(branches);
    var sets = new ArrayList<Set<String>>();
    int size = names.size();
    if (size <= BRANCHES_MAX) {
      for (int bits = 1; bits < 1 << size; bits++) {
        int chosen = bits;
        sets.add(
            new TreeSet<>(
                IntStream.range(0, size)
                    .filter(i -> (chosen >> i & 1) == 1)
                    .mapToObj(names::get)
                    .toList()));
      }
    } else {
      sets.add(branches);
      for (var name : names) {
        sets.add(Set.of(name));
        var rest = new TreeSet<>(branches);
        rest.remove(name);
        sets.add(rest);
      }
    }
    sets.sort(
        Comparator.<Set<String>>comparingInt(Set::size)
            .reversed()
            .thenComparing(set -> String.join("+", set)));
    return sets;
  }

  private Subset subset(Set<String> present, Set<String> branches) {
    var gone = units.stream().filter(unit -> !present.contains(unit.branch())).toList();
    boolean reachable =
        study.inputs().stream()
            .filter(input -> input.missing() == InputDefinition.Missing.REQUIRE)
            .allMatch(input -> present.contains(study.branch(input).name()));
    int seen =
        (int)
            judgedRows.stream().filter(row -> weights.present(row.cells()).equals(present)).count();
    var masked = Masking.without(judgedRows, gone);
    var predictions = predictor.predict(masked);
    var change =
        present.equals(branches)
            ? NOTHING_TO_COMPARE
            : judge.advantage(floor.metric(), predictions, whole);
    step();
    return new Subset(present, seen, reachable, point(judge, predictions, whole, masked, change));
  }

  private BudgetPoint point(
      Judge of,
      double[][] predictions,
      double[][] reference,
      List<FeatureRow> rows,
      MetricEstimate change) {
    return new BudgetPoint(
        rows.stream()
            .mapToDouble(row -> weights.missingFraction(row.cells()))
            .average()
            .orElse(Double.NaN),
        rows.size(),
        of.estimate(kind.told(), predictions),
        change,
        floor.holds(of, predictions, reference));
  }

  private Step random(double fraction) {
    var random = new Random(study.split().seed() * 31 + Math.round(fraction * 1000));
    var passing =
        IntStream.range(0, judgedRows.size())
            .filter(row -> fraction(row) <= fraction + ROUNDING)
            .toArray();
    var rows = new ArrayList<FeatureRow>();
    var chosen = new ArrayList<Integer>();
    for (int row : passing) {
      for (int mask = 0; mask < MASKS_PER_ROW; mask++) {
        chosen.add(row);
        rows.add(Masking.atRandom(judgedRows.get(row), units, weights, fraction, random));
      }
    }
    var predictions = predictor.predict(rows);
    var reference = pick(whole, chosen);
    var several = kind.judge(study, judged.at(chosen));
    step();
    return new Step(
        fraction,
        point(
            several,
            predictions,
            reference,
            rows,
            several.advantage(floor.metric(), predictions, reference)));
  }

  private List<Step> seen() {
    var order =
        IntStream.range(0, judgedRows.size())
            .boxed()
            .sorted(Comparator.comparingDouble(row -> fraction(row)))
            .toList();
    var steps = new ArrayList<Step>();
    int start = 0;
    for (int group = 1; group <= SEEN_GROUPS; group++) {
      int end = (int) ((long) order.size() * group / SEEN_GROUPS);
      while (end > start
          && end < order.size()
          && fraction(order.get(end)) == fraction(order.get(end - 1))) {
        end++;
      }
      if (end <= start) {
        continue;
      }
      var chosen = order.subList(start, end);
      var rows = chosen.stream().map(judgedRows::get).toList();
      var predictions = pick(whole, chosen);
      var some = kind.judge(study, judged.at(chosen));
      steps.add(
          new Step(
              fraction(chosen.getFirst()),
              point(some, predictions, predictions, rows, NOTHING_TO_COMPARE)));
      start = end;
    }
    return steps;
  }

  private static double[][] pick(double[][] figures, List<Integer> chosen) {
    return Arrays.stream(figures)
        .map(each -> chosen.stream().mapToDouble(row -> each[row]).toArray())
        .toArray(double[][]::new);
  }

  private double fraction(int row) {
    return weights.missingFraction(judgedRows.get(row).cells());
  }

  private BudgetRegion region(
      boolean holds, Set<String> branches, List<Subset> subsets, List<Step> random) {
    double most = 0;
    for (var step : random) {
      boolean few = step.point().rowCount() < judgedRows.size() * MASKS_PER_ROW / 2;
      if (holds && step.point().aboveFloor()) {
        most = step.bound();
      } else if (!few) {
        break;
      }
    }
    var allowed =
        branches.size() < 2
            ? List.<Set<String>>of()
            : subsets.stream()
                .filter(each -> each.reachable() && each.point().aboveFloor())
                .map(Subset::branches)
                .toList();
    return new BudgetRegion(weights.weights(), most, weights.branchOf(), allowed, floor.words());
  }

  private static List<Set<String>> minimal(List<Subset> subsets) {
    var kept =
        subsets.stream()
            .filter(each -> each.reachable() && each.point().aboveFloor())
            .map(Subset::branches)
            .toList();
    int least = kept.stream().mapToInt(Set::size).min().orElse(0);
    return kept.stream().filter(set -> set.size() == least).toList();
  }

  /** Grows the set of units in order of importance until the floor is kept, then drops. */
  private List<String> fewest() {
    var order =
        importances.stream()
            .sorted(
                Comparator.<UnitImportance>comparingInt(each -> each.unit().required() ? 0 : 1)
                    .thenComparing(Comparator.comparingDouble(UnitImportance::lossRise).reversed())
                    .thenComparing(each -> each.unit().name()))
            .map(UnitImportance::unit)
            .toList();
    int low = (int) order.stream().filter(MissingUnit::required).count();
    int high = order.size();
    if (!keepsFloor(order)) {
      return List.of();
    }
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (keepsFloor(order.subList(0, middle))) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    var chosen = new ArrayList<>(order.subList(0, high));
    for (var unit : List.copyOf(chosen).reversed()) {
      var fewer = new ArrayList<>(chosen);
      fewer.remove(unit);
      if (!unit.required() && keepsFloor(fewer)) {
        chosen = fewer;
      }
    }
    Collections.sort(chosen, Comparator.comparingInt(order::indexOf));
    return chosen.stream().map(MissingUnit::name).toList();
  }

  private final Map<List<MissingUnit>, Boolean> tried = new HashMap<>();

  private boolean keepsFloor(List<MissingUnit> present) {
    return requireNonNull(
        tried.computeIfAbsent(
            List.copyOf(present),
            _ -> {
              var gone = units.stream().filter(unit -> !present.contains(unit)).toList();
              var predictions = predictor.predict(Masking.without(judgedRows, gone));
              return floor.holds(judge, predictions, whole);
            }));
  }
}
