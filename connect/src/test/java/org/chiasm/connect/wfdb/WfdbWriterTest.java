package org.chiasm.connect.wfdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.chiasm.waveform.EcgSignal;
import org.chiasm.waveform.LeadNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WfdbWriterTest {
  @TempDir Path folder;

  @Property(tries = 40)
  void whatIsWrittenIsReadBackBitForBit(
      @ForAll @IntRange(min = 1, max = 12) int leads,
      @ForAll @IntRange(min = 1, max = 700) int count,
      @ForAll int seed)
      throws IOException {
    Path place = Files.createTempDirectory("wfdb");
    var signal = random(leads, count, seed);
    WfdbWriter.write(place, "r", signal, Optional.empty(), List.of());

    var reading = (EcgReading.Read) WfdbSignals.read(place, "r");

    assertThat(reading.checksum()).isEqualTo(ChecksumState.VERIFIED);
    assertThat(reading.isCalibrated()).isTrue();
    assertThat(reading.signal().leads()).isEqualTo(signal.leads());
    assertThat(reading.signal().samplingFrequencyHz()).isEqualTo(signal.samplingFrequencyHz());
    for (int i = 0; i < leads; i++) {
      assertThat(reading.signal().microvolts(i)).isEqualTo(signal.microvolts(i));
    }
    for (String name : List.of("r.hea", "r.dat")) {
      Files.delete(place.resolve(name));
    }
    Files.delete(place);
  }

  @Test
  void theSameSignalGivesTheSameBytes() throws IOException {
    var start = Optional.of(LocalDateTime.of(2026, 3, 4, 5, 6, 7, 8_000_000));
    WfdbWriter.write(folder, "a", random(3, 99, 1), start, List.of("Patient ID: 1"));
    byte[] header = Files.readAllBytes(folder.resolve("a.hea"));
    byte[] data = Files.readAllBytes(folder.resolve("a.dat"));
    WfdbWriter.write(folder, "a", random(3, 99, 1), start, List.of("Patient ID: 1"));

    assertThat(Files.readAllBytes(folder.resolve("a.hea"))).isEqualTo(header);
    assertThat(Files.readAllBytes(folder.resolve("a.dat"))).isEqualTo(data);
    assertThat(new String(header, UTF_8))
        .startsWith("a 3 500 99 05:06:07.008 04/03/2026\na.dat 16 1000(0)/mV 16 0 ")
        .endsWith(" I\na.dat 16 1000(0)/mV 16 0 " + lineOf(data, 1) + " II\n" + tail(data));
  }

  @Test
  void voltagesBeyondTheFormatNamesThatLeadAwayAndBrokenCommentsAreRefused() {
    var tooHigh = EcgSignal.of(500, List.of("I"), new float[][] {{40_000}});
    var fine = EcgSignal.of(500, List.of("I"), new float[][] {{4}});

    assertThatThrownBy(() -> WfdbWriter.write(folder, "r", tooHigh, Optional.empty(), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> WfdbWriter.write(folder, "../r", fine, Optional.empty(), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> WfdbWriter.write(folder, "r", fine, Optional.empty(), List.of("a\nr 1")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String lineOf(byte[] data, int lead) {
    int sum = 0;
    for (int i = lead; i < data.length / 2; i += 3) {
      sum += sample(data, i);
    }
    return sample(data, lead) + " " + (short) sum + " 0";
  }

  private static String tail(byte[] data) {
    return "a.dat 16 1000(0)/mV 16 0 " + lineOf(data, 2) + " III\n# Patient ID: 1\n";
  }

  private static int sample(byte[] data, int index) {
    return (short) ((data[2 * index] & 0xff) | (data[2 * index + 1] << 8));
  }

  private static EcgSignal random(int leads, int count, long seed) {
    var random = new Random(seed);
    var samples = new float[leads][count];
    for (float[] lead : samples) {
      for (int i = 0; i < count; i++) {
        lead[i] = random.nextInt(20) == 0 ? Float.NaN : random.nextInt(-32_767, 32_768);
      }
    }
    return EcgSignal.of(500, LeadNames.STANDARD.subList(0, leads), samples);
  }
}
