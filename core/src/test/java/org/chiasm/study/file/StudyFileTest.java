package org.chiasm.study.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.chiasm.study.InputDefinition.Trajectory.Derived;
import org.chiasm.study.InputDefinition.Trajectory.Derived.Operation;
import org.chiasm.study.MissingBudget;
import org.chiasm.study.OutcomeDefinition;
import org.chiasm.study.PlausibleRange;
import org.chiasm.study.SeriesRule;
import org.chiasm.study.SeriesRule.Criterion;
import org.chiasm.study.SplitDefinition;
import org.chiasm.study.StudyDefinition;
import org.chiasm.study.TimeWindow;
import org.chiasm.study.TimeWindow.Bound;
import org.chiasm.study.yaml.Checked;
import org.junit.jupiter.api.Test;

class StudyFileTest {
  private static StudyDefinition study(String name) {
    return Fixture.accepted(StudyFile.read(Fixture.text(name), name));
  }

  private static TimeWindow hours(int from, int to) {
    return new TimeWindow(
        new Bound(Duration.ofHours(from), true), new Bound(Duration.ofHours(to), true));
  }

  private static TimeWindow until(Duration end) {
    return new TimeWindow(new Bound(TimeWindow.UNBOUNDED_PAST, false), new Bound(end, true));
  }

  @Test
  void theExampleOfTheDesignIsReadAsItSays() {
    var ever = until(Duration.ZERO);
    assertThat(study("design-example.yaml"))
        .isEqualTo(
            new StudyDefinition(
                "chest-ct-icu-72h",
                "When a chest CT arrives, what is the risk of ICU admission within 72 hours?",
                Map.of(
                    "wbc",
                    new Concept.Measurement(
                        "wbc",
                        Set.of(new Code("LOINC", "6690-2"), new Code("LOINC", "26464-8")),
                        "10*9/L",
                        new PlausibleRange(0.1, 500)),
                    "crp",
                    new Concept.Measurement(
                        "crp",
                        Set.of(new Code("LOINC", "1988-5")),
                        "mg/L",
                        new PlausibleRange(0, 600)),
                    "icu_stay",
                    new Concept.Stay("icu_stay", "ICU")),
                new CohortDefinition(
                    new CohortDefinition.Trigger.InputArrives("chest_ct"),
                    List.of(
                        new CohortDefinition.Requirement(
                            "age", Comparison.GREATER_OR_EQUAL, 18, "a")),
                    List.of(new CohortDefinition.Exclusion("icu_stay", ever)),
                    CohortDefinition.PerSubject.FIRST),
                Duration.ofHours(2),
                Duration.ofHours(6),
                List.of(
                    new InputDefinition.Image(
                        "chest_ct",
                        new SeriesRule(
                            List.of(
                                new Criterion("dicom_modality", Comparison.EQUAL, List.of("CT")),
                                new Criterion("body_part", Comparison.EQUAL, List.of("CHEST")),
                                new Criterion("plane", Comparison.EQUAL, List.of("axial")),
                                new Criterion("kernel", Comparison.EQUAL, List.of("lung")),
                                new Criterion(
                                    "slice_thickness", Comparison.LESS_OR_EQUAL, List.of("3")))),
                        hours(-1, 0),
                        Missing.REQUIRE),
                    new InputDefinition.Tabular(
                        "wbc", "wbc", hours(-24, 2), Reduce.NEAREST, Missing.IMPUTE),
                    new InputDefinition.Tabular(
                        "crp", "crp", hours(-24, 2), Reduce.LAST, Missing.IMPUTE),
                    new InputDefinition.History(
                        "diabetes",
                        "diabetes",
                        Set.of(InputDefinition.History.HistorySource.values()),
                        ever,
                        Missing.ALLOW),
                    new InputDefinition.Waveform("ecg", 12, 8, hours(-48, 2), Missing.ALLOW)),
                new MissingBudget(1, true),
                new OutcomeDefinition.Binary(
                    "icu_stay",
                    new TimeWindow(
                        new Bound(Duration.ZERO, false), new Bound(Duration.ofHours(72), true)),
                    OutcomeDefinition.NoFollowup.DROP),
                new SplitDefinition.Shares(7, 0.6, 0.2, 0.2),
                FusionPlan.of(List.of(FusionStrategy.values())),
                new EvaluationPlan(1000, List.of("sex", "age_band", "site"))));
  }

  @Test
  void conceptsAndInputsKeepTheOrderOfTheFile() {
    var study = study("every-kind.yaml");
    assertThat(study.concepts().keySet())
        .containsExactly(
            "heart_rate",
            "pain",
            "icu_type",
            "diabetes",
            "insulin",
            "gender",
            "smoking",
            "icu_stay",
            "age",
            "sex",
            "death");
    assertThat(study.inputs())
        .extracting(InputDefinition::name)
        .containsExactly(
            "hr_first",
            "hr_last",
            "hr_slope",
            "course",
            "pain",
            "icu",
            "on_insulin",
            "unit_type",
            "coded",
            "gender",
            "smoking",
            "age",
            "sex",
            "xray",
            "ct",
            "ecg",
            "lungs");
  }

  @Test
  void theKindOfAConceptFollowsFromItsKeys() {
    var concepts = study("every-kind.yaml").concepts();
    assertThat(concepts.get("heart_rate"))
        .isEqualTo(
            new Concept.Measurement(
                "heart_rate",
                Set.of(new Code("LOINC", "8867-4"), new Code("", "HR")),
                "/min",
                new PlausibleRange(0, Double.POSITIVE_INFINITY)));
    assertThat(concepts.get("icu_type"))
        .isEqualTo(new Concept.Occurrence("icu_type", Set.of(new Code("ICU_TYPE", "*"))));
    assertThat(concepts.get("diabetes"))
        .isEqualTo(
            new Concept.Occurrence(
                "diabetes",
                Set.of(
                    new Code("ICD10", "E11*"),
                    new Code("ICD10CM", "E11.9"),
                    new Code("ICD10GM", "E11.90"),
                    new Code("ICD9CM", "250.00"))));
    assertThat(concepts.get("smoking"))
        .isEqualTo(
            new Concept.Category(
                "smoking",
                Set.of(new Code("LOINC", "72166-2")),
                Map.of(
                    "never",
                    Set.of(new Code("SNOMED", "266919005"), new Code("", "Never smoker")),
                    "ever",
                    Set.of(new Code("", "Smoker")))));
    assertThat(concepts.get("age"))
        .isEqualTo(new Concept.Demographic("age", Concept.Demographic.Attribute.AGE));
  }

  private static StudyDefinition smallWith(String outcome, String split) {
    return Fixture.accepted(
        StudyFile.read(
            """
            study: small
            concepts:
              hr: {code: [HR], unit: /min}
              icu: {encounter_location: ICU}
              ward: {categories: {a: ["WARD//A"], b: ["WARD//B"]}}
            cohort: {trigger: {concept: hr}}
            inputs:
              hr: {modality: tabular, concept: hr, window: "[-1h, 0h]"}
              ward: {modality: tabular, concept: ward, window: "[-1h, 0h]"}
            outcome: %s
            split: %s
            fusion: [early_i, late]
            """
                .formatted(outcome, split),
            "small.yaml"));
  }

  @Test
  void subjectsAreDividedAtRandomByTimeOrBySite() {
    var outcome = "{concept: icu, risk_window: \"(0h, 1d]\"}";
    assertThat(
            smallWith(outcome, "{by: time, seed: 1, train: .6, tuning: .2, held_out: .2}").split())
        .isEqualTo(new SplitDefinition.ByTime(1, .6, .2, .2));
    assertThat(smallWith(outcome, "{by: site, site: ward, seed: 1, tuning: .2}").split())
        .isEqualTo(new SplitDefinition.BySite(1, "ward", .2));
  }

  @Test
  void anOutcomeOverTimeIsCensoredOnlyWhereTheStudySaysSo() {
    var split = "{by: subject, seed: 1, folds: 3}";
    var outcome = "{time_to: icu, from: prediction_time, unit: d, risk_window: \"(0h, 30d]\"%s}";
    assertThat(smallWith(outcome.formatted(", no_followup: censor"), split).outcome())
        .isInstanceOfSatisfying(
            OutcomeDefinition.TimeToEvent.class,
            overTime -> assertThat(overTime.horizon()).isEqualTo(30));
    assertThat(smallWith(outcome.formatted(""), split).outcome())
        .isInstanceOf(OutcomeDefinition.TimeTo.class);
  }

  @Test
  void whatAStudyLeavesOutHasASafeDefault() {
    var study =
        Fixture.accepted(
            StudyFile.read(
                """
                study: small
                concepts: {hr: {code: [HR], unit: /min}, icu: {encounter_location: ICU}}
                cohort: {trigger: {concept: hr}}
                inputs:
                  hr: {modality: tabular, concept: hr, window: "[-1h, 0h]"}
                  icu: {modality: tabular, concept: icu, window: "[-1h, 0h]"}
                outcome: {concept: icu, risk_window: "(0h, 1d]"}
                split: {by: subject, seed: 1, train: .6, tuning: .2, held_out: .2}
                fusion: [early_i]
                """,
                "small.yaml"));
    assertThat(study.question()).isEmpty();
    assertThat(study.predictionDelay()).isEqualTo(Duration.ZERO);
    assertThat(study.waitLimit()).isEqualTo(Duration.ZERO);
    assertThat(study.cohort().require()).isEmpty();
    assertThat(study.cohort().exclude()).isEmpty();
    assertThat(study.cohort().perSubject()).isEqualTo(CohortDefinition.PerSubject.ALL);
    assertThat(study.inputs())
        .containsExactly(
            new InputDefinition.Tabular("hr", "hr", hours(-1, 0), Reduce.LAST, Missing.ALLOW),
            new InputDefinition.Tabular("icu", "icu", hours(-1, 0), Reduce.EXISTS, Missing.ALLOW));
    assertThat(study.missing()).isEqualTo(new MissingBudget(1, true));
    assertThat(study.outcome().noFollowup()).isEqualTo(OutcomeDefinition.NoFollowup.DROP);
    assertThat(study.evaluate()).isEqualTo(new EvaluationPlan(2000, List.of()));
    assertThat(study.fusion().search()).isEqualTo(FusionPlan.Search.STANDARD);
  }

  @Test
  void aSearchHasABudgetFromOneToTwoHundred() {
    var text = Fixture.text("design-example.yaml");
    var searching = text + "search: {budget: 12}\n";
    assertThat(Fixture.accepted(StudyFile.read(searching, "study.yaml")).fusion().search().budget())
        .isEqualTo(12);
    for (var wrong : List.of("{budget: 0}", "{budget: 201}", "{budget: 1.5}", "{}", "12")) {
      assertThat(Fixture.problems(StudyFile.read(text + "search: " + wrong + "\n", "study.yaml")))
          .as(wrong)
          .hasSize(1);
    }
  }

  @Test
  void aDemographicInputLooksBackFromThePredictionTime() {
    assertThat(study("every-kind.yaml").inputs())
        .contains(
            new InputDefinition.Tabular(
                "age", "age", until(Duration.ofMinutes(30)), Reduce.LAST, Missing.ALLOW));
  }

  @Test
  void tenMistakesAndMoreAreAllReportedAtOnce() {
    assertThat(
            Fixture.problems(
                StudyFile.read(Fixture.text("ten-mistakes.yaml"), "ten-mistakes.yaml")))
        .containsExactlyElementsOf(Fixture.text("ten-mistakes.problems").lines().toList());
  }

  @Test
  void brokenYamlHidesNoMistakeElsewhere() {
    assertThat(
            Fixture.problems(StudyFile.read(Fixture.text("broken-yaml.yaml"), "broken-yaml.yaml")))
        .containsExactlyElementsOf(Fixture.text("broken-yaml.problems").lines().toList());
  }

  @Test
  void whatIsAllowedAndHardlyMeantIsAWarning() {
    var text =
        Fixture.text("every-kind.yaml")
            .replace("    missing: require\n", "")
            .replace("  on_insulin:", "  # on_insulin:");
    assertThat(Fixture.warnings(StudyFile.read(text, "study.yaml")))
        .containsExactly(
            "study.yaml:10:3: concepts.insulin: got a concept that nothing uses, expected an"
                + " input, a cohort rule or the outcome to use it",
            "study.yaml:28:1: wait: got a time to wait and no input to wait for, expected an"
                + " input with missing: require");
    assertThat(Fixture.warnings(StudyFile.read(Fixture.text("every-kind.yaml"), "x"))).isEmpty();
  }

  @Test
  void inputsOfABranchAreOfOneModalityAndATrajectoryIsOfMeasurementsOverABoundedWindow() {
    var example = Fixture.text("every-kind.yaml");
    var wrong =
        example
            .replace("[heart_rate, pain]", "[heart_rate, icu_stay, heart_rate, pain]")
            .replace("\"[-48h, 0h]\", step: 2h", "\"(-inf, 0h]\", step: 0h");
    assertThat(wrong).isNotEqualTo(example);

    assertThat(problems(wrong))
        .anyMatch(each -> each.contains("a measurement concept"))
        .anyMatch(each -> each.contains("each concept once"))
        .anyMatch(each -> each.contains("two ends"))
        .anyMatch(each -> each.contains("a step longer than 0"));
    assertThat(problems(example.replace("branch: vitals", "branch: image")))
        .singleElement()
        .asString()
        .contains("another modality");
  }

  @Test
  void aTrajectoryDerivesRatiosAndDifferencesOfItsOwnConcepts() {
    var example = Fixture.text("every-kind.yaml");
    var course =
        study("every-kind.yaml").inputs().stream()
            .filter(InputDefinition.Trajectory.class::isInstance)
            .map(InputDefinition.Trajectory.class::cast)
            .findFirst()
            .orElseThrow();
    assertThat(course.rows()).containsExactly("heart_rate", "pain", "agitation");
    assertThat(course.derived())
        .containsExactly(new Derived("agitation", "heart_rate", Operation.RATIO, "pain"));
    assertThat(problems(example.replace("heart_rate / pain", "pain - heart_rate"))).isEmpty();
    assertThat(problems(example.replace("heart_rate / pain", "heart_rate / sex")))
        .singleElement()
        .asString()
        .contains("concepts of this trajectory heart_rate, pain");
    for (var wrong : List.of("heart_rate * pain", "heart_rate", "heart_rate / pain / pain")) {
      assertThat(problems(example.replace("heart_rate / pain", wrong)))
          .as(wrong)
          .singleElement()
          .asString()
          .contains("a / b or a - b");
    }
    for (var wrong : List.of("pain", "Agitation")) {
      assertThat(problems(example.replace("agitation: heart_rate", wrong + ": heart_rate")))
          .as(wrong)
          .hasSize(1);
    }
  }

  private static List<String> problems(String text) {
    return StudyFile.read(text, "x") instanceof Checked.Rejected<StudyDefinition>(var problems)
        ? problems.stream().map(Object::toString).toList()
        : List.of();
  }
}
