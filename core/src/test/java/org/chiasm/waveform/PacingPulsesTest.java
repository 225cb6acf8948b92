package org.chiasm.waveform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacingPulsesTest {
  private static final double HZ = 500;

  /** A complex 80 ms wide and 1 mV high each second, with the roughness of an amplifier. */
  private static float[] complexes(int seconds) {
    var samples = new float[(int) (seconds * HZ)];
    for (int i = 0; i < samples.length; i++) {
      double since = (i % HZ - 250) / HZ;
      samples[i] = (float) (1000 * Math.exp(-since * since / (2 * 0.02 * 0.02)) + (i * 7 % 5) - 2);
    }
    return samples;
  }

  @Test
  void aLeadWithoutPulsesIsLeftAsItIs() {
    var samples = complexes(10);

    assertThat(PacingPulses.without(samples, HZ)).isSameAs(samples);
  }

  @ParameterizedTest
  @ValueSource(floats = {500, 4000, -2000})
  void aPulseGoesAndTheComplexStays(float height) {
    var samples = complexes(10);
    var paced = samples.clone();
    for (int second = 0; second < 10; second++) {
      paced[(int) (second * HZ) + 150] += height;
    }

    var cleaned = PacingPulses.without(paced, HZ);

    for (int i = 0; i < samples.length; i++) {
      assertThat((double) cleaned[i]).isBetween(samples[i] - 25.0, samples[i] + 25.0);
    }
  }

  @Test
  void samplingTooSlowToTellChangesNothing() {
    var samples = new float[1000];
    samples[500] = 3000;

    assertThat(PacingPulses.without(samples, 125)).isSameAs(samples);
  }
}
