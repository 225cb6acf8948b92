package org.chiasm.learn.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.chiasm.SubjectId;
import org.chiasm.Tensor;
import org.chiasm.learn.SyntheticCohort;
import org.chiasm.learn.bundle.ModelBundle;
import org.chiasm.learn.bundle.Provenance;
import org.chiasm.learn.division.Partition;
import org.chiasm.learn.division.SubjectSplit;
import org.chiasm.learn.encode.TensorFeatures;
import org.chiasm.learn.evaluate.MetricEstimate;
import org.chiasm.learn.fusion.FusionTraining;
import org.chiasm.learn.fusion.LearnerKind;
import org.chiasm.learn.fusion.LinearLearner;
import org.chiasm.learn.fusion.NetworkLearner;
import org.chiasm.learn.fusion.NetworkModel;
import org.chiasm.learn.fusion.Strategy;
import org.chiasm.learn.fusion.StrategyKey;
import org.chiasm.learn.fusion.TrainedStudy;
import org.chiasm.learn.fusion.XgBoostLearner;
import org.chiasm.learn.network.Checkpoints;
import org.chiasm.learn.network.TrainingSettings;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.GateDecision;
import org.chiasm.row.InputCell;
import org.chiasm.study.FusionPlan;
import org.chiasm.study.FusionStrategy;
import org.chiasm.study.LateRule;
import org.chiasm.study.SplitDefinition;
import org.chiasm.study.StudyDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Exponential times whose log rate is the laboratory value's standard score where the history
 * speaks, and minus that where it denies: neither branch tells anything alone.
 */
class HazardNetworkTest {
  private static final double HORIZON = 4;
  private static final double LOG_RATIO = 1.2;
  private static final StrategyKey JOINT = new StrategyKey.Fused(FusionStrategy.JOINT_I);
  private static final StrategyKey ATTENTION =
      new StrategyKey.Fused(FusionStrategy.JOINT_ATTENTION);
  private static final StrategyKey LATE = new StrategyKey.Fused(FusionStrategy.LATE);
  private static final TensorFeatures NONE = new TensorFeatures(_ -> Optional.<Tensor>empty());

  private static final StudyDefinition STUDY = study();
  private static final List<FeatureRow> ROWS = rows(900);
  private static final List<FollowUp> FOLLOW_UPS = followUps();
  private static final Partition PARTITION =
      SubjectSplit.of(STUDY.split(), ROWS, Intervals.events(FOLLOW_UPS)).getFirst();

  /** Trained once, when a test first asks. */
  private static final class Trained {
    private static final TrainedStudy MODEL = fit(FOLLOW_UPS, training());
  }

  private static StudyDefinition study() {
    var fusion =
        List.of(FusionStrategy.JOINT_I, FusionStrategy.JOINT_ATTENTION, FusionStrategy.LATE);
    var whole =
        SyntheticCohort.study(new SplitDefinition.Shares(3, 0.6, 0.15, 0.25), false, fusion);
    return whole.withInputs(
        whole.inputs().stream()
            .filter(input -> List.of("crp", "diabetes").contains(input.name()))
            .toList());
  }

  private static FeatureRow row(int subject, double score, boolean history) {
    var cells = new LinkedHashMap<String, InputCell>();
    cells.put("crp", SyntheticCohort.present(new InputCell.Value.Numeric(20 * Math.exp(score)), 2));
    cells.put(
        "diabetes", SyntheticCohort.present(new InputCell.Value.Numeric(history ? 1 : 0), 100));
    var time = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(3600L * subject);
    return new FeatureRow(
        new SubjectId(subject), "trigger", time, time, new GateDecision.Ready(), cells);
  }

  private static List<FeatureRow> rows(int count) {
    var random = new Random(21);
    var rows = new ArrayList<FeatureRow>();
    for (int subject = 0; subject < count; subject++) {
      rows.add(row(subject, random.nextGaussian(), subject % 2 == 0));
    }
    return rows;
  }

  private static double number(FeatureRow row, String input) {
    return row.cell(input) instanceof InputCell.Present present
            && present.value() instanceof InputCell.Value.Numeric(var value)
        ? value
        : Double.NaN;
  }

  private static double rate(FeatureRow row) {
    double sign = 2 * number(row, "diabetes") - 1;
    return 0.15 * Math.exp(LOG_RATIO * sign * Math.log(number(row, "crp") / 20));
  }

  private static List<FollowUp> followUps() {
    var random = new Random(8);
    var followUps = new ArrayList<FollowUp>();
    for (var row : ROWS) {
      double event = -Math.log(1 - random.nextDouble()) / rate(row);
      double censored = Math.min(HORIZON, 0.3 + 8 * random.nextDouble());
      followUps.add(new FollowUp(Math.min(event, censored), event <= censored));
    }
    return followUps;
  }

  private static HazardTraining training() {
    var shape = List.of(new XgBoostLearner.Settings(0.1, 3, 3, 0.8, 0.5, 5));
    var settings = List.of(new TrainingSettings(1e-2, 0.1, 32, 20, 6, 8, 0.2));
    return new HazardTraining(
        new FusionTraining(
            new XgBoostLearner(shape, 60, 30, 30, 3),
            new LinearLearner(List.of(1.0, 0.1), 0.1),
            new NetworkLearner(settings, 4, 6, 0.05, Checkpoints.NONE, 3)));
  }

  private static TrainedStudy fit(List<FollowUp> followUps, HazardTraining training) {
    return training.fit(STUDY, ROWS, followUps, HORIZON, PARTITION, NONE);
  }

  private static Strategy strategy(TrainedStudy model, StrategyKey key) {
    return model.fitted(key).orElseThrow().best();
  }

  private static NetworkModel network(TrainedStudy model, StrategyKey key) {
    return ((Strategy.Joined) model.fitted(key).orElseThrow().with(LearnerKind.NETWORK)).model()
            instanceof NetworkModel network
        ? network
        : fail("%s is no network", key);
  }

  private static MetricEstimate.Estimated concordance(StrategyKey key) {
    var heldOut = PARTITION.heldOut();
    var times = RiskCurves.times(HORIZON);
    var features = Trained.MODEL.encode(heldOut.stream().map(ROWS::get).toList(), NONE);
    var rows =
        new SurvivalRows(
            heldOut.stream().map(ROWS::get).toList(),
            heldOut.stream().map(FOLLOW_UPS::get).toList(),
            0,
            0);
    var risk = RiskCurves.at(times, strategy(Trained.MODEL, key), features);
    return (MetricEstimate.Estimated)
        rows.judge(STUDY, times).estimate(SurvivalMetric.CONCORDANCE_UNO, risk);
  }

  @Test
  void jointNetworksOrderByAnInteractionThatLateFusionCannotSee() {
    for (var key : List.of(JOINT, ATTENTION)) {
      assertThat(concordance(key).low()).as(key.id()).isGreaterThan(0.65);
    }
    assertThat(concordance(LATE).high()).isLessThan(0.65);
  }

  /** The least-squares slope of the log of the cumulated hazard on the log of the true rate. */
  @Test
  void theRatioOfHazardsIsThatOfTheSimulation() {
    var heldOut = PARTITION.heldOut().stream().map(ROWS::get).toList();
    var truth = heldOut.stream().mapToDouble(row -> Math.log(rate(row))).toArray();
    var features = Trained.MODEL.encode(heldOut, NONE);
    for (var key : List.of(JOINT, ATTENTION)) {
      var risk = RiskCurves.at(RiskCurves.times(HORIZON), strategy(Trained.MODEL, key), features);
      for (int time : new int[] {9, 19}) {
        var told = Arrays.stream(risk[time]).map(each -> Math.log(-Math.log(1 - each))).toArray();
        assertThat(slope(truth, told)).as("%s at %d", key.id(), time).isBetween(0.75, 1.33);
      }
    }
  }

  private static double slope(double[] x, double[] y) {
    double meanX = Arrays.stream(x).average().orElseThrow();
    double meanY = Arrays.stream(y).average().orElseThrow();
    double products = 0;
    double squares = 0;
    for (int i = 0; i < x.length; i++) {
      products += (x[i] - meanX) * (y[i] - meanY);
      squares += (x[i] - meanX) * (x[i] - meanX);
    }
    return products / squares;
  }

  @Test
  void whatTuningAndHeldOutRowsWentThroughChangesNoNetwork() {
    var poisoned = new ArrayList<>(FOLLOW_UPS);
    for (var rows : List.of(PARTITION.tuning(), PARTITION.heldOut())) {
      for (int row : rows) {
        poisoned.set(row, new FollowUp(0.01 + 0.001 * row, row % 3 == 0));
      }
    }
    var other = fit(poisoned, training());
    for (var key : List.of(JOINT, ATTENTION)) {
      var members = network(other, key).members();
      for (int member = 0; member < members.size(); member++) {
        assertThat(members.get(member).bytes())
            .isEqualTo(network(Trained.MODEL, key).members().get(member).bytes());
      }
    }
    assertThat(strategy(other, LATE)).isNotEqualTo(strategy(Trained.MODEL, LATE));
  }

  @Test
  void lateFusionOverTimeFollowsTheRuleTheStudyNames() {
    var study =
        STUDY.withFusion(
            new FusionPlan(
                List.of(FusionStrategy.LATE),
                LateRule.MEAN,
                STUDY.fusion().search(),
                STUDY.fusion().branchByInput(),
                STUDY.fusion().encoders()));
    var model = training().fit(study, ROWS, FOLLOW_UPS, HORIZON, PARTITION, NONE);
    assertThat(rule(model)).isEqualTo(LateRule.MEAN);
    assertThat(rule(Trained.MODEL)).isEqualTo(LateRule.STACKED);
  }

  private static LateRule rule(TrainedStudy model) {
    return strategy(model, LATE) instanceof Strategy.Late late ? late.rule() : LateRule.CHOSEN;
  }

  private static ModelBundle bundle(TrainedStudy model) {
    return new ModelBundle("study: x\n", model, new Provenance("00", 3, Map.of(), Map.of()));
  }

  /** Goes down with the first state it is given, after keeping it. */
  private record Interrupted(Checkpoints kept) implements Checkpoints {
    @Override
    public Optional<byte[]> read(String key) {
      return kept.read(key);
    }

    @Override
    public void write(String key, byte[] state) {
      kept.write(key, state);
      throw new IllegalStateException("power cut");
    }
  }

  @Test
  void interruptedTrainingGoesOnAndEndsWithTheSameBytes(@TempDir Path folder) {
    var kept = Checkpoints.in(folder);
    assertThatThrownBy(() -> fit(FOLLOW_UPS, training().with(new Interrupted(kept))))
        .hasStackTraceContaining("power cut");
    assertThat(folder).isNotEmptyDirectory();
    var resumed = fit(FOLLOW_UPS, training().with(kept));
    assertThat(bundle(resumed).id()).isEqualTo(bundle(Trained.MODEL).id());
  }

  @Test
  void aLoadedBundleTellsTheSameRiskOverTime(@TempDir Path folder) throws Exception {
    bundle(Trained.MODEL).save(folder.resolve("model"));
    assertThat(Files.readString(folder.resolve("model/manifest.json")))
        .as("a Chiasm that knows no hazards of networks refuses it")
        .contains("\"version\":2");
    var loaded = ModelBundle.load(folder.resolve("model")).model();
    var times = RiskCurves.times(HORIZON);
    var features = loaded.encode(ROWS.subList(0, 40), NONE);
    for (var fitted : Trained.MODEL.fitted()) {
      assertThat(RiskCurves.at(times, strategy(loaded, fitted.key()), features))
          .isDeepEqualTo(RiskCurves.at(times, fitted.best(), features));
    }
  }

  @Test
  void aNetworkOfAnotherOutcomeTellsNoRiskOverTime() {
    var outcomes = Intervals.events(FOLLOW_UPS);
    var quick = SyntheticCohort.quickTraining(3);
    var model = TrainedStudy.fit(STUDY, ROWS, outcomes, PARTITION, NONE, quick);
    var features = model.encode(ROWS.subList(0, 3), NONE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network(model, JOINT).riskLogits(features))
        .withMessageContaining("joint_i tells no risk over time");
  }
}
