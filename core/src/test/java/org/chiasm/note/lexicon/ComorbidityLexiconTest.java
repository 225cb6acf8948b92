package org.chiasm.note.lexicon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import org.chiasm.Code;
import org.chiasm.note.Finding;
import org.chiasm.note.NoteReader;
import org.chiasm.note.text.Language;
import org.chiasm.note.text.ResourceLines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComorbidityLexiconTest {
  private static final ComorbidityLexicon LEXICON = ComorbidityLexicon.english();

  @Test
  void theCharlsonAndElixhauserGroupsAreThereAndSafeAsFileNames() {
    assertThat(LEXICON.groups().values().stream().filter(group -> group.index().equals("charlson")))
        .hasSize(17);
    assertThat(
            LEXICON.groups().values().stream().filter(group -> group.index().equals("elixhauser")))
        .hasSize(31);
    assertThat(LEXICON.groups().keySet()).allMatch(name -> name.matches("[a-z_]+"));
  }

  @ParameterizedTest
  @CsvSource({
    "ICD10CM, I21.4, myocardial_infarction",
    "ICD10, I252, myocardial_infarction",
    "ICD9CM, 412, myocardial_infarction",
    "ICD9CM, 41071, myocardial_infarction",
    "ICD10GM, I50.13, congestive_heart_failure",
    "ICD10CM, I42.7, congestive_heart_failure",
    "ICD9CM, 428.0, congestive_heart_failure",
    "ICD10CM, I63.9, cerebrovascular_disease",
    "ICD10CM, E11.9, diabetes",
    "ICD10CM, E11.22, diabetes_with_complications",
    "ICD9CM, 250.00, diabetes",
    "ICD9CM, 25040, diabetes_with_complications",
    "ICD10CM, N18.6, renal_disease",
    "ICD9CM, V45.1, renal_disease",
    "ICD10CM, C50.911, cancer",
    "ICD10CM, C78.7, metastatic_cancer",
    "ICD9CM, 197.7, metastatic_cancer",
    "ICD9CM, 1749, cancer",
    "ICD10CM, B20, aids_hiv",
    "ICD9CM, 042, aids_hiv",
    "ICD10CM, K74.60, mild_liver_disease",
    "ICD10CM, K76.6, moderate_or_severe_liver_disease",
    "ICD10CM, J44.9, chronic_pulmonary_disease",
    "SNOMED, 44054006, diabetes",
    "SNOMED, 13645005, chronic_pulmonary_disease",
    "ICD9CM, 093.0, peripheral_vascular_disease",
    "ICD10CM, I48.91, cardiac_arrhythmia",
    "ICD9CM, 427.31, cardiac_arrhythmia",
    "ICD10CM, I35.0, valvular_disease",
    "ICD10GM, I26.9, pulmonary_circulation_disorder",
    "ICD10CM, I10, hypertension",
    "ICD10CM, I13.0, hypertension_complicated",
    "ICD10CM, G20, other_neurological_disorder",
    "ICD10CM, E03.9, hypothyroidism",
    "ICD10CM, E11.65, elixhauser_diabetes_complicated",
    "ICD10CM, C83.30, lymphoma",
    "ICD10CM, D69.6, coagulopathy",
    "ICD10CM, E66.01, elixhauser_obesity",
    "ICD10CM, E43, weight_loss",
    "ICD10CM, E87.1, fluid_or_electrolyte_disorder",
    "ICD9CM, 280.0, blood_loss_anemia",
    "ICD10CM, D50.9, deficiency_anemia",
    "ICD10CM, F10.20, elixhauser_alcohol_abuse",
    "ICD10CM, F11.20, elixhauser_drug_abuse",
    "ICD9CM, 295.30, psychosis",
    "ICD10CM, F32.9, depression",
    "ICD10CM, F17.210, smoking",
    "ICD10CM, Z87.891, former_smoking",
    "ICD10CM, O80, pregnancy",
    "ICD10CM, D84.9, immune_suppression"
  })
  void diagnosisCodesBelongToTheirGroup(String system, String code, String group) {
    assertThat(LEXICON.groupsOf(new Code(system, code))).contains(group);
  }

  @ParameterizedTest
  @CsvSource({
    "ICD10CM, C44.91",
    "ICD9CM, 599.0",
    "ICD9CM, 173.3",
    "SNOMED, 4405400",
    "SNOMED, 440540061",
    "LOCAL, I21.4",
    "ICD10CM, I",
    "ICD10CM, M54.5"
  })
  void otherCodesBelongToNone(String system, String code) {
    assertThat(LEXICON.groupsOf(new Code(system, code))).isEmpty();
  }

  @Test
  void aGroupThatIncludesOthersNamesThem() {
    assertThat(LEXICON.group("diabetes").orElseThrow().members())
        .containsExactlyInAnyOrder("diabetes", "diabetes_with_complications");
    assertThat(LEXICON.group("liver_disease").orElseThrow().members())
        .containsExactlyInAnyOrder("mild_liver_disease", "moderate_or_severe_liver_disease");
    assertThat(LEXICON.group("elixhauser_renal_failure").orElseThrow().written())
        .containsExactlyInAnyOrder("elixhauser_renal_failure", "renal_disease");
    assertThat(LEXICON.group("diabets")).isEmpty();
  }

  @Test
  void everyGroupHasWordsThatAreFound() {
    for (var language : Language.all()) {
      var found = new TreeSet<String>();
      var reader = NoteReader.of(language);
      ResourceLines.each(
          ComorbidityLexicon.class,
          language.code() + ".comorbidities.tsv",
          line -> {
            String[] columns = line.split("\t", -1);
            for (String term : ResourceLines.phrases(columns[2])) {
              String heading = language.code().equals("de") ? "Vorerkrankungen: " : "PMH: ";
              String given =
                  columns.length > 3 && columns[3].startsWith("given=")
                      ? ", " + columns[3].substring("given=".length()).split(",", -1)[0]
                      : "";
              String text = heading + term.replace("#", "3").replace("*", "Haupt") + given;
              var groups = reader.read(text).findings().stream().map(Finding::group).toList();
              if (columns[0].equals("none")) {
                assertThat(groups).as(term).isEmpty();
              } else {
                assertThat(groups).as(language.code() + " " + term).contains(columns[0]);
                found.add(columns[0]);
              }
            }
          });
      for (var group : LEXICON.groups().values()) {
        assertThat(group.written()).as(language.name()).containsAnyElementsOf(found);
      }
    }
  }

  @Test
  void everyMemberOfAGroupIsAGroup() {
    assertThat(LEXICON.groups().values())
        .allSatisfy(group -> assertThat(LEXICON.groups().keySet()).containsAll(group.written()));
  }
}
