package org.chiasm.connect.wfdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WfdbFuzzTest {
  private static final String SPECIAL = "0123456789/.()+-:x~# \n\teE";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {"100_3chan", "3000003_0003", "binformats", "test01_00s_skewframe", "flacformats"})
  void aMutatedHeaderIsReadOrRefused(String record) throws IOException {
    copy(EcgFiles.folder("wfdb"), record);
    byte[] header = Files.readAllBytes(folder.resolve(record + ".hea"));
    var random = new Random(11);
    for (int round = 0; round < 120; round++) {
      byte[] mutated = header.clone();
      for (int i = 0; i <= round % 4; i++) {
        mutated[random.nextInt(mutated.length)] =
            (byte) SPECIAL.charAt(random.nextInt(SPECIAL.length()));
      }
      Files.write(folder.resolve(record + ".hea"), mutated);
      assertReadOrRefused(record);
    }
  }

  @Test
  void aHeaderCutAnywhereIsReadOrRefused() throws IOException {
    copy(EcgFiles.folder("wfdb"), "100_3chan");
    byte[] header = Files.readAllBytes(folder.resolve("100_3chan.hea"));
    for (int length = 0; length < header.length; length += 3) {
      Files.write(folder.resolve("100_3chan.hea"), Arrays.copyOf(header, length));
      assertReadOrRefused("100_3chan");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"100_3chan", "binformats", "mixedsignals", "041s01"})
  void aSignalFileCutAnywhereIsTruncated(String record) throws IOException {
    Path root = EcgFiles.folder("wfdb");
    copy(record.startsWith("041") ? root.resolve("multi-segment/041s") : root, record);
    for (Path file : signalFiles()) {
      byte[] data = Files.readAllBytes(file);
      for (int length = 0; length < data.length; length += 1 + data.length / 24) {
        Files.write(file, Arrays.copyOf(data, length));
        assertThat(WfdbSignals.read(folder, record))
            .as("%s cut to %d bytes", file.getFileName(), length)
            .isInstanceOf(EcgReading.Refused.class);
      }
      Files.write(file, data);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mixedsignals", "flacformats"})
  void aMutatedCompressedFileIsNeverTrusted(String record) throws IOException {
    copy(EcgFiles.folder("wfdb"), record);
    var random = new Random(12);
    for (Path file : signalFiles()) {
      byte[] data = Files.readAllBytes(file);
      for (int round = 0; round < 12; round++) {
        byte[] mutated = data.clone();
        mutated[random.nextInt(mutated.length)] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, mutated);
        assertReadOrRefused(record);
      }
      Files.write(file, data);
    }
  }

  @Test
  void mutatedAnnotationsAreReadOrRefused() throws IOException {
    byte[] file = Files.readAllBytes(EcgFiles.folder("wfdb").resolve("100.atr"));
    var random = new Random(13);
    for (int round = 0; round < 500; round++) {
      byte[] mutated = Arrays.copyOf(file, random.nextInt(file.length));
      for (int i = 0; i < 5 && mutated.length > 0; i++) {
        mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
      }
      try {
        assertThat(WfdbAnnotations.parse(mutated)).hasSizeLessThan(file.length);
      } catch (WfdbException e) {
        assertThat(e).hasMessageStartingWith("byte ");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "r 1 250 999999999999999\nr.dat 16 200 16 0 0 0 0 I",
        "r 1 10000000 \nr.dat 16x999999 200 16 0 0 0 0 I",
        "r 2 250 10\nr.dat 16x999999:999999999 200 0 0 0 0 0 I\nr.dat 16 200 0 0 0 0 0 II",
        "r/2 1 250 999999999999999\n~ 999999999999999\nr 0",
        "r/1 1 250 10\nr 10",
        "r 1 250 10\nr.dat 16+999999999999999 200 16 0 0 0 0 I"
      })
  void hugeAnnouncementsAndLoopsCostNothing(String header) throws IOException {
    Files.write(folder.resolve("r.dat"), new byte[100]);
    Files.writeString(folder.resolve("r.hea"), header);

    assertThat(WfdbSignals.read(folder, "r")).isInstanceOf(EcgReading.Refused.class);
  }

  private void assertReadOrRefused(String record) {
    assertThat(WfdbSignals.read(folder, record, 0, 60))
        .satisfies(
            reading -> {
              if (reading instanceof EcgReading.Refused(_, var reason)) {
                assertThat(reason).isNotBlank();
              }
            });
  }

  private List<Path> signalFiles() throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(file -> !file.toString().endsWith(".hea")).sorted().toList();
    }
  }

  private void copy(Path from, String record) throws IOException {
    try (var files = Files.list(from)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.startsWith(record + ".")
            || name.startsWith(record + "_")
            || (record.startsWith("test01_00s") && name.equals("test01_00s.dat"))) {
          Files.write(folder.resolve(name), Files.readAllBytes(file));
        }
      }
    }
  }
}
