package org.chiasm.learn.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chiasm.SubjectId;
import org.chiasm.Tensor;
import org.chiasm.learn.SyntheticCohort;
import org.chiasm.learn.encode.TensorSource;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.GateDecision;
import org.chiasm.row.InputCell;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.SeriesRule;
import org.chiasm.study.TimeWindow;
import org.junit.jupiter.api.Test;

class OcclusionTest {
  private static final TimeWindow HOURS =
      new TimeWindow(
          new TimeWindow.Bound(Duration.ofHours(-8), true),
          new TimeWindow.Bound(Duration.ZERO, true));
  private static final InputDefinition IMAGE =
      new InputDefinition.Image(
          "picture", new SeriesRule(List.of()), HOURS, InputDefinition.Missing.ALLOW);
  private static final InputDefinition COURSE =
      new InputDefinition.Trajectory(
          "picture",
          List.of("heart_rate", "gcs"),
          HOURS,
          Duration.ofHours(1),
          InputDefinition.Missing.ALLOW);

  /** How a model of one tensor scores it. */
  private interface TensorScore {
    double of(float[] values);
  }

  private static List<Evidence> strongest(InputDefinition input, Tensor tensor, TensorScore score) {
    return occlusion(tensor, score).strongest(input, row());
  }

  private static Occlusion occlusion(Tensor tensor, TensorScore score) {
    RowScorer scorer =
        (rows, tensors) ->
            rows.stream().mapToDouble(row -> score.of(tensor(row, tensors))).toArray();
    return new Occlusion(scorer, _ -> Optional.of(tensor));
  }

  private static float[] tensor(FeatureRow row, TensorSource tensors) {
    return row.cell("picture")
            instanceof InputCell.Present(InputCell.Value.Reference(var reference), _, _, _, _)
        ? tensors.tensor(reference).orElseThrow().values()
        : new float[0];
  }

  private static FeatureRow row() {
    var time = Instant.parse("2026-01-01T00:00:00Z");
    return new FeatureRow(
        new SubjectId(1),
        "1.2.3",
        time,
        time,
        new GateDecision.Ready(),
        Map.of("picture", SyntheticCohort.present(new InputCell.Value.Reference("own"), 1)));
  }

  private static double sum(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).sum();
  }

  @Test
  void theBlockThatAModelLooksAtIsTheStrongestRegion() {
    var pixels = new float[32 * 32];
    IntStream.range(0, 16).forEach(i -> pixels[(8 + i / 4) * 32 + 12 + i % 4] = 1);

    assertThat(strongest(IMAGE, Tensor.of(pixels, 1, 32, 32), OcclusionTest::sum).getFirst())
        .isEqualTo(new Evidence.Region("picture", 0, 1, 8, 12, 12, 16, 16));
  }

  /** Air outside the body is not turned into something that was never there. */
  @Test
  void hidingABlockWithinSomethingEvenChangesNothing() {
    var pixels = new float[32 * 32];
    Arrays.fill(pixels, -1000);
    IntStream.range(0, 16).forEach(i -> pixels[(8 + i / 4) * 32 + 12 + i % 4] = 40);
    var found =
        occlusion(Tensor.of(pixels, 1, 32, 32), OcclusionTest::sum).all(IMAGE, row()).stream()
            .map(Evidence.Region.class::cast)
            .toList();

    assertThat(found).hasSize(64);
    assertThat(found.getFirst().move()).isCloseTo(16 * 1040, within(1.0));
    assertThat(found.stream().filter(each -> each.rowFrom() >= 16 || each.columnFrom() >= 20))
        .hasSize(44)
        .allSatisfy(each -> assertThat(each.move()).isCloseTo(0, within(0.05)));
  }

  @Test
  void theStrongestBlocksOfAVolumeAreCutFiner() {
    var voxels = new float[16 * 64 * 64];
    for (int i = 0; i < 64; i++) {
      voxels[(5 * 64 + 20 + i / 8) * 64 + 36 + i % 8] = 1;
    }
    var region =
        (Evidence.Region)
            strongest(IMAGE, Tensor.of(voxels, 16, 64, 64), OcclusionTest::sum).getFirst();

    assertThat(List.of(region.sliceFrom(), region.sliceTo())).containsExactly(5, 6);
    assertThat(region.rowTo() - region.rowFrom()).isEqualTo(8);
    assertThat(region.rowFrom()).isLessThanOrEqualTo(27);
    assertThat(region.rowTo()).isGreaterThan(20);
    assertThat(region.columnTo()).isGreaterThan(36);
  }

  @Test
  void aTileOfASlideIsNamedByItsNumberWhateverTheColour() {
    var tiles = new float[4 * 3 * 32 * 32];
    for (int i = 0; i < 16; i++) {
      tiles[((2 * 3 + 1) * 32 + 4 + i / 4) * 32 + 4 + i % 4] = 1;
    }
    var region =
        (Evidence.Region)
            strongest(IMAGE, Tensor.of(tiles, 4, 3, 32, 32), OcclusionTest::sum).getFirst();

    assertThat(List.of(region.sliceFrom(), region.sliceTo())).containsExactly(2, 3);
    assertThat(List.of(region.rowFrom(), region.columnFrom())).containsExactly(0, 0);
  }

  @Test
  void aStretchIsNamedByItsLeadAndSeconds() {
    var samples = new float[12 * 1000];
    IntStream.range(450, 480).forEach(i -> samples[7 * 1000 + i] = 1);
    var input =
        new InputDefinition.Waveform("picture", 12, 8, HOURS, InputDefinition.Missing.ALLOW);

    assertThat(strongest(input, Tensor.of(samples, 12, 1000), OcclusionTest::sum).getFirst())
        .isEqualTo(new Evidence.Stretch("picture", "V2", 4, 6, "s", 30));
  }

  @Test
  void stepsOfATrajectoryAreNamedByConceptAndHours() {
    var values = new float[2 * 8];
    values[8 + 5] = 4;
    var found =
        strongest(
            COURSE,
            Tensor.of(values, 2, 8),
            each -> IntStream.range(0, 16).filter(i -> each[i] > 0).count());

    assertThat(found.getFirst()).isEqualTo(new Evidence.Stretch("picture", "gcs", 4, 6, "h", 1));
  }
}
