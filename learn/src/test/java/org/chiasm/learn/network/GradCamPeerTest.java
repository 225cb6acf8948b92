package org.chiasm.learn.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import org.chiasm.learn.gradient.NetworkGradient;
import org.chiasm.learn.layers.BranchPlan;
import org.chiasm.learn.layers.NetworkPlan;
import org.chiasm.learn.layers.NetworkRows;
import org.chiasm.learn.layers.Operations;
import org.chiasm.learn.layers.Parameters;
import org.chiasm.learn.layers.TensorInput;
import org.chiasm.learn.onnx.OnnxExport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Derivatives from the ONNX file against PyTorch's own. */
class GradCamPeerTest {
  private static final float FACTOR = 2.5f;

  /** Operations that add zeros with a gradient to what is averaged over space. */
  @SuppressWarnings("unchecked")
  private static Operations<NDArray> watched(
      Operations<NDArray> operations, NDManager manager, List<NDArray> watched) {
    return (Operations<NDArray>)
        Proxy.newProxyInstance(
            Operations.class.getClassLoader(),
            new Class<?>[] {Operations.class},
            (_, method, arguments) -> {
              if (method.getName().equals("mean") && arguments[1].equals(3)) {
                var map = (NDArray) arguments[0];
                var zeros = manager.zeros(map.getShape());
                zeros.setRequiresGradient(true);
                watched.add(zeros);
                arguments[0] = map.add(zeros);
              }
              try {
                return method.invoke(operations, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            });
  }

  private static NetworkPlan plan(NetworkPlan.Fusion fusion, TensorInput tensor) {
    return new NetworkPlan(
        List.of(
            new BranchPlan("image", 2, List.of(tensor), true),
            new BranchPlan("tabular", 3, List.of(), false)),
        fusion,
        4,
        0.1,
        1);
  }

  private static NetworkRows rows(NetworkPlan plan, Random random) {
    var blocks = new LinkedHashMap<String, NetworkRows.Block>();
    for (var branch : plan.branches()) {
      blocks.put(branch.presentInput(), new NetworkRows.Numbers(1, new float[] {1}));
      blocks.put(branch.columnsInput(), gaussian(branch.columns(), random));
      for (var tensor : branch.tensors()) {
        blocks.put(BranchPlan.hasInput(tensor), new NetworkRows.Numbers(1, new float[] {1}));
        blocks.put(BranchPlan.tensorInput(tensor), gaussian(tensor.size(), random));
      }
    }
    return new NetworkRows(1, blocks);
  }

  private static NetworkRows.Numbers gaussian(int width, Random random) {
    var values = new float[width];
    for (int i = 0; i < width; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return new NetworkRows.Numbers(width, values);
  }

  private static float[] byPyTorch(NetworkPlan plan, Parameters parameters, NetworkRows rows) {
    Torch.recordGradients(true);
    try (var manager = Torch.manager()) {
      var maps = new ArrayList<NDArray>();
      var operations =
          watched(
              new ArrayOperations(
                  manager,
                  parameters,
                  name -> rows.batch(name, new int[] {0}),
                  1,
                  false,
                  new Random(0)),
              manager,
              maps);
      var outputs = plan.build(operations).outputs();
      Torch.backward(outputs, manager.create(new float[] {FACTOR}, outputs.getShape()));
      assertThat(maps).hasSize(1);
      return maps.getFirst().getGradient().toFloatArray();
    } finally {
      Torch.recordGradients(false);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "LINEAR, SLICES", "PRODUCTS, SLICES", "ATTENTION, SLICES",
    "LINEAR, TILES", "PRODUCTS, TILES", "ATTENTION, TILES"
  })
  void everyCellHasTheDerivativeThatPyTorchFinds(
      NetworkPlan.Fusion fusion, TensorInput.Encoder encoder) {
    var shape = encoder == TensorInput.Encoder.SLICES ? List.of(8, 32, 32) : List.of(3, 3, 64, 64);
    var plan = plan(fusion, new TensorInput("picture", encoder, shape));
    var random = new Random(11);
    var initial = Parameters.initial(plan, 2);
    var values = initial.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] += (float) (0.2 * random.nextGaussian());
    }
    var parameters = initial.with(values);
    var rows = rows(plan, random);
    float[] theirs = byPyTorch(plan, parameters, rows);
    var ours =
        new NetworkGradient(OnnxExport.write(plan, parameters, FACTOR, -1))
            .featureMap("picture", rows, 0)
            .orElseThrow()
            .derivatives()
            .numbers();

    assertThat(ours).hasSameSizeAs(theirs);
    double largest = 0;
    for (int i = 0; i < ours.length; i++) {
      assertThat(ours[i]).isCloseTo(theirs[i], within(1e-6));
      largest = Math.max(largest, Math.abs(ours[i]));
    }
    assertThat(largest).isGreaterThan(1e-3);
  }
}
