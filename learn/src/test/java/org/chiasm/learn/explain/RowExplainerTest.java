package org.chiasm.learn.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.chiasm.MissingReason;
import org.chiasm.Tensor;
import org.chiasm.learn.SyntheticCohort;
import org.chiasm.learn.budget.Masking;
import org.chiasm.learn.budget.MissingUnit;
import org.chiasm.learn.encode.TensorFeatures;
import org.chiasm.learn.encode.TensorSource;
import org.chiasm.learn.evaluate.FusionComparison;
import org.chiasm.learn.fusion.StrategyKey;
import org.chiasm.learn.fusion.TrainedStudy;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.InputCell;
import org.chiasm.study.FusionStrategy;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.SplitDefinition;
import org.chiasm.study.StudyDefinition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RowExplainerTest {
  private static final SyntheticCohort COHORT = new SyntheticCohort(260, 5, false);
  private static final StudyDefinition STUDY =
      SyntheticCohort.study(
          new SplitDefinition.Shares(3, 0.6, 0.2, 0.2),
          false,
          List.of(FusionStrategy.EARLY_I, FusionStrategy.LATE));
  private static TrainedStudy model;

  @BeforeAll
  static void train() {
    model =
        FusionComparison.run(
                STUDY,
                COHORT.rows(),
                COHORT.tensors(),
                (_, _) -> {},
                SyntheticCohort.quickTraining(3))
            .model();
  }

  private static RowScorer scorer(FusionStrategy strategy) {
    var fitted = model.fitted(new StrategyKey.Fused(strategy)).orElseThrow();
    return (rows, tensors) -> fitted.best().scores(model.encode(rows, new TensorFeatures(tensors)));
  }

  private static RowExplainer.Result explain(FusionStrategy strategy, FeatureRow row) {
    return new RowExplainer(STUDY, scorer(strategy), COHORT.tensors()).explain(row);
  }

  @ParameterizedTest
  @EnumSource(names = {"EARLY_I", "LATE"})
  void contributionsSumToTheScoreAtEveryLevel(FusionStrategy strategy) {
    for (var row : COHORT.features().subList(0, 25)) {
      var result = explain(strategy, row);
      double[] scored = scorer(strategy).scores(List.of(row), COHORT.tensors());

      assertThat(result.score()).isEqualTo(scored[0]);
      assertThat(result.base() + result.root().contribution()).isCloseTo(scored[0], within(1e-9));
      assertSums(result.root());
    }
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
  @EnumSource(names = {"EARLY_I", "LATE"})
  void anInputThatIsAbsentContributesNothingAndSaysWhy(FusionStrategy strategy) {
    var row =
        COHORT.features().stream()
            .filter(each -> each.cell("crp") instanceof InputCell.Missing)
            .findFirst()
            .orElseThrow();

    assertThat(explain(strategy, row).root().evidence())
        .contains(new Evidence.Absent("crp", MissingReason.NOT_MEASURED));
    assertThat(explain(strategy, row).root().toString()).doesNotContain("crp =");
  }

  /** Deletion test: what the explanation names first matters more than what chance names. */
  @ParameterizedTest
  @EnumSource(names = {"EARLY_I", "LATE"})
  void takingAwayTheStrongestEvidenceMovesTheScoreMoreThanTakingAwayAny(FusionStrategy strategy) {
    var random = new Random(11);
    var units = MissingUnit.of(STUDY);
    double strongest = 0;
    double any = 0;
    for (var row : COHORT.features().subList(0, 80)) {
      var result = explain(strategy, row);
      var present =
          units.stream()
              .filter(unit -> row.cell(unit.inputs().getFirst()) instanceof InputCell.Present)
              .toList();
      var first = strongest(result.root());
      strongest += moved(strategy, row, unit(present, first));
      any += moved(strategy, row, present.get(random.nextInt(present.size())));
    }

    assertThat(strongest).isGreaterThan(1.5 * any);
  }

  private static String strongest(Explanation root) {
    var leaves = new ArrayList<Explanation>();
    root.parts().forEach(branch -> leaves.addAll(branch.parts()));
    return leaves.stream()
        .reduce((a, b) -> Math.abs(b.contribution()) > Math.abs(a.contribution()) ? b : a)
        .orElseThrow()
        .name();
  }

  private static MissingUnit unit(List<MissingUnit> units, String name) {
    return units.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  private static double moved(FusionStrategy strategy, FeatureRow row, MissingUnit unit) {
    double[] scores =
        scorer(strategy)
            .scores(List.of(row, Masking.without(row, List.of(unit))), COHORT.tensors());
    return Math.abs(scores[0] - scores[1]);
  }

  @Test
  void theBlockThatAModelLooksAtIsTheStrongestRegion() {
    RowScorer corner =
        (rows, tensors) -> rows.stream().mapToDouble(row -> topLeft(row, tensors)).toArray();
    var pixels = new float[32 * 32];
    IntStream.range(0, 16).forEach(i -> pixels[i / 4 * 32 + i % 4] = 1);
    var input = STUDY.inputs().getFirst();
    var row =
        COHORT.features().stream()
            .filter(each -> each.cell("xray") instanceof InputCell.Present)
            .findFirst()
            .orElseThrow();
    var found =
        new Occlusion(corner, _ -> Optional.of(Tensor.of(pixels, 1, 32, 32))).strongest(input, row);

    assertThat(input).isInstanceOf(InputDefinition.Image.class);
    assertThat(found.getFirst()).isInstanceOf(Evidence.Region.class);
    var region = (Evidence.Region) found.getFirst();
    assertThat(List.of(region.rowFrom(), region.rowTo(), region.columnFrom(), region.columnTo()))
        .containsExactly(0, 4, 0, 4);
    assertThat(region.move()).isCloseTo(16 * (1 - 16.0 / 1024), within(1e-3));
  }

  private static double topLeft(FeatureRow row, TensorSource tensors) {
    if (!(row.cell("xray")
        instanceof InputCell.Present(InputCell.Value.Reference(var reference), _, _, _, _))) {
      return 0;
    }
    var values = tensors.tensor(reference).orElseThrow().values();
    double sum = 0;
    for (int i = 0; i < 16; i++) {
      sum += values[i / 4 * 32 + i % 4];
    }
    return sum;
  }
}
