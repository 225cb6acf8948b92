package org.chiasm.connect.wfdb;

import static java.util.Objects.requireNonNull;

/**
 * One segment specification line of a multi-segment WFDB header (WFDB header(5)).
 *
 * @param recordName the segment's record in the same folder; {@code ~} for a gap
 * @param frames how many frames it lasts; 0 for the layout segment
 */
public record SegmentSpecification(String recordName, long frames) {
  /** Checks that there is a name. */
  public SegmentSpecification {
    requireNonNull(recordName, "recordName");
  }

  /** Whether nothing was recorded. */
  public boolean isGap() {
    return recordName.equals(SignalSpecification.NO_FILE);
  }
}
