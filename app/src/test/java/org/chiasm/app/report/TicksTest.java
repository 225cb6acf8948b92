package org.chiasm.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class TicksTest {
  @Test
  void theyAreRoundNumbers() {
    var ticks = Ticks.between(0, 1);
    assertThat(ticks.values().stream().map(each -> Markup.number(each, ticks.digits())).toList())
        .containsExactly("0.0", "0.2", "0.4", "0.6", "0.8", "1.0");
    assertThat(Ticks.between(0, 30).digits()).isZero();
  }

  @Property(tries = 300)
  void theyLieWithinTheAxisAndTheirDigitsTellThemApart(
      @ForAll @DoubleRange(min = -1e5, max = 1e5) double low,
      @ForAll @DoubleRange(min = 0.01, max = 1e5) double span) {
    var ticks = Ticks.between(low, low + span);
    assertThat(ticks.values()).hasSizeBetween(2, 6);
    double before = low - span / 1e6;
    for (double value : ticks.values()) {
      assertThat(value).isBetween(low - span / 1e6, low + span * (1 + 1e-6));
      assertThat(value).isGreaterThanOrEqualTo(before);
      assertThat(Math.rint(value * Math.pow(10, ticks.digits())) / Math.pow(10, ticks.digits()))
          .isCloseTo(value, within(span / 1e6));
      before = value;
    }
  }
}
