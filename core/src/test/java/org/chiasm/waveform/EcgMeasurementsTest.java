package org.chiasm.waveform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EcgMeasurementsTest {
  @ParameterizedTest
  @ValueSource(doubles = {40, 60, 75, 100, 150, 180})
  void theHeartRateIsTheOneTheSignalWasMadeWith(double bpm) {
    var measured =
        EcgMeasurements.of(SyntheticEcg.twelveLeads(SyntheticEcg.steady(bpm, 10), 10, 500));

    assertThat(measured.values().get("heart_rate_bpm")).isCloseTo(bpm, within(0.02 * bpm));
    assertThat(measured.values().get("rr_irregularity")).isLessThan(0.02);
    assertThat(measured.values()).containsEntry("quality", 1.0).containsEntry("usable_leads", 12.0);
  }

  @Test
  void oneLateBeatChangesTheIrregularityAndHardlyTheRate() {
    double[] beats = SyntheticEcg.steady(60, 20);
    beats[9] -= 0.3;
    var values = EcgMeasurements.of(SyntheticEcg.twelveLeads(beats, 20, 500)).values();

    assertThat(values.get("heart_rate_bpm")).isCloseTo(60, within(0.5));
    assertThat(values.get("rr_irregularity")).isGreaterThan(0.1);
  }

  @Test
  void whatCannotBeMeasuredHasNoEntry() {
    assertThat(EcgMeasurements.of(SyntheticEcg.oneLead(new float[2500], 250)).values())
        .containsOnlyKeys("beats", "quality", "usable_leads");
  }
}
