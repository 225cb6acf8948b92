package org.chiasm.connect.recording;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.chiasm.Demographics;

/**
 * Whose recording a file says it is, and when it began. Every part may be unknown; {@link
 * #toString} shows none of it, because it is PHI.
 *
 * @param patientId empty where unknown
 * @param issuer who gave the identifier out, empty where unknown
 * @param demographics of the patient
 * @param start local time, or that of {@code zone} where the file states one
 * @param zone the file's own
 */
public record RecordingHeader(
    String patientId,
    String issuer,
    Demographics demographics,
    Optional<LocalDateTime> start,
    Optional<ZoneId> zone) {
  private static final RecordingHeader UNKNOWN =
      new RecordingHeader("", "", Demographics.unknown(), Optional.empty(), Optional.empty());

  /** Takes white space off the identifier. */
  public RecordingHeader {
    patientId = patientId.strip();
    issuer = issuer.strip();
    requireNonNull(demographics, "demographics");
    requireNonNull(start, "start");
    requireNonNull(zone, "zone");
  }

  /** Of a file that says nothing. */
  public static RecordingHeader unknown() {
    return UNKNOWN;
  }

  /** The same, beginning later. */
  public RecordingHeader startingLater(Duration duration) {
    return new RecordingHeader(
        patientId, issuer, demographics, start.map(time -> time.plus(duration)), zone);
  }

  @Override
  public String toString() {
    return "RecordingHeader[withheld]";
  }
}
