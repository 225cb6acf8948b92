package org.chiasm.app.hospital;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.chiasm.app.pipeline.EvaluationSection;
import org.chiasm.learn.evaluate.BranchRemoval;
import org.chiasm.learn.evaluate.FusionComparison;
import org.chiasm.learn.evaluate.Metric;
import org.chiasm.learn.evaluate.MetricEstimate;
import org.chiasm.learn.evaluate.PairedDifference;
import org.chiasm.learn.fusion.StrategyKey;
import org.chiasm.study.LateRule;

/**
 * What the demo is to show about fusion, as measured: whether every fusion beats every single
 * modality, how near the best comes to what could be known, and whether a fusion that loses a
 * modality does as well as one that never had it. All on held-out rows, which decide nothing else.
 */
final class DemoVerdicts {
  /** The share of the ceiling that the best fusion is to reach. */
  static final double CEILING_SHARE = 0.95;

  /** How much worse than training without a modality losing it may be. */
  static final double REMOVAL_TOLERANCE = 0.01;

  private DemoVerdicts() {}

  /**
   * Writes the verdicts.
   *
   * @param risks the true probability of the outcome behind each held-out row
   */
  static void write(ObjectNode node, FusionComparison comparison, double[] risks) {
    beatsEverySingle(node.putObject("every_fusion_beats_every_modality"), comparison);
    ceiling(node.putObject("best_reaches_ceiling"), comparison, risks);
    if (!comparison.removals().isEmpty()) {
      removals(node.putObject("losing_a_modality"), comparison);
    }
  }

  private static boolean isListed(StrategyKey key) {
    return key instanceof StrategyKey.Fused fused && fused.rule() == LateRule.CHOSEN;
  }

  private static void beatsEverySingle(ObjectNode node, FusionComparison comparison) {
    var pairs = new ArrayList<PairedDifference>();
    for (var difference : comparison.evaluation().differences()) {
      if (difference.metric() == Metric.AUROC && isListed(difference.left())) {
        pairs.add(difference);
      }
    }
    var unclear = pairs.stream().filter(pair -> !pair.isClear()).toList();
    node.put("holds", !pairs.isEmpty() && unclear.isEmpty());
    node.put("pairs", pairs.size());
    node.put("intervals_above_zero", pairs.size() - unclear.size());
    var list = node.putArray("not_above_zero");
    for (var pair : unclear) {
      var entry = list.addObject();
      entry.put("fusion", pair.left().id());
      entry.put("modality", pair.right().id());
      EvaluationSection.estimate(entry.putObject("advantage"), pair.advantage());
    }
  }

  private static void ceiling(ObjectNode node, FusionComparison comparison, double[] risks) {
    var best = comparison.evaluation().bestFused();
    var known = Metric.AUROC.of(comparison.heldOut().outcomes(), risks);
    if (best.isEmpty() || known.isEmpty()) {
      node.put("holds", false);
      return;
    }
    var estimate = comparison.evaluation().strategy(best.get()).orElseThrow().metric(Metric.AUROC);
    double auroc = value(estimate).orElse(Double.NaN);
    double ceiling = known.getAsDouble();
    node.put("holds", auroc >= CEILING_SHARE * ceiling);
    node.put("ceiling_auroc", ceiling);
    node.put("best_fusion", best.get().id());
    EvaluationSection.estimate(node.putObject("auroc"), estimate);
    node.put("share_of_auroc", auroc / ceiling);
    node.put("share_of_auroc_above_one_half", (auroc - 0.5) / (ceiling - 0.5));
    node.put("holds_above_one_half", auroc - 0.5 >= CEILING_SHARE * (ceiling - 0.5));
  }

  private static OptionalDouble value(MetricEstimate estimate) {
    return switch (estimate) {
      case MetricEstimate.Estimated estimated -> OptionalDouble.of(estimated.value());
      case MetricEstimate.ValueOnly only -> OptionalDouble.of(only.value());
      case MetricEstimate.Undefined _ -> OptionalDouble.empty();
    };
  }

  private static void removals(ObjectNode node, FusionComparison comparison) {
    var worse = comparison.removals().stream().filter(DemoVerdicts::isWorse).toList();
    node.put("holds", worse.isEmpty());
    node.put("pairs", comparison.removals().size());
    node.put("no_worse", comparison.removals().size() - worse.size());
    node.put("tolerance", REMOVAL_TOLERANCE);
    var best = comparison.evaluation().bestFused();
    node.put("best_fusion", best.map(StrategyKey::id).orElse(""));
    node.put(
        "holds_for_best_fusion",
        best.isPresent() && worse.stream().noneMatch(each -> isOf(best.get(), each.strategy())));
    list(node, worse);
  }

  /**
   * Whether a removal of the listed strategy tells of the best one, which may be one of its rules.
   */
  private static boolean isOf(StrategyKey best, StrategyKey listed) {
    return best instanceof StrategyKey.Fused one
        && listed instanceof StrategyKey.Fused other
        && one.strategy() == other.strategy();
  }

  private static boolean isWorse(BranchRemoval removal) {
    return !(value(removal.advantage()).orElse(Double.NaN) >= -REMOVAL_TOLERANCE);
  }

  private static void list(ObjectNode node, List<BranchRemoval> worse) {
    var list = node.putArray("worse");
    for (var removal : worse) {
      var entry = list.addObject();
      entry.put("fusion", removal.strategy().id());
      entry.put("without", removal.branch().name());
      EvaluationSection.estimate(entry.putObject("advantage"), removal.advantage());
    }
  }
}
