package org.chiasm.learn.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chiasm.Modality;
import org.chiasm.learn.NotesCohort;
import org.chiasm.learn.SyntheticCohort;
import org.chiasm.note.text.WordCounts;
import org.chiasm.row.FeatureRow;
import org.chiasm.study.Branch;
import org.junit.jupiter.api.Test;

class WordWeightsTest {
  private static final int FEVER = bucket("fever");
  private static final int COUGH = bucket("cough");
  private static final int PAIN = bucket("pain");

  private static int bucket(String word) {
    return WordCounts.of(List.of(word)).bucket(0);
  }

  private static FeatureRow row(int subject, String text) {
    return NotesCohort.row(
        subject, Map.of(NotesCohort.INPUT, SyntheticCohort.present(NotesCohort.words(text), 1)));
  }

  /** Ten rows of ten subjects: fever in six, cough in five, pain in all, others in one or two. */
  private static List<FeatureRow> rows() {
    var rows = new ArrayList<FeatureRow>();
    for (int i = 0; i < 10; i++) {
      rows.add(
          row(i, "pain. " + (i < 6 ? "fever. " : "") + (i % 2 == 0 ? "cough. " : "") + "own" + i));
    }
    rows.add(NotesCohort.row(11, Map.of(NotesCohort.INPUT, SyntheticCohort.missing())));
    return rows;
  }

  @Test
  void wordsThatVaryAmongAtLeastFiveSubjectsBecomeColumns() {
    var weights = WordWeights.fit(NotesCohort.INPUT, rows(), 10);
    assertThat(weights.buckets()).containsExactlyInAnyOrder(FEVER, COUGH);
    assertThat(WordWeights.fit(NotesCohort.INPUT, rows(), 1).buckets()).containsExactly(COUGH);
  }

  @Test
  void aWordOfManyRowsOfFewSubjectsIsNoColumn() {
    var rows = new ArrayList<>(rows());
    for (int i = 0; i < 20; i++) {
      rows.add(row(20 + i % 4, "pain. smith."));
    }
    assertThat(WordWeights.fit(NotesCohort.INPUT, rows, 10).buckets())
        .doesNotContain(bucket("smith"));
  }

  /** The figures are those of scikit-learn's TfidfTransformer(sublinear_tf=True). */
  @Test
  void numbersAreTfIdfWorkedOutByHand() {
    var weights = WordWeights.fit(NotesCohort.INPUT, rows(), 10);
    double fever = Math.log(11.0 / 7) + 1;
    double cough = Math.log(11.0 / 6) + 1;
    assertThat(weights.idf().get(weights.buckets().indexOf(FEVER))).isCloseTo(fever, within(1e-15));
    assertThat(weights.idf().get(weights.buckets().indexOf(COUGH))).isCloseTo(cough, within(1e-15));

    var numbers = weights.of(WordCounts.of(List.of("fever, fever, fever. cough. something new")));
    double first = (1 + Math.log(3)) * fever;
    double length = Math.hypot(first, cough);
    assertThat(numbers[weights.buckets().indexOf(FEVER)]).isCloseTo(first / length, within(1e-12));
    assertThat(numbers[weights.buckets().indexOf(COUGH)]).isCloseTo(cough / length, within(1e-12));
    assertThat(weights.of(WordCounts.of(List.of("nothing known")))).containsOnly(0);
    assertThat(PAIN).isNotEqualTo(FEVER);
  }

  @Test
  void aRowWithoutNotesHasNoNumbersAndOneWithoutKnownWordsHasZeros() {
    var encoder =
        RowEncoder.fit(
            NotesCohort.study(List.of())
                .withInputs(NotesCohort.study(List.of()).inputs().subList(1, 2)),
            rows(),
            new TensorFeatures(_ -> Optional.empty()));
    var asked =
        List.of(
            row(1, "unheard of"),
            NotesCohort.row(2, Map.of(NotesCohort.INPUT, SyntheticCohort.missing())));
    var matrix = encoder.encode(asked, new TensorFeatures(_ -> Optional.empty()));
    assertThat(List.of(matrix.value(0, 0), matrix.value(0, 1))).containsOnly(0.0);
    assertThat(matrix.row(1)).containsOnly(Double.NaN);
    assertThat(matrix.present(Branch.of(Modality.TEXT))).containsExactly(true, false);
    assertThat(matrix.features().stream().map(Feature::name))
        .containsExactly(
            "words.word_" + Math.min(FEVER, COUGH),
            "words.word_" + Math.max(FEVER, COUGH),
            "words.age_hours");
  }

  @Test
  void linearModelsSeeWordsOnOneScaleAndOneIndicatorOfAbsence() {
    var encoder =
        RowEncoder.fit(
            NotesCohort.study(List.of())
                .withInputs(NotesCohort.study(List.of()).inputs().subList(1, 2)),
            rows(),
            new TensorFeatures(_ -> Optional.empty()));
    var matrix = encoder.encode(rows(), new TensorFeatures(_ -> Optional.empty()));
    var linear = LinearPreprocessing.fit(matrix);
    assertThat(linear.terms().stream().map(linear::name))
        .containsExactlyInAnyOrder(
            "words.word_" + FEVER,
            "words.word_" + COUGH,
            "words.word_" + Math.min(FEVER, COUGH) + ".missing");
    assertThat(
            linear.terms().stream()
                .filter(LinearPreprocessing.Term.Scaled.class::isInstance)
                .map(LinearPreprocessing.Term::deviation)
                .distinct())
        .hasSize(1);
    var values = linear.transform(matrix);
    double squares = 0;
    for (int row = 0; row < 10; row++) {
      squares += values[row * 3] * values[row * 3] + values[row * 3 + 1] * values[row * 3 + 1];
    }
    assertThat(squares / 20).isCloseTo(1, within(1e-9));
    assertThat(values[30]).isZero();
    assertThat(values[31]).isZero();
  }

  @Test
  void weightsThatNoTrainingGivesAreRefused() {
    assertThatThrownBy(() -> new WordWeights(List.of(2, 1), List.of(1.0, 1.0)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new WordWeights(List.of(1), List.of(0.0)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
