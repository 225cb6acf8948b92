package org.chiasm;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * Where a fact comes from, precise enough to find it again.
 *
 * @param feed the feed's name in the site file or on the command line, such as {@code ehr}
 * @param reference the thing in the feed, such as {@code Observation/123} or a SOP Instance UID
 */
public record Origin(String feed, String reference) implements Comparable<Origin> {
  private static final Comparator<Origin> ORDER =
      Comparator.comparing(Origin::feed).thenComparing(Origin::reference);

  /** Checks that both are given. */
  public Origin {
    requireNonNull(feed, "feed");
    if (reference.isBlank()) {
      throw new IllegalArgumentException("Origin in feed '" + feed + "' has a blank reference");
    }
  }

  @Override
  public int compareTo(Origin other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return reference;
  }
}
