package org.chiasm.waveform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EcgTensorTest {
  private static final EcgSignal TWELVE =
      SyntheticEcg.twelveLeads(SyntheticEcg.steady(70, 12), 12, 500);

  @Test
  void twelveLeadsOfTenSecondsBecomeMillivoltsInStandardOrder() {
    var tensor = EcgTensor.of(TWELVE);

    assertThat(tensor.signal().shape()).containsExactly(12, 2500);
    assertThat(tensor.presence().values()).containsOnly(1f);
    for (int lead = 0; lead < 12; lead++) {
      for (int i = 10; i < 2490; i++) {
        assertThat(tensor.signal().values()[lead * 2500 + i])
            .isCloseTo(TWELVE.microvolts(lead)[2 * i] / 1000, within(0.01f));
      }
    }
  }

  @Test
  void aShortSignalIsFollowedByZerosAndThePresenceSaysSo() {
    var tensor = EcgTensor.of(TWELVE.part(0, 2000));

    assertThat(tensor.presence().values()).containsOnly(0.4f);
    assertThat(Arrays.copyOfRange(tensor.signal().values(), 1000, 2500)).containsOnly(0f);
  }

  @Test
  void limbLeadsThatFollowFromTwoOthersAreComputed() {
    var two =
        EcgSignal.of(
            500,
            List.of("II", "III"),
            new float[][] {
              TWELVE.microvolts("II").orElseThrow(), TWELVE.microvolts("III").orElseThrow()
            });

    var expected = EcgTensor.of(TWELVE);
    var derived = EcgTensor.of(two);

    assertThat(derived.presence().values()).containsExactly(1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0);
    for (int i = 0; i < 6 * 2500; i++) {
      assertThat(derived.signal().values()[i])
          .isCloseTo(expected.signal().values()[i], within(0.02f));
    }
  }

  @Test
  void aLaterStartShowsTheLaterPart() {
    assertThat(EcgTensor.of(TWELVE, 2).signal().values()[2500 + 100])
        .isCloseTo(EcgTensor.of(TWELVE).signal().values()[2500 + 600], within(0.01f));
    assertThatThrownBy(() -> EcgTensor.of(TWELVE, 12)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void missingSamplesAreZeroAndCounted() {
    var gappy = TWELVE.microvolts("V2").orElseThrow().clone();
    Arrays.fill(gappy, 0, 2500, Float.NaN);

    var tensor = EcgTensor.of(SyntheticEcg.with(TWELVE, "V2", gappy));

    assertThat(tensor.presence().values()[7]).isEqualTo(0.5f);
    assertThat(Arrays.copyOfRange(tensor.signal().values(), 7 * 2500, 7 * 2500 + 1250))
        .containsOnly(0f);
  }
}
