package org.chiasm.learn.fusion;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.chiasm.learn.encode.Feature;
import org.chiasm.learn.encode.FeatureMatrix;
import org.chiasm.study.Branch;

/** Rows of features with their outcomes, or with what is known of them over time. */
public final class TrainingSet {
  /**
   * What is known of a row over time.
   *
   * @param intervals in how many, from the first, it was at risk to the end or had the event
   * @param event whether it had the event in the last of them
   */
  public record AtRisk(int intervals, boolean event) {
    /** Checks that an event has an interval. */
    public AtRisk {
      if (intervals < (event ? 1 : 0)) {
        throw new IllegalArgumentException(
            "A row with"
                + (event ? "" : "out")
                + " the event was said to be at risk in "
                + intervals
                + " intervals, expected at least "
                + (event ? 1 : 0));
      }
    }
  }

  /** Intervals and what is known of each row in them; both empty where outcomes are known. */
  private record OverTime(List<Double> ends, List<AtRisk> atRisk) {
    static final OverTime NOT = new OverTime(List.of(), List.of());

    OverTime rows(IntStream chosen) {
      return ends.isEmpty() ? NOT : new OverTime(ends, chosen.mapToObj(atRisk::get).toList());
    }
  }

  /** How much a copy with a hidden branch counts. */
  static final float COPY_WEIGHT = 0.5f;

  /**
   * In how many parts training rows are dealt out: a network stops by one of them and learns from
   * the others.
   */
  public static final int PARTS = 4;

  private final FeatureMatrix features;
  private final double[] outcomes;
  private final OutcomeScale scale;

  /** How much each row counts; empty where all count 1. */
  private final float[] weights;

  /** In which of several parts each row is, all rows of a subject in one. */
  private final int[] parts;

  private final OverTime overTime;

  /**
   * A set.
   *
   * @param outcomes one for each row, in the outcome's own unit
   * @throws IllegalArgumentException if the counts differ
   */
  public TrainingSet(FeatureMatrix features, double[] outcomes, OutcomeScale scale) {
    this(features, outcomes, scale, new float[0], inTurn(outcomes), OverTime.NOT);
  }

  /** Rows in the order of their outcome, dealt out in turn. */
  private static int[] inTurn(double[] outcomes) {
    var order =
        IntStream.range(0, outcomes.length)
            .boxed()
            .sorted(Comparator.comparingDouble(row -> outcomes[row]))
            .toList();
    var parts = new int[outcomes.length];
    for (int i = 0; i < parts.length; i++) {
      parts[order.get(i)] = i % PARTS;
    }
    return parts;
  }

  private TrainingSet(
      FeatureMatrix features,
      double[] outcomes,
      OutcomeScale scale,
      float[] weights,
      int[] parts,
      OverTime overTime) {
    if (features.rowCount() != outcomes.length) {
      throw new IllegalArgumentException(
          features.rowCount() + " rows of features were given " + outcomes.length + " outcomes");
    }
    this.features = features;
    this.outcomes = outcomes.clone();
    this.scale = requireNonNull(scale, "scale");
    this.weights = weights;
    this.parts = parts;
    this.overTime = overTime;
  }

  /**
   * The same rows over time. Their outcomes now only say how alike parts of them are and stand for
   * the outcome at the horizon where something is calibrated.
   *
   * @param ends of the intervals, rising, in the outcome's unit; at least one
   * @param atRisk one for each row
   */
  public TrainingSet overTime(List<Double> ends, List<AtRisk> atRisk) {
    if (ends.isEmpty() || atRisk.size() != outcomes.length) {
      throw new IllegalArgumentException(
          outcomes.length
              + " rows were given what is known of "
              + atRisk.size()
              + " over time, in intervals that end at "
              + ends);
    }
    var known = new OverTime(List.copyOf(ends), List.copyOf(atRisk));
    return new TrainingSet(features, outcomes, scale, weights, parts, known);
  }

  /** The ends of the intervals; none where the rows are not over time. */
  List<Double> ends() {
    return overTime.ends();
  }

  /** What is known of each row over time; empty where the rows are not. */
  List<AtRisk> atRisk() {
    return overTime.atRisk();
  }

  /**
   * One line for each row and interval in which it was at risk to the end or had the event: the
   * event is the outcome of the line. A line is in the part of its row and counts as much.
   */
  public TrainingSet lines() {
    int[] rows =
        IntStream.range(0, outcomes.length)
            .flatMap(row -> IntStream.generate(() -> row).limit(atRisk().get(row).intervals()))
            .toArray();
    var interval = new int[rows.length];
    var events = new double[rows.length];
    for (int line = 0; line < rows.length; line++) {
      interval[line] = line > 0 && rows[line] == rows[line - 1] ? interval[line - 1] + 1 : 0;
      var known = atRisk().get(rows[line]);
      events[line] = known.event() && interval[line] == known.intervals() - 1 ? 1 : 0;
    }
    var counts = new float[weights.length == 0 ? 0 : rows.length];
    for (int line = 0; line < counts.length; line++) {
      counts[line] = weights[rows[line]];
    }
    return new TrainingSet(
        HazardModel.at(features.rows(rows), interval, ends().size()),
        events,
        OutcomeScale.LOGIT,
        counts,
        Arrays.stream(rows).map(row -> parts[row]).toArray(),
        OverTime.NOT);
  }

  /** The logit of the share of events among the rows at risk in an interval, half added to each. */
  double usualHazard(int interval) {
    double rows = 0;
    double events = 0;
    for (var each : atRisk()) {
      rows += each.intervals() > interval ? 1 : 0;
      events += each.event() && each.intervals() == interval + 1 ? 1 : 0;
    }
    return StrictMath.log((events + 0.5) / (rows - events + 0.5));
  }

  /**
   * Numbers of rows in intervals as numbers of {@link #lines}.
   *
   * @param numbers intervals by rows
   */
  double[] ofLines(double[][] numbers) {
    return IntStream.range(0, outcomes.length)
        .boxed()
        .flatMapToDouble(
            row ->
                IntStream.range(0, atRisk().get(row).intervals())
                    .mapToDouble(interval -> numbers[interval][row]))
        .toArray();
  }

  /** The features. */
  public FeatureMatrix features() {
    return features;
  }

  /** How many rows there are. */
  public int rowCount() {
    return outcomes.length;
  }

  /** The scale of scores. */
  public OutcomeScale scale() {
    return scale;
  }

  /** The same rows with some of the columns. */
  public TrainingSet columns(Predicate<Feature> condition) {
    return new TrainingSet(features.columns(condition), outcomes, scale, weights, parts, overTime);
  }

  /** The same outcomes with other columns. */
  TrainingSet with(FeatureMatrix others) {
    return new TrainingSet(others, outcomes, scale, weights, parts, overTime);
  }

  /**
   * The same rows, and after them a copy of each that has more than one branch, which has one of
   * them less and counts for {@link #COPY_WEIGHT}. So a learner of trees learns where to send a row
   * that lacks what no training row lacks. Which branch goes is drawn from the seed.
   */
  TrainingSet withHiddenBranches(long seed) {
    var branches = List.copyOf(features.branches());
    var present = branches.stream().map(features::present).toList();
    var random = new Random(seed);
    var copied = new ArrayList<Integer>();
    var hidden = new ArrayList<Branch>();
    for (int row = 0; row < outcomes.length; row++) {
      var own = new ArrayList<Branch>();
      for (int i = 0; i < branches.size(); i++) {
        if (present.get(i)[row]) {
          own.add(branches.get(i));
        }
      }
      if (own.size() > 1) {
        copied.add(row);
        hidden.add(own.get(random.nextInt(own.size())));
      }
    }
    var together = Arrays.copyOf(outcomes, outcomes.length + copied.size());
    var counts = new float[together.length];
    Arrays.fill(counts, 1);
    for (int i = 0; i < copied.size(); i++) {
      together[outcomes.length + i] = outcomes[copied.get(i)];
      counts[outcomes.length + i] = COPY_WEIGHT;
    }
    var copyParts = Arrays.copyOf(parts, together.length);
    for (int i = 0; i < copied.size(); i++) {
      copyParts[outcomes.length + i] = parts[copied.get(i)];
    }
    var all =
        IntStream.concat(
            IntStream.range(0, outcomes.length), copied.stream().mapToInt(Integer::intValue));
    return new TrainingSet(
        features.withCopies(copied, hidden),
        together,
        scale,
        counts,
        copyParts,
        overTime.rows(all));
  }

  /** How much each row counts; empty where all count 1. */
  float[] weights() {
    return weights.clone();
  }

  /** The chosen rows. */
  TrainingSet where(boolean[] chosen) {
    int[] rows = IntStream.range(0, chosen.length).filter(row -> chosen[row]).toArray();
    return new TrainingSet(
        features.rows(rows),
        Arrays.stream(rows).mapToDouble(row -> outcomes[row]).toArray(),
        scale,
        new float[0],
        Arrays.stream(rows).map(row -> parts[row]).toArray(),
        overTime.rows(Arrays.stream(rows)));
  }

  /**
   * The same rows in parts by subject.
   *
   * @param others one for each row, from 0 to below {@link #PARTS}
   */
  public TrainingSet inParts(int[] others) {
    if (others.length != outcomes.length) {
      throw new IllegalArgumentException(
          outcomes.length + " rows were given the parts of " + others.length);
    }
    return new TrainingSet(features, outcomes, scale, weights, others.clone(), overTime);
  }

  /** The rows of one part, by number. */
  int[] rowsOf(int part) {
    return IntStream.range(0, parts.length).filter(row -> parts[row] == part).toArray();
  }

  /** The rows of one part, or all others. */
  TrainingSet part(int part, boolean others) {
    var chosen = new boolean[outcomes.length];
    for (int row = 0; row < chosen.length; row++) {
      chosen[row] = (parts[row] == part) != others;
    }
    return where(chosen);
  }

  /** The same rows with scores on another scale. */
  public TrainingSet on(OutcomeScale other) {
    return new TrainingSet(features, outcomes, other, weights, parts, overTime);
  }

  /** The outcomes, in the outcome's own unit; not a copy. */
  double[] outcomes() {
    return outcomes;
  }

  /** The outcomes on the scale that learners fit. */
  double[] targets() {
    var targets = new double[outcomes.length];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = scale.target(outcomes[i]);
    }
    return targets;
  }

  /** Whether every outcome is the same. */
  boolean isConstant() {
    for (double outcome : outcomes) {
      if (outcome != outcomes[0]) {
        return false;
      }
    }
    return true;
  }

  /**
   * The score without any feature: the logit of the share of events, half an event added to each
   * side; over time that of the risk by the last interval that the usual hazards give; or the mean
   * target.
   */
  double baseScore() {
    if (!ends().isEmpty()) {
      var usual = new double[ends().size()][1];
      for (int interval = 0; interval < usual.length; interval++) {
        usual[interval][0] = usualHazard(interval);
      }
      return HazardModel.riskLogits(usual)[usual.length - 1][0];
    }
    double sum = 0;
    for (double target : targets()) {
      sum += target;
    }
    if (scale == OutcomeScale.LOGIT) {
      return StrictMath.log((sum + 0.5) / (outcomes.length - sum + 0.5));
    }
    return outcomes.length == 0 ? 0 : sum / outcomes.length;
  }
}
