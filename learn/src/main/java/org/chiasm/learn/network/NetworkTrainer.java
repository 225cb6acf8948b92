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
   * Trains on the training rows and keeps the parameters that are best on the stopping rows, which
   * enter nothing else.
   *
   * @param name of the network, for its loss curve
   * @param start the parameters it starts from
   * @param tuning the rows that stop it; may be none
   */
  public TrainedNetwork fit(
      String name, NetworkPlan plan, Parameters start, Part training, Part tuning, long seed) {
    var key = TrainingKey.of(plan, settings, start, training, tuning, seed);
    boolean tuned = tuning.rows().count() > 0;
    var state = new TrainingState(start, tuned ? loss(plan, start, tuning) : Double.NaN);
    checkpoints.read(key).ifPresent(state::restore);
    int most = tuned ? settings.mostPasses() : settings.untunedPasses();
    while (!state.finished && state.points.size() < most) {
      int pass = state.points.size() + 1;
      double trainingLoss =
          pass(
              plan,
              start,
              state.optimizer,
              training,
              new Pace(settings, pass, most),
              new Random(seed * 1_000_003 + pass));
      var averaged = start.with(state.optimizer.average.clone());
      double tuningLoss = tuned ? loss(plan, averaged, tuning) : Double.NaN;
      state.points.add(new LossCurve.Point(trainingLoss, tuningLoss));
      listener.pass(name, pass, most, trainingLoss, tuningLoss);
      if (!tuned || tuningLoss < state.bestLoss) {
        state.best = averaged.values();
        state.bestLoss = tuned ? tuningLoss : trainingLoss;
        state.bestPass = pass;
      }
      state.finished = pass == most || (tuned && pass - state.bestPass >= settings.patience());
      if (state.finished || pass % PASSES_PER_CHECKPOINT == 0) {
        checkpoints.write(key, state.toBytes());
      }
    }
    return new TrainedNetwork(
        plan,
        start.with(state.best.clone()),
        state.bestLoss,
        new LossCurve(name, state.points, state.bestPass),
        state.optimizer.leftOut);
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
    for (int from = 0; from < order.length; from += batch) {
      int to = Math.min(order.length, from + batch);
      int[] rows = Arrays.copyOfRange(order, from, to);
      var gradient = new float[optimizer.values.length];
      double loss = gradient(plan, layout.with(optimizer.values), training, rows, random, gradient);
      sum += loss;
      optimizer.step(gradient, pace.rate((double) to / order.length), settings.weightDecay());
    }
    return order.length == 0 ? 0 : sum / order.length;
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

  /** The mean loss of some rows, nothing dropped. */
  private static double loss(NetworkPlan plan, Parameters parameters, Part part) {
    double sum = 0;
    int count = part.rows().count();
    for (int from = 0; from < count; from += LARGEST_BATCH) {
      int[] rows = IntStream.range(from, Math.min(count, from + LARGEST_BATCH)).toArray();
      var outputs = outputs(plan, parameters, part.rows(), rows);
      sum += losses(part.loss(), rows, outputs, new float[outputs.length]);
    }
    return count == 0 ? 0 : sum / count;
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
