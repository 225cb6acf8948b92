package org.chiasm.connect.scp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BimodalTest {
  private static final int[][] ZONES = {{1, 40}, {301, 377}, {640, 700}, {951, 1003}};
  private static final BimodalWriter.Beat NOTHING = new BimodalWriter.Beat(new int[50], 25);
  private static final BimodalWriter.Beat BEAT = beat();

  private static BimodalWriter.Beat beat() {
    var shape = new int[60];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = (int) Math.round(200 * Math.exp(-Math.pow((i - 29) / 6.0, 2)));
    }
    return new BimodalWriter.Beat(shape, 30);
  }

  private static int[][] restless(long seed) {
    var random = new Random(seed);
    var leads = new int[3][1003];
    for (int[] lead : leads) {
      for (int i = 0; i < lead.length; i++) {
        lead[i] = random.nextInt(4001) - 2000;
      }
    }
    return leads;
  }

  private static float[] read(byte[] file, String lead) throws Exception {
    return ScpFile.read(file).signal().microvolts(lead).orElseThrow();
  }

  @Test
  void protectedZonesComeBackExactlyAndTheRestAtTheFullFrequency() throws Exception {
    for (int factor : new int[] {1, 2, 3, 4}) {
      for (int order = 0; order <= 2; order++) {
        var writer = new BimodalWriter(ZONES, factor, order);
        var leads = restless(factor);
        var file = writer.file(leads, NOTHING);
        var signal = ScpFile.read(file).signal();
        assertThat(signal.samplingFrequencyHz()).isEqualTo(500);
        assertThat(signal.sampleCount()).isEqualTo(1003);
        int kept = 0;
        var samples = read(file, "II");
        for (int i = 0; i < 1003; i++) {
          if (writer.isKept(i + 1)) {
            assertThat(samples[i]).isEqualTo(5f * leads[1][i]);
            kept++;
          }
        }
        assertThat(kept).isEqualTo(40 + 77 + 61 + 53);
      }
    }
  }

  @Test
  void meansStandForTheMiddleOfWhatTheyWereTakenFrom() throws Exception {
    var writer = new BimodalWriter(ZONES, 4, 2);
    var slope = new int[3][1003];
    for (int[] lead : slope) {
      Arrays.setAll(lead, i -> 8 * i);
    }
    var samples = read(writer.file(slope, NOTHING), "V1");
    for (int i = 42; i < 298; i++) {
      assertThat(samples[i]).as("sample " + i).isCloseTo(40f * i, within(3f));
    }
    assertThat(samples[40]).isCloseTo(40f * 41.5f, within(3f));
  }

  @Test
  void theReferenceBeatIsAddedToZonesAndMeans() throws Exception {
    var writer = new BimodalWriter(ZONES, 4, 1);
    var leads = new int[2][1003];
    for (int[] lead : leads) {
      for (int i = 0; i < lead.length; i++) {
        lead[i] = (int) Math.round(40 * Math.sin(i / 90.0));
      }
      for (int[] zone : ZONES) {
        for (int i = 0; i < BEAT.shape().length; i++) {
          int sample = (zone[0] + zone[1]) / 2 - BEAT.fiducial() + i + 1;
          if (sample >= 1 && sample <= lead.length) {
            lead[sample - 1] += BEAT.shape()[i];
          }
        }
      }
    }
    var samples = read(writer.file(leads, BEAT), "I");
    for (int i = 0; i < samples.length; i++) {
      assertThat(samples[i])
          .as("sample " + i)
          .isCloseTo(5f * leads[0][i], within(writer.isKept(i + 1) ? 0.01f : 9f));
    }
    assertThat(samples[338]).isGreaterThan(800);
  }

  @Test
  void zonesThatOverlapOrFrequenciesThatDoNotFitAreRefused() {
    var leads = restless(9);
    int[][] crossed = {{1, 40}, {30, 60}};
    assertThatThrownBy(() -> ScpFile.read(new BimodalWriter(crossed, 4, 1).file(leads, NOTHING)))
        .isInstanceOf(ScpException.class)
        .hasMessageContaining("protected zone 2");
    assertThatThrownBy(() -> ScpFile.read(new BimodalWriter(ZONES, 20, 1).file(leads, NOTHING)))
        .isInstanceOf(ScpException.class)
        .hasMessageContaining("whole multiple");
  }

  @Test
  void cutOrMutatedFilesEndInWordsOrASignal() {
    var file = new BimodalWriter(ZONES, 4, 2).file(restless(5), BEAT);
    var random = new Random(6);
    int refused = 0;
    for (int round = 0; round < 1000; round++) {
      var damaged = Arrays.copyOf(file, round % 3 == 0 ? random.nextInt(file.length) : file.length);
      for (int i = 0; i < 3 && damaged.length > 160; i++) {
        damaged[150 + random.nextInt(damaged.length - 150)] = (byte) random.nextInt(256);
      }
      ScpFileTest.clearChecksums(damaged);
      try {
        assertThat(ScpFile.read(damaged).signal().sampleCount()).isPositive();
      } catch (ScpException e) {
        assertThat(e.getMessage()).isNotBlank();
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  @Test
  void leadNumbersHaveTheNamesOfTheStandard() throws Exception {
    var file =
        ScpWriter.file(new int[] {13, 61, 66, 93, 250}, new int[][] {{1}, {2}, {3}, {4}, {5}}, 0, false);
    assertThat(ScpFile.read(file).signal().leads())
        .containsExactlyInAnyOrder("III", "V5R", "V8", "MCL2", "ECG");
    assertThat(ScpLeads.name(64)).isEqualTo("aVF");
    assertThat(ScpLeads.name(31)).isEqualTo("I-cal");
    assertThat(ScpLeads.name(184)).isEqualTo("V10-cal");
  }
}
