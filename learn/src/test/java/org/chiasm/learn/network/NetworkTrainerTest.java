package org.chiasm.learn.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.chiasm.learn.layers.BranchPlan;
import org.chiasm.learn.layers.Loss;
import org.chiasm.learn.layers.NetworkPlan;
import org.chiasm.learn.layers.NetworkRows;
import org.chiasm.learn.layers.Parameters;
import org.chiasm.learn.layers.TensorInput;
import org.chiasm.learn.onnx.OnnxExport;
import org.chiasm.learn.onnx.OnnxNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkTrainerTest {
  private static final TrainingSettings QUICK =
      new TrainingSettings(1e-2, 0.01, 32, 12, 12, 8, 0.3);

  private static final List<BranchPlan> EVERY_BRANCH =
      List.of(
          new BranchPlan(
              "image",
              3,
              List.of(
                  new TensorInput("xray", TensorInput.Encoder.SLICES, List.of(1, 64, 64)),
                  new TensorInput("ct", TensorInput.Encoder.SLICES, List.of(4, 32, 32)),
                  new TensorInput("mr", TensorInput.Encoder.VOLUME, List.of(8, 32, 32)),
                  new TensorInput("slide", TensorInput.Encoder.TILES, List.of(2, 3, 32, 32))),
              true),
          new BranchPlan(
              "waveform",
              2,
              List.of(new TensorInput("ecg", TensorInput.Encoder.LEADS, List.of(12, 500))),
              true),
          new BranchPlan(
              "vitals",
              0,
              List.of(new TensorInput("course", TensorInput.Encoder.COURSE, List.of(6, 24))),
              true),
          new BranchPlan("tabular", 5, List.of(), false));

  /** Random inputs of a plan; every third row lacks every tensor, every fourth some branch. */
  private static NetworkRows rows(NetworkPlan plan, int count, long seed) {
    var random = new Random(seed);
    var blocks = new LinkedHashMap<String, NetworkRows.Block>();
    for (var branch : plan.branches()) {
      if (branch.columns() > 0) {
        blocks.put(branch.columnsInput(), numbers(random, count, branch.columns()));
      }
      var present = new float[count];
      var has = new float[count];
      for (int row = 0; row < count; row++) {
        present[row] = row % 4 == 3 && random.nextBoolean() ? 0 : 1;
        has[row] = row % 3 == 2 ? 0 : 1;
      }
      blocks.put(branch.presentInput(), new NetworkRows.Numbers(1, present));
      for (var tensor : branch.tensors()) {
        blocks.put(BranchPlan.tensorInput(tensor), halves(random, count, tensor.size(), has));
        blocks.put(BranchPlan.hasInput(tensor), new NetworkRows.Numbers(1, has));
      }
    }
    return new NetworkRows(count, blocks);
  }

  private static NetworkRows.Numbers numbers(Random random, int count, int width) {
    var values = new float[count * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return new NetworkRows.Numbers(width, values);
  }

  private static NetworkRows.Halves halves(Random random, int count, int width, float[] has) {
    var rows = new short[count][];
    for (int row = 0; row < count; row++) {
      rows[row] = new short[has[row] > 0 ? width : 0];
      for (int i = 0; i < rows[row].length; i++) {
        rows[row][i] = Float.floatToFloat16((float) Math.abs(random.nextGaussian()));
      }
    }
    return new NetworkRows.Halves(width, rows);
  }

  @Test
  void theExportedNetworkGivesWhatTheTrainedOneGives() {
    for (var fusion : NetworkPlan.Fusion.values()) {
      exportedGivesWhatTrainedGives(new NetworkPlan(EVERY_BRANCH, fusion, 6, 0.2, 1));
      exportedGivesWhatTrainedGives(new NetworkPlan(EVERY_BRANCH, fusion, 6, 0.2, 8));
    }
  }

  private static void exportedGivesWhatTrainedGives(NetworkPlan plan) {
    var parameters = Parameters.initial(plan, 5);
    var random = new Random(8);
    for (int i = 0; i < parameters.values().length; i++) {
      parameters.values()[i] += (float) (0.1 * random.nextGaussian());
    }
    var rows = rows(plan, 24, 3);
    var trained = NetworkTrainer.outputs(plan, parameters, rows, IntStream.range(0, 24).toArray());
    var exported =
        new OnnxNetwork(OnnxExport.write(plan, parameters, 1, 0)).run(rows, OnnxNetwork.OUTPUTS);
    assertThat(exported).hasSize(24 * plan.outputs()).hasSameSizeAs(trained);
    for (int i = 0; i < exported.length; i++) {
      assertThat((double) exported[i]).isCloseTo(trained[i], within(1e-4));
    }
  }

  @Test
  void aRowsScoreDoesNotDependOnTheRowsBesideIt() {
    var plan = new NetworkPlan(EVERY_BRANCH, NetworkPlan.Fusion.PRODUCTS, 6, 0.2, 1);
    var network = new OnnxNetwork(OnnxExport.write(plan, Parameters.initial(plan, 5), 2, 1));
    var rows = rows(plan, 7, 3);
    var all = network.run(rows, OnnxNetwork.OUTPUTS);
    for (int row = 0; row < 7; row++) {
      var blocks = new LinkedHashMap<String, NetworkRows.Block>();
      for (var entry : rows.blocks().entrySet()) {
        blocks.put(
            entry.getKey(),
            new NetworkRows.Numbers(
                entry.getValue().width(), rows.batch(entry.getKey(), new int[] {row})));
      }
      assertThat(network.run(new NetworkRows(1, blocks), OnnxNetwork.OUTPUTS))
          .containsExactly(all[row]);
    }
  }

  /** The outcome is the sign of a product that neither column tells alone. */
  private static NetworkTrainer.Part product(NetworkPlan plan, int count, long seed) {
    var random = new Random(seed);
    var left = numbers(random, count, 2);
    var right = numbers(random, count, 2);
    var outcomes = new double[count];
    for (int row = 0; row < count; row++) {
      outcomes[row] = left.values()[2 * row] * right.values()[2 * row] > 0 ? 1 : 0;
    }
    var present = new float[count];
    Arrays.fill(present, 1);
    var blocks = new LinkedHashMap<String, NetworkRows.Block>();
    var branches = plan.branches();
    blocks.put(branches.get(0).columnsInput(), left);
    blocks.put(branches.get(0).presentInput(), new NetworkRows.Numbers(1, present));
    blocks.put(branches.get(1).columnsInput(), right);
    blocks.put(branches.get(1).presentInput(), new NetworkRows.Numbers(1, present));
    return new NetworkTrainer.Part(new NetworkRows(count, blocks), new Loss.Logistic(outcomes, 1));
  }

  private static NetworkPlan two(NetworkPlan.Fusion fusion) {
    return new NetworkPlan(
        List.of(
            new BranchPlan("left", 2, List.of(), true),
            new BranchPlan("right", 2, List.of(), true)),
        fusion,
        4,
        0.05,
        1);
  }

  private static TrainedNetwork fit(NetworkPlan plan, Checkpoints checkpoints) {
    return new NetworkTrainer(QUICK, checkpoints)
        .fit(
            "test",
            plan,
            Parameters.initial(plan, 1),
            product(plan, 500, 2),
            product(plan, 200, 3),
            4);
  }

  @Test
  void jointNetworksLearnWhatNoBranchTellsAlone() {
    double chance = Math.log(2);
    for (var fusion : List.of(NetworkPlan.Fusion.PRODUCTS, NetworkPlan.Fusion.ATTENTION)) {
      assertThat(fit(two(fusion), Checkpoints.NONE).loss()).as("%s", fusion).isLessThan(0.4);
    }
    assertThat(fit(two(NetworkPlan.Fusion.LINEAR), Checkpoints.NONE).loss())
        .isGreaterThan(0.9 * chance);
  }

  @Test
  void theSameSeedGivesTheSameBytesAlsoBesideOtherTraining() {
    var plan = two(NetworkPlan.Fusion.PRODUCTS);
    var alone = fit(plan, Checkpoints.NONE).parameters().values();
    var beside =
        IntStream.range(0, 4)
            .parallel()
            .mapToObj(_ -> fit(plan, Checkpoints.NONE).parameters().values())
            .toList();
    assertThat(beside).allSatisfy(each -> assertThat(each).isEqualTo(alone));
  }

  /** Goes down with the first state it is given, after keeping it. */
  private record Interrupted(Checkpoints kept) implements Checkpoints {
    @Override
    public Optional<byte[]> read(String key) {
      return kept.read(key);
    }

    @Override
    public void write(String key, byte[] state) {
      kept.write(key, state);
      throw new IllegalStateException("power cut");
    }
  }

  @Test
  void interruptedTrainingGoesOnAndEndsWithTheSameBytes(@TempDir Path folder) {
    var plan = two(NetworkPlan.Fusion.ATTENTION);
    var uninterrupted = fit(plan, Checkpoints.NONE);
    var kept = Checkpoints.in(folder);
    assertThatThrownBy(() -> fit(plan, new Interrupted(kept))).hasMessage("power cut");
    var resumed = fit(plan, kept);
    assertThat(resumed.parameters().values()).isEqualTo(uninterrupted.parameters().values());
    assertThat(resumed.curve()).isEqualTo(uninterrupted.curve());
    assertThat(fit(plan, kept).curve()).isEqualTo(uninterrupted.curve());
  }

  private static List<TrainedNetwork> together(NetworkPlan plan, Checkpoints checkpoints) {
    var members =
        IntStream.range(0, 3)
            .mapToObj(
                i ->
                    new NetworkTrainer.Member(
                        Parameters.initial(plan, i),
                        product(plan, 300, 10 + i),
                        product(plan, 20 * (i + 1), 20 + i),
                        i))
            .toList();
    return new NetworkTrainer(QUICK, checkpoints).fit("test", plan, members);
  }

  @Test
  void networksTrainedSideBySideAreKeptAfterThePassThatIsBestForAllRowsThatStopThem() {
    var networks = together(two(NetworkPlan.Fusion.PRODUCTS), Checkpoints.NONE);
    int passes = networks.getFirst().curve().points().size();
    var loss = new double[passes];
    for (int pass = 0; pass < passes; pass++) {
      for (int i = 0; i < 3; i++) {
        loss[pass] += (i + 1) * networks.get(i).curve().points().get(pass).tuning() / 6;
      }
    }
    int best =
        IntStream.range(0, passes).boxed().min(Comparator.comparingDouble(i -> loss[i])).get();
    assertThat(best).isPositive();
    assertThat(networks)
        .allSatisfy(
            each -> {
              assertThat(each.curve().kept()).isEqualTo(best + 1);
              assertThat(each.curve().points()).hasSize(passes);
              assertThat(each.loss()).isCloseTo(loss[best], within(1e-12));
            });
  }

  @Test
  void interruptedTrainingSideBySideGoesOnAndEndsWithTheSameBytes(@TempDir Path folder) {
    var plan = two(NetworkPlan.Fusion.PRODUCTS);
    var uninterrupted = together(plan, Checkpoints.NONE);
    var kept = Checkpoints.in(folder);
    assertThatThrownBy(() -> together(plan, new Interrupted(kept))).hasMessage("power cut");
    var resumed = together(plan, kept);
    for (int i = 0; i < 3; i++) {
      assertThat(resumed.get(i).parameters().values())
          .isEqualTo(uninterrupted.get(i).parameters().values());
      assertThat(resumed.get(i).curve()).isEqualTo(uninterrupted.get(i).curve());
    }
  }
}
