package org.chiasm.connect.wfdb;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chiasm.Sex;

/**
 * What the comment lines of a header say about whose recording it is: {@code # Patient ID: 123},
 * {@code # Issuer of Patient ID: MHH}, {@code # Sex: Male}, and PhysioNet's {@code # <sex>: F}.
 */
final class RecordComments {
  private static final Pattern FIELD =
      Pattern.compile("<?([\\p{L} _-]{2,40}?)>?\\s*[:=]\\s*([^<]*)");

  private final List<String> comments;

  RecordComments(List<String> comments) {
    this.comments = comments;
  }

  /** The identifier; empty where no comment names one. */
  Optional<String> patientId() {
    return value("patientid", "subjectid");
  }

  /** Who gave it out; empty where no comment says. */
  Optional<String> issuer() {
    return value("issuerofpatientid");
  }

  Sex sex() {
    return switch (value("sex", "gender").orElse("").toUpperCase(Locale.ROOT)) {
      case "M", "MALE" -> Sex.MALE;
      case "F", "FEMALE", "W" -> Sex.FEMALE;
      case "O", "OTHER", "X" -> Sex.OTHER;
      default -> Sex.UNKNOWN;
    };
  }

  private Optional<String> value(String... keys) {
    for (String key : keys) {
      for (String comment : comments) {
        Matcher field = FIELD.matcher(comment);
        while (field.find()) {
          String name = field.group(1).replaceAll("[ _-]", "").toLowerCase(Locale.ROOT);
          String value = field.group(2).strip();
          if (name.equals(key) && !value.isEmpty()) {
            return Optional.of(value);
          }
        }
      }
    }
    return Optional.empty();
  }
}
