package org.chiasm.learn.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.chiasm.learn.layers.BranchPlan;
import org.chiasm.learn.layers.NetworkPlan;
import org.chiasm.learn.layers.NetworkRows;
import org.chiasm.learn.layers.Parameters;
import org.chiasm.learn.layers.TensorInput;
import org.chiasm.learn.onnx.OnnxExport;
import org.chiasm.learn.onnx.OnnxNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Networks with every kind of extractor, against ONNX Runtime and against slow differences. */
class NetworkGradientTest {
  private static final TensorInput VOLUME =
      new TensorInput("ct", TensorInput.Encoder.SLICES, List.of(3, 32, 32));
  private static final TensorInput TILES =
      new TensorInput("slide", TensorInput.Encoder.TILES, List.of(2, 3, 64, 64));
  private static final TensorInput LEADS =
      new TensorInput("ecg", TensorInput.Encoder.LEADS, List.of(12, 100));
  private static final TensorInput COURSE =
      new TensorInput("vitals", TensorInput.Encoder.COURSE, List.of(6, 8));

  private static NetworkPlan plan(NetworkPlan.Fusion fusion, int outputs) {
    return new NetworkPlan(
        List.of(
            new BranchPlan("image", 2, List.of(VOLUME, TILES), true),
            new BranchPlan("waveform", 0, List.of(LEADS), true),
            new BranchPlan("tabular", 3, List.of(COURSE), false)),
        fusion,
        4,
        0.1,
        outputs);
  }

  /** Random numbers everywhere, biases and stand-ins for absence included. */
  private static Parameters parameters(NetworkPlan plan) {
    var parameters = Parameters.initial(plan, 3);
    var random = new Random(7);
    var values = parameters.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] += (float) (0.2 * random.nextGaussian());
    }
    return parameters.with(values);
  }

  private static NetworkRows rows(NetworkPlan plan) {
    var random = new Random(5);
    var blocks = new LinkedHashMap<String, NetworkRows.Block>();
    for (var branch : plan.branches()) {
      blocks.put(branch.presentInput(), numbers(1, () -> 1));
      if (branch.columns() > 0) {
        blocks.put(branch.columnsInput(), numbers(branch.columns(), random::nextGaussian));
      }
      for (var tensor : branch.tensors()) {
        blocks.put(BranchPlan.hasInput(tensor), numbers(1, () -> 1));
        blocks.put(BranchPlan.tensorInput(tensor), numbers(tensor.size(), random::nextGaussian));
      }
    }
    return new NetworkRows(1, blocks);
  }

  private static NetworkRows.Numbers numbers(int width, DoubleSupplier next) {
    var values = new float[width];
    for (int i = 0; i < width; i++) {
      values[i] = (float) next.getAsDouble();
    }
    return new NetworkRows.Numbers(width, values);
  }

  private static FeatureMap map(byte[] file, TensorInput tensor, NetworkRows rows) {
    return new NetworkGradient(file).featureMap(tensor.name(), rows, 0).orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(NetworkPlan.Fusion.class)
  void theOutputsAreThoseOfOnnxRuntime(NetworkPlan.Fusion fusion) {
    var plan = plan(fusion, 2);
    byte[] file = OnnxExport.write(plan, parameters(plan), 2.5f, -1);
    var theirs = new OnnxNetwork(file).run(rows(plan), OnnxNetwork.OUTPUTS);
    double[] ours = new NetworkGradient(file).outputs(rows(plan), 0);

    assertThat(ours).hasSize(2);
    for (int i = 0; i < ours.length; i++) {
      double single = 1e-4 + 1e-6 * Math.abs(theirs[i]);
      assertThat(ours[i]).as("theirs in single precision").isCloseTo(theirs[i], within(single));
    }
  }

  /** The bias of the last convolution enters every cell that is not cut off by the ReLU. */
  @ParameterizedTest
  @CsvSource({
    "LINEAR, ct, 2", "PRODUCTS, ct, 2", "ATTENTION, ct, 2",
    "LINEAR, slide, 3", "PRODUCTS, slide, 3", "ATTENTION, slide, 3"
  })
  void derivativesAreTheDifferencesThatALittleMoreOfAChannelMakes(
      NetworkPlan.Fusion fusion, String tensor, int last) {
    var plan = plan(fusion, 1);
    var parameters = parameters(plan);
    var rows = rows(plan);
    var found =
        new NetworkGradient(OnnxExport.write(plan, parameters, 2.5f, -1))
            .featureMap(tensor, rows, 0)
            .orElseThrow();
    int channels = found.activations().shape()[1];
    int space = found.activations().stride(1);
    var slot = parameters.slot("extractor." + tensor + ".picture" + last + ".bias");
    double strongest = 0;
    for (int channel = 0; channel < channels; channel++) {
      double sum = 0;
      for (int i = 0; i < found.activations().numbers().length; i++) {
        boolean open = found.activations().numbers()[i] > 0;
        sum += i / space % channels == channel && open ? found.derivatives().numbers()[i] : 0;
      }
      float step = 1e-3f;
      double above = output(plan, parameters, slot.offset() + channel, step, rows);
      double below = output(plan, parameters, slot.offset() + channel, -step, rows);
      assertThat(sum).isCloseTo((above - below) / (2 * step), within(2e-3));
      strongest = Math.max(strongest, Math.abs(sum));
    }
    assertThat(strongest).isGreaterThan(0.05);
  }

  private static double output(
      NetworkPlan plan, Parameters parameters, int at, float step, NetworkRows rows) {
    var values = parameters.values().clone();
    values[at] += step;
    var file = OnnxExport.write(plan, parameters.with(values), 2.5f, -1);
    return new NetworkGradient(file).outputs(rows, 0)[0];
  }

  @Test
  void aMapOfATensorThatTheRowLacksHasNoDerivative() {
    var plan = plan(NetworkPlan.Fusion.ATTENTION, 1);
    var blocks = new LinkedHashMap<>(rows(plan).blocks());
    blocks.put(BranchPlan.hasInput(VOLUME), new NetworkRows.Numbers(1, new float[1]));
    var found =
        map(OnnxExport.write(plan, parameters(plan), 1, 0), VOLUME, new NetworkRows(1, blocks));

    assertThat(Arrays.stream(found.derivatives().numbers())).allMatch(each -> each == 0);
  }

  @Test
  void signalsAndCoursesHaveNoMap() {
    var plan = plan(NetworkPlan.Fusion.LINEAR, 1);
    var gradient = new NetworkGradient(OnnxExport.write(plan, parameters(plan), 1, 0));

    assertThat(gradient.featureMap("ecg", rows(plan), 0)).isEmpty();
    assertThat(gradient.featureMap("vitals", rows(plan), 0)).isEmpty();
    assertThat(gradient.featureMap("another", rows(plan), 0)).isEmpty();
  }

  @Test
  void aNetworkOfSeveralOutputsHasNoOneScore() {
    var plan = plan(NetworkPlan.Fusion.LINEAR, 2);
    var gradient = new NetworkGradient(OnnxExport.write(plan, parameters(plan), 1, 0));

    assertThat(gradient.featureMap("ct", rows(plan), 0)).isEmpty();
  }

  @Test
  void cellsLieWhereTheConvolutionsLook() {
    var plan = plan(NetworkPlan.Fusion.LINEAR, 1);
    byte[] file = OnnxExport.write(plan, parameters(plan), 1, 0);

    assertThat(map(file, VOLUME, rows(plan)).rows()).isEqualTo(new CellAxis(4, 0, 8));
    assertThat(map(file, VOLUME, rows(plan)).planes()).isEqualTo(new CellAxis(3, 0, 1));
    assertThat(map(file, TILES, rows(plan)).columns()).isEqualTo(new CellAxis(4, 0, 16));
  }

  @Test
  void aFileThatIsCutOffIsRefusedWithWhatIsWrong() {
    var plan = plan(NetworkPlan.Fusion.LINEAR, 1);
    byte[] file = OnnxExport.write(plan, parameters(plan), 1, 0);

    assertThatThrownBy(() -> new NetworkGradient(Arrays.copyOf(file, file.length / 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bytes");
  }
}
