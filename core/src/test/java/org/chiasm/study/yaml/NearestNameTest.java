package org.chiasm.study.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
  private static final List<String> KNOWN =
      List.of("nearest", "last", "first", "mean", "min_slices", "encounter_location", "age_band");

  @ParameterizedTest
  @CsvSource({
    "newest, nearest",
    "lsat, last",
    "FIRST, first",
    "age-band, age_band",
    "'Age band', age_band",
    "ageband, age_band",
    "location, encounter_location",
    "slices, min_slices",
  })
  void aMisspeltNameIsRecognised(String got, String meant) {
    assertThat(NearestName.of(got, KNOWN)).isEqualTo(meant);
  }

  @ParameterizedTest
  @CsvSource({"variance", "x", "''", "yesterday"})
  void whatIsNearNothingIsNotGuessed(String got) {
    assertThat(NearestName.of(got, KNOWN)).isEmpty();
  }

  @Test
  void aTextTooLongForANameCostsNothing() {
    assertThat(NearestName.of("n".repeat(1_000_000), KNOWN)).isEmpty();
  }
}
