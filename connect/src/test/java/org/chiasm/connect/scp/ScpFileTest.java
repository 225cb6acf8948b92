package org.chiasm.connect.scp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScpFileTest {
  private static int[][] numbers(long seed) {
    var random = new Random(seed);
    var numbers = new int[3][400];
    for (int[] lead : numbers) {
      int at = 0;
      for (int i = 0; i < lead.length; i++) {
        at += random.nextInt(20) == 0 ? random.nextInt(601) - 300 : random.nextInt(17) - 8;
        lead[i] = at;
      }
    }
    return numbers;
  }

  @Test
  void samplesComeBackThroughEveryEncoding() throws Exception {
    var numbers = numbers(1);
    for (boolean isHuffman : new boolean[] {false, true}) {
      for (int order = 0; order <= 2; order++) {
        var file = ScpWriter.file(new int[] {2, 1, 3}, numbers, order, isHuffman);
        assertThat(ScpFile.isScp(file, file.length)).isTrue();
        var read = ScpFile.read(file);
        assertThat(read.isVerified()).isTrue();
        assertThat(read.signal().leads()).containsExactly("I", "II", "V1");
        assertThat(read.signal().samplingFrequencyHz()).isEqualTo(500);
        for (int i = 0; i < 400; i++) {
          assertThat(read.signal().microvolts("II").orElseThrow()[i]).isEqualTo(5f * numbers[0][i]);
          assertThat(read.signal().microvolts("I").orElseThrow()[i]).isEqualTo(5f * numbers[1][i]);
        }
      }
    }
  }

  @Test
  void globalMeasurementsAreRead() throws Exception {
    var read = ScpFile.read(ScpWriter.file(new int[] {1, 2, 3}, numbers(2), 1, true));
    assertThat(read.stated())
        .containsEntry("rr", 800.0)
        .containsEntry("pr", 160.0)
        .containsEntry("qrs", 90.0)
        .containsEntry("qt", 380.0);
  }

  @Test
  void whatFillsTheLastBlockIsNoPartOfTheFile() throws Exception {
    var file = ScpWriter.file(new int[] {1, 2, 3}, numbers(7), 1, true);
    var read = ScpFile.read(Arrays.copyOf(file, file.length + 333));
    assertThat(read.isVerified()).isTrue();
    assertThat(read.signal().microvolts("I").orElseThrow())
        .isEqualTo(ScpFile.read(file).signal().microvolts("I").orElseThrow());
  }

  @Test
  void oneChangedByteIsNoticed() {
    var file = ScpWriter.file(new int[] {1, 2, 3}, numbers(3), 2, true);
    var random = new Random(4);
    for (int round = 0; round < 200; round++) {
      var damaged = file.clone();
      damaged[2 + random.nextInt(file.length - 2)] ^= (byte) (1 + random.nextInt(255));
      assertThatThrownBy(() -> ScpFile.read(damaged)).isInstanceOf(ScpException.class);
    }
  }

  @Test
  void filesCutOrMutatedWithoutChecksumsNeverEndOtherwiseThanInWords() {
    var file = ScpWriter.file(new int[] {1, 2, 3}, numbers(5), 2, true);
    var random = new Random(6);
    int refused = 0;
    for (int round = 0; round < 1500; round++) {
      var damaged = Arrays.copyOf(file, round % 3 == 0 ? random.nextInt(file.length) : file.length);
      for (int i = 0; i < 4 && damaged.length > 8; i++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      clearChecksums(damaged);
      try {
        assertThat(ScpFile.read(damaged).signal().sampleCount()).isPositive();
      } catch (ScpException e) {
        assertThat(e.getMessage()).isNotBlank();
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  static void clearChecksums(byte[] file) {
    for (int pointer = 0; pointer <= 7 && 32 + 10 * pointer <= file.length; pointer++) {
      int at = 22 + 10 * pointer + 6;
      int index = pointer == 0 ? 1 : (file[at] & 0xff) | ((file[at + 1] & 0xff) << 8);
      if (index > 0 && index + 1 < file.length) {
        file[index - 1] = 0;
        file[index] = 0;
      }
    }
  }
}
