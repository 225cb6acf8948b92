package org.chiasm.study.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.chiasm.study.yaml.Checked;
import org.chiasm.study.yaml.Problem;
import org.junit.jupiter.api.Test;

/** Whatever the text, a file is accepted or rejected with problems that lie in it. */
class SpoiltFilesTest {
  private static final List<String> STUDIES =
      List.of(Fixture.text("design-example.yaml"), Fixture.text("every-kind.yaml"));
  private static final String ALPHABET = "[]{}(),:\"'#&*!|>%@`-?\t\n\r \\0a.~<=µ\u0000\ud83e\ufeff";

  private static void checkProblems(String text, Checked<?> checked) {
    switch (checked) {
      case Checked.Accepted<?>(_, var warnings) ->
          warnings.forEach(each -> checkProblem(text, each));
      case Checked.Rejected<?>(var problems) -> problems.forEach(each -> checkProblem(text, each));
    }
  }

  private static void checkProblem(String text, Problem problem) {
    assertThat(problem.line()).isLessThanOrEqualTo((int) text.lines().count() + 2);
    assertThat(problem.got()).isNotBlank();
    assertThat(problem.expected()).isNotBlank();
    assertThat(problem.toString().chars().filter(Character::isISOControl)).isEmpty();
    assertThat(problem.toString()).hasSizeLessThan(1000);
  }

  @Test
  void aStudyCutAnywhereIsAnswered() {
    for (var study : STUDIES) {
      for (int length = 0; length < study.length(); length += 5) {
        var text = study.substring(0, length);
        var checked = StudyFile.read(text, "cut.yaml");
        checkProblems(text, checked);
        if (length < study.indexOf("fusion:")) {
          assertThat(checked).isInstanceOf(Checked.Rejected.class);
        }
      }
    }
  }

  @Test
  void thousandsOfMistakesAreAnsweredToo() {
    var names = new StringBuilder("concepts:\n");
    for (int i = 0; i < 3_000; i++) {
      names.append("  n").append(i).append(": {x: 1}\n");
    }
    var inputs = new StringBuilder("inputs:\n");
    for (int i = 0; i < 1_000; i++) {
      inputs.append("  i").append(i).append(": {modality: tabular, concept: m").append(i);
      inputs.append("}\n");
    }
    var subgroups = "evaluate: {subgroups: [" + "nowhere, ".repeat(10_000) + "sex]}\n";
    var text = "study: huge\n" + names + inputs + subgroups;
    assertThat(StudyFile.read(text, "huge.yaml")).isInstanceOf(Checked.Rejected.class);
    var broken = text.replace("n2999: {x: 1}", "n2999: {x: 1") + "]\n";
    assertThat(StudyFile.read(broken, "huge.yaml")).isInstanceOf(Checked.Rejected.class);
    var brackets = "a:\n" + "  b: [\n".repeat(40_000);
    assertThat(StudyFile.read(brackets, "huge.yaml")).isInstanceOf(Checked.Rejected.class);
    var quotes = "a:\n" + "  b: \"x\n".repeat(20_000);
    assertThat(StudyFile.read(quotes, "huge.yaml")).isInstanceOf(Checked.Rejected.class);
  }

  @Test
  void aSiteCutAnywhereIsAnswered() {
    var site = Fixture.text("site.yaml");
    for (int length = 0; length < site.length(); length++) {
      var text = site.substring(0, length);
      checkProblems(text, SiteFile.read(text, "cut.yaml"));
    }
  }

  @Property(tries = 200)
  void aStudyWithCharactersChangedIsAnswered(@ForAll long seed) {
    var random = new Random(seed);
    var text = new StringBuilder(STUDIES.get(random.nextInt(STUDIES.size())));
    for (int changes = random.nextInt(1, 6); changes > 0; changes--) {
      int at = random.nextInt(text.length());
      char other = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
      switch (random.nextInt(4)) {
        case 0 -> text.setCharAt(at, other);
        case 1 -> text.insert(at, other);
        case 2 -> text.deleteCharAt(at);
        default -> text.delete(at, Math.min(text.length(), at + random.nextInt(40)));
      }
    }
    checkProblems(text.toString(), StudyFile.read(text.toString(), "changed.yaml"));
  }

  @Property(tries = 300)
  void anyTextIsAnswered(@ForAll String text) {
    checkProblems(text, StudyFile.read(text, "any.yaml"));
    checkProblems(text, SiteFile.read(text, "any.yaml"));
  }
}
