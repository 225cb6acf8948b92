package org.chiasm;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * Dirty data as a value: one thing in a feed that could not be used as it stands, with where it is
 * and why. It is counted and shown, never thrown, and never carries PHI.
 *
 * @param kind what is wrong
 * @param feed the feed it was found in
 * @param position where: a file, with line or byte offset where there is one, or an origin
 *     reference
 * @param detail what was got and what was expected, in words, without patient data
 */
public record DataIssue(Kind kind, String feed, String position, String detail)
    implements Comparable<DataIssue> {
  private static final Comparator<DataIssue> ORDER =
      Comparator.comparing(DataIssue::feed)
          .thenComparing(DataIssue::position)
          .thenComparing(DataIssue::kind)
          .thenComparing(DataIssue::detail);

  /** What can be wrong with a piece of feed content. */
  public enum Kind {
    /** Not the format it claims to be. */
    MALFORMED,
    /** Ends before it should. */
    TRUNCATED,
    /** Valid, and of a sort Chiasm does not read. */
    UNSUPPORTED,
    /** Names no patient, or one that nothing else names. */
    NO_PATIENT,
    /** Has no effective time. */
    NO_EFFECTIVE_TIME,
    /** Has no available time, and the site file assumes none. */
    NO_AVAILABLE_TIME,
    /** Has words and no code. */
    UNCODED,
    /** Has no value where one was asked for. */
    VALUE_ABSENT,
    /** The same identifier with conflicting demographics: quarantined. */
    IDENTITY_CONFLICT,
    /** The same thing again, byte for byte or fact for fact. */
    DUPLICATE,
    /** Impossible: available before it was true, a time far outside a life. */
    IMPLAUSIBLE_TIME,
    /** Could not be read from its medium. */
    UNREADABLE
  }

  /** Checks that nothing is missing. */
  public DataIssue {
    requireNonNull(kind, "kind");
    requireNonNull(feed, "feed");
    requireNonNull(position, "position");
    requireNonNull(detail, "detail");
  }

  @Override
  public int compareTo(DataIssue other) {
    return ORDER.compare(this, other);
  }
}
