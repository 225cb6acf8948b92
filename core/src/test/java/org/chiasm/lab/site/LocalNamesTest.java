package org.chiasm.lab.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chiasm.Code;
import org.chiasm.lab.AnalyteTable;
import org.chiasm.study.StudyDefinition;
import org.chiasm.study.file.StudyFile;
import org.chiasm.study.yaml.Checked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The mapping assistant on names that it was not developed with; figures stand in docs/LAB.md. */
class LocalNamesTest {
  private record Name(String source, String text, String unit, String loinc) {}

  /** Found at the first place, among three, among five; and how many it should have found. */
  private record Places(int first, int three, int five, int names, List<String> missed) {}

  @ParameterizedTest
  @CsvSource({
    "M, true, 0.93, 0.95",
    "M, false, 0.90, 0.95",
    "D, true, 0.85, 0.88",
    "D, false, 0.77, 0.88"
  })
  void theTrueAnalyteIsAmongTheFirst(String source, boolean withUnit, double first, double five)
      throws Exception {
    var places = places(source, withUnit);
    String as = source + (withUnit ? " with " : " without ") + "unit: " + places;
    assertThat((double) places.first()).as(as).isGreaterThanOrEqualTo(first * places.names());
    assertThat((double) places.five()).as(as).isGreaterThanOrEqualTo(five * places.names());
  }

  @ParameterizedTest
  @CsvSource({"M, 0.05", "D, 0"})
  void whatTheTableDoesNotHaveIsSeldomProposedWithConfidence(String source, double most)
      throws Exception {
    var confident = new ArrayList<String>();
    int names = 0;
    for (var name : names(source)) {
      if (name.loinc().equals("-")) {
        names++;
        candidates(name, true).stream()
            .findFirst()
            .filter(each -> each.score() >= CodeMatcher.CONFIDENT)
            .ifPresent(each -> confident.add(name.text() + " as " + each.analyte()));
      }
    }
    assertThat((double) confident.size())
        .as(confident + " of " + names)
        .isLessThanOrEqualTo(most * names);
  }

  private static Places places(String source, boolean withUnit) throws Exception {
    int first = 0;
    int three = 0;
    int five = 0;
    int names = 0;
    var missed = new ArrayList<String>();
    for (var name : names(source)) {
      if (name.loinc().equals("-")) {
        continue;
      }
      names++;
      String truth =
          AnalyteTable.standard().of(new Code("LOINC", name.loinc())).orElseThrow().name();
      var found = candidates(name, withUnit).stream().map(CodeCandidate::analyte).toList();
      int place = found.indexOf(truth);
      first += place == 0 ? 1 : 0;
      three += place >= 0 && place < 3 ? 1 : 0;
      five += place >= 0 ? 1 : 0;
      if (place != 0) {
        missed.add(name.text() + "=" + (place < 0 ? "none" : String.valueOf(place + 1)));
      }
    }
    return new Places(first, three, five, names, missed);
  }

  private static List<CodeCandidate> candidates(Name name, boolean withUnit) {
    Map<String, Long> units =
        withUnit && !name.unit().equals("-") ? Map.of(name.unit(), 100L) : Map.of("", 100L);
    return new CodeMatcher(study())
        .candidates(
            new LocalCode(
                new Code("LAB", "X" + Math.abs(name.text().hashCode() % 10_000)),
                name.text(),
                100,
                units,
                Optional.empty()));
  }

  private static StudyDefinition study() {
    var text =
        """
        study: none
        concepts: {age: {demographic: age}, death: {icd10: ["R99"]}}
        cohort: {trigger: {concept: death}}
        inputs: {age: {modality: tabular, concept: age, window: "(-inf, 0h]", missing: allow}}
        outcome: {concept: death, risk_window: "(0h, 72h]"}
        split: {by: subject, seed: 7, train: 0.6, tuning: 0.2, held_out: 0.2}
        fusion: [early_i]
        """;
    return switch (StudyFile.read(text, "study.yaml")) {
      case Checked.Accepted<StudyDefinition>(var study, _) -> study;
      case Checked.Rejected<StudyDefinition>(var problems) ->
          throw new AssertionError(problems.toString());
    };
  }

  private static List<Name> names(String source) throws Exception {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                LocalNamesTest.class.getResourceAsStream("local-names.tsv"),
                StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> line.startsWith(source + "\t"))
          .map(line -> line.split("\t", -1))
          .map(cell -> new Name(cell[0], cell[1], cell[2], cell[3]))
          .toList();
    }
  }
}
