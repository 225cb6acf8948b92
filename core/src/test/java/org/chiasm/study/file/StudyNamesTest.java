package org.chiasm.study.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Names of concepts and inputs, and the columns that inputs become. */
class StudyNamesTest {
  private static List<String> problems(String concepts, String inputs) {
    return Fixture.problems(
        StudyFile.read(
            """
            study: names
            concepts:
              hr: {code: [HR], unit: /min}
              icu: {encounter_location: ICU}
            %scohort: {trigger: {concept: hr}}
            inputs:
              hr: {modality: tabular, concept: hr, window: "[-1h, 0h]"}
            %soutcome: {concept: icu, risk_window: "(0h, 1d]"}
            split: {by: subject, seed: 1, folds: 3}
            fusion: [early_i]
            evaluate: {subgroups: [hr]}
            """
                .formatted(concepts.indent(2), inputs.indent(2)),
            "s"));
  }

  private static String input(String name, String reduce) {
    return name + ": {modality: tabular, concept: hr, window: \"[-1h, 0h]\"" + reduce + "}";
  }

  @Test
  void aStudyWithPlainNamesIsRight() {
    assertThat(problems("", input("hr_max", ", reduce: max"))).isEmpty();
  }

  @Test
  void anInputMayNotMakeAColumnOfAnother() {
    assertThat(problems("", input("hr_missing", "")))
        .containsExactly(
            "s:8:3: inputs.hr_missing: got an input whose column \"hr_missing\" is already one of"
                + " hr, expected a name that makes no such column");
    assertThat(problems("", input("hr_origin", "")))
        .singleElement()
        .asString()
        .contains("column \"hr_origin\" is already one of hr");
  }

  @Test
  void anInputMayNotMakeAColumnOfEveryRow() {
    assertThat(problems("", input("outcome", "")))
        .singleElement()
        .asString()
        .contains("column \"outcome\" is already one of every row");
    assertThat(problems("", input("trigger", ""))).as("no column is called trigger").isEmpty();
  }

  @Test
  void aListOfReductionsMayNotMakeTheNameOfAnotherInput() {
    assertThat(problems("", input("x", ", reduce: [min, max]") + "\n" + input("x_max", "")))
        .singleElement()
        .asString()
        .contains("inputs.x_max: got an input whose column \"x_max\" is already one of x_max");
  }

  @Test
  void aNameIsLowerCaseAndShort() {
    assertThat(problems("", input("Heart-Rate", "")))
        .containsExactly(
            "s:8:3: inputs.Heart-Rate: got the name \"Heart-Rate\", expected a name of at most 48"
                + " lower-case letters, digits and _, that begins with a letter; did you mean"
                + " \"heart_rate\"?");
    assertThat(problems("", input("x".repeat(48), ""))).isEmpty();
    assertThat(problems("", input("x".repeat(49), ""))).hasSize(1);
    assertThat(problems("'2nd': {code: [X]}", "")).hasSize(1);
  }

  @Test
  void aRequirementOfTheAgeMayNotMeanAConceptToo() {
    assertThat(problems("age: {code: [AGE], unit: a}", "")).isEmpty();
    var study = Fixture.text("every-kind.yaml");
    assertThat(study).contains("age:        {demographic: age}", "\"age >= 18 a\"");
    assertThat(
            Fixture.problems(
                StudyFile.read(
                    study
                        .replace("{demographic: age}", "{code: [AGE], unit: a}")
                        .replace("concept: age}", "concept: age, window: \"[-1h, 0h]\"}"),
                    "s")))
        .containsExactly(
            "s:20:13: cohort.require[0]: got \"age >= 18 a\", which could be the patient's age or"
                + " the concept of that name, expected another name for the concept");
  }

  @Test
  void anInputWithoutAWindowIsAskedForOneUnlessItsConceptNeedsNone() {
    assertThat(problems("", "x: {modality: tabular, concept: hr}"))
        .containsExactly(
            "s:8:3: inputs.x.window: got nothing, expected the key \"window\", which a tabular"
                + " input needs");
    assertThat(problems("sex: {demographic: sex}", "x: {modality: tabular, concept: sex}"))
        .isEmpty();
  }
}
