package org.chiasm.study.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One change to a right study, and the one problem it must give. */
class StudyFileProblemsTest {
  private static final String EXAMPLE = Fixture.text("design-example.yaml");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{concept: icu_stay, risk_window: \"(0h, 72h]\", no_followup: drop}",
        "{time_to: icu_stay, from: trigger, unit: d, risk_window: \"(0h, 3d]\"}",
        "{time_to: icu_stay, from: prediction_time, unit: d, risk_window: \"(0h, 3d]\","
            + " no_followup: censor}",
        "{classes: {icu: icu_stay, ward: ward_stay}, otherwise: home, risk_window: \"(0h, 3d]\"}"
      })
  void everyStrategyIsTrainedOnEveryKindOfOutcome(String outcome) {
    var text =
        EXAMPLE
            .replace("{concept: icu_stay, risk_window: \"(0h, 72h]\", no_followup: drop}", outcome)
            .replace("  icu_stay: {", "  ward_stay: {encounter_location: WARD}\n  icu_stay: {")
            .replaceFirst(
                "fusion: .*",
                "fusion: [early_i, early_ii, joint_i, joint_ii, joint_attention, late]");
    assertThat(text).contains(outcome);
    assertThat(Fixture.problems(StudyFile.read(text, "study.yaml"))).isEmpty();
  }

  @Test
  void everyFaultOfSeveralClassesIsTold() {
    var text =
        EXAMPLE
            .replace(
                "{concept: icu_stay, risk_window: \"(0h, 72h]\", no_followup: drop}",
                "{classes: {ICU: icu_stay, ward: wbc}, otherwise: At home, risk_window: \"(0h,"
                    + " 3d]\", no_followup: negative}")
            .replaceFirst("fusion: .*", "fusion: [early_i, late]");
    assertThat(Fixture.problems(StudyFile.read(text, "study.yaml")))
        .anySatisfy(each -> assertThat(each).contains("outcome.classes.ICU", "\"icu\""))
        .anySatisfy(each -> assertThat(each).contains("outcome.classes.ward", "a measurement"))
        .anySatisfy(each -> assertThat(each).contains("outcome.otherwise", "\"at_home\""))
        .anySatisfy(each -> assertThat(each).contains("outcome.no_followup", "drop, otherwise"));
  }

  @Test
  void anInputOfAMisspeltModalityIsCheckedToItsEnd() {
    var text =
        EXAMPLE
            .replace("modality: image", "modality: imag")
            .replace("body_part: CHEST", "body_prt: CHEST")
            .replace("\"[-1h, 0h]\"", "\"[0h, -1h]\"");
    assertThat(Fixture.problems(StudyFile.read(text, "study.yaml")))
        .hasSize(3)
        .anySatisfy(each -> assertThat(each).contains("modality: got \"imag\"", "\"image\"?"))
        .anySatisfy(each -> assertThat(each).contains("select.body_prt", "\"body_part\"?"))
        .anySatisfy(each -> assertThat(each).contains("inputs.chest_ct.window"));
  }

  @Test
  void anInputOfAnUnknownModalityHasItsWindowAndMissingRuleCheckedStill() {
    var text =
        EXAMPLE
            .replace("modality: image", "modality: picture")
            .replace("\"[-1h, 0h]\"", "\"[0h, -1h]\"")
            .replace("missing: require", "missing: required");
    assertThat(Fixture.problems(StudyFile.read(text, "study.yaml")))
        .hasSize(3)
        .anySatisfy(each -> assertThat(each).contains("modality: got \"picture\""))
        .anySatisfy(each -> assertThat(each).contains("inputs.chest_ct.window"))
        .anySatisfy(each -> assertThat(each).contains("inputs.chest_ct.missing"));
  }

  @Test
  void anOutcomeOverTimeBeginsWithThePredictionAndEnds() {
    var text =
        EXAMPLE
            .replace(
                "{concept: icu_stay, risk_window: \"(0h, 72h]\", no_followup: drop}",
                "{time_to: icu_stay, from: trigger, unit: d, risk_window: \"(0h, inf)\","
                    + " no_followup: censor}")
            .replaceFirst("fusion: .*", "fusion: [early_i, late]");
    assertThat(Fixture.problems(StudyFile.read(text, "study.yaml")))
        .containsExactly(
            "study.yaml:30:36: outcome.from: got \"trigger\" with no_followup: censor, expected"
                + " prediction_time: nobody is at risk before the prediction; did you mean"
                + " \"prediction_time\"?",
            "study.yaml:30:67: outcome.risk_window: got \"(0h, inf)\" with no_followup: censor,"
                + " expected a risk window that ends, such as \"(0h, 30d]\": risk is told up to its"
                + " end");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          study: chest-ct-icu-72h     | study: 'chest ct'       | 1:8: study: got "chest ct", expected a name of at most 64 letters, digits, ., _ and -: it becomes a file's name; did you mean "chest-ct"?
          study: chest-ct-icu-72h     | study: 72               | 1:8: study: got 72, expected a name of at most 64 letters, digits, ., _ and -: it becomes a file's name, in quotes; did you mean "72"?
          concepts:                   | conceps:                | 4:1: conceps: got the key "conceps", expected in a study only study, concepts, cohort, inputs, outcome, split, fusion, question, prediction_time, wait, missing, late, search, evaluate, card; did you mean "concepts"?
          "6690-2"                    | "6690-2*"               | 5:22: concepts.wbc.loinc[0]: got "6690-2*", expected a LOINC code such as 6690-2
          unit: "10*9/L"              | unit: "10*9 / L"        | 5:50: concepts.wbc.unit: got "10*9 / L", expected a UCUM unit: ASCII without spaces, such as "10*9/L" or "ug/L"; did you mean "10*9/L"?
          unit: "10*9/L"              | unit: ""                | 5:50: concepts.wbc.unit: got "", expected a UCUM unit such as "mg/L", or "1" for none
          [0.1, 500]                  | [0.1]                   | 5:71: concepts.wbc.plausible: got a list of 1, expected two numbers [low, high], low first; -inf and inf are allowed
          [0.1, 500]                  | ["0.1", 500]            | 5:72: concepts.wbc.plausible[0]: got "0.1", expected a number or -inf; did you mean "0.1"?
          {encounter_location: ICU}   | {encounter_location: ICU, unit: d} | 7:39: concepts.icu_stay.unit: got the key "unit", expected in a stay only encounter_location
          {encounter_location: ICU}   | {location: ICU}         | 7:14: concepts.icu_stay.location: got the key "location", expected in a concept only loinc, snomed, icd10, icd10cm, icd10gm, icd9cm, rxnorm, atc, code, unit, plausible, categories, encounter_location, demographic; did you mean "encounter_location"?
          {encounter_location: ICU}   | {}                      | 7:3: concepts.icu_stay: got no codes, expected at least one of loinc, snomed, icd10, icd10cm, icd10gm, icd9cm, rxnorm, atc, code, or encounter_location, or demographic
          {encounter_location: ICU}   | {demographic: agee}     | 7:27: concepts.icu_stay.demographic: got "agee", expected one of age, sex; did you mean "age"?
          {input: chest_ct}           | {input: wbc}            | 10:20: cohort.trigger.input: got "wbc", a tabular input, expected one of the image or waveform inputs chest_ct, ecg
          {input: chest_ct}           | {input: chest_cd}       | 10:20: cohort.trigger.input: got "chest_cd", expected one of the image or waveform inputs chest_ct, ecg; did you mean "chest_ct"?
          {input: chest_ct}           | {input: chest_ct, concept: wbc} | 10:30: cohort.trigger.concept: got the key "concept", expected in a trigger only input
          {input: chest_ct}           | {}                      | 10:12: cohort.trigger: got no trigger, expected {input: NAME} or {concept: NAME}
          "age >= 18 a"               | "age >= 18 years"       | 11:13: cohort.require[0]: got the unit "years", expected the unit a (years); did you mean "age >= 18 a"?
          "age >= 18 a"               | "age ≥ 18 a"            | 11:13: cohort.require[0]: got "age ≥ 18 a", expected a bound with its unit such as "age >= 18 a" or "crp < 5 mg/L"; did you mean "age >= 18 a"?
          "age >= 18 a"               | "crp < 5 mg/dL"         | 11:13: cohort.require[0]: got the unit "mg/dL", expected the unit mg/L, in which crp is defined; did you mean "crp < 5 mg/L"?
          "age >= 18 a"               | "icu_stay < 5 d"        | 11:13: cohort.require[0]: got "icu_stay", which is no measurement, expected age or a measurement concept
          window: "(-inf, 0h]"}]      | window: "(-inf, 3h]"}]  | 12:41: cohort.exclude[0].window: got "(-inf, 3h]", expected a window that ends by the prediction time, 2h after the trigger: nothing later can be known then; did you mean "(-inf, 2h]"?
          per_subject: first          | per_subject: last       | 13:16: cohort.per_subject: got "last", expected first or all: at the time of a trigger nobody knows that it is the last one
          trigger + 2h                | trigger + 2             | 15:18: prediction_time: got "trigger + 2", expected trigger, or a time after it with its unit (s, min, h, d or wk), such as trigger + 2h
          trigger + 2h                | trigger - 2h            | 15:18: prediction_time: got "trigger - 2h", expected trigger, or a time after it with its unit (s, min, h, d or wk), such as trigger + 2h
          wait: 6h                    | wait: 6                 | 16:7: wait: got 6, expected a duration with its unit (s, min, h, d or wk), such as 6h
          wait: 6h                    | wait: -6h               | 16:7: wait: got "-6h", expected a duration that is not negative
          modality: image             | modality: picture       | 20:15: inputs.chest_ct.modality: got "picture", expected one of image, waveform, text, tabular
          "<= 3 mm"                   | "<= 3"                  | 21:97: inputs.chest_ct.select.slice_thickness: got "<= 3", expected a length in mm such as "<= 3 mm", "1 .. 3 mm" or "1.5 mm"; did you mean "<= 3 mm"?
          "<= 3 mm"                   | 3                       | 21:97: inputs.chest_ct.select.slice_thickness: got 3, expected a length in mm such as "<= 3 mm", "1 .. 3 mm" or "1.5 mm"; did you mean "3 mm"?
          dicom_modality: CT          | dicom_modality: ct      | 21:30: inputs.chest_ct.select.dicom_modality: got "ct", expected a DICOM modality such as CT; did you mean "CT"?
          body_part: CHEST            | min_slices: 0           | 21:46: inputs.chest_ct.select.min_slices: got 0, expected the least number of slices, such as 20
          body_part: CHEST            | body_part: "> 3 mm"     | 21:45: inputs.chest_ct.select.body_part: got "> 3 mm", expected a text: only slice_thickness and spacing can be compared
          "[-1h, 0h]"                 | "[0h, -1h]"             | 22:13: inputs.chest_ct.window: got "[0h, -1h]", expected a window that starts before it ends; did you mean "[-1h, 0h]"?
          "[-1h, 0h]"                 | "(0h, 0h]"              | 22:13: inputs.chest_ct.window: got "(0h, 0h]", expected a window with some time in it
          "[-1h, 0h]"                 | "[-1, 0h]"              | 22:13: inputs.chest_ct.window: got "-1" as the start of a window, expected a duration with its unit (s, min, h, d or wk)
          "[-1h, 0h]"                 | "[-inf, 0h]"            | 22:13: inputs.chest_ct.window: got "[-inf, 0h]", expected a round bracket beside -inf: nothing happens at infinity; did you mean "(-inf, 0h]"?
          "[-1h, 0h]"                 | "-1h to 0h"             | 22:13: inputs.chest_ct.window: got "-1h to 0h", expected a window in quotes such as "[-24h, 0h]" or "(-inf, 0h]"
          missing: require            | missing: required       | 23:14: inputs.chest_ct.missing: got "required", expected one of require, impute, allow; did you mean "require"?
          reduce: nearest             | reduce: newest          | 24:78: inputs.wbc.reduce: got "newest", expected one of nearest, last, first, min, max, mean, std, sum, slope, count, exists; did you mean "nearest"?
          concept: wbc                | concept: icu_stay       | 24:83: inputs.wbc.reduce: got "nearest", expected one of exists, count
          reduce: nearest             | reduce: [last, last]    | 24:85: inputs.wbc.reduce[1]: got "last" a second time, expected each reduction once
          modality: tabular, concept: wbc, | modality: tabular, | 24:3: inputs.wbc.concept: got nothing, expected the key "concept", which a tabular input needs
          history: diabetes           | history: Diabetes       | 26:39: inputs.diabetes.history: got "Diabetes", expected a name of at most 48 lower-case letters, digits and _, that begins with a letter; did you mean "diabetes"?
          [condition, note]           | [condition, notes]      | 26:67: inputs.diabetes.from[1]: got "notes", expected one of condition, note; did you mean "note"?
          leads: 12                   | leads: 12.5             | 27:50: inputs.ecg.select.leads: got 12.5, expected the least number of leads, 1 to 256
          ">= 8 s"                    | "8"                     | 27:64: inputs.ecg.select.duration: got "8", expected a least duration with its unit (s, min, h, d or wk), such as ">= 8 s"
          max_fraction: auto          | max_fraction: 1.5       | 29:25: missing.max_fraction: got 1.5, expected auto, or a share from 0 to 1
          max_fraction: auto          | max_fraction: auto, floor: {auroc: "0.02"} | 29:46: missing.floor.auroc: got "0.02", expected a bound such as 0.75, or in quotes the change that is borne, such as "-0.02"; did you mean "0.02"?
          max_fraction: auto          | max_fraction: auto, floor: {brier: "-1"} | 29:46: missing.floor.brier: got "-1", expected a bound such as 0.75, or in quotes the change that is borne, such as "+0.02"
          max_fraction: auto          | floor: {auroc: 0.7, mae: 2} | 29:11: missing.floor: got 2 metrics, expected one metric with its floor
          {concept: icu_stay, risk    | {concept: crp, risk     | 30:20: outcome.concept: got "crp", a measurement, expected a concept that happens: codes without a unit, or a stay
          "(0h, 72h]"                 | "[-1h, 72h]"            | 30:43: outcome.risk_window: got "[-1h, 72h]", expected a risk window that starts at 0h, the prediction time, or later: what happened before is no risk; did you mean "(0h, 72h]"?
          no_followup: drop           | no_followup: ignore     | 30:69: outcome.no_followup: got "ignore", expected one of drop, negative
          by: subject                 | by: row                 | 31:15: split.by: got "row", expected subject, time or site: in any other split the same person is on both sides and is recognised, not predicted; did you mean "subject"?
          by: subject, seed: 7, train: 0.6, tuning: 0.2, held_out: 0.2 | by: site, site: crp, seed: 7, tuning: 0.2 | 31:27: split.site: got "crp", expected one of the inputs that are a category, of which there are none
          seed: 7                     | seed: -7                | 31:30: split.seed: got -7, expected a whole number that is not negative
          held_out: 0.2               | held_out: 0.3           | 31:1: split: got shares that sum to 1.1, expected train, tuning and held_out to sum to 1
          train: 0.6, tuning: 0.2, held_out: 0.2 | folds: 2     | 31:40: split.folds: got 2, expected a whole number from 3 to 100
          [early_i, early_ii          | [early_i, early_i       | 32:20: fusion[1]: got "early_i" a second time, expected each strategy once
          bootstrap: 1000             | bootstrap: 10           | 33:23: evaluate.bootstrap: got 10, expected a whole number from 100 to 100000
          [sex, age_band, site]       | [sex, ageband, site]    | 33:46: evaluate.subgroups[1]: got "ageband", expected one of the subgroups and inputs sex, age_band, site, chest_ct, wbc, crp, diabetes, ecg; did you mean "age_band"?
          """)
  void eachMistakeIsOneProblem(String right, String wrong, String problem) {
    assertThat(EXAMPLE).as("the text to spoil").contains(right);
    var text = EXAMPLE.replaceFirst(Pattern.quote(right), wrong);
    assertThat(Fixture.problems(StudyFile.read(text, "study.yaml")))
        .containsExactly("study.yaml:" + problem);
  }
}
