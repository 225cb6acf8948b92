package org.chiasm.row;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chiasm.Code;
import org.chiasm.study.CohortDefinition;
import org.chiasm.study.Comparison;
import org.chiasm.study.Concept;
import org.chiasm.study.EvaluationPlan;
import org.chiasm.study.FusionPlan;
import org.chiasm.study.FusionStrategy;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.InputDefinition.Missing;
import org.chiasm.study.InputDefinition.Reduce;
import org.chiasm.study.MissingBudget;
import org.chiasm.study.OutcomeDefinition;
import org.chiasm.study.PlausibleRange;
import org.chiasm.study.SeriesRule;
import org.chiasm.study.SplitDefinition;
import org.chiasm.study.StudyDefinition;
import org.chiasm.study.TimeWindow;
import org.chiasm.study.TimeWindow.Bound;

/** A study with an input of every kind, for tests. */
final class StudyFixtures {
  static final String GLUCOSE = "2345-7";
  static final String CRP = "1988-5";
  static final Code ICU = new Code("LOCATION", "ICU");

  private StudyFixtures() {}

  static TimeWindow window(double fromHours, double toHours) {
    return new TimeWindow(new Bound(hours(fromHours), true), new Bound(hours(toHours), true));
  }

  static TimeWindow everBefore() {
    return new TimeWindow(
        new Bound(TimeWindow.UNBOUNDED_PAST, false), new Bound(Duration.ZERO, true));
  }

  static Duration hours(double hours) {
    return Duration.ofSeconds(Math.round(hours * 3600));
  }

  static List<InputDefinition> inputs() {
    return List.of(
        new InputDefinition.Image("xray", chestXrays(), window(-2, 0), Missing.REQUIRE),
        new InputDefinition.Tabular("crp", "crp", window(-24, 1), Reduce.LAST, Missing.IMPUTE),
        new InputDefinition.Tabular("crp_mean", "crp", window(-24, 1), Reduce.MEAN, Missing.ALLOW),
        new InputDefinition.Tabular(
            "crp_count", "crp", window(-24, 1), Reduce.COUNT, Missing.ALLOW),
        new InputDefinition.Tabular(
            "glucose", "glucose", window(-24, 1), Reduce.NEAREST, Missing.ALLOW),
        new InputDefinition.Tabular("age", "age", everBefore(), Reduce.LAST, Missing.ALLOW),
        new InputDefinition.Tabular("sex", "sex", everBefore(), Reduce.LAST, Missing.ALLOW),
        new InputDefinition.Tabular(
            "in_icu", "icu_stay", window(0, 0), Reduce.EXISTS, Missing.ALLOW),
        new InputDefinition.Trajectory(
            "course", List.of("crp", "glucose"), window(-24, 1), hours(6), Missing.ALLOW),
        new InputDefinition.Waveform("ecg", 12, 8, window(-48, 1), Missing.ALLOW),
        new InputDefinition.History(
            "diabetes",
            "diabetes",
            Set.of(InputDefinition.History.HistorySource.values()),
            everBefore(),
            Missing.ALLOW),
        new InputDefinition.Notes("words", List.of(), 100, window(-48, 1), Missing.ALLOW));
  }

  static SeriesRule chestXrays() {
    return new SeriesRule(
        List.of(
            new SeriesRule.Criterion("dicom_modality", Comparison.EQUAL, List.of("CR", "DX")),
            new SeriesRule.Criterion("body_part", Comparison.EQUAL, List.of("CHEST"))));
  }

  static Map<String, Concept> concepts() {
    return Stream.of(
            new Concept.Measurement(
                "crp", Set.of(new Code("LOINC", CRP)), "mg/L", new PlausibleRange(0, 600)),
            new Concept.Measurement(
                "glucose",
                Set.of(new Code("LOINC", GLUCOSE)),
                "mmol/L",
                new PlausibleRange(0.5, 80)),
            new Concept.Demographic("age", Concept.Demographic.Attribute.AGE),
            new Concept.Demographic("sex", Concept.Demographic.Attribute.SEX),
            new Concept.Stay("icu_stay", "ICU"))
        .collect(
            Collectors.toMap(
                Concept::name, concept -> concept, (one, _) -> one, LinkedHashMap::new));
  }

  /** Predictions one hour after a chest X-ray, waiting up to three hours more. */
  static StudyDefinition study() {
    return study(inputs(), List.of(), List.of(), CohortDefinition.PerSubject.ALL);
  }

  static StudyDefinition study(
      List<InputDefinition> inputs,
      List<CohortDefinition.Requirement> require,
      List<CohortDefinition.Exclusion> exclude,
      CohortDefinition.PerSubject perSubject) {
    return new StudyDefinition(
        "every-kind",
        "Is this a test?",
        concepts(),
        new CohortDefinition(
            new CohortDefinition.Trigger.InputArrives("xray"), require, exclude, perSubject),
        hours(1),
        hours(3),
        inputs,
        new MissingBudget(1, false),
        new OutcomeDefinition.Binary(
            "icu_stay",
            new TimeWindow(new Bound(Duration.ZERO, false), new Bound(hours(72), true)),
            OutcomeDefinition.NoFollowup.DROP),
        new SplitDefinition.Shares(7, 0.6, 0.2, 0.2),
        FusionPlan.of(List.of(FusionStrategy.EARLY_I, FusionStrategy.LATE)),
        new EvaluationPlan(100, List.of()));
  }
}
