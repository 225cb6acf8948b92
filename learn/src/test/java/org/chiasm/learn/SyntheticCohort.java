package org.chiasm.learn;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.chiasm.Code;
import org.chiasm.MissingReason;
import org.chiasm.SubjectId;
import org.chiasm.Tensor;
import org.chiasm.learn.encode.TensorSource;
import org.chiasm.learn.fusion.FusionTraining;
import org.chiasm.learn.fusion.LinearLearner;
import org.chiasm.learn.fusion.NetworkLearner;
import org.chiasm.learn.fusion.XgBoostLearner;
import org.chiasm.learn.network.Checkpoints;
import org.chiasm.learn.network.TrainingSettings;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.GateDecision;
import org.chiasm.row.InputCell;
import org.chiasm.row.InputCell.Value;
import org.chiasm.row.LabelledRow;
import org.chiasm.row.Outcome;
import org.chiasm.study.CohortDefinition;
import org.chiasm.study.Concept;
import org.chiasm.study.EvaluationPlan;
import org.chiasm.study.FusionPlan;
import org.chiasm.study.FusionStrategy;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.MissingBudget;
import org.chiasm.study.OutcomeDefinition;
import org.chiasm.study.PlausibleRange;
import org.chiasm.study.SeriesRule;
import org.chiasm.study.SplitDefinition;
import org.chiasm.study.StudyDefinition;
import org.chiasm.study.TimeWindow;

/**
 * A cohort with a known truth: the outcome's logit is the sum of what only the image, only the lab
 * and only the history tell.
 */
public final class SyntheticCohort {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final TimeWindow DAY =
      new TimeWindow(
          new TimeWindow.Bound(Duration.ofDays(-1), true),
          new TimeWindow.Bound(Duration.ZERO, true));

  private final List<LabelledRow> rows = new ArrayList<>();
  private final Map<String, Tensor> tensors = new HashMap<>();

  /** Subjects from 0, the first of each three with two rows. */
  public SyntheticCohort(int subjects, long seed, boolean quantity) {
    var random = new Random(seed);
    for (int subject = 0; subject < subjects; subject++) {
      for (int visit = 0; visit < (subject % 3 == 0 ? 2 : 1); visit++) {
        rows.add(row(subject, visit, random, quantity));
      }
    }
  }

  private LabelledRow row(int subject, int visit, Random random, boolean quantity) {
    double shade = random.nextGaussian();
    double lab = random.nextGaussian();
    boolean diabetes = random.nextDouble() < 0.4;
    boolean female = random.nextBoolean();
    double logit = 1.5 * shade + 1.5 * lab + (diabetes ? 1.2 : -0.8);
    var cells = new LinkedHashMap<String, InputCell>();
    var reference = "1.2.3." + subject + "." + visit;
    boolean noImage = random.nextDouble() < 0.1;
    boolean noLab = random.nextDouble() < 0.15;
    tensors.put(reference, image(shade, random));
    cells.put("xray", noImage ? missing() : present(new Value.Reference(reference), 1));
    cells.put(
        "crp",
        noLab ? missing() : present(new Value.Numeric(20 * Math.exp(lab)), random.nextInt(24)));
    cells.put("sex", present(new Value.Label(female ? "female" : "male"), Double.NaN));
    cells.put("diabetes", present(new Value.Numeric(diabetes ? 1 : 0), 100));
    double event = random.nextDouble() < 1 / (1 + Math.exp(-logit)) ? 1 : 0;
    double days = Math.exp(1 + logit / 3 + 0.3 * random.nextGaussian());
    var time = START.plus(Duration.ofHours(100L * subject + visit));
    var row =
        new FeatureRow(
            new SubjectId(subject), reference, time, time, new GateDecision.Ready(), cells);
    return new LabelledRow(row, new Outcome.Observed(quantity ? days : event));
  }

  private static Tensor image(double shade, Random random) {
    var pixels = new float[32 * 32];
    for (int i = 0; i < pixels.length; i++) {
      double value = 0.5 + 0.1 * shade + 0.05 * random.nextGaussian();
      pixels[i] = (float) Math.clamp(value, 0, 1);
    }
    return Tensor.of(pixels, 1, 32, 32);
  }

  public static InputCell present(Value value, double ageHours) {
    return new InputCell.Present(value, ageHours, "", "Observation/1", Set.of());
  }

  public static InputCell missing() {
    return new InputCell.Missing(MissingReason.NOT_MEASURED);
  }

  /** The rows, by subject. */
  public List<LabelledRow> rows() {
    return List.copyOf(rows);
  }

  /** The rows without outcomes. */
  public List<FeatureRow> features() {
    return rows.stream().map(LabelledRow::row).toList();
  }

  /** The outcomes. */
  public double[] outcomes() {
    return rows.stream()
        .mapToDouble(
            row -> row.outcome() instanceof Outcome.Observed observed ? observed.value() : 0)
        .toArray();
  }

  /** The images. */
  public TensorSource tensors() {
    return reference -> Optional.ofNullable(tensors.get(reference));
  }

  /** A study of this cohort. */
  public static StudyDefinition study(
      SplitDefinition split, boolean quantity, List<FusionStrategy> fusion) {
    var allow = InputDefinition.Missing.ALLOW;
    var inputs =
        List.<InputDefinition>of(
            new InputDefinition.Image("xray", new SeriesRule(List.of()), DAY, allow),
            new InputDefinition.Tabular("crp", "crp", DAY, InputDefinition.Reduce.LAST, allow),
            new InputDefinition.Tabular("sex", "sex", DAY, InputDefinition.Reduce.LAST, allow),
            new InputDefinition.History(
                "diabetes",
                "diabetes",
                Set.of(InputDefinition.History.HistorySource.NOTE),
                DAY,
                allow));
    var concepts =
        Map.<String, Concept>of(
            "crp",
            new Concept.Measurement(
                "crp", Set.of(new Code("LOINC", "1988-5")), "mg/L", PlausibleRange.ANY),
            "sex",
            new Concept.Demographic("sex", Concept.Demographic.Attribute.SEX));
    var risk =
        new TimeWindow(
            new TimeWindow.Bound(Duration.ZERO, false),
            new TimeWindow.Bound(Duration.ofDays(3), true));
    OutcomeDefinition outcome =
        quantity
            ? new OutcomeDefinition.TimeTo(
                List.of("crp"),
                OutcomeDefinition.TimeTo.From.TRIGGER,
                Duration.ofDays(1),
                risk,
                OutcomeDefinition.NoFollowup.DROP)
            : new OutcomeDefinition.Binary("crp", risk, OutcomeDefinition.NoFollowup.DROP);
    return new StudyDefinition(
        "synthetic",
        "Does it need all three?",
        concepts,
        new CohortDefinition(
            new CohortDefinition.Trigger.InputArrives("xray"),
            List.of(),
            List.of(),
            CohortDefinition.PerSubject.ALL),
        Duration.ZERO,
        Duration.ZERO,
        inputs,
        new MissingBudget(1, false),
        outcome,
        split,
        FusionPlan.of(fusion),
        new EvaluationPlan(200, List.of("sex")));
  }

  /** Networks that are quick enough for tests. */
  public static NetworkLearner quickNetworks(long seed) {
    var settings = List.of(new TrainingSettings(5e-3, 0.3, 32, 6, 3, 4, 0.3));
    return new NetworkLearner(settings, 2, 4, 0.1, Checkpoints.NONE, seed);
  }

  /** Learners that are quick enough for tests. */
  public static FusionTraining quickTraining(long seed) {
    var settings = List.of(new XgBoostLearner.Settings(0.1, 3, 3, 0.8, 0.5, 5));
    return new FusionTraining(
        new XgBoostLearner(settings, 200, 30, 30, seed),
        new LinearLearner(List.of(1.0, 0.1, 0.01), 0.1),
        quickNetworks(seed));
  }
}
