package org.chiasm.study.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class YamlTextTest {
  private final Problems problems = new Problems("a.yaml");

  private Optional<Section> read(String text) {
    return YamlText.read(text, problems, "a mapping");
  }

  private List<String> problems() {
    return switch (problems.result(Optional.of(0))) {
      case Checked.Accepted<Integer> _ -> List.of();
      case Checked.Rejected<Integer>(var found) -> found.stream().map(Problem::toString).toList();
    };
  }

  @Test
  void anEmptyFileSaysSo() {
    assertThat(read("")).isEmpty();
    assertThat(problems()).containsExactly("a.yaml:1:1: got an empty file, expected a mapping");
  }

  @Test
  void aFileOfCommentsIsEmpty() {
    assertThat(read("# nothing\n---\n")).isEmpty();
    assertThat(problems()).containsExactly("a.yaml:1:1: got an empty file, expected a mapping");
  }

  @Test
  void aListIsNoMapping() {
    assertThat(read("- a\n- b\n")).isEmpty();
    assertThat(problems()).containsExactly("a.yaml:1:1: got a list, expected a mapping");
  }

  @Test
  void aByteOrderMarkAndWindowsLineEndsMeanNothing() {
    var section = read("\ufeffa: 1\r\nb: text\r\n");
    assertThat(section.orElseThrow().entries()).containsOnlyKeys("a", "b");
    assertThat(problems()).isEmpty();
  }

  @Test
  void moreThanAMebibyteIsRefused() {
    var text = "a: " + "µ".repeat(YamlText.BYTES_MAX / 2);
    assertThat(read(text)).isEmpty();
    assertThat(problems())
        .containsExactly("a.yaml:1:1: got more than 1 MiB, expected a mapping of at most 1 MiB");
  }

  @Test
  void aSecondDocumentIsRefused() {
    read("a: 1\n---\na: 2\n");
    assertThat(problems())
        .containsExactly("a.yaml:3:1: got a second document, expected one document");
  }

  @Test
  void aKeyThatComesTwiceKeepsItsFirstValue() {
    var section = read("a: 1\nb: 2\na: 3\n").orElseThrow();
    assertThat(section.get("a").orElseThrow().raw()).isEqualTo("1");
    assertThat(problems())
        .containsExactly(
            "a.yaml:3:1: a: got the key \"a\" a second time, expected each key once; the first is"
                + " in line 1");
  }

  @Test
  void anAliasStandsForItsAnchor() {
    var section = read("a: &x [1, 2]\nb: *x\n").orElseThrow();
    assertThat(section.get("b").orElseThrow().items("numbers")).hasSize(2);
  }

  @Test
  void moreAliasesThanAnyoneNeedsAreRefused() {
    assertThat(read("a: &x 1\nb: [" + "*x, ".repeat(YamlText.ALIASES_MAX) + "*x]\n")).isEmpty();
    assertThat(problems()).singleElement().asString().contains("got more than 100 aliases");
  }

  @Test
  void anAliasInsideItsOwnAnchorIsReadWithoutEnd() {
    var section = read("a: &x [*x]\n").orElseThrow();
    var inner = section.get("a").orElseThrow().items("a list").getFirst();
    assertThat(inner.number("a number")).isEmpty();
    assertThat(problems()).containsExactly("a.yaml:1:4: a[0]: got a list, expected a number");
  }

  @Test
  void nestingDeeperThanAnyGrammarIsRefusedHoweverDeep() {
    assertThat(read("a: " + "[".repeat(500_000))).isEmpty();
    assertThat(problems()).singleElement().asString().contains("got more than 20 levels");
  }

  @Test
  void anAnchorThatDoesNotExistHidesNothingElse() {
    var section = read("a: 1\nb: *nowhere\nc: 3\n").orElseThrow();
    assertThat(section.entries()).containsOnlyKeys("a", "c");
    assertThat(problems()).singleElement().asString().contains("a.yaml:2:4: b: got text that is");
  }

  @Test
  void eachTabIsReportedWhereItIs() {
    var section = read("a:\n  b: 1\n\tc: 2\nd:\n\te: 3\nf: 4\n").orElseThrow();
    assertThat(section.entries()).containsKeys("a", "f");
    assertThat(problems()).hasSize(2).allMatch(each -> each.contains("got a tab, expected spaces"));
  }

  @Test
  void anUnclosedQuoteIsFoundWhereItIsOpened() {
    var section = read("a: \"one\nb: \"two\"\nc: \"three\"\n").orElseThrow();
    assertThat(section.entries()).containsOnlyKeys("b", "c");
    assertThat(problems())
        .containsExactly(
            "a.yaml:1:4: a: got a quote without its other half, expected quotes in pairs");
  }

  @Test
  void everyUnclosedBracketIsReported() {
    var section = read("a: [1, 2\nb: {c: 1\nd: 3\n").orElseThrow();
    assertThat(section.entries()).containsOnlyKeys("d");
    assertThat(problems()).hasSize(2);
  }

  @Test
  void aCharacterThatCannotBePrintedIsReportedAndTheRestRead() {
    var section = read("a: 1\u0000\nb: 2\n").orElseThrow();
    assertThat(section.get("b").orElseThrow().raw()).isEqualTo("2");
    assertThat(problems())
        .containsExactly(
            "a.yaml:1:5: got the character U+0000, expected characters that can be printed (YAML"
                + " 1.2 5.1)");
  }

  @Test
  void aTagOfOnesOwnIsNoText() {
    var section = read("a: !secret b\n").orElseThrow();
    assertThat(section.get("a").orElseThrow().text("a text")).isEmpty();
    assertThat(problems())
        .containsExactly("a.yaml:1:4: a: got a value tagged !secret, expected a text");
  }

  @Test
  void problemsBeyondTheLimitAreCounted() {
    var text = new StringBuilder();
    for (int i = 0; i < Problems.MAX + 7; i++) {
      text.append("key").append(i).append(": 1\n");
    }
    read(text.toString()).orElseThrow().allow(Keys.of("nothing"));
    assertThat(problems()).hasSize(Problems.MAX + 1);
    assertThat(problems().getLast()).contains("7 further problems");
  }
}
