package org.chiasm.waveform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RPeakDetectorTest {
  @Property(tries = 60)
  void everyBeatIsFoundOnceAtAnyRateAndFrequencyWithinTwoHundredthsOfASecond(
      @ForAll @DoubleRange(min = 35, max = 190) double bpm,
      @ForAll @DoubleRange(min = 100, max = 1000) double hz,
      @ForAll boolean inverted) {
    double[] beats = SyntheticEcg.steady(bpm, 10);
    var signal = SyntheticEcg.oneLead(SyntheticEcg.lead(beats, inverted ? -1 : 1, 10, hz), hz);

    assertFound(RPeakDetector.detect(signal), inside(beats, 10), hz);
  }

  @Property(tries = 40)
  void anIrregularRhythmIsFollowedThroughNoiseAndWander(@ForAll @IntRange(min = 0) int seed) {
    var random = new Random(seed);
    var beats = new double[40];
    double time = 0.4;
    for (int i = 0; i < beats.length; i++) {
      beats[i] = time;
      time += 0.45 + 0.6 * random.nextDouble();
    }
    var samples = SyntheticEcg.noisy(SyntheticEcg.lead(beats, 1, time, 360), 60, seed);
    for (int i = 0; i < samples.length; i++) {
      samples[i] += (float) (400 * Math.sin(i / 360.0 * 2));
    }

    assertFound(RPeakDetector.detect(SyntheticEcg.oneLead(samples, 360)), beats, 360);
  }

  @Test
  void leadsThatAreFlatNoisyOrOffAreOutvoted() {
    double[] beats = SyntheticEcg.steady(80, 10);
    var signal = SyntheticEcg.twelveLeads(beats, 10, 500);
    var off = new float[5000];
    Arrays.fill(off, Float.NaN);
    signal = SyntheticEcg.with(signal, "V1", new float[5000]);
    signal = SyntheticEcg.with(signal, "V2", off);
    signal = SyntheticEcg.with(signal, "V4", SyntheticEcg.noisy(new float[5000], 2000, 3));
    signal = SyntheticEcg.with(signal, "V5", SyntheticEcg.noisy(new float[5000], 300, 4));

    assertFound(RPeakDetector.detect(signal), inside(beats, 10), 500);
  }

  @Test
  void theOrderOfTheLeadsDoesNotMatter() {
    var signal = SyntheticEcg.twelveLeads(SyntheticEcg.steady(66, 10), 10, 250);
    var names = signal.leads().reversed();
    var samples = new float[12][];
    Arrays.setAll(samples, i -> signal.microvolts(11 - i));

    assertThat(RPeakDetector.detect(EcgSignal.of(250, names, samples)))
        .isEqualTo(RPeakDetector.detect(signal));
  }

  @Test
  void aLongRecordingHasNoSeamsBetweenItsBlocks() {
    double[] beats = SyntheticEcg.steady(71.3, 1000);
    var signal =
        SyntheticEcg.oneLead(
            SyntheticEcg.noisy(SyntheticEcg.lead(beats, 1, 1000, 200), 30, 5), 200);

    assertFound(RPeakDetector.detect(signal), inside(beats, 1000), 200);
  }

  @Test
  void aPauseHasNoBeats() {
    double[] beats =
        Arrays.stream(SyntheticEcg.steady(75, 60)).filter(t -> t < 25 || t > 31).toArray();
    var signal =
        SyntheticEcg.oneLead(SyntheticEcg.noisy(SyntheticEcg.lead(beats, 1, 60, 250), 20, 6), 250);

    assertFound(RPeakDetector.detect(signal), inside(beats, 60), 250);
  }

  @Test
  void aTallTWaveIsNoBeat() {
    double[] beats = SyntheticEcg.steady(60, 20);
    var samples = SyntheticEcg.lead(beats, 1, 20, 500);
    for (double beat : beats) {
      for (int i = 0; i < samples.length; i++) {
        double away = (i / 500.0 - beat - 0.28) / 0.045;
        samples[i] += (float) (900 * Math.exp(-away * away / 2));
      }
    }

    assertFound(RPeakDetector.detect(SyntheticEcg.oneLead(samples, 500)), inside(beats, 20), 500);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 24, 25, 26, 100, 251})
  void aSnippetIsNoReasonToFail(int count) {
    var samples = SyntheticEcg.lead(SyntheticEcg.steady(75, 2), 1, 2, 250);

    assertThat(
            RPeakDetector.detect(SyntheticEcg.oneLead(Arrays.copyOf(samples, count), 250)).length)
        .isLessThanOrEqualTo(2);
  }

  @Test
  void aFlatLineALeadThatIsOffAndFaintNoiseHaveNoBeats() {
    var off = new float[2500];
    Arrays.fill(off, Float.NaN);

    for (float[] samples :
        List.of(new float[2500], off, SyntheticEcg.noisy(new float[2500], 5, 7))) {
      assertThat(RPeakDetector.detect(SyntheticEcg.oneLead(samples, 250))).isEmpty();
    }
  }

  private static double[] inside(double[] beats, double seconds) {
    return Arrays.stream(beats).filter(beat -> beat > 0.1 && beat < seconds - 0.1).toArray();
  }

  private static void assertFound(int[] peaks, double[] beats, double hz) {
    double[] found =
        Arrays.stream(peaks)
            .mapToDouble(peak -> peak / hz)
            .filter(time -> time > beats[0] - 0.1 && time < beats[beats.length - 1] + 0.1)
            .toArray();
    assertThat(found).hasSameSizeAs(beats);
    for (int i = 0; i < beats.length; i++) {
      assertThat(found[i]).isCloseTo(beats[i], within(0.02));
    }
  }
}
