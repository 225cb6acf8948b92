package org.chiasm.learn.fusion;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
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
 * Trains network models: for each seed one network, with every setting, of which the one with the
 * lowest loss on the rows that stop the networks is taken.
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
  private static final int STOPPING_ROWS_MIN = 8;

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
        List.of(new TrainingSettings(4e-3, 0.5, 32, 24, 5, 12, 0.5)),
        TrainingSet.PARTS,
        8,
        0.4,
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

  /**
   * A trained model.
   *
   * @param parameters of each member, for networks that start from them
   * @param outOfFold the score of each training row by the member that stopped by it and did not
   *     learn from it; empty where members do not leave every row aside in turn
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Fitted(NetworkModel model, List<Parameters> parameters, double[] outOfFold) {}

  /**
   * What a score is on the scale that networks are trained on.
   *
   * @param loss of some rows there
   */
  private record Outputs(double factor, double shift, Function<TrainingSet, Loss> loss) {}

  /**
   * The plan of a network over inputs; joint II leaves the columns of values and histories
   * unlearned.
   */
  NetworkPlan plan(
      NetworkInputs inputs, NetworkPlan.Fusion fusion, boolean allLearned, int outputs) {
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
        outputs);
  }

  /**
   * Trains members that leave one part of the training rows aside, another one each, and stop by
   * it, so that tuning rows have no say in a network and judge it as they would be judged. Where a
   * part is too small for that, all rows train for a fixed number of passes.
   *
   * @param warm networks with as many members, whose parameters of the same names each member
   *     starts from
   */
  Fitted fitInParts(
      String name,
      NetworkPlan plan,
      NetworkInputs inputs,
      TrainingSet training,
      List<Fitted> warm) {
    var outputs = outputs(training);
    int count = Math.max(members, TrainingSet.PARTS);
    var own =
        IntStream.range(0, count)
            .mapToObj(member -> divided(inputs, training, outputs, member))
            .toList();
    boolean stops = own.stream().allMatch(Divided::stops);
    var best =
        (stops ? settings : settings.subList(0, 1))
            .parallelStream()
                .map(each -> new Trained(each, train(name, plan, own, warm, each)))
                .toList()
                .stream()
                .min(Comparator.comparingDouble(Trained::loss))
                .orElseThrow();
    var none = Collections.nCopies(count, Calibration.NONE);
    var ends = training.ends();
    var fitted = fitted(name, plan, inputs, outputs, best.networks(), none, best.chosen(), ends);
    if (!stops) {
      return fitted;
    }
    var calibrations = calibrations(fitted.model(), training);
    var model =
        fitted(name, plan, inputs, outputs, best.networks(), calibrations, best.chosen(), ends)
            .model();
    return new Fitted(model, fitted.parameters(), outOfFold(model, training));
  }

  /** Members trained with one setting. */
  private record Trained(TrainingSettings chosen, List<TrainedNetwork> networks) {
    double loss() {
      return networks.getFirst().loss();
    }
  }

  private static Fitted fitted(
      String name,
      NetworkPlan plan,
      NetworkInputs inputs,
      Outputs outputs,
      List<TrainedNetwork> trained,
      List<Calibration> calibrations,
      TrainingSettings chosen,
      List<Double> ends) {
    var parameters = trained.stream().map(TrainedNetwork::parameters).toList();
    var networks =
        IntStream.range(0, parameters.size())
            .mapToObj(
                member -> exported(plan, parameters.get(member), outputs, calibrations.get(member)))
            .toList();
    var hyperParameters = new TreeMap<String, String>();
    hyperParameters.put("network.weight_decay", Double.toString(chosen.weightDecay()));
    hyperParameters.put(
        "network.passes",
        String.join("+", trained.stream().map(each -> each.curve().kept() + "").toList()));
    int leftOut = trained.stream().mapToInt(TrainedNetwork::leftOut).sum();
    if (leftOut > 0) {
      hyperParameters.put("network.steps_left_out", Integer.toString(leftOut));
    }
    var curves = trained.stream().map(TrainedNetwork::curve).toList();
    if (!ends.isEmpty()) {
      hyperParameters.put("hazard.intervals", Integer.toString(ends.size()));
    }
    var model = new NetworkModel(name, inputs, networks, hyperParameters, curves, ends);
    return new Fitted(model, parameters, new double[0]);
  }

  private static OnnxNetwork exported(
      NetworkPlan plan, Parameters parameters, Outputs outputs, Calibration calibration) {
    double slope = calibration.slope();
    return new OnnxNetwork(
        OnnxExport.write(
            plan,
            parameters,
            (float) (slope * outputs.factor()),
            (float) (slope * outputs.shift() + calibration.intercept())));
  }

  /**
   * Each member's calibration on the part that it did not learn from, before members are averaged:
   * one that has learned its rows by heart would outvote the others by being too sure. Over time it
   * is of hazards on the lines of rows and intervals.
   */
  private static List<Calibration> calibrations(NetworkModel model, TrainingSet training) {
    return IntStream.range(0, model.members().size())
        .mapToObj(
            member -> {
              var own = training.part(member % TrainingSet.PARTS, false);
              return model.ends().isEmpty()
                  ? Calibration.fit(model.memberScores(member, own.features()), own)
                  : Calibration.fit(
                      own.ofLines(model.memberOutputs(member, own.features())), own.lines());
            })
        .toList();
  }

  /**
   * What a member learns from, and what it stops by.
   *
   * @param base the logit of the usual hazard in each interval, at which outputs start: most
   *     hazards are so small that they would be far from where they belong otherwise
   */
  private record Divided(
      NetworkTrainer.Part training, NetworkTrainer.Part stopping, List<Double> base) {
    boolean stops() {
      return stopping.rows().count() > 0;
    }
  }

  private static Divided divided(
      NetworkInputs inputs, TrainingSet training, Outputs outputs, int member) {
    var stopping = training.part(member % TrainingSet.PARTS, false);
    var learning = training.part(member % TrainingSet.PARTS, true);
    if (stopping.rowCount() < STOPPING_ROWS_MIN || stopping.isConstant() || learning.isConstant()) {
      return new Divided(
          part(inputs, training, outputs), nothing(inputs, training, outputs), base(training));
    }
    return new Divided(
        part(inputs, learning, outputs), part(inputs, stopping, outputs), base(learning));
  }

  private static List<Double> base(TrainingSet training) {
    return IntStream.range(0, training.ends().size()).mapToObj(training::usualHazard).toList();
  }

  private static NetworkTrainer.Part nothing(
      NetworkInputs inputs, TrainingSet training, Outputs outputs) {
    return part(inputs, training.where(new boolean[training.rowCount()]), outputs);
  }

  private static NetworkTrainer.Part part(NetworkInputs inputs, TrainingSet set, Outputs outputs) {
    return new NetworkTrainer.Part(inputs.rows(set.features()), outputs.loss().apply(set));
  }

  private static double[] outOfFold(NetworkModel model, TrainingSet training) {
    var scores = new double[training.rowCount()];
    for (int part = 0; part < TrainingSet.PARTS; part++) {
      int[] rows = training.rowsOf(part);
      var own = model.memberScores(part, training.features().rows(rows));
      for (int i = 0; i < rows.length; i++) {
        scores[rows[i]] = own[i];
      }
    }
    return scores;
  }

  private List<TrainedNetwork> train(
      String name,
      NetworkPlan plan,
      List<Divided> rows,
      List<Fitted> warm,
      TrainingSettings chosen) {
    var networks = new ArrayList<NetworkTrainer.Member>();
    for (int member = 0; member < rows.size(); member++) {
      long own = seed * 31 + member;
      var base = rows.get(member).base();
      var initial = Parameters.initial(plan, own);
      var start = base.isEmpty() ? initial : initial.withOutputsAt(base);
      for (var each : warm) {
        start = start.startedFrom(each.parameters().get(member));
      }
      var part = rows.get(member);
      networks.add(new NetworkTrainer.Member(start, part.training(), part.stopping(), own));
    }
    return new NetworkTrainer(chosen, checkpoints, listener).fit(name, plan, networks);
  }

  private static Outputs outputs(TrainingSet training) {
    if (!training.ends().isEmpty()) {
      return new Outputs(1, 0, NetworkLearner::hazard);
    }
    var targets = training.targets();
    if (training.scale() == OutcomeScale.LOGIT) {
      double events = Arrays.stream(targets).sum();
      double others = targets.length - events;
      double weight =
          events == 0 || others == 0
              ? 1
              : Math.clamp(Math.sqrt(others / events), 1 / LARGEST_WEIGHT, LARGEST_WEIGHT);
      return new Outputs(
          1, -StrictMath.log(weight), set -> new Loss.Logistic(set.targets(), weight));
    }
    double mean = Arrays.stream(targets).average().orElse(0);
    double squares = Arrays.stream(targets).map(each -> (each - mean) * (each - mean)).sum();
    double deviation = Math.max(Math.sqrt(squares / targets.length), 1e-9);
    return new Outputs(
        deviation,
        mean,
        set ->
            new Loss.Huber(
                Arrays.stream(set.targets()).map(each -> (each - mean) / deviation).toArray(),
                BEND));
  }

  private static Loss hazard(TrainingSet set) {
    var atRisk = set.atRisk();
    var events = new boolean[atRisk.size()];
    for (int row = 0; row < events.length; row++) {
      events[row] = atRisk.get(row).event();
    }
    return new Loss.Hazard(
        atRisk.stream().mapToInt(TrainingSet.AtRisk::intervals).toArray(),
        events,
        set.ends().size());
  }
}
