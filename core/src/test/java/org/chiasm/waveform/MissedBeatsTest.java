package org.chiasm.waveform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MissedBeatsTest {
  private static final double HZ = 250;

  /** A deflection of the height given at each place. */
  private static float[] shape(int length, int[] places, float[] heights) {
    var shape = new float[length];
    for (int i = 0; i < places.length; i++) {
      for (int at = places[i] - 10; at <= places[i] + 10; at++) {
        float height = heights[i] * (1 - Math.abs(at - places[i]) / 11f);
        shape[at] = Math.max(shape[at], height);
      }
    }
    return shape;
  }

  private static int[] everySecond(int count) {
    return IntStream.rangeClosed(1, count).map(i -> i * 250).toArray();
  }

  @Test
  void aLargeDeflectionInAnIntervalThatIsTooLongIsABeat() {
    int[] truth = everySecond(12);
    var heights = new float[12];
    Arrays.fill(heights, 1f);
    heights[5] = 0.8f;
    int[] found = IntStream.of(truth).filter(at -> at != truth[5]).toArray();

    int[] reviewed =
        MissedBeats.reviewed(found, new boolean[found.length], shape(3300, truth, heights), HZ);

    assertThat(reviewed).containsExactly(truth);
  }

  @Test
  void aPauseWithoutAnythingStaysAPause() {
    int[] found = IntStream.of(everySecond(12)).filter(at -> at != 6 * 250).toArray();
    var heights = new float[found.length];
    Arrays.fill(heights, 1f);

    assertThat(
            MissedBeats.reviewed(found, new boolean[found.length], shape(3300, found, heights), HZ))
        .containsExactly(found);
  }

  @Test
  void tWavesThatFollowEveryBeatAreNoBeats() {
    int[] found = IntStream.of(everySecond(12)).filter(at -> at != 6 * 250).toArray();
    int[] places =
        IntStream.concat(IntStream.of(found), IntStream.of(found).map(at -> at + 75)).toArray();
    var heights = new float[places.length];
    Arrays.fill(heights, 0, found.length, 1f);
    Arrays.fill(heights, found.length, places.length, 0.5f);

    assertThat(
            MissedBeats.reviewed(
                found, new boolean[found.length], shape(3400, places, heights), HZ))
        .containsExactly(found);
  }
}
