package org.chiasm.connect.wfdb;

import java.nio.file.Path;
import org.chiasm.DataIssue;

/**
 * Reads the electrocardiogram of a WFDB record by the reference under which {@link
 * WfdbFolderSource} filed it. A record whose samples do not add up to its checksums is refused:
 * nobody can say which of them are wrong.
 */
public final class WfdbSignals {
  private WfdbSignals() {}

  /**
   * Reads a whole record.
   *
   * @param root the folder the feed was read from
   * @param reference the record's path below the root, with {@code /} and without extension
   */
  public static EcgReading read(Path root, String reference) {
    return read(root, reference, 0, Double.MAX_VALUE);
  }

  /**
   * Reads a part of a record. Cost: all of the signal files are gone through, because the checksums
   * are over the whole; memory is that of the part.
   *
   * @param root the folder the feed was read from
   * @param reference the record's path below the root, with {@code /} and without extension
   * @param startSeconds at or after 0, before the end of the recording
   * @param seconds positive; the part ends with the recording at the latest
   */
  public static EcgReading read(Path root, String reference, double startSeconds, double seconds) {
    return read(root, reference, recording -> recording.read(startSeconds, seconds));
  }

  /**
   * Reads the part of a record that is measured at ingest: ten minutes at most, from the first
   * segment on that holds an ECG lead. Cost as above.
   *
   * @param root the folder the feed was read from
   * @param reference the record's path below the root, with {@code /} and without extension
   */
  public static EcgReading beginning(Path root, String reference) {
    return read(root, reference, WfdbRecording::beginning);
  }

  private interface Part {
    EcgReading.Read of(WfdbRecording recording) throws WfdbException;
  }

  private static EcgReading read(Path root, String reference, Part part) {
    Path folder = root.toAbsolutePath().normalize();
    Path header = folder.resolve(reference + ".hea").normalize();
    if (!header.startsWith(folder)) {
      return new EcgReading.Refused(
          DataIssue.Kind.UNREADABLE, "the reference leads out of the feed's folder");
    }
    try {
      var reading = part.of(WfdbRecording.open(header));
      return reading.checksum() == ChecksumState.MISMATCH
          ? new EcgReading.Refused(DataIssue.Kind.UNREADABLE, MISMATCH_REASON)
          : reading;
    } catch (WfdbException e) {
      return new EcgReading.Refused(e.kind(), String.valueOf(e.getMessage()));
    }
  }

  private static final String MISMATCH_REASON =
      "the samples do not add up to the header's checksums: the copy is damaged, fetch it again";
}
