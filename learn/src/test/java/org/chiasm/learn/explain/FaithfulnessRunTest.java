package org.chiasm.learn.explain;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.chiasm.learn.SyntheticCohort;
import org.chiasm.learn.division.Partition;
import org.chiasm.learn.division.SubjectSplit;
import org.chiasm.learn.encode.TensorFeatures;
import org.chiasm.learn.fusion.TrainedStudy;
import org.chiasm.learn.gradient.CellAxis;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.InputCell;
import org.chiasm.study.FusionStrategy;
import org.chiasm.study.SplitDefinition;
import org.chiasm.study.StudyDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deletion and insertion tests against random evidence. */
class FaithfulnessRunTest {
  private static final SyntheticCohort COHORT = new SyntheticCohort(200, 5, false);
  private static final SplitDefinition SPLIT = new SplitDefinition.Shares(3, 0.6, 0.2, 0.2);
  private static final StudyDefinition STUDY =
      SyntheticCohort.study(
          SPLIT,
          false,
          List.of(FusionStrategy.EARLY_I, FusionStrategy.JOINT_ATTENTION, FusionStrategy.LATE));
  private static final Partition PARTITION =
      SubjectSplit.of(SPLIT, COHORT.features(), COHORT.outcomes()).getFirst();
  private static final TrainedStudy MODEL =
      TrainedStudy.fit(
          STUDY,
          COHORT.features(),
          COHORT.outcomes(),
          PARTITION,
          new TensorFeatures(COHORT.tensors()),
          SyntheticCohort.quickTraining(3));

  private static Faithfulness of(RowScorer scorer, List<FeatureRow> rows, boolean parts) {
    return of(scorer, rows, parts, (input, _) -> new Evidence.NoMap(input.name(), "none is made"));
  }

  private static Faithfulness of(
      RowScorer scorer, List<FeatureRow> rows, boolean parts, PixelMaps maps) {
    return new FaithfulnessRun(STUDY, scorer, COHORT.tensors(), 1, parts, maps).over(rows);
  }

  @ParameterizedTest
  @ValueSource(strings = {"early_i", "joint_attention", "late"})
  void deletionAndInsertionBeatRandomEvidenceOnHeldOutRows(String strategy) {
    var fitted =
        MODEL.fitted().stream()
            .filter(each -> each.key().id().equals(strategy))
            .findFirst()
            .orElseThrow();
    var heldOut = PARTITION.heldOut().stream().map(COHORT.features()::get).toList();
    var found =
        of(
            (rows, tensors) ->
                fitted.best().scores(MODEL.encode(rows, new TensorFeatures(tensors))),
            heldOut.subList(0, 24),
            false);

    assertThat(found.rows()).isEqualTo(24);
    assertThat(found.deletion().low()).as("%s", found).isPositive();
    assertThat(found.insertion().low()).as("%s", found).isPositive();
    assertThat(found.deletion().low()).isLessThanOrEqualTo(found.deletion().value());
    assertThat(found.deletion().high()).isGreaterThanOrEqualTo(found.deletion().value());
  }

  /** In the order 3, 0, 0, −1 the mean of the five points is (2 + −1 + −1 + −1 + 0) less ends. */
  @Test
  void theAreaIsThatOfTheCurvesOfAModelThatAdds() {
    RowScorer adding =
        (rows, _) ->
            rows.stream()
                .mapToDouble(
                    row ->
                        (row.cell("crp") instanceof InputCell.Present ? 3 : 0)
                            - (row.cell("sex") instanceof InputCell.Present ? 1 : 0))
                .toArray();
    var row =
        COHORT.features().stream()
            .filter(
                each ->
                    each.cells().values().stream().allMatch(InputCell.Present.class::isInstance))
            .findFirst()
            .orElseThrow();
    var found = of(adding, List.of(row), false);
    double explainedDeletion = (2.0 / 2 - 1 - 1 - 1 + 0.0 / 2) / 4;
    double explainedInsertion = (0.0 / 2 + 3 + 3 + 3 + 2.0 / 2) / 4;
    double random = found.deletion().value() + explainedDeletion;

    assertThat(random).isBetween(0.0, 2.0);
    assertThat(explainedInsertion - found.insertion().value()).isBetween(0.0, 2.0);
    assertThat(random + explainedInsertion - found.insertion().value()).isCloseTo(2, within(1e-9));
  }

  @Test
  void aModelThatHeedsNothingIsExplainedNoBetterThanByChance() {
    var found = of((rows, _) -> new double[rows.size()], COHORT.features().subList(0, 10), true);

    assertThat(found.deletion().value()).isZero();
    assertThat(found.insertion().value()).isZero();
    assertThat(requireNonNull(found.inside().get("xray"), "xray").value()).isZero();
  }

  @Test
  void hidingThePartsNamedStrongestMovesTheScoreMoreThanHidingRandomOnes() {
    var found = of(BRIGHT_CORNER, COHORT.features().subList(0, 20), true);

    assertThat(requireNonNull(found.inside().get("xray"), "xray").low()).isPositive();
    assertThat(requireNonNull(found.inside().get("xray"), "xray").rows()).isBetween(10, 20);
    assertThat(found.maps()).isEmpty();
    assertThat(found.mapsOverOcclusion()).isEmpty();
  }

  /** A map of two by two cells, of which one is named. */
  private static PixelMaps naming(int cell) {
    var sums = new ArrayList<>(Collections.nCopies(4, 0.0));
    sums.set(cell, 1.0);
    var axis = new CellAxis(2, 8, 16);
    var plane = new ActivationMap.Plane(0, 1, sums);
    return (input, _) -> new ActivationMap(input.name(), true, List.of(plane), 32, 32, axis, axis);
  }

  @Test
  void aMapThatNamesWhereTheModelLooksBeatsChanceAndOneThatNamesTheOppositeCornerDoesNot() {
    var rows = COHORT.features().subList(0, 20);
    var right = of(ROUGH_CORNER, rows, true, naming(0));
    var wrong = of(ROUGH_CORNER, rows, true, naming(3));

    assertThat(requireNonNull(right.maps().get("xray")).low()).isPositive();
    assertThat(requireNonNull(wrong.maps().get("xray")).high()).isNegative();
    assertThat(requireNonNull(right.maps().get("xray")).rows())
        .isEqualTo(requireNonNull(right.inside().get("xray")).rows());
  }

  @Test
  void theDifferenceIsThatOfTheSameRowsAgainstTheSameChance() {
    var found = of(ROUGH_CORNER, COHORT.features().subList(0, 20), true, naming(0));
    double map = requireNonNull(found.maps().get("xray")).value();
    double occlusion = requireNonNull(found.inside().get("xray")).value();

    assertThat(requireNonNull(found.mapsOverOcclusion().get("xray")).value())
        .isCloseTo(map - occlusion, within(1e-12));
  }

  private static RowScorer of(ToDoubleFunction<float[]> score) {
    return (rows, tensors) ->
        rows.stream()
            .mapToDouble(
                row ->
                    row.cell("xray")
                            instanceof
                            InputCell.Present(InputCell.Value.Reference(var reference), _, _, _, _)
                        ? score.applyAsDouble(tensors.tensor(reference).orElseThrow().values())
                        : 0)
            .toArray();
  }

  private static final RowScorer BRIGHT_CORNER = of(FaithfulnessRunTest::corner);

  /** Whatever hides a part of the corner makes it smoother. */
  private static final RowScorer ROUGH_CORNER = of(FaithfulnessRunTest::roughness);

  private static double roughness(float[] values) {
    double sum = 0;
    for (int i = 0; i < 64; i++) {
      int at = i / 8 * 32 + i % 8;
      sum += Math.abs(values[at] - values[at + 1]);
    }
    return sum;
  }

  private static double corner(float[] values) {
    double sum = 0;
    for (int i = 0; i < 64; i++) {
      sum += values[i / 8 * 32 + i % 8];
    }
    return sum;
  }
}
