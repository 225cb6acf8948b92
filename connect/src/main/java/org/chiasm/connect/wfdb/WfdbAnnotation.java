package org.chiasm.connect.wfdb;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/**
 * One mark on a recording (WFDB annot(5)).
 *
 * @param sample at which frame of the recording, from 0
 * @param code what it says, such as 1 for a normal beat; see {@link #isBeat}
 * @param subtype the annotator's finer division
 * @param channel which signal it is about
 * @param number the annotator's own number
 * @param text auxiliary text, may be empty
 */
public record WfdbAnnotation(
    long sample, int code, int subtype, int channel, int number, String text) {
  /** N L R a V F J A S E j / Q e n f and the unclassified beat during learning. */
  private static final Set<Integer> BEATS =
      Set.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 25, 30, 34, 35, 38, 41);

  /** Checks that there is a text. */
  public WfdbAnnotation {
    requireNonNull(text, "text");
  }

  /** Whether it marks a heart beat of any kind (ecgcodes.h, {@code isqrs}). */
  public boolean isBeat() {
    return BEATS.contains(code);
  }
}
