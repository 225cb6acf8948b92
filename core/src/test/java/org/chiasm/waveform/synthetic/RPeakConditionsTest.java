package org.chiasm.waveform.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RPeakConditionsTest {
  @Test
  void twoLeadsFindTheBeatsOfEveryReadableRhythm() {
    for (var condition : Condition.all()) {
      var score = RPeakTable.score(condition, List.of("II", "V1"), 60, 1);
      double least =
          condition.name().contains("jerks of 2 mV")
              ? 0.93
              : condition.name().contains("half as large") ? 0.97 : 0.985;
      assertThat(score.sensitivity()).as(condition.name()).isGreaterThanOrEqualTo(least);
      assertThat(score.predictiveValue()).as(condition.name()).isGreaterThanOrEqualTo(least);
    }
  }

  @Test
  void oneLeadFindsThemInMostRhythms() {
    for (var condition : Condition.all()) {
      var score = RPeakTable.score(condition, List.of("II"), 60, 2);
      double least = condition.name().equals("bigeminy, 0.7 times as large") ? 0.85 : 0.93;
      assertThat(score.sensitivity()).as(condition.name()).isGreaterThanOrEqualTo(least);
      assertThat(score.predictiveValue()).as(condition.name()).isGreaterThanOrEqualTo(0.93);
    }
  }

  @Test
  void aPulseThatDoesNotCaptureIsNoBeat() {
    var condition =
        Condition.all().stream()
            .filter(each -> each.name().equals("paced, pulses of 4 mV"))
            .findFirst()
            .orElseThrow();
    var score = RPeakTable.score(condition, List.of("II"), 120, 1);
    assertThat(score.found()).isEqualTo(score.truth());
  }
}
