package org.chiasm.note.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.chiasm.note.context.Context.Negation;
import org.chiasm.note.context.Context.Temporality;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The sentences annotated by Chapman et al. (chapmanbe/negex); the triggers were written with the
 * first half in sight only.
 */
class AnnotatedSentencesTest {
  private static final int LAST_LINE_OF_FIRST_HALF = 1188;

  @Test
  void negationIsFoundInTheHalfTheTriggersWereWrittenWith() throws IOException {
    assertThat(negation(firstHalf())).isGreaterThan(0.97);
  }

  @Test
  void negationIsFoundInTheHalfNobodyLookedAt() throws IOException {
    assertThat(negation(secondHalf())).isGreaterThanOrEqualTo(0.97);
  }

  @Test
  void historyIsFoundInTheHalfTheTriggersWereWrittenWith() throws IOException {
    assertThat(historical(firstHalf())).isGreaterThan(0.82);
  }

  @Test
  void historyIsFoundInTheHalfNobodyLookedAt() throws IOException {
    assertThat(historical(secondHalf())).isGreaterThanOrEqualTo(0.80);
  }

  private static double negation(List<Row> rows) {
    return f1(
        rows,
        row -> row.negation().equals("Negated"),
        row -> row.context().negation() == Negation.NEGATED);
  }

  private static double historical(List<Row> rows) {
    return f1(
        rows,
        row -> row.temporality().equals("Historical"),
        row -> row.context().temporality() == Temporality.HISTORICAL);
  }

  private static double f1(List<Row> rows, Predicate<Row> truth, Predicate<Row> found) {
    long hits = rows.stream().filter(truth.and(found)).count();
    long wrong = rows.stream().filter(truth.negate().and(found)).count();
    long missed = rows.stream().filter(truth.and(found.negate())).count();
    return 2.0 * hits / (2.0 * hits + wrong + missed);
  }

  private static List<Row> firstHalf() throws IOException {
    return rows().stream().filter(row -> row.line() <= LAST_LINE_OF_FIRST_HALF).toList();
  }

  private static List<Row> secondHalf() throws IOException {
    return rows().stream().filter(row -> row.line() > LAST_LINE_OF_FIRST_HALF).toList();
  }

  private static List<Row> rows() throws IOException {
    var file = Path.of(System.getProperty("chiasm.shared"), "data/nlp_negex/rsAnnotations.txt");
    Assumptions.assumeTrue(Files.exists(file), "shared data set nlp_negex is absent");
    return Files.readAllLines(file, StandardCharsets.ISO_8859_1).stream()
        .skip(1)
        .map(line -> line.split("\t", -1))
        .map(cell -> new Row(Integer.parseInt(cell[0]), cell[1], cell[2], cell[3], cell[4]))
        .toList();
  }

  private record Row(
      int line, String concept, String sentence, String negation, String temporality) {
    Context context() {
      return SentenceContext.of(sentence, concept);
    }
  }
}
