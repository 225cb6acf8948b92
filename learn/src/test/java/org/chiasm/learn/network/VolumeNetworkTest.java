package org.chiasm.learn.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
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

/** A spot that drifts up or down from slice to slice: the same slices in another order. */
class VolumeNetworkTest {
  private static final int SLICES = 8;
  private static final int SIDE = 16;
  private static final int TRAINING = 320;
  private static final int HELD_OUT = 160;
  private static final double CHANCE = Math.log(2);

  private static NetworkPlan plan(TensorInput.Encoder encoder) {
    var tensor = new TensorInput("ct", encoder, List.of(SLICES, SIDE, SIDE));
    return new NetworkPlan(
        List.of(new BranchPlan("image", 0, List.of(tensor), true)),
        NetworkPlan.Fusion.LINEAR,
        4,
        0,
        1);
  }

  private static NetworkTrainer.Part drifts(NetworkPlan plan, int count, long seed) {
    var random = new Random(seed);
    var voxels = new short[count][];
    var outcomes = new double[count];
    for (int row = 0; row < count; row++) {
      outcomes[row] = row % 2;
      voxels[row] = drift(row % 2 == 1, random);
    }
    var present = new float[count];
    Arrays.fill(present, 1);
    var branch = plan.branches().getFirst();
    var tensor = branch.tensors().getFirst();
    var blocks = new LinkedHashMap<String, NetworkRows.Block>();
    blocks.put(branch.presentInput(), new NetworkRows.Numbers(1, present));
    blocks.put(BranchPlan.tensorInput(tensor), new NetworkRows.Halves(tensor.size(), voxels));
    blocks.put(BranchPlan.hasInput(tensor), new NetworkRows.Numbers(1, present));
    return new NetworkTrainer.Part(new NetworkRows(count, blocks), new Loss.Logistic(outcomes, 1));
  }

  /** A spot of 3 × 3 voxels; up is towards the first row. */
  private static short[] drift(boolean up, Random random) {
    var voxels = new float[SLICES * SIDE * SIDE];
    int top = random.nextInt(SIDE - SLICES - 2);
    int left = random.nextInt(SIDE - 3);
    for (int i = 0; i < voxels.length; i++) {
      voxels[i] = (float) (0.2 * random.nextGaussian());
    }
    for (int slice = 0; slice < SLICES; slice++) {
      int row = top + (up ? SLICES - 1 - slice : slice);
      for (int i = 0; i < 9; i++) {
        voxels[(slice * SIDE + row + i / 3) * SIDE + left + i % 3] += 2;
      }
    }
    var halves = new short[voxels.length];
    for (int i = 0; i < halves.length; i++) {
      halves[i] = Float.floatToFloat16(voxels[i]);
    }
    return halves;
  }

  private static TrainedNetwork fit(TensorInput.Encoder encoder) {
    var plan = plan(encoder);
    return new NetworkTrainer(new TrainingSettings(1e-2, 0.01, 32, 16, 16, 8, 0), Checkpoints.NONE)
        .fit(
            "test",
            plan,
            Parameters.initial(plan, 1),
            drifts(plan, TRAINING, 2),
            drifts(plan, HELD_OUT, 3),
            4);
  }

  @Test
  void aVolumeReadWholeTellsWhatSlicesReadOneByOneCannot() {
    assertThat(fit(TensorInput.Encoder.VOLUME).loss()).isLessThan(0.3 * CHANCE);
    assertThat(fit(TensorInput.Encoder.SLICES).loss()).isGreaterThan(0.95 * CHANCE);
  }

  @Test
  void theExportedNetworkOverVolumesGivesWhatTheTrainedOneGives() {
    var trained = fit(TensorInput.Encoder.VOLUME);
    var rows = drifts(trained.plan(), HELD_OUT, 5).rows();
    var inPyTorch =
        NetworkTrainer.outputs(
            trained.plan(), trained.parameters(), rows, IntStream.range(0, HELD_OUT).toArray());
    var inOnnx =
        new OnnxNetwork(OnnxExport.write(trained.plan(), trained.parameters(), 1, 0))
            .run(rows, OnnxNetwork.OUTPUTS);
    assertThat(inOnnx).hasSameSizeAs(inPyTorch);
    for (int i = 0; i < inOnnx.length; i++) {
      assertThat((double) inOnnx[i]).isCloseTo(inPyTorch[i], within(1e-4));
    }
  }
}
