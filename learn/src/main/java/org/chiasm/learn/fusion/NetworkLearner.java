package org.chiasm.learn.fusion;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.chiasm.Modality;
import org.chiasm.learn.encode.NetworkInputs;
import org.chiasm.learn.layers.Loss;
import org.chiasm.learn.layers.NetworkPlan;
import org.chiasm.learn.layers.Parameters;
import org.chiasm.learn.network.Checkpoints;
import org.chiasm.learn.network.NetworkTrainer;
import org.chiasm.learn.network.PassListener;
import org.chiasm.learn.network.TrainedNetwork;
import org.chiasm.learn.network.TrainingSettings;
import org.chiasm.learn.onnx.OnnxExport;
import org.chiasm.learn.onnx.OnnxNetwork;

/**
 * Trains network models: for each seed one network, every setting tried with the first seed and the
 * one with the lowest loss on tuning rows taken for the others.
 *
 * @param settings tried in this order; of equally good ones the first is taken
 * @param members how many seeds
 * @param listener told of each pass
 * @param width as in {@link NetworkPlan}
 */
public record NetworkLearner(
    List<TrainingSettings> settings,
    int members,
    int width,
    double dropout,
    Checkpoints checkpoints,
    PassListener listener,
    long seed) {
  private static final double LARGEST_WEIGHT = 3;
  private static final double BEND = 1;

  /** Copies the settings. */
  public NetworkLearner {
    settings = List.copyOf(settings);
    requireNonNull(checkpoints, "checkpoints");
    requireNonNull(listener, "listener");
    if (settings.isEmpty() || members < 1) {
      throw new IllegalArgumentException("A network learner needs a setting and a seed");
    }
  }

  /** One that tells nobody. */
  public NetworkLearner(
      List<TrainingSettings> settings,
      int members,
      int width,
      double dropout,
      Checkpoints checkpoints,
      long seed) {
    this(settings, members, width, dropout, checkpoints, PassListener.SILENT, seed);
  }

  /** What is tried unless said otherwise. */
  public static NetworkLearner withSeed(long seed) {
    return new NetworkLearner(
        List.of(new TrainingSettings(4e-3, 0.5, 32, 24, 5, 12, 0.3)),
        2,
        8,
        0.25,
        Checkpoints.NONE,
        seed);
  }

  /** The same with checkpoints kept elsewhere. */
  public NetworkLearner with(Checkpoints others) {
    return new NetworkLearner(settings, members, width, dropout, others, listener, seed);
  }

  /** The same with somebody told of each pass. */
  public NetworkLearner with(PassListener other) {
    return new NetworkLearner(settings, members, width, dropout, checkpoints, other, seed);
  }

  /** A trained model with the parameters of each member, for networks that start from them. */
  record Fitted(NetworkModel model, List<Parameters> parameters) {}

  /** What a score is on the scale that networks are trained on. */
  private record Outputs(Loss training, Loss tuning, double factor, double shift) {}

  /**
   * The plan of a network over inputs; joint II leaves the columns of values and histories
   * unlearned.
   */
  NetworkPlan plan(NetworkInputs inputs, NetworkPlan.Fusion fusion, boolean allLearned) {
    return new NetworkPlan(
        inputs.parts().stream()
            .map(
                part ->
                    part.plan(
                        allLearned
                            || part.readsWords()
                            || part.branch().modality() == Modality.IMAGE
                            || part.branch().modality() == Modality.WAVEFORM))
            .toList(),
        fusion,
        width,
        dropout,
        1);
  }

  /**
   * Trains.
   *
   * @param warm networks whose parameters of the same names each member starts from
   */
  Fitted fit(
      String name,
      NetworkPlan plan,
      NetworkInputs inputs,
      TrainingSet training,
      TrainingSet tuning,
      List<Fitted> warm) {
    var outputs = outputs(training, tuning);
    var own = new NetworkTrainer.Part(inputs.rows(training.features()), outputs.training());
    var judged = new NetworkTrainer.Part(inputs.rows(tuning.features()), outputs.tuning());
    var tried = tuning.rowCount() == 0 ? settings.subList(0, 1) : settings;
    var first =
        tried.parallelStream().map(each -> train(name, plan, own, judged, warm, 0, each)).toList();
    int best = 0;
    for (int i = 1; i < first.size(); i++) {
      best = first.get(i).loss() < first.get(best).loss() ? i : best;
    }
    var chosen = tried.get(best);
    var trained = new ArrayList<TrainedNetwork>(List.of(first.get(best)));
    trained.addAll(
        IntStream.range(1, members)
            .parallel()
            .mapToObj(member -> train(name, plan, own, judged, warm, member, chosen))
            .toList());
    var parameters = trained.stream().map(TrainedNetwork::parameters).toList();
    var networks =
        parameters.stream()
            .map(
                each ->
                    new OnnxNetwork(
                        OnnxExport.write(
                            plan, each, (float) outputs.factor(), (float) outputs.shift())))
            .toList();
    var hyperParameters = new TreeMap<String, String>();
    hyperParameters.put("network.weight_decay", Double.toString(chosen.weightDecay()));
    hyperParameters.put(
        "network.passes",
        String.join("+", trained.stream().map(each -> each.curve().kept() + "").toList()));
    var curves = trained.stream().map(TrainedNetwork::curve).toList();
    return new Fitted(
        new NetworkModel(name, inputs, networks, hyperParameters, curves), parameters);
  }

  private TrainedNetwork train(
      String name,
      NetworkPlan plan,
      NetworkTrainer.Part training,
      NetworkTrainer.Part tuning,
      List<Fitted> warm,
      int member,
      TrainingSettings chosen) {
    long own = seed * 31 + member;
    var start = Parameters.initial(plan, own);
    for (var each : warm) {
      start = start.startedFrom(each.parameters().get(member));
    }
    return new NetworkTrainer(chosen, checkpoints, listener)
        .fit(name + "." + member, plan, start, training, tuning, own);
  }

  private static Outputs outputs(TrainingSet training, TrainingSet tuning) {
    var targets = training.targets();
    if (training.scale() == OutcomeScale.LOGIT) {
      double events = Arrays.stream(targets).sum();
      double others = targets.length - events;
      double weight =
          events == 0 || others == 0
              ? 1
              : Math.clamp(Math.sqrt(others / events), 1 / LARGEST_WEIGHT, LARGEST_WEIGHT);
      return new Outputs(
          new Loss.Logistic(targets, weight),
          new Loss.Logistic(tuning.targets(), weight),
          1,
          -StrictMath.log(weight));
    }
    double mean = Arrays.stream(targets).average().orElse(0);
    double squares = Arrays.stream(targets).map(each -> (each - mean) * (each - mean)).sum();
    double deviation = Math.max(Math.sqrt(squares / targets.length), 1e-9);
    return new Outputs(
        new Loss.Huber(standardised(targets, mean, deviation), BEND),
        new Loss.Huber(standardised(tuning.targets(), mean, deviation), BEND),
        deviation,
        mean);
  }

  private static double[] standardised(double[] targets, double mean, double deviation) {
    return Arrays.stream(targets).map(each -> (each - mean) / deviation).toArray();
  }
}
