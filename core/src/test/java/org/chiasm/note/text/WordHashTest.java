package org.chiasm.note.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordHashTest {
  private static List<String> words(String text) {
    var normalised = WordHash.normalised(text);
    return WordHash.terms(text).stream()
        .map(term -> term.span().of(normalised).toLowerCase(Locale.ROOT))
        .toList();
  }

  @Test
  void wordsAndPairsOfNeighboursAreTerms() {
    assertThat(words("No known Diabetes"))
        .containsExactly("no", "known", "no known", "diabetes", "known diabetes");
  }

  @Test
  void noPairReachesAcrossAMarkOrAnEmptyLine() {
    assertThat(words("Fever. Cough")).containsExactly("fever", "cough");
    assertThat(words("HISTORY:\nasthma")).containsExactly("history", "asthma");
    assertThat(words("asthma\n\nfever")).containsExactly("asthma", "fever");
    assertThat(words("shortness of\nbreath")).contains("of\nbreath");
    assertThat(words("follow-up")).containsExactly("follow", "up", "follow-up");
  }

  @Test
  void caseAndWayOfJoiningAndWritingLettersDoNotMatter() {
    assertThat(WordCounts.of(List.of("FOLLOW-UP"))).isEqualTo(WordCounts.of(List.of("follow up")));
    assertThat(WordCounts.of(List.of("Übelkeit")))
        .isEqualTo(WordCounts.of(List.of("U\u0308belkeit")));
    assertThat(WordCounts.of(List.of("INFARCTION IV")))
        .isEqualTo(WordCounts.of(List.of("infarction iv")));
  }

  @Test
  void numbersThatNamePersonsAndDatesEnterAsTheirLengthOnly() {
    assertThat(WordCounts.of(List.of("MRN 12345678")))
        .isEqualTo(WordCounts.of(List.of("MRN 87654321")));
    assertThat(WordCounts.of(List.of("since 2011")))
        .isEqualTo(WordCounts.of(List.of("since 1987")));
    assertThat(WordCounts.of(List.of("EF 20"))).isNotEqualTo(WordCounts.of(List.of("EF 60")));
    assertThat(WordCounts.of(List.of("EF ٢٠"))).isEqualTo(WordCounts.of(List.of("EF 20")));
  }

  @Test
  void scriptsWithoutBlanksBetweenWordsAreReadCharacterByCharacter() {
    assertThat(words("糖尿病")).containsExactly("糖", "尿", "糖尿", "病", "尿病");
    assertThat(words("เจ็บ").size()).isGreaterThan(1);
    assertThat(words("сахарный диабет")).contains("сахарный диабет");
  }

  /** Worked out by an independent program (python, from the Javadoc): these must never change. */
  @ParameterizedTest
  @CsvSource({"diabetes,242038", "no diabetes,63171", "糖,129209"})
  void aWordsBucketIsTheSameForEver(String term, int bucket) {
    assertThat(WordHash.bucket(term)).isEqualTo(bucket);
  }

  @Test
  void differentWordsShareABucketAsSeldomAsChanceSays() {
    var buckets = new TreeSet<Integer>();
    int words = 20_000;
    for (int i = 0; i < words; i++) {
      buckets.add(WordHash.bucket("word" + Integer.toString(i, 26)));
    }
    double expected = WordHash.BUCKETS * (1 - Math.exp(-(double) words / WordHash.BUCKETS));
    assertThat((double) buckets.size()).isBetween(expected - 150, expected + 150);
  }

  @Property(tries = 300)
  void countsAreThoseOfTermsCountedOneByOne(@ForAll String one, @ForAll String other) {
    var slow = new TreeMap<Integer, Integer>();
    for (var text : List.of(one, other)) {
      WordHash.terms(text).forEach(term -> slow.merge(term.bucket(), 1, Integer::sum));
    }
    var counts = WordCounts.of(List.of(one, other));
    var fast = new TreeMap<Integer, Integer>();
    for (int i = 0; i < counts.size(); i++) {
      fast.put(counts.bucket(i), counts.count(i));
    }
    assertThat(fast).isEqualTo(slow);
    assertThat(WordCounts.read(counts.written())).contains(counts);
    WordHash.terms(one)
        .forEach(
            term ->
                assertThat(term.span().end())
                    .isLessThanOrEqualTo(WordHash.normalised(one).length()));
  }

  @ParameterizedTest
  @CsvSource({
    "1",
    "1:",
    ":1",
    "1:0",
    "-1:2",
    "2:1 1:1",
    "1:1 1:1",
    "262144:1",
    "01:1",
    "1:1  2:1",
    "a:b",
    "1:10000"
  })
  void onlyWhatWasWrittenIsRead(String text) {
    assertThat(WordCounts.read(text)).isEmpty();
  }

  @Test
  void bucketsCanBeTakenAway() {
    var counts = WordCounts.of(List.of("fever fever"));
    int fever = WordHash.bucket("fever");
    assertThat(counts.without(List.of(fever)))
        .isEqualTo(WordCounts.read(WordHash.bucket("fever fever") + ":1").orElseThrow());
    assertThat(counts).hasToString("WordCounts[2 buckets]");
  }
}
