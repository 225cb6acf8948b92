package org.chiasm.connect.scp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.chiasm.Demographics;
import org.chiasm.Sex;
import org.chiasm.connect.recording.RecordingHeader;

/**
 * Who was recorded and when, from section 1 of an SCP-ECG file (EN 1064, 5.4; ISO 11073-91064): a
 * list of tags, each with a length, ended by tag 255. Of a tag given twice the first holds.
 */
final class ScpHeader {
  private static final int LAST_NAME = 0;
  private static final int FIRST_NAME = 1;
  private static final int PATIENT_ID = 2;
  private static final int SECOND_LAST_NAME = 3;
  private static final int BIRTH_DATE = 5;
  private static final int SEX = 8;
  private static final int DEVICE = 14;
  private static final int DATE = 25;
  private static final int TIME = 26;
  private static final int ZONE = 34;
  private static final int END = 255;

  /** Where the device's tag has its language support code. */
  private static final int LANGUAGES = 16;

  /**
   * Language support codes of eight bits a letter (EN 1064, table of tag 14) and their alphabet.
   */
  private static final Map<Integer, String> ALPHABETS =
      Map.of(
          0x03, "ISO-8859-2",
          0x0b, "ISO-8859-4",
          0x13, "ISO-8859-5",
          0x1b, "ISO-8859-6",
          0x23, "ISO-8859-7",
          0x2b, "ISO-8859-8",
          0x3b, "ISO-8859-15");

  private static final int NO_OFFSET = 0x7fff;

  private final Map<Integer, ScpBytes> tags = new HashMap<>();

  private ScpHeader(ScpBytes section) throws ScpException {
    for (long at = 0; at < section.length(); ) {
      int tag = section.u8(at);
      if (tag == END) {
        return;
      }
      int length = section.u16(at + 1);
      tags.putIfAbsent(tag, new ScpBytes(section.part(at + 3, length), "section 1, tag " + tag));
      at += 3L + length;
    }
  }

  /**
   * Reads a section's content, without the section's header.
   *
   * @throws ScpException if a tag runs beyond the section
   */
  static RecordingHeader of(ScpBytes section) throws ScpException {
    var header = new ScpHeader(section);
    var date = header.date(DATE);
    var time = header.time();
    return new RecordingHeader(
        header.text(PATIENT_ID),
        "",
        new Demographics(
            (header.text(LAST_NAME) + " " + header.text(SECOND_LAST_NAME)).strip(),
            header.text(FIRST_NAME),
            header.sex(),
            header.date(BIRTH_DATE).orElse(null),
            null),
        date.flatMap(day -> time.map(day::atTime)),
        header.zone());
  }

  private String text(int tag) throws ScpException {
    var value = tags.get(tag);
    if (value == null) {
      return "";
    }
    byte[] bytes = value.part(0, value.length());
    int end = 0;
    boolean isAscii = true;
    while (end < bytes.length && bytes[end] != 0) {
      isAscii &= bytes[end] > 0;
      end++;
    }
    var alphabet = isAscii ? Optional.of(US_ASCII) : alphabet();
    return alphabet.isEmpty() ? "" : new String(bytes, 0, end, alphabet.get()).strip();
  }

  /**
   * Empty for one of several bytes a letter, which is not read: a wrong name is worse than none.
   */
  private Optional<Charset> alphabet() throws ScpException {
    var device = tags.get(DEVICE);
    int code = device == null || device.length() <= LANGUAGES ? 1 : device.u8(LANGUAGES);
    if ((code & 3) != 3) {
      return Optional.of(ISO_8859_1);
    }
    return Optional.ofNullable(ALPHABETS.get(code))
        .filter(Charset::isSupported)
        .map(Charset::forName);
  }

  private Sex sex() throws ScpException {
    var value = tags.get(SEX);
    return switch (value == null || value.length() == 0 ? 0 : value.u8(0)) {
      case 1 -> Sex.MALE;
      case 2 -> Sex.FEMALE;
      default -> Sex.UNKNOWN;
    };
  }

  private Optional<LocalDate> date(int tag) throws ScpException {
    var value = tags.get(tag);
    if (value == null || value.length() < 4) {
      return Optional.empty();
    }
    try {
      int year = value.u16(0);
      return year == 0
          ? Optional.empty()
          : Optional.of(LocalDate.of(year, value.u8(2), value.u8(3)));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private Optional<LocalTime> time() throws ScpException {
    var value = tags.get(TIME);
    if (value == null || value.length() < 3) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalTime.of(value.u8(0), value.u8(1), value.u8(2)));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /** Minutes from UTC; {@code 0x7fff} says that the offset is not known. */
  private Optional<ZoneId> zone() throws ScpException {
    var value = tags.get(ZONE);
    if (value == null || value.length() < 2 || value.s16(0) == NO_OFFSET) {
      return Optional.empty();
    }
    try {
      return Optional.of(ZoneOffset.ofTotalSeconds(60 * value.s16(0)));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
