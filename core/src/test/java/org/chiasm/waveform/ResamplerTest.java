package org.chiasm.waveform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ResamplerTest {
  @Property(tries = 100)
  void aConstantStaysTheSameConstantAtAnyFrequency(
      @ForAll @DoubleRange(min = 20, max = 2000) double from,
      @ForAll @DoubleRange(min = 20, max = 2000) double to,
      @ForAll @IntRange(min = 1, max = 500) int count) {
    var constant = new float[count];
    Arrays.fill(constant, 321.5f);

    var resampled = new Resampler(from, to).resample(constant);

    assertThat(resampled.length).isEqualTo((int) Math.ceil(count * to / from - 1e-9));
    for (float sample : resampled) {
      assertThat(sample).isCloseTo(321.5f, within(0.01f));
    }
  }

  @Property(tries = 60)
  void aSineBelowBothLimitsKeepsItsShapeAndPlace(
      @ForAll @DoubleRange(min = 100, max = 1000) double from,
      @ForAll @DoubleRange(min = 100, max = 1000) double to,
      @ForAll @DoubleRange(min = 0.5, max = 0.7) double share) {
    double hertz = share * 0.5 * Math.min(from, to);
    var resampled = new Resampler(from, to).resample(sine(hertz, from, 4));

    for (int i = (int) to; i < 3 * to; i++) {
      double expected = 1000 * Math.sin(2 * Math.PI * hertz * i / to);
      assertThat((double) resampled[i]).isCloseTo(expected, within(10.0));
    }
  }

  @Test
  void whatLiesAboveTheNewLimitIsFilteredOutAndNotFolded() {
    var resampled = new Resampler(1000, 250).resample(sine(180, 1000, 4));

    for (int i = 250; i < 750; i++) {
      assertThat(resampled[i]).isBetween(-1f, 1f);
    }
  }

  @Test
  void aGapStaysAGapAndDoesNotSpread() {
    var samples = sine(5, 500, 2);
    Arrays.fill(samples, 400, 500, Float.NaN);

    var resampled = new Resampler(500, 250).resample(samples);

    for (int i = 0; i < resampled.length; i++) {
      assertThat(Float.isNaN(resampled[i])).isEqualTo(i >= 200 && i < 250);
    }
  }

  @Test
  void aLeadThatWasNeverOnStaysMissing() {
    var missing = new float[100];
    Arrays.fill(missing, Float.NaN);

    assertThat(new Resampler(500, 250).resample(missing)).hasSize(50).containsOnly(Float.NaN);
  }

  @Test
  void thereAndBackIsTheSameSignal() {
    var beats = SyntheticEcg.lead(SyntheticEcg.steady(72, 10), 1, 10, 500);
    var back = new Resampler(360, 500).resample(new Resampler(500, 360).resample(beats));

    for (int i = 500; i < 4500; i++) {
      assertThat(back[i]).isCloseTo(beats[i], within(5f));
    }
  }

  private static float[] sine(double hertz, double hz, double seconds) {
    var samples = new float[(int) (seconds * hz)];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (1000 * Math.sin(2 * Math.PI * hertz * i / hz));
    }
    return samples;
  }
}
