package org.chiasm.learn.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.chiasm.Modality;
import org.chiasm.Tensor;
import org.chiasm.learn.SyntheticCohort;
import org.chiasm.learn.division.SubjectSplit;
import org.chiasm.learn.encode.RowEncoder;
import org.chiasm.learn.encode.TensorFeatures;
import org.chiasm.learn.encode.TensorSource;
import org.chiasm.learn.explain.Evidence;
import org.chiasm.learn.explain.Occlusion;
import org.chiasm.learn.explain.RowScorer;
import org.chiasm.learn.fusion.FusionTraining;
import org.chiasm.learn.fusion.LearnerKind;
import org.chiasm.learn.fusion.LinearLearner;
import org.chiasm.learn.fusion.NetworkLearner;
import org.chiasm.learn.fusion.StrategyKey;
import org.chiasm.learn.fusion.TrainedStudy;
import org.chiasm.learn.fusion.XgBoostLearner;
import org.chiasm.learn.network.Checkpoints;
import org.chiasm.learn.network.TrainingSettings;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.InputCell;
import org.chiasm.study.Branch;
import org.chiasm.study.FusionStrategy;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.InputDefinition.Image.Extractor;
import org.chiasm.study.SeriesRule;
import org.chiasm.study.SplitDefinition;
import org.chiasm.study.StudyDefinition;
import org.chiasm.study.TensorRule;
import org.chiasm.study.TimeWindow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study whose volumes are read whole: trained, kept, loaded and explained. */
class VolumeBundleTest {
  private static final int ROWS = 120;
  private static final int SLICES = 8;
  private static final int SIDE = 32;
  private static final int SPOT = 8;
  private static final SplitDefinition SPLIT = new SplitDefinition.Shares(2, 0.6, 0.2, 0.2);
  private static final StrategyKey IMAGE_ALONE = new StrategyKey.Single(Branch.of(Modality.IMAGE));

  /** A patient's scan: air, with a spot of tissue where the outcome is 1. */
  private static Tensor scan(boolean spot, Random random) {
    var voxels = new float[SLICES * SIDE * SIDE];
    for (int i = 0; i < voxels.length; i++) {
      voxels[i] = (float) (-900 + 40 * random.nextGaussian());
    }
    if (spot) {
      for (int slice = 2; slice < 6; slice++) {
        for (int i = 0; i < SPOT * SPOT; i++) {
          voxels[(slice * SIDE + 8 + i / SPOT) * SIDE + 16 + i % SPOT] += 900;
        }
      }
    }
    return Tensor.of(voxels, SLICES, SIDE, SIDE);
  }

  private final Map<String, Tensor> scans = new HashMap<>();
  private final List<FeatureRow> rows = new ArrayList<>();
  private final double[] outcomes = new double[ROWS];

  VolumeBundleTest() {
    var random = new Random(6);
    var others = new SyntheticCohort(ROWS, 1, false).features();
    for (int i = 0; i < ROWS; i++) {
      var other = others.get(i);
      outcomes[i] = i % 2;
      scans.put("scan." + i, scan(i % 2 == 1, random));
      var cells = new LinkedHashMap<>(other.cells());
      cells.put("ct", SyntheticCohort.present(new InputCell.Value.Reference("scan." + i), 1));
      rows.add(
          new FeatureRow(
              other.subject(),
              other.triggerSource(),
              other.triggerTime(),
              other.predictionTime(),
              other.decision(),
              cells));
    }
  }

  private TensorSource tensors() {
    return reference -> Optional.ofNullable(scans.get(reference));
  }

  private static StudyDefinition study(Extractor extractor) {
    var day =
        new TimeWindow(
            new TimeWindow.Bound(Duration.ofDays(-1), true),
            new TimeWindow.Bound(Duration.ZERO, true));
    var study = SyntheticCohort.study(SPLIT, false, List.of(FusionStrategy.JOINT_I));
    var inputs = new ArrayList<InputDefinition>();
    inputs.add(ct(day, extractor));
    study.inputs().stream().filter(each -> each.name().equals("crp")).forEach(inputs::add);
    return study.withInputs(inputs);
  }

  private static InputDefinition ct(TimeWindow window, Extractor extractor) {
    return new InputDefinition.Image(
        "ct",
        new SeriesRule(List.of()),
        new TensorRule.Standard(),
        extractor,
        window,
        InputDefinition.Missing.ALLOW);
  }

  /** Long enough for a network to learn so plain a sign from few rows. */
  private static FusionTraining training() {
    var settings = List.of(new TrainingSettings(1e-2, 0.01, 8, 20, 20, 12, 0.3));
    return new FusionTraining(
        new XgBoostLearner(
            List.of(new XgBoostLearner.Settings(0.1, 3, 3, 0.8, 0.5, 5)), 50, 10, 10, 2),
        new LinearLearner(List.of(1.0, 0.1), 0.1),
        new NetworkLearner(settings, 2, 4, 0, Checkpoints.NONE, 2));
  }

  private ModelBundle bundle(Extractor extractor) {
    return new ModelBundle(
        "study: volumes\n",
        TrainedStudy.fit(
            study(extractor),
            rows,
            outcomes,
            SubjectSplit.of(SPLIT, rows, outcomes).getFirst(),
            new TensorFeatures(tensors()),
            training()),
        new Provenance("", 2, Map.of(), Map.of()));
  }

  @Test
  void theBundleSaysThatVolumesAreReadWholeAndPredictsTheSameWhenLoaded(@TempDir Path folder)
      throws IOException {
    var bundle = bundle(Extractor.CNN_3D);
    bundle.save(folder);
    assertThat(Files.readString(folder.resolve("joint_i.network.json")))
        .containsPattern("\"encoder\"\\s*:\\s*\"volume\"");
    assertThat(Files.readString(folder.resolve("features.json")))
        .containsPattern("\"encoder\"\\s*:\\s*\"volume\"");
    var loaded = ModelBundle.load(folder);
    assertThat(loaded.predict(rows, tensors())).isEqualTo(bundle.predict(rows, tensors()));
    assertThat(loaded.model().encoder()).isEqualTo(bundle.model().encoder());
    assertThat(loaded.id()).isEqualTo(bundle.id());
  }

  @Test
  void aBundleOfSlicesReadOneByOneLooksAsBefore(@TempDir Path folder) throws IOException {
    bundle(Extractor.CNN_2D_ATTENTION).save(folder);
    assertThat(Files.readString(folder.resolve("joint_i.network.json")))
        .containsPattern("\"encoder\"\\s*:\\s*\"slices\"");
    assertThat(Files.readString(folder.resolve("features.json"))).doesNotContain("encoder");
  }

  @Test
  void occlusionFindsWhatTheNetworkOverVolumesLooksAt() {
    var bundle = bundle(Extractor.CNN_3D);
    var network = bundle.model().fitted(IMAGE_ALONE).orElseThrow().with(LearnerKind.NETWORK);
    RowScorer scorer =
        (asked, source) -> network.scores(bundle.model().encode(asked, new TensorFeatures(source)));
    var input = study(Extractor.CNN_3D).inputs().getFirst();
    var region =
        (Evidence.Region) new Occlusion(scorer, tensors()).strongest(input, rows.get(1)).getFirst();
    assertThat(region.move()).isPositive();
    assertThat(region.sliceFrom()).isLessThan(6);
    assertThat(region.sliceTo()).isGreaterThan(2);
    assertThat(region.rowFrom()).isLessThan(8 + SPOT);
    assertThat(region.rowTo()).isGreaterThan(8);
    assertThat(region.columnFrom()).isLessThan(16 + SPOT);
    assertThat(region.columnTo()).isGreaterThan(16);
  }

  @Test
  void picturesThatAreNoVolumesAreRefusedWithWhatToDo() {
    scans.replaceAll((_, _) -> Tensor.of(new float[SIDE * SIDE], 1, SIDE, SIDE));
    assertThatThrownBy(
            () -> RowEncoder.fit(study(Extractor.CNN_3D), rows, new TensorFeatures(tensors())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("input 'ct' has the extractor cnn_3d")
        .hasMessageContaining("projection")
        .hasMessageContaining("leave the extractor out");
  }
}
