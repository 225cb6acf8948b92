package org.chiasm.learn.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.chiasm.MissingReason;
import org.chiasm.SubjectId;
import org.chiasm.Tensor;
import org.chiasm.learn.SyntheticCohort;
import org.chiasm.learn.encode.Feature;
import org.chiasm.learn.encode.LinearPreprocessing;
import org.chiasm.learn.encode.NetworkInputs;
import org.chiasm.learn.encode.RowEncoder;
import org.chiasm.learn.encode.TensorFeatures;
import org.chiasm.learn.encode.TensorSource;
import org.chiasm.learn.fusion.Calibration;
import org.chiasm.learn.fusion.EnsembleModel;
import org.chiasm.learn.fusion.ExtractedModel;
import org.chiasm.learn.fusion.LinearModel;
import org.chiasm.learn.fusion.Model;
import org.chiasm.learn.fusion.NetworkModel;
import org.chiasm.learn.fusion.OutcomeScale;
import org.chiasm.learn.fusion.Strategy;
import org.chiasm.learn.fusion.TrainedStudy;
import org.chiasm.learn.layers.NetworkPlan;
import org.chiasm.learn.layers.Parameters;
import org.chiasm.learn.onnx.OnnxExport;
import org.chiasm.learn.onnx.OnnxNetwork;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.GateDecision;
import org.chiasm.row.InputCell;
import org.chiasm.study.Branch;
import org.chiasm.study.FusionStrategy;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.LateRule;
import org.chiasm.study.SplitDefinition;
import org.chiasm.study.StudyDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Networks whose weights are set by hand: they look for what is brighter than grey, which raises
 * the score, and for what is darker, which lowers it.
 */
class GradCamTest {
  private static final StudyDefinition STUDY =
      SyntheticCohort.study(
          new SplitDefinition.Shares(3, 0.6, 0.2, 0.2), false, List.of(FusionStrategy.EARLY_I));
  private static final InputDefinition.Image IMAGE =
      (InputDefinition.Image) STUDY.inputs().getFirst();

  private static FeatureRow row(String reference) {
    return row(SyntheticCohort.present(new InputCell.Value.Reference(reference), 1));
  }

  private static FeatureRow row(InputCell cell) {
    var time = Instant.parse("2026-01-01T00:00:00Z");
    var cells = new LinkedHashMap<String, InputCell>();
    STUDY.inputs().forEach(input -> cells.put(input.name(), SyntheticCohort.missing()));
    cells.put("xray", cell);
    return new FeatureRow(new SubjectId(1), "1.2.3", time, time, new GateDecision.Ready(), cells);
  }

  private static Tensor grey(int... shape) {
    var values = new float[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
    boolean hounsfield = shape.length == 3 && shape[0] > 3;
    Arrays.fill(values, hounsfield ? -300 : 0.5f);
    return Tensor.of(values, shape);
  }

  /** The picture with a block of eight by eight on a plane in another shade. */
  private static Tensor with(Tensor tensor, int plane, int row, int column, float shade) {
    int[] shape = tensor.shape();
    int columns = shape[shape.length - 1];
    int size = shape[shape.length - 2] * columns;
    int channels = shape.length == 4 ? shape[1] : 1;
    var values = tensor.values().clone();
    for (int channel = 0; channel < channels; channel++) {
      for (int i = 0; i < 64; i++) {
        int start = (plane * channels + channel) * size;
        values[start + (row + i / 8) * columns + column + i % 8] = shade;
      }
    }
    return Tensor.of(values, shape);
  }

  /** A study of two tensors, the second of another shade, so that something varies. */
  private static final class Trained {
    private final TensorSource tensors;
    private final TrainedStudy study;
    private final NetworkInputs inputs;
    private final Branch branch;

    Trained(Tensor tensor) {
      var all = new HashMap<String, Tensor>();
      all.put("own", tensor);
      all.put("other", with(tensor, 0, 0, 0, 0.9f));
      tensors = reference -> Optional.ofNullable(all.get(reference));
      var rows = List.of(row("own"), row("other"));
      var encoder = RowEncoder.fit(STUDY, rows, new TensorFeatures(tensors));
      study = new TrainedStudy(encoder, List.of(), List.of(), 0.5);
      var matrix = study.encode(rows, new TensorFeatures(tensors));
      branch =
          matrix.branches().stream()
              .filter(each -> each.name().equals("image"))
              .findFirst()
              .orElseThrow();
      inputs = NetworkInputs.fit(Set.of(branch), matrix);
    }

    /** A network whose score is so many times (bright − dark). */
    NetworkModel network(String name, float factor) {
      var part = inputs.parts().getFirst();
      var plan = new NetworkPlan(List.of(part.plan(true)), NetworkPlan.Fusion.LINEAR, 1, 0, 1);
      var initial = Parameters.initial(plan, 1);
      var values = new float[initial.values().length];
      int channels = part.tensors().getFirst().shape().size() == 4 ? 3 : 1;
      for (var slot : initial.slots()) {
        int width = slot.shape().size() > 1 ? slot.shape().get(1) * 9 : 0;
        if (slot.name().endsWith("picture0.weight")) {
          Arrays.fill(values, slot.offset(), slot.offset() + 9 * channels, 1);
          Arrays.fill(values, slot.offset() + width, slot.offset() + width + 9 * channels, -1);
        } else if (slot.name().matches(".*picture[1-9].weight")) {
          Arrays.fill(values, slot.offset(), slot.offset() + 9, 1);
          Arrays.fill(values, slot.offset() + width + 9, slot.offset() + width + 18, 1);
        } else if (slot.name().endsWith("straight.weight")) {
          values[slot.offset()] = 1;
          values[slot.offset() + 1] = -1;
        } else if (slot.name().equals("head.branch.image")) {
          values[slot.offset()] = 1;
        }
      }
      var file = OnnxExport.write(plan, initial.with(values), factor, 0);
      return new NetworkModel(
          name, inputs, List.of(new OnnxNetwork(file)), new TreeMap<>(), List.of(), List.of());
    }

    Strategy.Joined joined(Model model) {
      return new Strategy.Joined(Set.of(branch), model, new Calibration(2, 0), OutcomeScale.LOGIT);
    }

    Evidence of(Strategy strategy) {
      return new GradCam(study, strategy, tensors).of(IMAGE, row("own"));
    }

    ActivationMap map() {
      return (ActivationMap) of(joined(network("a", 1)));
    }

    LinearModel linear(List<Feature> columns) {
      return new LinearModel(new LinearPreprocessing(columns, List.of()), List.of(), 0, 1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 8, 16, 24, 32, 40, 48, 56})
  void theBlockThatRaisesTheScoreIsInTheStrongestCell(int place) {
    var map = new Trained(with(grey(1, 64, 64), 0, place, 56 - place, 1)).map();
    var cell = map.region(map.strongest());

    assertThat(cell.move()).isPositive();
    assertThat(place + 3).isBetween(cell.rowFrom(), cell.rowTo() - 1);
    assertThat(60 - place - 1).isBetween(cell.columnFrom(), cell.columnTo() - 1);
    assertThat(map.at(0, place + 4, 60 - place))
        .isGreaterThan(10 * Math.abs(map.at(0, place + 4 < 32 ? 60 : 4, 60)));
  }

  @Test
  void whatLowersTheScoreIsBelowZeroAndNotInTheMap() {
    var tensor = with(with(grey(1, 64, 64), 0, 12, 12, 1), 0, 44, 44, 0);
    var map = new Trained(tensor).map();

    assertThat(map.at(0, 16, 16)).isPositive();
    assertThat(map.at(0, 48, 48)).isNegative();
    assertThat(map.map(0)).hasSize(16).allMatch(each -> each >= 0 && each <= 1);
    assertThat(map.map(0).get(5)).isEqualTo(1);
    assertThat(map.map(0).get(15)).isZero();
  }

  @Test
  void aBlockInAVolumeIsFoundInTheSlicesThatTheNetworksPlaneIsMadeOf() {
    var map = new Trained(with(with(grey(16, 64, 64), 4, 28, 12, 700), 5, 28, 12, 700)).map();
    var cell = map.region(map.strongest());

    assertThat(List.of(cell.sliceFrom(), cell.sliceTo())).containsExactly(4, 6);
    assertThat(32).isBetween(cell.rowFrom(), cell.rowTo() - 1);
    assertThat(16).isBetween(cell.columnFrom(), cell.columnTo() - 1);
    assertThat(map.at(4, 32, 16)).isPositive().isEqualTo(map.at(5, 32, 16));
    assertThat(map.at(6, 32, 16)).isZero();
    assertThat(map.words()).contains("xray: Grad-CAM", "slices 4–5", "raises", "not additive");
  }

  /** Of five tiles the network reads the first three twice. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void aBlockInATileIsFoundThereHoweverOftenTheNetworkReadsIt(int tile) {
    var map = new Trained(with(grey(5, 3, 64, 64), tile, 28, 28, 1)).map();
    var once = new Trained(with(grey(5, 3, 64, 64), 4, 28, 28, 1)).map();
    var cell = map.region(map.strongest());

    assertThat(map.planes()).hasSize(8);
    assertThat(List.of(cell.sliceFrom(), cell.sliceTo())).containsExactly(tile, tile + 1);
    assertThat(map.at(tile, 32, 32)).isEqualTo((tile < 3 ? 2 : 1) * once.at(4, 32, 32));
    assertThat(map.at((tile + 1) % 5, 32, 32)).isZero();
  }

  /** With a linear head the cells of a ReLU network without biases are the score itself. */
  @Test
  void theSumsAreInTheUnitOfTheCalibratedScore() {
    var trained = new Trained(with(grey(1, 64, 64), 0, 12, 12, 1));
    var strategy = trained.joined(trained.network("a", 1));
    var map = (ActivationMap) trained.of(strategy);
    double score =
        strategy
            .scores(trained.study.encode(List.of(row("own")), new TensorFeatures(trained.tensors)))[
            0];
    double sum = map.planes().getFirst().sums().stream().mapToDouble(Double::doubleValue).sum();

    assertThat(score).isPositive();
    assertThat(sum).isCloseTo(score, within(1e-4 * score));
  }

  @Test
  void networksThatAreAveragedAreOneWithTheChannelsOfAll() {
    var trained = new Trained(with(grey(1, 64, 64), 0, 12, 12, 1));
    var one = trained.map();
    var mean =
        new EnsembleModel(
            List.of(trained.network("a", 1), trained.network("b", -3)), List.of(0.5, 0.5));
    var both = (ActivationMap) trained.of(trained.joined(mean));

    for (int i = 0; i < 16; i++) {
      assertThat(both.planes().getFirst().sums().get(i))
          .isCloseTo(-one.planes().getFirst().sums().get(i), within(1e-9));
    }
    assertThat(both.largest()).isZero();
    assertThat(both.map(0)).containsOnly(0.0);
  }

  @Test
  void lateFusionScalesTheMapByTheMembersWeight() {
    var trained = new Trained(with(grey(1, 64, 64), 0, 12, 12, 1));
    var member =
        new Strategy.Late.Member(trained.branch, trained.joined(trained.network("a", 1)), 0.5);
    var late =
        new Strategy.Late(
            LateRule.STACKED, List.of(member), 0, 0, new Calibration(3, 0), OutcomeScale.LOGIT);
    var votes =
        new Strategy.Late(
            LateRule.VOTE, List.of(member), 0, 0, Calibration.NONE, OutcomeScale.LOGIT);

    assertThat(((ActivationMap) trained.of(late)).largest())
        .isEqualTo(1.5 * trained.map().largest());
    assertThat(trained.of(votes)).isInstanceOf(Evidence.NoMap.class);
  }

  @Test
  void aNetworkWhoseScoreAFurtherModelReadsIsToldApart() {
    var trained = new Trained(with(grey(1, 64, 64), 0, 12, 12, 1));
    var extracted =
        new ExtractedModel(
            List.of(trained.network("a", 1)),
            ExtractedModel.Reading.LEARNED_SCORES,
            List.of(),
            trained.linear(List.of()));
    var map = (ActivationMap) trained.of(trained.joined(extracted));

    assertThat(map.direct()).isFalse();
    assertThat(map.words()).contains("of the branch's own network");
    assertThat(map.strongest()).isEqualTo(new ActivationMap.Cell(0, 1, 1));
  }

  @Test
  void whereNoNetworkReadsPixelsTheReasonStands() {
    var trained = new Trained(with(grey(1, 64, 64), 0, 12, 12, 1));
    var network = trained.joined(trained.network("a", 1));
    var missing =
        new GradCam(trained.study, network, trained.tensors)
            .of(IMAGE, row(new InputCell.Missing(MissingReason.NOT_MEASURED)));

    assertThat(trained.of(trained.joined(trained.linear(List.of()))).words())
        .isEqualTo("xray: no Grad-CAM, no trained network has a say in the score");
    assertThat(missing.words()).isEqualTo("xray: no Grad-CAM, the row has no pixels");
  }

  @Test
  void aPictureOfOneShadeMovesNothing() {
    var map = new Trained(grey(1, 64, 64)).map();

    assertThat(map.largestOfEither()).isZero();
    assertThat(map.words()).contains("no cell moves the score");
  }
}
