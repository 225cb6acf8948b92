package org.chiasm.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {
  @ParameterizedTest
  @CsvSource({"999, ''", "1000, ' (1 s)'", "59999, ' (59 s)'", "60000, ' (1 min 0 s)'"})
  void aStageSaysHowLongItTookFromOneSecondOn(long milliseconds, String words) {
    assertThat(Terminal.lasted(Duration.ofMillis(milliseconds).toNanos())).isEqualTo(words);
  }
}
