package org.chiasm.learn.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chiasm.Modality;
import org.chiasm.SubjectId;
import org.chiasm.learn.SyntheticCohort;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.GateDecision;
import org.chiasm.row.InputCell;
import org.chiasm.row.InputCell.Value;
import org.chiasm.study.Branch;
import org.chiasm.study.FusionStrategy;
import org.chiasm.study.SplitDefinition;
import org.junit.jupiter.api.Test;

class RowEncoderTest {
  private static final TensorFeatures NO_TENSORS = new TensorFeatures(_ -> Optional.empty());

  private static FeatureRow row(Map<String, InputCell> cells) {
    var time = Instant.EPOCH;
    return new FeatureRow(
        new SubjectId(1), "1.2", time, time, new GateDecision.Ready(), new LinkedHashMap<>(cells));
  }

  private static InputCell label(String label) {
    return SyntheticCohort.present(new Value.Label(label), 1);
  }

  private static InputCell number(double number, double age) {
    return SyntheticCohort.present(new Value.Numeric(number), age);
  }

  private static List<String> names(RowEncoder encoder) {
    return encoder.features().stream().map(Feature::name).toList();
  }

  @Test
  void aCohortGivesTheColumnsOfEveryModality() {
    var cohort = new SyntheticCohort(30, 1, false);
    var study =
        SyntheticCohort.study(
            new SplitDefinition.Folds(1, 3), false, List.of(FusionStrategy.EARLY_I));
    var tensors = new TensorFeatures(cohort.tensors());
    var encoder = RowEncoder.fit(study, cohort.features(), tensors);
    var matrix = encoder.encode(cohort.features(), tensors);
    assertThat(names(encoder))
        .contains("crp", "crp.age_hours", "sex=female", "sex=male", "diabetes", "xray.mean")
        .doesNotContain("diabetes.age_hours", "sex.age_hours");
    assertThat(matrix.branches())
        .containsExactly(
            Branch.of(Modality.IMAGE), Branch.of(Modality.TEXT), Branch.of(Modality.TABULAR));
    int brightness = names(encoder).indexOf("xray.mean");
    int image = names(encoder).indexOf("xray.block_mean_0_3_3");
    for (int i = 0; i < matrix.rowCount(); i++) {
      boolean present = cohort.features().get(i).cell("xray") instanceof InputCell.Present;
      assertThat(Double.isNaN(matrix.value(i, brightness))).isEqualTo(!present);
      assertThat(matrix.present(Branch.of(Modality.IMAGE))[i]).isEqualTo(present);
      assertThat(Double.isNaN(matrix.value(i, image))).isEqualTo(!present);
    }
  }

  @Test
  void aLevelNotSeenInTrainingIsAllZeroWithItsOwnIndicator() {
    var encoder =
        new RowEncoder(
            List.of(
                new InputEncoding.Levels(
                    "unit", Branch.of(Modality.TABULAR), List.of("icu", "ward"), false)));
    var rows =
        List.of(
            row(Map.of("unit", label("ward"))),
            row(Map.of("unit", label("theatre"))),
            row(Map.of("unit", SyntheticCohort.missing())));
    var matrix = encoder.encode(rows, NO_TENSORS);
    assertThat(names(encoder)).containsExactly("unit=icu", "unit=ward", "unit.unseen_level");
    assertThat(matrix.row(0)).containsExactly(0, 1, 0);
    assertThat(matrix.row(1)).containsExactly(0, 0, 1);
    assertThat(matrix.row(2)).containsOnly(Double.NaN);
  }

  @Test
  void anAgeThatRepeatsAnotherOrNeverVariesIsLeftOut() {
    var study = SyntheticCohort.study(new SplitDefinition.Folds(1, 3), false, List.of());
    var rows = new ArrayList<FeatureRow>();
    for (int i = 0; i < 5; i++) {
      rows.add(
          row(
              Map.of(
                  "xray", SyntheticCohort.missing(),
                  "crp", number(i, i),
                  "sex", SyntheticCohort.missing(),
                  "diabetes", number(i % 2, i))));
    }
    assertThat(names(RowEncoder.fit(study, rows, NO_TENSORS)))
        .containsExactly("crp", "crp.age_hours", "diabetes");
  }

  @Test
  void aReferenceThatCannotBeReadIsMissingAndCounted() {
    var encoder =
        new RowEncoder(
            List.of(
                new InputEncoding.Measured(
                    "ct", Branch.of(Modality.IMAGE), TensorKind.PROJECTION, false)));
    var cell = SyntheticCohort.present(new Value.Reference("9.9"), 1);
    var tensors = new TensorFeatures(_ -> Optional.empty());
    assertThat(encoder.encode(List.of(row(Map.of("ct", cell))), tensors).row(0))
        .containsOnly(Double.NaN);
    assertThat(tensors.unreadable()).containsExactly("9.9");
  }

  @Test
  void linearPreprocessingGivesMeanZeroDeviationOneAndNoGaps() {
    var random = new java.util.Random(4);
    int rows = 200;
    var values = new double[rows * 4];
    for (int i = 0; i < rows; i++) {
      values[4 * i] = random.nextGaussian() * 100;
      values[4 * i + 1] =
          random.nextDouble() < 0.3 ? Double.NaN : Math.exp(random.nextGaussian() * 2);
      values[4 * i + 2] = 7;
      values[4 * i + 3] = values[4 * i];
    }
    var matrix = FeatureMatrix.of(columns("a", "b", "constant", "copy"), rows, values);
    var fitted = LinearPreprocessing.fit(matrix);
    assertThat(fitted.terms().stream().map(fitted::name).toList())
        .containsExactly("a", "b", "b.missing");
    var design = fitted.transform(matrix);
    for (int term = 0; term < 3; term++) {
      int column = term;
      var numbers = IntStream.range(0, rows).mapToDouble(i -> design[3 * i + column]).toArray();
      double mean = java.util.Arrays.stream(numbers).average().orElseThrow();
      double square = java.util.Arrays.stream(numbers).map(x -> x * x).average().orElseThrow();
      assertThat(mean).isCloseTo(0, within(1e-9));
      assertThat(square).isCloseTo(1, within(1e-9));
    }
  }

  @Test
  void aWildValueIsDrawnInToWhatTrainingKnew() {
    var values = IntStream.range(0, 100).mapToDouble(i -> i).toArray();
    var fitted = LinearPreprocessing.fit(FeatureMatrix.of(columns("a"), 100, values));
    var wild = FeatureMatrix.of(columns("a"), 2, new double[] {1e9, 99});
    var design = fitted.transform(wild);
    assertThat(design[0]).isEqualTo(design[1]).isLessThan(2);
  }

  @Test
  void otherColumnsThanThoseFittedOnAreRefused() {
    var fitted = LinearPreprocessing.fit(FeatureMatrix.of(columns("a"), 2, new double[] {1, 2}));
    assertThatThrownBy(() -> fitted.transform(FeatureMatrix.of(columns("b"), 1, new double[] {1})))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("same bundle");
  }

  private static List<Feature> columns(String... names) {
    return java.util.Arrays.stream(names)
        .map(name -> new Feature(name, name, Branch.of(Modality.TABULAR), Feature.Kind.QUANTITY))
        .toList();
  }
}
