package org.chiasm.learn.gradient;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chiasm.learn.layers.NetworkRows;
import org.chiasm.learn.onnx.GraphArray;
import org.chiasm.learn.onnx.GraphNode;
import org.chiasm.learn.onnx.OnnxGraph;
import org.chiasm.learn.onnx.OnnxNetwork;

/**
 * A network's ONNX file computed in double precision, forwards and back (reverse mode), so that
 * what it derives is what predicts, of whichever release, and needs no PyTorch. Outputs equal those
 * of ONNX Runtime but for single precision. Immutable; safe between threads. Some 20 ms a row.
 */
public final class NetworkGradient {
  private static final int PICTURE_WEIGHT_RANK = 4;

  private final OnnxGraph graph;
  private final Map<String, Step> steps = new LinkedHashMap<>();

  /**
   * A network from its file.
   *
   * @throws IllegalArgumentException if it was not written by {@link
   *     org.chiasm.learn.onnx.OnnxExport}
   */
  public NetworkGradient(byte[] file) {
    graph = OnnxGraph.read(file);
    graph.nodes().forEach(node -> steps.put(node.output(), Step.of(node)));
  }

  private Step step(GraphNode node) {
    return requireNonNull(steps.get(node.output()), "every node has a step");
  }

  /** The outputs of one row, as the network's score or scores. */
  public double[] outputs(NetworkRows rows, int row) {
    return requireNonNull(values(rows, row).get(OnnxNetwork.OUTPUTS), "outputs").numbers();
  }

  /**
   * The last feature map of a tensor's extractor: what is averaged over space after the last
   * convolution over pictures or planes.
   *
   * @param tensor the name of the tensor
   * @return nothing where the network has no such convolution or gives several numbers
   */
  public Optional<FeatureMap> featureMap(String tensor, NetworkRows rows, int row) {
    var convolutions = convolutions(tensor);
    if (convolutions.isEmpty()) {
      return Optional.empty();
    }
    var values = values(rows, row);
    if (requireNonNull(values.get(OnnxNetwork.OUTPUTS), "outputs").numbers().length != 1) {
      return Optional.empty();
    }
    var nodes = graph.nodes();
    String name =
        nodes.subList(nodes.indexOf(convolutions.getLast()), nodes.size()).stream()
            .filter(node -> node.operator().equals("ReduceMean"))
            .findFirst()
            .map(node -> node.inputs().getFirst())
            .orElseThrow(() -> new IllegalArgumentException("Nothing averages " + tensor));
    var map = requireNonNull(values.get(name), "map");
    int rank = map.shape().length;
    var planes =
        rank == PICTURE_WEIGHT_RANK
            ? new CellAxis(map.shape()[0], 0, 1)
            : axis(convolutions, 0, map.shape()[rank - 3]);
    return Optional.of(
        new FeatureMap(
            map,
            derivatives(name, values),
            planes,
            axis(convolutions, rank - 4, map.shape()[rank - 2]),
            axis(convolutions, rank - 3, map.shape()[rank - 1])));
  }

  private List<GraphNode> convolutions(String tensor) {
    var prefix = "extractor." + tensor + ".";
    return graph.nodes().stream()
        .filter(node -> node.operator().equals("Conv"))
        .filter(node -> node.inputs().get(1).startsWith(prefix))
        .filter(node -> weight(node).shape().length >= PICTURE_WEIGHT_RANK)
        .toList();
  }

  private GraphArray weight(GraphNode convolution) {
    return requireNonNull(graph.constants().get(convolution.inputs().get(1)), "weight");
  }

  /** The cells along a spatial axis after convolutions one after the other. */
  private CellAxis axis(List<GraphNode> convolutions, int spatial, int cells) {
    double first = 0;
    double step = 1;
    for (var node : convolutions) {
      int kernel = weight(node).shape()[spatial + 2];
      first += step * ((kernel - 1) / 2.0 - node.attribute("pads").get(spatial));
      step *= node.attribute("strides").get(spatial);
    }
    return new CellAxis(cells, first, step);
  }

  private Map<String, GraphArray> values(NetworkRows rows, int row) {
    var values = new HashMap<>(graph.constants());
    graph
        .inputs()
        .forEach(
            (name, extents) -> {
              var shape = new int[extents.size() + 1];
              shape[0] = 1;
              for (int axis = 1; axis < shape.length; axis++) {
                shape[axis] = extents.get(axis - 1);
              }
              float[] numbers = rows.batch(name, new int[] {row});
              var wide = new double[numbers.length];
              for (int i = 0; i < wide.length; i++) {
                wide[i] = numbers[i];
              }
              values.put(name, new GraphArray(shape, wide));
            });
    for (var node : graph.nodes()) {
      values.put(node.output(), step(node).forward(inputs(node, values)));
    }
    return values;
  }

  private static List<GraphArray> inputs(GraphNode node, Map<String, GraphArray> values) {
    var inputs = new ArrayList<GraphArray>();
    node.inputs().forEach(each -> inputs.add(requireNonNull(values.get(each), each)));
    return inputs;
  }

  /** The derivatives of the output with respect to a value, back through what comes from it. */
  private GraphArray derivatives(String name, Map<String, GraphArray> values) {
    var after = after(name);
    var derivatives = new HashMap<String, GraphArray>();
    var value = requireNonNull(values.get(name), name);
    derivatives.put(name, GraphArray.zeros(value.shape()));
    var output = requireNonNull(values.get(OnnxNetwork.OUTPUTS), "outputs");
    derivatives.put(OnnxNetwork.OUTPUTS, new GraphArray(output.shape(), new double[] {1}));
    for (var node : graph.nodes().reversed()) {
      var derivative = derivatives.get(node.output());
      if (derivative == null || node.output().equals(name) || !after.contains(node.output())) {
        continue;
      }
      var result = requireNonNull(values.get(node.output()), node.output());
      var back = step(node).backward(inputs(node, values), result, derivative);
      for (int i = 0; i < back.size(); i++) {
        if (after.contains(node.inputs().get(i))) {
          derivatives.merge(node.inputs().get(i), back.get(i), NetworkGradient::sum);
        }
      }
    }
    return requireNonNull(derivatives.get(name), name);
  }

  /** A value and all that is computed from it. */
  private Set<String> after(String name) {
    var after = new HashSet<>(Set.of(name));
    for (var node : graph.nodes()) {
      if (node.inputs().stream().anyMatch(after::contains)) {
        after.add(node.output());
      }
    }
    return after;
  }

  private static GraphArray sum(GraphArray one, GraphArray other) {
    var sum = one.numbers().clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += other.numbers()[i];
    }
    return new GraphArray(one.shape(), sum);
  }
}
