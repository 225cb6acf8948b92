package org.chiasm.connect.ecgfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.chiasm.connect.recording.EcgFileException;
import org.junit.jupiter.api.Test;

/** EDF and BDF files written from the specification: gain, gaps, clocks, labels. */
class EdfFileTest {
  private static final float NONE = Float.NaN;

  /** A file under construction; samples are given record by record. */
  private static final class Writer {
    private final String kind;
    private final int width;
    private final List<String> labels = new ArrayList<>();
    private final List<String> units = new ArrayList<>();
    private final List<Integer> samples = new ArrayList<>();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private int records;

    Writer(String kind, int width) {
      this.kind = kind;
      this.width = width;
    }

    Writer signal(String label, String unit, int samplesInRecord) {
      labels.add(label);
      units.add(unit);
      samples.add(samplesInRecord);
      return this;
    }

    /** Text fills the annotation signal, numbers the others in their order. */
    Writer record(String annotation, int... numbers) {
      int next = 0;
      for (int s = 0; s < labels.size(); s++) {
        if (labels.get(s).endsWith("Annotations")) {
          data.writeBytes(
              Arrays.copyOf(
                  annotation.getBytes(StandardCharsets.US_ASCII), width * samples.get(s)));
        } else {
          for (int i = 0; i < samples.get(s); i++, next++) {
            for (int part = 0; part < width; part++) {
              data.write(numbers[next] >> (8 * part));
            }
          }
        }
      }
      records++;
      return this;
    }

    byte[] file() {
      int count = labels.size();
      var head = new StringBuilder(width == 2 ? "0       " : "\u00ffBIOSEMI");
      head.append(pad("4711 X X X", 80)).append(pad("Startdate 01-JUL-2026 X X X", 80));
      head.append("01.07.2612.00.00").append(pad("" + 256 * (count + 1), 8)).append(pad(kind, 44));
      head.append(pad("" + records, 8)).append(pad("1", 8)).append(pad("" + count, 4));
      labels.forEach(label -> head.append(pad(label, 16)));
      head.append(" ".repeat(80 * count));
      units.forEach(unit -> head.append(pad(unit, 8)));
      head.append(pad("-65536", 8).repeat(count)).append(pad("65534", 8).repeat(count));
      head.append(pad("-32768", 8).repeat(count)).append(pad("32767", 8).repeat(count));
      head.append(" ".repeat(80 * count));
      samples.forEach(number -> head.append(pad("" + number, 8)));
      head.append(" ".repeat(32 * count));
      var file = new ByteArrayOutputStream();
      file.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
      file.writeBytes(data.toByteArray());
      return file.toByteArray();
    }

    private static String pad(String text, int width) {
      return text + " ".repeat(width - text.length());
    }
  }

  private static String begins(String seconds) {
    return seconds + "\u0014\u0014\0";
  }

  @Test
  void whatLiesBetweenTheRecordsOfAnInterruptedFileIsMissing() throws Exception {
    var file =
        new Writer("EDF+D", 2)
            .signal("ECG II", "uV", 2)
            .signal("EDF Annotations", "", 16)
            .record(begins("+10"), 1, 2)
            .record(begins("+11.0"), 3, 4)
            .record(begins("+13.5"), 5, 6)
            .file();

    var record = EcgFiles.read(file);

    assertThat(record.signal().microvolts(0)).containsExactly(2, 4, 6, 8, NONE, NONE, NONE, 10, 12);
    assertThat(record.durationSeconds()).isEqualTo(4.5);
    assertThat(record.header().start()).contains(LocalDateTime.of(2026, 7, 1, 12, 0, 10));
    assertThat(EdfFile.read(file, 1.5).signal().microvolts(0)).containsExactly(2, 4, 6, 8);
    assertThat(EdfFile.read(file, 1.5).durationSeconds()).isEqualTo(4.5);
  }

  @Test
  void gapsThatAreNotSaidOrGoBackwardsAreRefused() {
    for (String second : List.of("", "+0.5", "-3", "+1,5")) {
      var file =
          new Writer("BDF+D", 3)
              .signal("ECG II", "uV", 2)
              .signal("BDF Annotations", "", 11)
              .record(begins("+0"), 1, 2)
              .record(begins(second), 3, 4)
              .file();
      assertThatThrownBy(() -> EcgFiles.read(file))
          .as(second)
          .isInstanceOf(EcgFileException.class)
          .hasMessageContaining("data record 2");
    }
    var huge =
        new Writer("EDF+D", 2)
            .signal("ECG II", "uV", 2)
            .signal("EDF Annotations", "", 16)
            .record(begins("+0"), 1, 2)
            .record(begins("+999999999"), 3, 4)
            .file();
    assertThatThrownBy(() -> EcgFiles.read(huge)).hasMessageContaining("more samples");
  }

  @Test
  void aFileWithoutGapsBeginsWhereItsFirstAnnotationSays() throws Exception {
    var file =
        new Writer("EDF+C", 2)
            .signal("EDF Annotations", "", 16)
            .signal("ECG II", "mV", 2)
            .record(begins("+0.25"), 1, 2)
            .record(begins("+1.25"), 3, 4)
            .file();
    var record = EcgFiles.read(file);
    assertThat(record.signal().microvolts(0)).containsExactly(2000, 4000, 6000, 8000);
    assertThat(record.header().start())
        .contains(LocalDateTime.of(2026, 7, 1, 12, 0, 0, 250_000_000));
  }

  @Test
  void leadsAreToldFromElectrodesOfTheHead() throws Exception {
    var alone = new Writer("", 2).signal("C3", "uV", 1).record("", 7).file();
    assertThat(EcgFiles.read(alone).signal().leads()).containsExactly("V3");
    var brain =
        new Writer("", 2)
            .signal("Fp1", "uV", 1)
            .signal("C3", "uV", 1)
            .signal("EKG", "uV", 1)
            .signal("ECG V2R", "uV", 1)
            .signal("EEG C4-A1", "uV", 1)
            .record("", 1, 2, 3, 4, 5)
            .file();
    assertThat(EcgFiles.read(brain).signal().leads()).containsExactly("EKG", "ECG");
    var none =
        new Writer("", 2).signal("Fp1", "uV", 1).signal("C3", "uV", 1).record("", 1, 2).file();
    assertThatThrownBy(() -> EcgFiles.read(none)).isInstanceOf(EcgFileException.class);
  }

  @Test
  void aSlowerLeadIsResampledToTheFastest() throws Exception {
    var writer = new Writer("", 2).signal("ECG I", "uV", 100).signal("ECG II", "uV", 50);
    var numbers = new int[150];
    Arrays.fill(numbers, 21);
    var record = EcgFiles.read(writer.record("", numbers).record("", numbers).file());
    assertThat(record.signal().samplingFrequencyHz()).isEqualTo(100);
    assertThat(record.signal().microvolts("II").orElseThrow()).hasSize(200);
    assertThat(record.signal().microvolts("II").orElseThrow()[100]).isBetween(41.9f, 42.1f);
    assertThat(record.remarks()).singleElement().asString().startsWith("RESAMPLED: II");
  }

  @Property(tries = 200)
  void everyStoredNumberComesBack(
      @ForAll @IntRange(min = -32_768, max = 32_767) int number, @ForAll boolean isWide)
      throws Exception {
    var file = new Writer("", isWide ? 3 : 2).signal("ECG", "uV", 1).record("", number).file();
    assertThat(EcgFiles.read(file).signal().microvolts(0)).containsExactly(2f * number);
  }

  @Test
  void damagedFilesEndInWordsOrASignal() {
    var whole =
        new Writer("EDF+D", 2)
            .signal("ECG II", "uV", 2)
            .signal("EDF Annotations", "", 16)
            .record(begins("+0"), 1, 2)
            .record(begins("+3"), 3, 4)
            .file();
    var random = new Random(31);
    int refused = 0;
    for (int round = 0; round < 3000; round++) {
      var damaged =
          Arrays.copyOf(whole, round % 5 == 0 ? random.nextInt(whole.length) : whole.length);
      for (int i = 0; i < 3 && damaged.length > 8; i++) {
        damaged[8 + random.nextInt(damaged.length - 8)] =
            (byte) "0123456789 +-.e\u0014X".charAt(random.nextInt(17));
      }
      try {
        assertThat(EcgFiles.read(damaged).signal().leadCount()).isPositive();
      } catch (EcgFileException e) {
        assertThat(e.reason().toLowerCase(Locale.ROOT)).isNotBlank().doesNotContain("4711");
        refused++;
      }
    }
    assertThat(refused).isBetween(600, 2900);
  }
}
