package org.chiasm.study.file;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chiasm.study.EvaluationPlan;
import org.chiasm.study.FusionPlan;
import org.chiasm.study.FusionStrategy;
import org.chiasm.study.LateRule;
import org.chiasm.study.MissingBudget;
import org.chiasm.study.PerformanceFloor;
import org.chiasm.study.yaml.Field;
import org.chiasm.study.yaml.Keys;
import org.chiasm.study.yaml.Words;

/**
 * Reads how models are joined and judged: {@code missing}, {@code fusion}, {@code late}, {@code
 * search}, {@code evaluate}.
 */
final class EvaluationReader {
  static final Keys MISSING = Keys.of("missing").allow("max_fraction", "floor");
  static final Keys SEARCH = Keys.of("search").require("budget");
  static final Keys EVALUATE = Keys.of("evaluate").allow("bootstrap", "subgroups");
  static final Keys LATE = Keys.of("late").require("rule");
  static final Map<String, LateRule> LATE_RULES = Words.of(LateRule.values());
  static final Map<String, FusionStrategy> STRATEGIES = Words.of(FusionStrategy.values());

  /** Subgroups that every row has, whatever its inputs. */
  static final List<String> SUBGROUPS = List.of("sex", "age_band", "site");

  static final String AUTO = "auto";
  static final int BOOTSTRAP_MIN = 100;
  static final int BOOTSTRAP_MAX = 100_000;
  private static final int BOOTSTRAP_DEFAULT = 2000;

  private EvaluationReader() {}

  /** The budget where the study gives none: measured, and nothing refused until it is. */
  static MissingBudget measured() {
    return new MissingBudget(1, true);
  }

  /**
   * How much may be missing.
   *
   * @param metrics those that can be a floor for the study's outcome; nothing where that cannot be
   *     told
   */
  static MissingBudget missing(Field field, Optional<FloorReader.Metrics> metrics) {
    var section =
        field
            .section("{max_fraction: auto}, or a number instead of auto")
            .map(present -> present.allow(MISSING));
    var floor =
        section
            .flatMap(present -> present.get("floor"))
            .flatMap(each -> FloorReader.read(each, metrics))
            .orElseGet(PerformanceFloor.Unstated::new);
    var most = section.flatMap(present -> present.get("max_fraction"));
    if (most.isEmpty() || most.get().raw().equals(AUTO)) {
      return new MissingBudget(1, true, floor);
    }
    var expected = AUTO + ", or a share from 0 to 1";
    var share = most.get().number(expected);
    if (share.isPresent() && !(share.get() >= 0 && share.get() <= 1)) {
      most.get().reject(expected);
      return measured();
    }
    return share
        .map(present -> new MissingBudget(present, false, floor))
        .orElseGet(EvaluationReader::measured);
  }

  static List<FusionStrategy> fusion(Field list) {
    var strategies = new LinkedHashSet<FusionStrategy>();
    for (var item : list.items("a list of " + String.join(", ", STRATEGIES.keySet()))) {
      var strategy = item.oneOf(STRATEGIES);
      if (strategy.isPresent() && !strategies.add(strategy.get())) {
        item.reject(item.describe() + " a second time", "each strategy once", "");
      }
    }
    return List.copyOf(strategies);
  }

  static LateRule late(Field field, List<FusionStrategy> fusion) {
    if (!fusion.isEmpty() && !fusion.contains(FusionStrategy.LATE)) {
      field.warn("a rule of late fusion and no late fusion", "late in the list fusion");
    }
    return field
        .section("{rule: stacked}")
        .map(present -> present.allow(LATE))
        .flatMap(present -> present.get("rule"))
        .flatMap(rule -> rule.oneOf(LATE_RULES))
        .orElse(LateRule.CHOSEN);
  }

  static FusionPlan.Search search(Field field) {
    return field
        .section("{budget: 12}")
        .map(present -> present.allow(SEARCH))
        .flatMap(present -> present.get("budget"))
        .flatMap(
            each ->
                each.wholeNumber(
                    "a whole number from 1 to " + FusionPlan.Search.BUDGET_MAX,
                    1,
                    FusionPlan.Search.BUDGET_MAX))
        .map(budget -> new FusionPlan.Search(Math.toIntExact(budget)))
        .orElse(FusionPlan.Search.STANDARD);
  }

  /** Judged with two thousand resamples and without subgroups. */
  static EvaluationPlan standard() {
    return new EvaluationPlan(BOOTSTRAP_DEFAULT, List.of());
  }

  static EvaluationPlan evaluate(Field field, InputNames inputs) {
    var section =
        field
            .section("{bootstrap: 2000, subgroups: [sex]}")
            .map(present -> present.allow(EVALUATE));
    long bootstrap =
        section
            .flatMap(present -> present.get("bootstrap"))
            .flatMap(
                each ->
                    each.wholeNumber(
                        "a whole number from " + BOOTSTRAP_MIN + " to " + BOOTSTRAP_MAX,
                        BOOTSTRAP_MIN,
                        BOOTSTRAP_MAX))
            .orElse((long) BOOTSTRAP_DEFAULT);
    var known = new LinkedHashSet<>(SUBGROUPS);
    known.addAll(inputs.names());
    var subgroups = new LinkedHashSet<String>();
    section
        .flatMap(present -> present.get("subgroups"))
        .filter(each -> !each.isEmptyList())
        .ifPresent(
            each -> {
              for (var item : each.items("a list such as [sex, age_band]")) {
                subgroup(item, known, subgroups);
              }
            });
    return new EvaluationPlan(Math.toIntExact(bootstrap), List.copyOf(subgroups));
  }

  private static void subgroup(Field item, Set<String> known, Set<String> subgroups) {
    var name = item.text("the name of a subgroup");
    if (name.isEmpty() || item.isUnreadable("inputs." + name.get())) {
      return;
    }
    if (!known.contains(name.get())) {
      item.rejectName(item.describe(), name.get(), "subgroups and inputs", known);
    } else if (!subgroups.add(name.get())) {
      item.reject(item.describe() + " a second time", "each subgroup once", "");
    }
  }
}
