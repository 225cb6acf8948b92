package org.chiasm.learn.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import org.chiasm.learn.gradient.NetworkGradient;
import org.chiasm.learn.layers.BranchPlan;
import org.chiasm.learn.layers.Loss;
import org.chiasm.learn.layers.NetworkPlan;
import org.chiasm.learn.layers.NetworkRows;
import org.chiasm.learn.layers.Parameters;
import org.chiasm.learn.layers.TensorInput;
import org.chiasm.learn.onnx.OnnxExport;
import org.junit.jupiter.api.Test;

/** A network that learned by itself that a bright block anywhere in a noisy picture decides. */
class PlantedBlockTest {
  private static final int SIDE = 32;
  private static final int BLOCK = 6;
  private static final TensorInput PICTURE =
      new TensorInput("picture", TensorInput.Encoder.SLICES, List.of(1, SIDE, SIDE));
  private static final NetworkPlan PLAN =
      new NetworkPlan(
          List.of(new BranchPlan("image", 0, List.of(PICTURE), true)),
          NetworkPlan.Fusion.LINEAR,
          4,
          0,
          1);

  /** Pictures, of which every second has a block; where it begins. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Pictures(NetworkRows rows, double[] outcomes, int[] blockRow, int[] blockColumn) {
    static Pictures of(int count, long seed) {
      var random = new Random(seed);
      var values = new float[count * SIDE * SIDE];
      var outcomes = new double[count];
      var ones = new float[count];
      Arrays.fill(ones, 1);
      var down = new int[count];
      var across = new int[count];
      for (int picture = 0; picture < count; picture++) {
        int start = picture * SIDE * SIDE;
        for (int i = 0; i < SIDE * SIDE; i++) {
          values[start + i] = (float) (0.3 * random.nextGaussian());
        }
        outcomes[picture] = picture % 2;
        down[picture] = random.nextInt(SIDE - BLOCK + 1);
        across[picture] = random.nextInt(SIDE - BLOCK + 1);
        for (int i = 0; i < picture % 2 * BLOCK * BLOCK; i++) {
          values[start + (down[picture] + i / BLOCK) * SIDE + across[picture] + i % BLOCK] += 1.5f;
        }
      }
      var branch = PLAN.branches().getFirst();
      var blocks = new LinkedHashMap<String, NetworkRows.Block>();
      blocks.put(branch.presentInput(), new NetworkRows.Numbers(1, ones));
      blocks.put(BranchPlan.hasInput(PICTURE), new NetworkRows.Numbers(1, ones));
      blocks.put(BranchPlan.tensorInput(PICTURE), new NetworkRows.Numbers(SIDE * SIDE, values));
      return new Pictures(new NetworkRows(count, blocks), outcomes, down, across);
    }

    NetworkTrainer.Part part() {
      return new NetworkTrainer.Part(rows, new Loss.Logistic(outcomes, 1));
    }
  }

  /** One of sixteen cells holds the middle of a block by chance. */
  @Test
  void gradCamFindsTheBlockInPicturesThatTheNetworkHasNotSeen() {
    var trained =
        new NetworkTrainer(new TrainingSettings(1e-2, 0.01, 32, 12, 12, 8, 0.3), Checkpoints.NONE)
            .fit(
                "planted",
                PLAN,
                Parameters.initial(PLAN, 1),
                Pictures.of(400, 2).part(),
                Pictures.of(100, 3).part(),
                4);
    assertThat(trained.loss()).isLessThan(0.2);
    var unseen = Pictures.of(100, 9);
    var gradient = new NetworkGradient(OnnxExport.write(PLAN, trained.parameters(), 1, 0));
    int found = 0;
    for (int picture = 1; picture < 100; picture += 2) {
      var map = gradient.featureMap("picture", unseen.rows(), picture).orElseThrow();
      double[] sums = map.weightedSums();
      int strongest = 0;
      for (int cell = 0; cell < sums.length; cell++) {
        strongest = sums[cell] > sums[strongest] ? cell : strongest;
      }
      int row = strongest / map.columns().cells();
      int column = strongest % map.columns().cells();
      int middleRow = unseen.blockRow()[picture] + BLOCK / 2;
      int middleColumn = unseen.blockColumn()[picture] + BLOCK / 2;
      found +=
          middleRow >= map.rows().from(row)
                  && middleRow < map.rows().to(row, SIDE)
                  && middleColumn >= map.columns().from(column)
                  && middleColumn < map.columns().to(column, SIDE)
              ? 1
              : 0;
    }

    assertThat(found).as("of 50").isGreaterThanOrEqualTo(35);
  }
}
