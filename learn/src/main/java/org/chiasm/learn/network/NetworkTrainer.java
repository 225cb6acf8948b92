package org.chiasm.learn.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.chiasm.learn.layers.BranchPlan;
import org.chiasm.learn.layers.Loss;
import org.chiasm.learn.layers.LossCurve;
import org.chiasm.learn.layers.NetworkPlan;
import org.chiasm.learn.layers.NetworkRows;
import org.chiasm.learn.layers.Parameters;

/**
 * Trains networks. Each is trained on one thread from its own seed, so that the result does not
 * depend on what is trained beside it; the same seed, rows and machine type give the same bytes.
 * Immutable; safe between threads.
 */
public final class NetworkTrainer {
  private static final int PASSES_PER_CHECKPOINT = 5;
  private static final int LARGEST_BATCH = 256;

  /** Rows for one step grow with the rows there are, so that one learning rate suits both. */
  private static final int STEPS_PER_PASS = 24;

  /** Rows with what is to be made small over them. */
  public record Part(NetworkRows rows, Loss loss) {}

  private final TrainingSettings settings;
  private final Checkpoints checkpoints;
  private final PassListener listener;

  /** A trainer. */
  public NetworkTrainer(TrainingSettings settings, Checkpoints checkpoints, PassListener listener) {
    this.settings = settings;
    this.checkpoints = checkpoints;
    this.listener = listener;
  }

  /** A trainer that tells nobody. */
  public NetworkTrainer(TrainingSettings settings, Checkpoints checkpoints) {
    this(settings, checkpoints, PassListener.SILENT);
  }

  /**
   * One of several networks of an architecture that are trained side by side.
   *
   * @param start the parameters it starts from
   * @param training the rows it learns from
   * @param stopping rows that it does not learn from and that say when to stop; may be none
   */
  public record Member(Parameters start, Part training, Part stopping, long seed) {}

  /** Trains one network; as {@link #fit(String, NetworkPlan, List)} does. */
  public TrainedNetwork fit(
      String name, NetworkPlan plan, Parameters start, Part training, Part stopping, long seed) {
    return fit(name, plan, List.of(new Member(start, training, stopping, seed))).getFirst();
  }

  /**
   * Trains each network on its training rows and keeps all as they were after one and the same
   * pass, that with the lowest mean loss over all rows that stop them, each judged by the network
   * that they stop. Where every part of the rows stops one, all rows decide; the part of a single
   * network would let chance stop it too early or too late.
   *
   * @param name of the networks, which are counted from 0, for their loss curves
   * @param members at least one
   */
  public List<TrainedNetwork> fit(String name, NetworkPlan plan, List<Member> members) {
    var key = TrainingKey.of(plan, settings, members);
    int stopping = members.stream().mapToInt(each -> each.stopping().rows().count()).sum();
    boolean stops = stopping > 0;
    var starts = members.stream().map(Member::start).toList();
    double before =
        members.stream().mapToDouble(each -> losses(plan, each.start(), each.stopping())).sum();
    var state = new TrainingState(starts, before / stopping);
    checkpoints.read(key).ifPresent(state::restore);
    int most = stops ? settings.mostPasses() : settings.untunedPasses();
    while (!state.finished && state.passes() < most) {
      int pass = state.passes() + 1;
      IntStream.range(0, members.size())
          .parallel()
          .forEach(i -> pass(name + "." + i, plan, members.get(i), state.members().get(i), most));
      double loss = 0;
      for (int i = 0; i < members.size(); i++) {
        int rows = members.get(i).stopping().rows().count();
        loss += rows == 0 ? 0 : rows * state.members().get(i).points.getLast().tuning() / stopping;
      }
      if (!stops || loss < state.bestLoss) {
        state.members().forEach(each -> each.best = each.optimizer.average.clone());
        state.bestLoss = stops ? loss : state.lossInTraining();
        state.bestPass = pass;
      }
      state.finished = pass == most || (stops && pass - state.bestPass >= settings.patience());
      if (state.finished || pass % PASSES_PER_CHECKPOINT == 0) {
        checkpoints.write(key, state.toBytes());
      }
    }
    return IntStream.range(0, members.size())
        .mapToObj(i -> trained(name + "." + i, plan, members.get(i), state, i))
        .toList();
  }

  private static TrainedNetwork trained(
      String name, NetworkPlan plan, Member member, TrainingState state, int index) {
    var own = state.members().get(index);
    var curve = new LossCurve(name, own.points, state.bestPass);
    var parameters = member.start().with(own.best.clone());
    return new TrainedNetwork(plan, parameters, state.bestLoss, curve, own.optimizer.leftOut);
  }

  /** One pass of one network. */
  private void pass(
      String name, NetworkPlan plan, Member member, TrainingState.Member state, int most) {
    int pass = state.points.size() + 1;
    double training =
        pass(
            plan,
            member.start(),
            state.optimizer,
            member.training(),
            new Pace(settings, pass, most),
            new Random(member.seed() * 1_000_003 + pass));
    int rows = member.stopping().rows().count();
    var averaged = member.start().with(state.optimizer.average.clone());
    double stopping = rows > 0 ? losses(plan, averaged, member.stopping()) / rows : Double.NaN;
    state.points.add(new LossCurve.Point(training, stopping));
    listener.pass(name, pass, most, training, stopping);
  }

  /**
   * The learning rate: rising in a straight line over the first pass (warm-up, Goyal et al. 2017,
   * arXiv:1706.02677), then falling along half a cosine to a twentieth (Loshchilov and Hutter 2017,
   * arXiv:1608.03983).
   */
  private record Pace(TrainingSettings settings, int pass, int most) {
    double rate(double share) {
      double progress = (pass - 1 + share) / most;
      double falling = 0.05 + 0.475 * (1 + StrictMath.cos(StrictMath.PI * progress));
      return settings.learningRate() * falling * Math.min(1, pass - 1 + share);
    }
  }

  private double pass(
      NetworkPlan plan,
      Parameters layout,
      AdamW optimizer,
      Part training,
      Pace pace,
      Random random) {
    int batch = Math.max(settings.batch(), training.rows().count() / STEPS_PER_PASS);
    int[] order = shuffled(training.rows().count(), random);
    double sum = 0;
    int judged = 0;
    for (int from = 0; from < order.length; from += batch) {
      int to = Math.min(order.length, from + batch);
      int[] rows = Arrays.copyOfRange(order, from, to);
      var gradient = new float[optimizer.values.length];
      double loss = gradient(plan, layout.with(optimizer.values), training, rows, random, gradient);
      if (Double.isFinite(loss)) {
        sum += loss;
        judged += rows.length;
      }
      optimizer.step(gradient, pace.rate((double) to / order.length), settings.weightDecay());
    }
    return order.length == 0 ? 0 : sum / judged;
  }

  private double gradient(
      NetworkPlan plan,
      Parameters parameters,
      Part training,
      int[] rows,
      Random random,
      float[] gradient) {
    Torch.recordGradients(true);
    try (var manager = Torch.manager()) {
      var hidden = BranchDropout.draw(plan, training.rows(), rows, settings, random);
      var operations =
          new ArrayOperations(
              manager,
              parameters,
              name -> hidden.getOrDefault(name, training.rows().batch(name, rows)),
              rows.length,
              true,
              random);
      var outputs = plan.build(operations).outputs();
      var numbers = outputs.toFloatArray();
      var derivatives = new float[numbers.length];
      double sum = losses(training.loss(), rows, numbers, derivatives);
      for (int i = 0; i < derivatives.length; i++) {
        derivatives[i] /= rows.length;
      }
      Torch.backward(outputs, manager.create(derivatives, outputs.getShape()));
      for (var entry : operations.used().entrySet()) {
        var own = gradientOf(entry.getValue());
        System.arraycopy(own, 0, gradient, entry.getKey().offset(), own.length);
      }
      return sum;
    } finally {
      Torch.recordGradients(false);
    }
  }

  private static float[] gradientOf(NDArray parameter) {
    try (var gradient = parameter.getGradient()) {
      return gradient.toFloatArray();
    }
  }

  private static double losses(Loss loss, int[] rows, float[] outputs, float[] derivatives) {
    double sum = 0;
    for (int i = 0; i < rows.length; i++) {
      sum += loss.evaluate(rows[i], outputs, i * loss.outputs(), derivatives);
    }
    return sum;
  }

  /** The sum of the losses of some rows, nothing dropped. */
  private static double losses(NetworkPlan plan, Parameters parameters, Part part) {
    double sum = 0;
    int count = part.rows().count();
    for (int from = 0; from < count; from += LARGEST_BATCH) {
      int[] rows = IntStream.range(from, Math.min(count, from + LARGEST_BATCH)).toArray();
      var outputs = outputs(plan, parameters, part.rows(), rows);
      sum += losses(part.loss(), rows, outputs, new float[outputs.length]);
    }
    return sum;
  }

  /** The outputs of some rows, row-major, as the training engine computes them. */
  public static float[] outputs(
      NetworkPlan plan, Parameters parameters, NetworkRows all, int[] rows) {
    Torch.recordGradients(false);
    try (NDManager manager = Torch.manager()) {
      var operations =
          new ArrayOperations(
              manager,
              parameters,
              name -> all.batch(name, rows),
              rows.length,
              false,
              new Random(0));
      return plan.build(operations).outputs().toFloatArray();
    }
  }

  private static int[] shuffled(int count, Random random) {
    int[] order = IntStream.range(0, count).toArray();
    for (int i = count - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }

  /** The inputs that say which branches a row has, by name. */
  static List<String> presentInputs(NetworkPlan plan) {
    return plan.branches().stream().map(BranchPlan::presentInput).toList();
  }
}
