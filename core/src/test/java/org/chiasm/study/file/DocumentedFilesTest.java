package org.chiasm.study.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.chiasm.study.yaml.Keys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents say of the files is what the readers do. */
class DocumentedFilesTest {
  private static String document(String name) throws IOException {
    return Files.readString(Path.of(System.getProperty("chiasm.home"), "docs", name));
  }

  private static String example(String document) {
    int start = document.indexOf("```yaml\n") + "```yaml\n".length();
    return document.substring(start, document.indexOf("```", start));
  }

  private static void checkMentions(String document, Iterable<String> words) {
    for (var word : words) {
      assertThat(document).contains("`" + word + "`");
    }
  }

  @Test
  void theExamplesAreRight() throws IOException {
    assertThat(Fixture.warnings(StudyFile.read(example(document("STUDY_FILE.md")), "study")))
        .isEmpty();
    assertThat(Fixture.warnings(SiteFile.read(example(document("SITE_FILE.md")), "site")))
        .isEmpty();
  }

  @Test
  void everyStudyAndSiteOfTheRepositoryIsRight() throws IOException {
    try (var files = Files.walk(Path.of(System.getProperty("chiasm.home"), "studies"))) {
      var yaml = files.filter(each -> each.toString().endsWith(".yaml")).sorted().toList();
      assertThat(yaml).isNotEmpty();
      for (var file : yaml) {
        var name = file.getFileName().toString();
        var text = Files.readString(file);
        assertThat(
                name.startsWith("site")
                    ? Fixture.problems(SiteFile.read(text, file.toString()))
                    : Fixture.problems(StudyFile.read(text, file.toString())))
            .isEmpty();
      }
    }
  }

  @Test
  void everyKeyAndWordIsExplained() throws IOException {
    var study = document("STUDY_FILE.md");
    for (var keys :
        new Keys[] {
          StudyFile.KEYS,
          ConceptReader.MEASUREMENT,
          ConceptReader.CATEGORY,
          ConceptReader.STAY,
          ConceptReader.DEMOGRAPHIC,
          CohortReader.KEYS,
          InputReader.IMAGE,
          InputReader.TABULAR,
          InputReader.TEXT,
          InputReader.WAVEFORM_SELECT,
          SeriesRuleReader.KEYS,
          EvaluationReader.MISSING,
          EvaluationReader.SEARCH,
          EvaluationReader.EVALUATE,
          CardReader.CARD,
          OutcomeReader.BINARY,
          OutcomeReader.TIME_TO,
          OutcomeReader.CLASSES,
          SplitReader.SHARES,
          SplitReader.FOLDS
        }) {
      checkMentions(study, keys.names());
    }
    checkMentions(study, InputReader.MODALITIES.keySet());
    checkMentions(study, InputReader.MISSING.keySet());
    checkMentions(study, TabularReader.REDUCTIONS.keySet());
    checkMentions(study, SeriesRuleReader.PLANES);
    checkMentions(study, EvaluationReader.STRATEGIES.keySet());
    checkMentions(study, EvaluationReader.SUBGROUPS);
    checkMentions(study, OutcomeReader.NO_FOLLOWUP.keySet());
    checkMentions(study, OutcomeReader.NO_FOLLOWUP_OF_CLASSES.keySet());
    checkMentions(study, OutcomeReader.UNITS.keySet());
    checkMentions(study, InputNames.FIXED_COLUMNS);
    var site = document("SITE_FILE.md");
    checkMentions(site, SiteFile.KEYS.names());
    checkMentions(site, SiteFile.KINDS.keySet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"6690-2", "73211009", "72166-2", "266919005"})
  void theCodesShownAreReal(String code) throws IOException {
    assertThat(document("STUDY_FILE.md")).contains(code);
    assertThat(code.contains("-") ? CheckDigits.isLoinc(code) : CheckDigits.isSnomed(code))
        .isTrue();
  }
}
