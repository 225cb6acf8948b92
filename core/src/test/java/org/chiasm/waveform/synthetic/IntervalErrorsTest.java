package org.chiasm.waveform.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.chiasm.waveform.LeadNames;
import org.chiasm.waveform.delineation.EcgAnalysis;
import org.junit.jupiter.api.Test;

class IntervalErrorsTest {
  /** The tangent meets the base line 18 ms before a raised cosine of 100 ms ends. */
  private static final double TANGENT = -18;

  @Test
  void intervalsOfKnownBeatsAreFoundWithoutBiasAndLittleSpread() {
    double[] bias = {0, 0, TANGENT};
    double[] spread = {8, 10, 8};
    for (double noise : new double[] {5, 30}) {
      var errors = IntervalTable.errors(noise, 40);
      for (int i = 0; i < bias.length; i++) {
        double[] sorted = errors.get(i);
        assertThat(sorted.length).isGreaterThanOrEqualTo(38);
        assertThat(sorted[sorted.length / 2]).isCloseTo(bias[i], within(5.0));
        assertThat(sorted[2]).isCloseTo(bias[i], within(spread[i]));
        assertThat(sorted[sorted.length - 3]).isCloseTo(bias[i], within(spread[i]));
      }
    }
  }

  @Test
  void aShortPrDoesNotMakeTheNextPWaveAT() {
    var trace = Rhythms.steady(BeatShape.sinus(0.11, 0.085, 0.32).withT(0.4), 0.53, 10, 500, 3);
    var found = EcgAnalysis.of(trace.signal(LeadNames.STANDARD, Disturbance.muscle(8, 1)));
    assertThat(found.intervalsMs().get("qt")).isCloseTo(320 + TANGENT, within(15.0));
  }

  @Test
  void aQtIntoTheNextPWaveIsAbsentWithItsReason() {
    var trace = Rhythms.steady(BeatShape.sinus(0.15, 0.085, 0.45), 0.48, 10, 500, 4);
    var found = EcgAnalysis.of(trace.signal(LeadNames.STANDARD, Disturbance.muscle(8, 1)));
    assertThat(found.intervalsMs()).doesNotContainKey("qt");
    assertThat(found.reasons()).anyMatch(reason -> reason.startsWith("qt: "));
  }
}
