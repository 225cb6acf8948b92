package org.chiasm.waveform.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** R peaks of a heart whose beats are known exactly; the whole table is in docs/WAVEFORMS.md. */
class SyntheticHeartTest {
  private static final double SECONDS = 30;

  /** Each condition, without those in which no lead is readable by a person either. */
  static Stream<Condition> readable() {
    return Condition.all().stream()
        .filter(condition -> condition.hz() <= 500)
        .filter(condition -> !condition.name().contains("half as large"))
        .filter(condition -> !condition.name().contains("jerks of 2 mV"));
  }

  @ParameterizedTest
  @MethodSource("readable")
  void twoLeadsAreEnoughForEveryBeatAndNoOther(Condition condition) {
    var score = RPeakTable.score(condition, List.of("II", "V1"), SECONDS, 1);

    assertThat(score.sensitivity()).as(condition.name()).isGreaterThanOrEqualTo(0.99);
    assertThat(score.predictiveValue()).as(condition.name()).isGreaterThanOrEqualTo(0.99);
  }
}
