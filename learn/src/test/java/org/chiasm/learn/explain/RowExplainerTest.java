package org.chiasm.learn.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chiasm.MissingReason;
import org.chiasm.learn.SyntheticCohort;
import org.chiasm.learn.budget.Masking;
import org.chiasm.learn.budget.MissingUnit;
import org.chiasm.learn.division.SubjectSplit;
import org.chiasm.learn.encode.TensorFeatures;
import org.chiasm.learn.encode.TensorSource;
import org.chiasm.learn.fusion.TrainedStudy;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.InputCell;
import org.chiasm.study.FusionStrategy;
import org.chiasm.study.SplitDefinition;
import org.chiasm.study.StudyDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RowExplainerTest {
  private static final SyntheticCohort COHORT = new SyntheticCohort(110, 5, false);
  private static final SyntheticCohort LENGTHS = new SyntheticCohort(110, 5, true);
  private static final List<FusionStrategy> EVERY_FUSION =
      List.of(
          FusionStrategy.EARLY_I,
          FusionStrategy.EARLY_II,
          FusionStrategy.JOINT_I,
          FusionStrategy.JOINT_II,
          FusionStrategy.JOINT_ATTENTION,
          FusionStrategy.LATE);
  private static final SplitDefinition SPLIT = new SplitDefinition.Shares(3, 0.6, 0.3, 0.1);
  private static final StudyDefinition STUDY = SyntheticCohort.study(SPLIT, false, EVERY_FUSION);
  private static final TrainedStudy BINARY = trained(COHORT, false);
  private static final TrainedStudy QUANTITY = trained(LENGTHS, true);

  private static TrainedStudy trained(SyntheticCohort cohort, boolean quantity) {
    return TrainedStudy.fit(
        SyntheticCohort.study(SPLIT, quantity, EVERY_FUSION),
        cohort.features(),
        cohort.outcomes(),
        SubjectSplit.of(SPLIT, cohort.features(), cohort.outcomes()).getFirst(),
        new TensorFeatures(cohort.tensors()),
        SyntheticCohort.quickTraining(3));
  }

  static List<String> strategies() {
    return BINARY.fitted().stream().map(each -> each.key().id()).toList();
  }

  private static RowScorer scorer(TrainedStudy model, String strategy) {
    var fitted =
        model.fitted().stream()
            .filter(each -> each.key().id().equals(strategy))
            .findFirst()
            .orElseThrow();
    return (rows, tensors) -> fitted.best().scores(model.encode(rows, new TensorFeatures(tensors)));
  }

  private static RowExplainer.Result explain(TrainedStudy model, String strategy, FeatureRow row) {
    var tensors = QUANTITY.equals(model) ? LENGTHS.tensors() : COHORT.tensors();
    return new RowExplainer(STUDY, scorer(model, strategy), tensors).explain(row);
  }

  @Test
  void everyFusionAndEveryBranchAloneIsTried() {
    assertThat(strategies())
        .hasSize(13)
        .contains("early_ii", "joint_i", "joint_attention", "late", "late:vote")
        .isEqualTo(QUANTITY.fitted().stream().map(each -> each.key().id()).toList());
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void contributionsSumToTheScoreAtEveryLevel(String strategy) {
    for (var row : COHORT.features().subList(0, 12)) {
      assertSumsToTheScore(BINARY, strategy, row, COHORT.tensors());
    }
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void contributionsToAQuantitySumToItsScoreAtEveryLevel(String strategy) {
    for (var row : LENGTHS.features().subList(0, 6)) {
      assertSumsToTheScore(QUANTITY, strategy, row, LENGTHS.tensors());
    }
  }

  private static void assertSumsToTheScore(
      TrainedStudy model, String strategy, FeatureRow row, TensorSource tensors) {
    var result = explain(model, strategy, row);
    double[] scored = scorer(model, strategy).scores(List.of(row), tensors);
    assertThat(result.score()).isCloseTo(scored[0], within(1e-9));
    assertThat(result.base() + result.root().contribution()).isCloseTo(scored[0], within(1e-9));
    assertSums(result.root());
  }

  private static void assertSums(Explanation node) {
    if (!node.parts().isEmpty()) {
      assertThat(node.parts().stream().mapToDouble(Explanation::contribution).sum())
          .as(node.name())
          .isCloseTo(node.contribution(), within(1e-6));
      node.parts().forEach(RowExplainerTest::assertSums);
    }
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void anInputThatIsAbsentContributesNothingAndSaysWhy(String strategy) {
    var row =
        COHORT.features().stream()
            .filter(each -> each.cell("crp") instanceof InputCell.Missing)
            .findFirst()
            .orElseThrow();
    var root = explain(BINARY, strategy, row).root();

    assertThat(root.evidence()).contains(new Evidence.Absent("crp", MissingReason.NOT_MEASURED));
    assertThat(root.toString()).doesNotContain("crp =");
  }

  @Test
  void withinBranchesSharesAreTheMeanOverAllOrdersInWhichBranchesStayTogether() {
    var row =
        COHORT.features().stream()
            .filter(
                each ->
                    each.cells().values().stream().allMatch(InputCell.Present.class::isInstance))
            .findFirst()
            .orElseThrow();
    var scorer = scorer(BINARY, "early_i");
    var shares = new TreeMap<String, Double>();
    var orders = ordersWithBranchesTogether();
    for (var order : orders) {
      for (int taken = 0; taken < order.size(); taken++) {
        double[] scores =
            scorer.scores(
                List.of(
                    Masking.without(row, order.subList(taken + 1, order.size())),
                    Masking.without(row, order.subList(taken, order.size()))),
                COHORT.tensors());
        shares.merge(order.get(taken).name(), (scores[0] - scores[1]) / orders.size(), Double::sum);
      }
    }
    var leaves = new TreeMap<String, Double>();
    for (var branch : explain(BINARY, "early_i", row).root().parts()) {
      branch.parts().forEach(leaf -> leaves.put(leaf.name(), leaf.contribution()));
    }

    assertThat(orders).hasSize(12);
    assertThat(leaves.keySet()).isEqualTo(shares.keySet());
    leaves.forEach(
        (name, share) -> assertThat(share).as(name).isCloseTo(shares.get(name), within(1e-9)));
  }

  /** Every order of the units in which those of one branch follow one another. */
  private static List<List<MissingUnit>> ordersWithBranchesTogether() {
    var orders = new ArrayList<List<MissingUnit>>();
    permute(List.of(), MissingUnit.of(STUDY), orders);
    return orders.stream()
        .filter(
            order ->
                IntStream.range(1, order.size())
                        .filter(i -> !order.get(i).branch().equals(order.get(i - 1).branch()))
                        .count()
                    == STUDY.branches().size() - 1)
        .toList();
  }

  private static void permute(
      List<MissingUnit> begun, List<MissingUnit> rest, List<List<MissingUnit>> orders) {
    if (rest.isEmpty()) {
      orders.add(begun);
    }
    for (var next : rest) {
      permute(
          Stream.concat(begun.stream(), Stream.of(next)).toList(),
          rest.stream().filter(each -> !each.equals(next)).toList(),
          orders);
    }
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void aRowWithOneBranchOwesItEverything(String strategy) {
    var row = without(COHORT.features().getFirst(), unit -> !unit.branch().equals("tabular"));
    var root = explain(BINARY, strategy, row).root();

    assertSums(root);
    assertThat(root.parts()).extracting(Explanation::name).containsExactly("tabular");
    assertThat(root.parts().getFirst().contribution()).isEqualTo(root.contribution());
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void aRowWithoutAnyInputOwesNothingAndListsWhatIsMissing(String strategy) {
    var result = explain(BINARY, strategy, without(COHORT.features().getFirst(), _ -> true));

    assertThat(result.score()).isEqualTo(result.base());
    assertThat(result.root().contribution()).isZero();
    assertThat(result.root().parts()).isEmpty();
    assertThat(result.root().evidence()).hasSize(STUDY.inputs().size());
  }

  private static FeatureRow without(FeatureRow row, Predicate<MissingUnit> absent) {
    return Masking.without(row, MissingUnit.of(STUDY).stream().filter(absent).toList());
  }
}
