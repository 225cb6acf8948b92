package org.chiasm.note;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import org.chiasm.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComorbidityLexiconTest {
  private static final ComorbidityLexicon LEXICON = ComorbidityLexicon.english();

  @Test
  void theSeventeenCharlsonGroupsAreThereAndSafeAsFileNames() {
    assertThat(LEXICON.groups().values().stream().filter(group -> group.index().equals("charlson")))
        .hasSize(17);
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
    "ICD9CM, 093.0, peripheral_vascular_disease"
  })
  void diagnosisCodesBelongToTheirGroup(String system, String code, String group) {
    assertThat(LEXICON.groupsOf(new Code(system, code))).containsExactly(group);
  }

  @ParameterizedTest
  @CsvSource({
    "ICD10CM, I10",
    "ICD10CM, C44.91",
    "ICD9CM, 401.9",
    "ICD9CM, 173.3",
    "SNOMED, 4405400",
    "SNOMED, 440540061",
    "LOCAL, I21.4",
    "ICD10CM, I",
    "ICD9CM, 195.9",
    "ICD10CM, K70.5"
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
    assertThat(LEXICON.group("diabets")).isEmpty();
  }

  @Test
  void everyGroupHasWordsThatAreFound() {
    var found = new TreeSet<String>();
    ContextLanguage.eachLine(
        "en.comorbidities.tsv",
        line -> {
          String[] columns = line.split("\t", -1);
          for (String term : columns[2].split("\\|", -1)) {
            String text = "Has " + term.strip().replace("#", "3") + " now.";
            var groups =
                NoteReader.english().read(text).findings().stream().map(Finding::group).toList();
            if (columns[0].equals("none")) {
              assertThat(groups).as(term).isEmpty();
            } else {
              assertThat(groups).as(term).contains(columns[0]);
              found.add(columns[0]);
            }
          }
        });
    assertThat(found).hasSize(17);
  }

  @Test
  void everyMemberOfAGroupIsAGroup() {
    assertThat(LEXICON.groups().values())
        .allSatisfy(group -> assertThat(LEXICON.groups().keySet()).containsAll(group.members()));
  }
}
