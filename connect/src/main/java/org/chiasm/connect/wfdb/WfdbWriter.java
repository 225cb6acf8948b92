package org.chiasm.connect.wfdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chiasm.waveform.EcgSignal;

/**
 * Writes an electrocardiogram as a WFDB record: {@code NAME.hea} and {@code NAME.dat} in format 16,
 * one microvolt per unit, with checksums. Equal arguments give equal bytes.
 */
public final class WfdbWriter {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,100}");
  private static final DateTimeFormatter START =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS dd/MM/uuuu", Locale.ROOT);
  private static final int INVALID = Short.MIN_VALUE;

  private WfdbWriter() {}

  /**
   * Writes a record, over one of the same name.
   *
   * @param folder must exist
   * @param recordName letters, digits, underscore and hyphen
   * @param signal rounded to whole microvolts; NaN is kept as missing
   * @param start when it began, in the recorder's zone, kept to the millisecond
   * @param comments each becomes a line {@code # comment}
   * @throws IOException if a file cannot be written
   * @throws IllegalArgumentException if the name has other characters, a comment a line break, or a
   *     sample lies beyond ±32767 µV
   */
  public static void write(
      Path folder,
      String recordName,
      EcgSignal signal,
      Optional<LocalDateTime> start,
      List<String> comments)
      throws IOException {
    if (!NAME.matcher(recordName).matches()) {
      throw new IllegalArgumentException(
          "A WFDB record name has letters, digits, _ and - only, got "
              + recordName.length()
              + " characters that do not fit");
    }
    var samples = samples(signal);
    Files.write(folder.resolve(recordName + ".dat"), bytes(samples));
    Files.write(
        folder.resolve(recordName + ".hea"),
        header(recordName, signal, samples, start, comments).getBytes(UTF_8));
  }

  private static int[][] samples(EcgSignal signal) {
    var samples = new int[signal.leadCount()][signal.sampleCount()];
    for (int lead = 0; lead < samples.length; lead++) {
      float[] microvolts = signal.microvolts(lead);
      for (int i = 0; i < microvolts.length; i++) {
        boolean missing = Float.isNaN(microvolts[i]);
        int rounded = missing ? INVALID : Math.round(microvolts[i]);
        if (!missing && Math.abs((long) rounded) > Short.MAX_VALUE) {
          throw new IllegalArgumentException(
              "Format 16 holds ±32767 µV, sample " + i + " of lead " + lead + " lies beyond");
        }
        samples[lead][i] = rounded;
      }
    }
    return samples;
  }

  private static byte[] bytes(int[][] samples) {
    var buffer =
        ByteBuffer.allocate(samples.length * samples[0].length * Short.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < samples[0].length; i++) {
      for (int[] lead : samples) {
        buffer.putShort((short) lead[i]);
      }
    }
    return buffer.array();
  }

  private static String header(
      String recordName,
      EcgSignal signal,
      int[][] samples,
      Optional<LocalDateTime> start,
      List<String> comments) {
    var text = new StringBuilder();
    double hz = signal.samplingFrequencyHz();
    text.append(recordName)
        .append(' ')
        .append(samples.length)
        .append(' ')
        .append(hz == Math.rint(hz) ? Long.toString((long) hz) : Double.toString(hz))
        .append(' ')
        .append(samples[0].length);
    start.ifPresent(time -> text.append(' ').append(START.format(time)));
    text.append('\n');
    for (int lead = 0; lead < samples.length; lead++) {
      int sum = 0;
      for (int sample : samples[lead]) {
        sum += sample;
      }
      text.append(recordName)
          .append(".dat 16 1000(0)/mV 16 0 ")
          .append(samples[lead][0])
          .append(' ')
          .append((short) sum)
          .append(" 0 ")
          .append(signal.leads().get(lead))
          .append('\n');
    }
    for (String comment : comments) {
      if (comment.indexOf('\n') >= 0 || comment.indexOf('\r') >= 0) {
        throw new IllegalArgumentException("A WFDB comment must be one line");
      }
      text.append("# ").append(comment).append('\n');
    }
    return text.toString();
  }
}
