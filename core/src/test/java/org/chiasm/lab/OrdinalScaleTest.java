package org.chiasm.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chiasm.Code;
import org.chiasm.study.Concept;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrdinalScaleTest {
  private static final OrdinalScale TWO =
      scale(Map.of("no", Set.of("negative"), "yes", Set.of("positive")));

  @ParameterizedTest
  @CsvSource({
    "neg, no",
    "Negativ, no",
    "nicht nachweisbar, no",
    "not detected, no",
    "-, no",
    "POS., yes",
    "reaktiv, yes",
    "++, yes",
    "3+, yes",
    "schwach positiv, yes",
    "reagente, yes"
  })
  void otherWordsForAListedOrdinalMeanItsLabel(String text, String label) {
    assertThat(TWO.label(text)).contains(label);
  }

  @ParameterizedTest
  @CsvSource({"trace", "borderline", "see comment", "5.2", "haemolysed"})
  void whatIsNotListedMeansNothing(String text) {
    assertThat(TWO.label(text)).isEmpty();
  }

  @Test
  void aListedDegreeIsItsOwnAndPositiveIsNotGuessedForTheOthers() {
    var degrees = new LinkedHashMap<String, Set<String>>();
    degrees.put("none", Set.of("neg"));
    degrees.put("some", Set.of("trace", "1+", "pos"));
    degrees.put("much", Set.of("2+", "3+"));
    var scale = scale(degrees);
    assertThat(scale.label("(+)")).contains("some");
    assertThat(scale.label("++")).contains("much");
    assertThat(scale.label("++++")).isEmpty();
  }

  @Test
  void anOrdinalThatTwoLabelsListMeansNeither() {
    var scale = scale(Map.of("a", Set.of("pos"), "b", Set.of("positive", "neg")));
    assertThat(scale.label("positiv")).isEmpty();
    assertThat(scale.label("negativ")).contains("b");
    assertThat(scale(Map.of("f", Set.of("female"))).label("neg")).isEmpty();
  }

  private static OrdinalScale scale(Map<String, Set<String>> answers) {
    var categories = new LinkedHashMap<String, Set<Code>>();
    answers.forEach(
        (label, words) ->
            categories.put(
                label, words.stream().map(word -> new Code("", word)).collect(Collectors.toSet())));
    return new OrdinalScale(
        new Concept.Category(
            "nitrite",
            Stream.of(new Code("LOINC", "5802-4")).collect(Collectors.toSet()),
            categories));
  }
}
