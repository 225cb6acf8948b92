package org.chiasm.connect.scp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.chiasm.connect.recording.RecordingHeader;
import org.junit.jupiter.api.Test;

/** Section 1 of SCP-ECG files: what is written comes back, and nothing else comes out. */
class ScpHeaderTest {
  private static RecordingHeader read(byte[]... tags) throws ScpException {
    var section = new ByteArrayOutputStream();
    for (byte[] tag : tags) {
      section.writeBytes(tag);
    }
    return ScpHeader.of(new ScpBytes(section.toByteArray(), "section 1"));
  }

  private static byte[] text(int tag, String text) {
    return ScpWriter.tag(tag, (text + "\0").getBytes(StandardCharsets.ISO_8859_1));
  }

  @Property(tries = 300)
  void whoAndWhenComeBackInWhateverOrder(
      @ForAll @AlphaChars @NumericChars @StringLength(min = 1, max = 64) String id,
      @ForAll @IntRange(min = 1990, max = 2100) int year,
      @ForAll @IntRange(min = 1, max = 12) int month,
      @ForAll @IntRange(min = 1, max = 28) int day,
      @ForAll @IntRange(max = 86_399) int second,
      @ForAll @IntRange(min = -840, max = 840) int offset,
      @ForAll boolean isReversed)
      throws Exception {
    byte[] patient = text(2, id);
    byte[] date = ScpWriter.tag(25, (byte) year, (byte) (year >> 8), (byte) month, (byte) day);
    byte[] time =
        ScpWriter.tag(26, (byte) (second / 3600), (byte) (second / 60 % 60), (byte) (second % 60));
    byte[] zone = ScpWriter.tag(34, (byte) offset, (byte) (offset >> 8), (byte) 0, (byte) 0);
    var header = isReversed ? read(zone, time, date, patient) : read(patient, date, time, zone);
    assertThat(header.patientId()).isEqualTo(id);
    assertThat(header.start())
        .contains(LocalDateTime.of(year, month, day, second / 3600, second / 60 % 60, second % 60));
    assertThat(header.zone()).contains(ZoneOffset.ofTotalSeconds(60 * offset));
  }

  @Test
  void whatFollowsTheEndOrComesAgainDoesNotCount() throws Exception {
    assertThat(read(text(2, "1"), text(2, "2")).patientId()).isEqualTo("1");
    assertThat(read(ScpWriter.tag(255), text(2, "1")).patientId()).isEmpty();
    assertThat(read(ScpWriter.tag(2, (byte) '7', (byte) 0, (byte) '8')).patientId()).isEqualTo("7");
    assertThat(read().patientId()).isEmpty();
  }

  @Test
  void anySectionEndsInAHeaderOrInWords() {
    var random = new Random(41);
    int refused = 0;
    for (int round = 0; round < 5000; round++) {
      var section = new byte[random.nextInt(60)];
      random.nextBytes(section);
      for (int at = 2; at < section.length; at += 1 + random.nextInt(6)) {
        section[at] = 0;
      }
      try {
        assertThat(read(section).toString()).isEqualTo("RecordingHeader[withheld]");
      } catch (ScpException e) {
        assertThat(e.getMessage()).isNotBlank();
        refused++;
      }
    }
    assertThat(refused).isBetween(1000, 4990);
  }
}
