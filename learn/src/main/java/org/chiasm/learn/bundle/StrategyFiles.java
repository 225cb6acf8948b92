package org.chiasm.learn.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.chiasm.learn.encode.Feature;
import org.chiasm.learn.encode.LinearPreprocessing;
import org.chiasm.learn.fusion.Calibration;
import org.chiasm.learn.fusion.EnsembleModel;
import org.chiasm.learn.fusion.ExtractedModel;
import org.chiasm.learn.fusion.HazardModel;
import org.chiasm.learn.fusion.LearnerKind;
import org.chiasm.learn.fusion.LinearModel;
import org.chiasm.learn.fusion.Model;
import org.chiasm.learn.fusion.NetworkModel;
import org.chiasm.learn.fusion.OutcomeScale;
import org.chiasm.learn.fusion.Strategy;
import org.chiasm.learn.fusion.StrategyKey;
import org.chiasm.learn.fusion.TrainedStrategy;
import org.chiasm.learn.fusion.XgBoostModel;
import org.chiasm.study.Branch;
import org.chiasm.study.LateRule;

/**
 * The fitted strategies as files: {@code strategies.json} with what joins and calibrates, and one
 * file for each model, shared by the strategies that use it.
 */
final class StrategyFiles {
  static final String STRATEGIES = "strategies.json";
  private static final String HAZARD = ".hazard";

  private final List<Feature> features;
  private final SortedMap<String, byte[]> files;
  private final NetworkFiles networks;

  /** Files to read, or to add to; {@code features} are the contract's columns. */
  StrategyFiles(List<Feature> features, SortedMap<String, byte[]> files) {
    this.features = features;
    this.files = files;
    this.networks = new NetworkFiles(features, files);
  }

  void write(List<TrainedStrategy> strategies) {
    var node = BundleJson.array();
    for (var strategy : strategies) {
      var object = node.addObject();
      switch (strategy.key()) {
        case StrategyKey.Single(var branch) ->
            ContractJson.put(object.put("strategy", "single"), branch);
        case StrategyKey.Fused fused -> object.put("strategy", fused.id());
      }
      switch (strategy) {
        case TrainedStrategy.NotTrained notTrained ->
            object.put("not_trained", notTrained.reason());
        case TrainedStrategy.Fitted fitted -> {
          object.put("chosen", fitted.chosen().id());
          var losses = object.putObject("tuning_loss");
          fitted.tuningLoss().forEach((learner, loss) -> losses.put(learner.id(), loss));
          var learners = object.putObject("by_learner");
          fitted.byLearner().forEach((learner, each) -> learners.set(learner.id(), write(each)));
        }
      }
    }
    files.put(STRATEGIES, BundleJson.bytes(node));
  }

  /** Whether a file is of a model over time. */
  static boolean isOverTime(String name) {
    return name.contains(HAZARD + ".") || NetworkFiles.isOverTime(name);
  }

  private JsonNode write(Strategy strategy) {
    var node = BundleJson.object().put("scale", ContractJson.id(strategy.scale()));
    switch (strategy) {
      case Strategy.Joined joined -> {
        var branches = node.putArray("branches");
        new TreeSet<>(joined.branches())
            .forEach(each -> ContractJson.put(branches.addObject(), each));
        calibration(node, joined.calibration());
        var models = node.putArray("models");
        members(joined.model()).forEach(each -> models.add(write(joined, each)));
        if (joined.model() instanceof EnsembleModel ensemble) {
          node.set("weights", BundleJson.numbers(ensemble.weights()));
        }
        if (!joined.reduced().isEmpty()) {
          var reduced = node.putArray("reduced");
          joined.reduced().forEach(each -> reduced.add(write(each)));
        }
      }
      case Strategy.Late late -> {
        node.put("rule", late.rule().name().toLowerCase(Locale.ROOT));
        node.put("base", late.base()).put("intercept", late.intercept());
        calibration(node, late.calibration());
        var members = node.putArray("members");
        for (var member : late.members()) {
          var object = ContractJson.put(members.addObject(), member.branch());
          object.put("weight", member.weight()).set("model", write(member.model()));
        }
      }
    }
    return node;
  }

  private static void calibration(ObjectNode node, Calibration calibration) {
    node.putObject("calibration")
        .put("slope", calibration.slope())
        .put("intercept", calibration.intercept());
  }

  private static Calibration calibration(JsonNode node) {
    return new Calibration(
        BundleJson.number(node.required("slope")), BundleJson.number(node.required("intercept")));
  }

  private static List<Model> members(Model model) {
    return model instanceof EnsembleModel ensemble ? ensemble.members() : List.of(model);
  }

  /** Adds a model's file and says its name and what is not in it. */
  private ObjectNode write(Strategy.Joined joined, Model model) {
    var name =
        new TreeSet<>(joined.branches())
            .stream().map(Branch::name).collect(Collectors.joining("+"));
    return write(name, model);
  }

  private ObjectNode write(String base, Model model) {
    var node = BundleJson.object();
    switch (model) {
      case XgBoostModel trees -> {
        var names = node.putArray("files");
        for (var weights : trees.weights()) {
          var name = base + ".xgboost." + names.size() + ".ubj";
          files.put(name, weights);
          names.add(name);
        }
        node.set("hyper_parameters", BundleJson.strings(trees.hyperParameters()));
      }
      case LinearModel linear -> {
        var name = base + ".linear.json";
        var object =
            BundleJson.object()
                .put("intercept", linear.intercept())
                .put("penalty", linear.penalty());
        object.set("weights", BundleJson.numbers(linear.weights()));
        object.set("terms", ContractJson.writeTerms(linear.preprocessing().terms()));
        files.put(name, BundleJson.bytes(object));
        node.put("file", name);
      }
      case NetworkModel network -> node.put("file", networks.write(network));
      case ExtractedModel extracted -> {
        extracted.extractors().stream()
            .map(networks::write)
            .forEach(node.putArray("extractors")::add);
        node.put("reading", extracted.reading().name().toLowerCase(Locale.ROOT));
        node.set("model", write("extracted." + base, extracted.model()));
        var columns = node.putArray("columns");
        for (var feature : extracted.columns()) {
          var column = columns.addObject().put("name", feature.name());
          ContractJson.put(column, feature.branch())
              .put("kind", feature.kind().name().toLowerCase(Locale.ROOT));
        }
      }
      case HazardModel overTime -> {
        node.set("ends", BundleJson.numbers(overTime.ends()));
        node.set("hazard", write(base + HAZARD, overTime.hazard()));
      }
      case EnsembleModel _ ->
          throw new IllegalArgumentException("An ensemble of ensembles cannot be written");
    }
    return node;
  }

  List<TrainedStrategy> read() throws IOException {
    var strategies = new ArrayList<TrainedStrategy>();
    for (var each : BundleJson.parse(file(STRATEGIES))) {
      var name = BundleJson.text(each.required("strategy"));
      var key =
          name.equals("single")
              ? new StrategyKey.Single(ContractJson.branch(each))
              : StrategyKey.fused(name);
      if (each.has("not_trained")) {
        strategies.add(
            new TrainedStrategy.NotTrained(key, BundleJson.text(each.required("not_trained"))));
        continue;
      }
      var byLearner = new EnumMap<LearnerKind, Strategy>(LearnerKind.class);
      for (var entry : each.required("by_learner").properties()) {
        byLearner.put(learner(entry.getKey()), strategy(entry.getValue()));
      }
      var losses = new EnumMap<LearnerKind, Double>(LearnerKind.class);
      for (var entry : each.required("tuning_loss").properties()) {
        losses.put(learner(entry.getKey()), BundleJson.number(entry.getValue()));
      }
      var chosen = learner(BundleJson.text(each.required("chosen")));
      strategies.add(new TrainedStrategy.Fitted(key, chosen, byLearner, losses));
    }
    return strategies;
  }

  private static LearnerKind learner(String id) {
    return LearnerKind.valueOf(id.toUpperCase(Locale.ROOT));
  }

  private Strategy strategy(JsonNode node) throws IOException {
    if (!node.has("members")) {
      return joined(node);
    }
    var members = new ArrayList<Strategy.Late.Member>();
    for (var each : node.required("members")) {
      members.add(
          new Strategy.Late.Member(
              ContractJson.branch(each),
              joined(each.required("model")),
              BundleJson.number(each.required("weight"))));
    }
    var rule =
        node.has("rule")
            ? LateRule.valueOf(BundleJson.text(node.required("rule")).toUpperCase(Locale.ROOT))
            : LateRule.STACKED;
    return new Strategy.Late(
        rule,
        members,
        BundleJson.number(node.required("base")),
        BundleJson.number(node.required("intercept")),
        node.has("calibration") ? calibration(node.required("calibration")) : Calibration.NONE,
        scale(node));
  }

  private static OutcomeScale scale(JsonNode node) {
    return OutcomeScale.valueOf(BundleJson.text(node.required("scale")).toUpperCase(Locale.ROOT));
  }

  private Strategy.Joined joined(JsonNode node) throws IOException {
    var branches = new TreeSet<Branch>();
    node.required("branches").forEach(each -> branches.add(ContractJson.branch(each)));
    var own =
        features.stream()
            .filter(each -> branches.contains(each.branch()) && each.isOriginal())
            .toList();
    var models = new ArrayList<Model>();
    for (var each : node.required("models")) {
      models.add(model(own, each));
    }
    var reduced = new ArrayList<Strategy.Joined>();
    for (var each : node.path("reduced")) {
      reduced.add(joined(each));
    }
    return new Strategy.Joined(
        branches,
        ensemble(models, node),
        calibration(node.required("calibration")),
        scale(node),
        reduced);
  }

  private final Map<String, Model> loaded = new TreeMap<>();

  private Model model(List<Feature> own, JsonNode node) throws IOException {
    if (node.has("extractors")) {
      return extracted(node);
    }
    if (node.has("ends")) {
      var ends = BundleJson.numbers(node.required("ends"));
      var columns = HazardModel.columns(own, ends.size());
      return new HazardModel(model(columns, node.required("hazard")), ends);
    }
    var names = fileNames(node);
    var name = names.getFirst();
    if (NetworkFiles.isFirst(name)) {
      return networks.read(name);
    }
    var known = loaded.get(name);
    if (known != null) {
      return known;
    }
    Model model;
    if (name.endsWith(".ubj")) {
      var hyperParameters = new TreeMap<>(BundleJson.strings(node.required("hyper_parameters")));
      var weights = new ArrayList<byte[]>();
      for (var each : names) {
        weights.add(file(each));
      }
      model = new XgBoostModel(own, weights, hyperParameters);
    } else {
      var object = BundleJson.parse(file(name));
      model =
          new LinearModel(
              new LinearPreprocessing(own, ContractJson.readTerms(object.required("terms"))),
              BundleJson.numbers(object.required("weights")),
              BundleJson.number(object.required("intercept")),
              BundleJson.number(object.required("penalty")));
    }
    loaded.put(name, model);
    return model;
  }

  /** Bundles from before members had weights weigh them equally. */
  private static Model ensemble(List<Model> models, JsonNode node) {
    if (models.size() == 1) {
      return models.getFirst();
    }
    return node.has("weights")
        ? new EnsembleModel(models, BundleJson.numbers(node.required("weights")))
        : new EnsembleModel(models);
  }

  private static List<String> fileNames(JsonNode node) throws IOException {
    if (!node.has("files")) {
      return List.of(BundleJson.text(node.required("file")));
    }
    var names = new ArrayList<String>();
    for (var each : node.required("files")) {
      names.add(BundleJson.text(each));
    }
    if (names.isEmpty()) {
      throw new BundleException("A model in " + STRATEGIES + " names no file; it needs one");
    }
    return names;
  }

  private Model extracted(JsonNode node) throws IOException {
    var extractors = new ArrayList<NetworkModel>();
    for (var each : node.required("extractors")) {
      extractors.add(networks.read(BundleJson.text(each)));
    }
    var columns = new ArrayList<Feature>();
    for (var each : node.required("columns")) {
      var branch = ContractJson.branch(each);
      var name = BundleJson.text(each.required("name"));
      var kind = upper(each, "kind", Feature.Kind.QUANTITY.name());
      columns.add(new Feature(name, branch.name(), branch, Feature.Kind.valueOf(kind)));
    }
    var reading = upper(node, "reading", ExtractedModel.Reading.REPRESENTATIONS.name());
    return new ExtractedModel(
        extractors,
        ExtractedModel.Reading.valueOf(reading),
        columns,
        model(columns, node.required("model")));
  }

  /** A word in upper case; earlier bundles have none. */
  private static String upper(JsonNode node, String field, String earlier) {
    return node.has(field)
        ? BundleJson.text(node.required(field)).toUpperCase(Locale.ROOT)
        : earlier;
  }

  private byte[] file(String name) throws BundleException {
    return BundleHead.file(files, name);
  }
}
