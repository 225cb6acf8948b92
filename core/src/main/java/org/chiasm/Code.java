package org.chiasm;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * A code in a code system, such as {@code LOINC//6690-2}: what a fact is about (FHIR {@code
 * Coding}, MEDS {@code code}).
 *
 * <p>The system is a short name for the systems {@link CodeSystems} knows and the feed's own name
 * otherwise; it is empty for codes that a table gives without one.
 *
 * @param system may be empty, contains {@code //} only behind the scheme of a URL
 * @param value never blank
 */
public record Code(String system, String value) implements Comparable<Code> {
  /** What separates system and value in a MEDS code string. */
  public static final String SEPARATOR = "//";

  private static final Pattern SCHEME = Pattern.compile("https?://");

  private static final Comparator<Code> ORDER =
      Comparator.comparing(Code::system).thenComparing(Code::value);

  /**
   * Checks that the two halves can be told apart again.
   *
   * @throws IllegalArgumentException if {@code value} is blank
   */
  public Code {
    requireNonNull(system, "system");
    value = requireNonNull(value, "value").strip();
    if (value.isEmpty()) {
      throw new IllegalArgumentException("Code of system '" + system + "' has a blank value");
    }
  }

  /**
   * Reads a MEDS code string: what stands before the first {@code //} is the system. The slashes of
   * a system that is a URL, such as {@code http://lab.example.org//CRP}, do not count.
   */
  public static Code parse(String meds) {
    var scheme = SCHEME.matcher(meds);
    int cut = meds.indexOf(SEPARATOR, scheme.lookingAt() ? scheme.end() : 0);
    return cut <= 0
        ? new Code("", meds)
        : new Code(meds.substring(0, cut), meds.substring(cut + 2));
  }

  /** The MEDS code string, from which {@link #parse} makes an equal code. */
  public String meds() {
    return system.isEmpty() ? value : system + SEPARATOR + value;
  }

  @Override
  public int compareTo(Code other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return meds();
  }
}
