package org.chiasm.learn;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.chiasm.Code;
import org.chiasm.SubjectId;
import org.chiasm.note.text.WordCounts;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.GateDecision;
import org.chiasm.row.InputCell;
import org.chiasm.row.InputCell.Value;
import org.chiasm.study.CohortDefinition;
import org.chiasm.study.Concept;
import org.chiasm.study.EvaluationPlan;
import org.chiasm.study.FusionPlan;
import org.chiasm.study.FusionStrategy;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.MissingBudget;
import org.chiasm.study.OutcomeDefinition;
import org.chiasm.study.PlausibleRange;
import org.chiasm.study.SplitDefinition;
import org.chiasm.study.StudyDefinition;
import org.chiasm.study.TimeWindow;

/**
 * A cohort whose outcome depends on a laboratory value and on whether its notes say "hemoptysis" or
 * "no hemoptysis"; the rest of the words say nothing.
 */
public final class NotesCohort {
  /** The input of notes. */
  public static final String INPUT = "words";

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final TimeWindow DAY =
      new TimeWindow(
          new TimeWindow.Bound(Duration.ofDays(-1), true),
          new TimeWindow.Bound(Duration.ZERO, true));

  private final List<FeatureRow> rows = new ArrayList<>();
  private final List<Double> outcomes = new ArrayList<>();

  /** So many subjects with one row each. */
  public NotesCohort(int subjects, long seed) {
    var random = new Random(seed);
    for (int subject = 0; subject < subjects; subject++) {
      boolean bleeding = random.nextBoolean();
      double lab = random.nextGaussian();
      var text = new StringBuilder();
      for (int word = 0; word < 30; word++) {
        text.append("filler").append((int) (60 * random.nextDouble() * random.nextDouble()));
        text.append(' ');
      }
      text.append(bleeding ? ". Hemoptysis." : ". No hemoptysis.");
      text.append(" Patient name").append(subject);
      boolean noNotes = random.nextDouble() < 0.15;
      var cells = new LinkedHashMap<String, InputCell>();
      cells.put(
          "crp", SyntheticCohort.present(new Value.Numeric(20 * Math.exp(lab)), subject % 24));
      cells.put(
          INPUT,
          noNotes
              ? SyntheticCohort.missing()
              : SyntheticCohort.present(words(text.toString()), subject % 7));
      double logit = (bleeding ? 1.8 : -1.8) + 1.2 * lab;
      outcomes.add(random.nextDouble() < 1 / (1 + Math.exp(-logit)) ? 1.0 : 0.0);
      rows.add(row(subject, cells));
    }
  }

  /** A row with these cells. */
  public static FeatureRow row(int subject, Map<String, InputCell> cells) {
    var time = START.plus(Duration.ofHours(subject));
    return new FeatureRow(
        new SubjectId(subject), "1." + subject, time, time, new GateDecision.Ready(), cells);
  }

  /** The words of one text. */
  public static Value.Words words(String text) {
    return new Value.Words(WordCounts.of(List.of(text)), "");
  }

  /** The rows. */
  public List<FeatureRow> rows() {
    return List.copyOf(rows);
  }

  /** The outcomes. */
  public double[] outcomes() {
    return outcomes.stream().mapToDouble(each -> each).toArray();
  }

  /** A study of this cohort. */
  public static StudyDefinition study(List<FusionStrategy> fusion) {
    var allow = InputDefinition.Missing.ALLOW;
    var risk =
        new TimeWindow(
            new TimeWindow.Bound(Duration.ZERO, false),
            new TimeWindow.Bound(Duration.ofDays(3), true));
    return new StudyDefinition(
        "notes",
        "Do the words of notes tell?",
        Map.of(
            "crp",
            new Concept.Measurement(
                "crp", Set.of(new Code("LOINC", "1988-5")), "mg/L", PlausibleRange.ANY)),
        new CohortDefinition(
            new CohortDefinition.Trigger.ConceptOccurs("crp"),
            List.of(),
            List.of(),
            CohortDefinition.PerSubject.ALL),
        Duration.ZERO,
        Duration.ZERO,
        List.of(
            new InputDefinition.Tabular("crp", "crp", DAY, InputDefinition.Reduce.LAST, allow),
            new InputDefinition.Notes(INPUT, List.of(), 40, DAY, allow)),
        new MissingBudget(1, false),
        new OutcomeDefinition.Binary("crp", risk, OutcomeDefinition.NoFollowup.DROP),
        new SplitDefinition.Shares(3, 0.6, 0.2, 0.2),
        FusionPlan.of(fusion),
        new EvaluationPlan(200, List.of()));
  }
}
