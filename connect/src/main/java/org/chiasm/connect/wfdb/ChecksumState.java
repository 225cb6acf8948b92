package org.chiasm.connect.wfdb;

import java.util.Collection;

/** What the checksums in a header say about the samples read (WFDB header(5), checksum). */
public enum ChecksumState {
  /** Every signal's samples add up to what its header states. */
  VERIFIED,
  /**
   * At least one signal has no checksum, or every signal of its file states 0 and does not add up
   * to 0, which is how writers that compute none fill the field.
   */
  NOT_STATED,
  /** At least one signal differs: the samples are not those that were recorded. */
  MISMATCH;

  /** The state of a whole: the worst of its parts; verified where there is none. */
  static ChecksumState worst(Collection<ChecksumState> parts) {
    return parts.stream().max(Comparable::compareTo).orElse(VERIFIED);
  }
}
