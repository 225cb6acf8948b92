package org.chiasm.app.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.chiasm.study.StudyDurations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RiskHorizonTest {
  private static Duration of(String text) {
    return StudyDurations.parse(text).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0h  | 30d   | within 30 days
          0h  | 72h   | within 72 hours
          0h  | 1d    | within 24 hours
          0h  | 1h    | within 1 hour
          0h  | 90min | within 90 minutes
          0h  | 2wk   | within 14 days
          0h  | 100h  | within 100 hours
          24h | 72h   | between 24 and 72 hours later
          24h | 30d   | between 24 hours and 30 days later
          """)
  void itIsSaidAsCliniciansCountTime(String from, String until, String words) {
    assertThat(new RiskHorizon(of(from), of(until)).words()).isEqualTo(words);
  }

  @Test
  void aHorizonBeforeItsBeginningIsRefused() {
    assertThatThrownBy(() -> new RiskHorizon(of("3d"), of("2d")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PT72H");
  }
}
