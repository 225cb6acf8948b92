package org.chiasm.learn.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.chiasm.learn.encode.Feature;
import org.chiasm.learn.encode.GridScaling;
import org.chiasm.learn.encode.LinearPreprocessing;
import org.chiasm.learn.encode.NetworkInputs;
import org.chiasm.learn.fusion.NetworkModel;
import org.chiasm.learn.layers.LossCurve;
import org.chiasm.learn.layers.TensorInput;
import org.chiasm.learn.onnx.OnnxNetwork;

/**
 * Network models as files: {@code NAME.network.json}, or over time {@code NAME.hazards.json}, with
 * what makes their inputs and how they were trained, and one ONNX file for each member.
 */
final class NetworkFiles {
  private static final String SUFFIX = ".network.json";
  private static final String OVER_TIME = ".hazards.json";

  private final List<Feature> features;
  private final SortedMap<String, byte[]> files;
  private final Map<String, NetworkModel> loaded = new TreeMap<>();

  /** Files to read, or to add to; {@code features} are the contract's columns. */
  NetworkFiles(List<Feature> features, SortedMap<String, byte[]> files) {
    this.features = features;
    this.files = files;
  }

  /** Whether a file is the first of a network model. */
  static boolean isFirst(String name) {
    return name.endsWith(SUFFIX) || isOverTime(name);
  }

  /** Whether a file is the first of a network model that tells risk over time. */
  static boolean isOverTime(String name) {
    return name.endsWith(OVER_TIME);
  }

  /** Adds a model's files and gives the name of the first. */
  String write(NetworkModel model) {
    var node = BundleJson.object().put("name", model.name());
    node.set("hyper_parameters", BundleJson.strings(model.hyperParameters()));
    var branches = node.putArray("branches");
    for (var part : model.inputs().parts()) {
      var branch = ContractJson.put(branches.addObject(), part.branch());
      branch.set("terms", ContractJson.writeTerms(part.columns().terms()));
      var tensors = branch.putArray("tensors");
      for (var tensor : part.tensors()) {
        var object =
            tensors
                .addObject()
                .put("input", tensor.name())
                .put("encoder", ContractJson.id(tensor.encoder()));
        tensor.shape().forEach(object.putArray("shape")::add);
        var grid = part.grids().get(tensor.name());
        if (grid != null) {
          object.set("means", BundleJson.numbers(grid.means()));
          object.set("deviations", BundleJson.numbers(grid.deviations()));
        }
      }
    }
    if (!model.ends().isEmpty()) {
      node.set("ends", BundleJson.numbers(model.ends()));
    }
    var members = node.putArray("members");
    for (int i = 0; i < model.members().size(); i++) {
      var file = model.name() + "." + i + ".onnx";
      files.put(file, model.members().get(i).bytes());
      members.add(file);
    }
    var curves = node.putArray("curves");
    model.curves().forEach(curve -> write(curves.addObject(), curve));
    var name = model.name() + (model.ends().isEmpty() ? SUFFIX : OVER_TIME);
    files.put(name, BundleJson.bytes(node));
    return name;
  }

  private static void write(ObjectNode node, LossCurve curve) {
    node.put("network", curve.network()).put("kept", curve.kept());
    node.set(
        "training", BundleJson.numbers(curve.points().stream().map(p -> p.training()).toList()));
    var tuning = curve.points().stream().map(p -> p.tuning()).filter(p -> !p.isNaN()).toList();
    node.set("tuning", BundleJson.numbers(tuning));
  }

  /** The model whose first file has that name; read once. */
  NetworkModel read(String name) throws IOException {
    var known = loaded.get(name);
    if (known != null) {
      return known;
    }
    var node = BundleJson.parse(file(name));
    var parts = new ArrayList<NetworkInputs.Part>();
    for (var each : node.required("branches")) {
      parts.add(part(each));
    }
    var members = new ArrayList<OnnxNetwork>();
    for (var each : node.required("members")) {
      members.add(new OnnxNetwork(file(BundleJson.text(each))));
    }
    var curves = new ArrayList<LossCurve>();
    for (var each : node.required("curves")) {
      curves.add(curve(each));
    }
    var model =
        new NetworkModel(
            BundleJson.text(node.required("name")),
            new NetworkInputs(parts),
            members,
            new TreeMap<>(BundleJson.strings(node.required("hyper_parameters"))),
            curves,
            node.has("ends") ? BundleJson.numbers(node.required("ends")) : List.of());
    loaded.put(name, model);
    return model;
  }

  private NetworkInputs.Part part(JsonNode node) {
    var branch = ContractJson.branch(node);
    var own =
        features.stream()
            .filter(each -> each.branch().equals(branch) && each.isOriginal())
            .toList();
    var tensors = new ArrayList<TensorInput>();
    var grids = new LinkedHashMap<String, GridScaling>();
    for (var each : node.required("tensors")) {
      var shape = new ArrayList<Integer>();
      each.required("shape").forEach(extent -> shape.add((int) BundleJson.number(extent)));
      var input = BundleJson.text(each.required("input"));
      var encoder =
          TensorInput.Encoder.valueOf(
              BundleJson.text(each.required("encoder")).toUpperCase(Locale.ROOT));
      tensors.add(new TensorInput(input, encoder, shape));
      if (each.has("means")) {
        grids.put(
            input,
            new GridScaling(
                BundleJson.numbers(each.required("means")),
                BundleJson.numbers(each.required("deviations"))));
      }
    }
    var columns = new LinearPreprocessing(own, ContractJson.readTerms(node.required("terms")));
    return new NetworkInputs.Part(branch, columns, tensors, grids);
  }

  private static LossCurve curve(JsonNode node) {
    var training = BundleJson.numbers(node.required("training"));
    var tuning = BundleJson.numbers(node.required("tuning"));
    var points = new ArrayList<LossCurve.Point>();
    for (int i = 0; i < training.size(); i++) {
      double judged = tuning.size() == training.size() ? tuning.get(i) : Double.NaN;
      points.add(new LossCurve.Point(training.get(i), judged));
    }
    return new LossCurve(
        BundleJson.text(node.required("network")),
        points,
        (int) BundleJson.number(node.required("kept")));
  }

  private byte[] file(String name) throws BundleException {
    var bytes = files.get(name);
    if (bytes == null) {
      throw new BundleException("The manifest does not list " + name + "; the bundle is not whole");
    }
    return bytes;
  }
}
