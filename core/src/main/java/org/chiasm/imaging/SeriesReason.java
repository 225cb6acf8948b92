package org.chiasm.imaging;

import static java.util.Objects.requireNonNull;

/**
 * One reason for a series' place in a ranking, for people to read. It quotes no free text of the
 * header, only words of our tables and coded values.
 *
 * @param criterion what was looked at, in the study file's words, or {@code content}, {@code
 *     geometry}, {@code rank}
 * @param verdict what follows from it
 * @param asked what the rule asks, empty where it asks nothing
 * @param found what the header says, never blank
 * @param attribute the DICOM keyword that says so, empty where none does
 */
public record SeriesReason(
    String criterion, Verdict verdict, String asked, String found, String attribute) {

  /** What follows from a reason. */
  public enum Verdict {
    /** As asked. */
    MET,
    /** Not contradicted, on weaker evidence than the attribute made for it: ranks lower. */
    UNCERTAIN,
    /** Not as asked, or not to be told: the series is rejected. */
    NOT_MET,
    /** Neither; it may explain the rank. */
    NOTED
  }

  /** Checks that something was found. */
  public SeriesReason {
    requireNonNull(criterion, "criterion");
    requireNonNull(verdict, "verdict");
    requireNonNull(asked, "asked");
    requireNonNull(attribute, "attribute");
    if (found.isBlank()) {
      throw new IllegalArgumentException("SeriesReason for " + criterion + " says nothing");
    }
  }

  /** The reason as one line of text. */
  public String text() {
    var text = new StringBuilder(criterion).append(": ");
    if (!asked.isEmpty()) {
      text.append("asked ").append(asked).append(", ");
    }
    text.append(asked.isEmpty() ? "" : "found ").append(found);
    if (!attribute.isEmpty()) {
      text.append(" (").append(attribute).append(')');
    }
    return verdict == Verdict.UNCERTAIN ? text.append(", not certain").toString() : text.toString();
  }
}
