package org.chiasm.connect.wfdb;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The content of a WFDB header file (WFDB header(5)): of one recording, or of several segments.
 *
 * @param recordName as in the record line
 * @param frameFrequencyHz frames per second, 250 where the header states none
 * @param frames how many frames there are; empty where the header does not say
 * @param start when the recording began, in the recorder's zone, which no header names
 * @param signals in file order; empty for a multi-segment header
 * @param segments in time order; empty for a single recording
 * @param comments without the leading {@code #}, stripped, in file order
 */
public record WfdbHeader(
    String recordName,
    double frameFrequencyHz,
    OptionalLong frames,
    Start start,
    List<SignalSpecification> signals,
    List<SegmentSpecification> segments,
    List<String> comments) {
  /** The frame frequency of a header that states none. */
  public static final double DEFAULT_FREQUENCY_HZ = 250;

  /** Copies the lists. */
  public WfdbHeader {
    requireNonNull(recordName, "recordName");
    requireNonNull(frames, "frames");
    requireNonNull(start, "start");
    signals = List.copyOf(signals);
    segments = List.copyOf(segments);
    comments = List.copyOf(comments);
  }

  /** Whether the recording is made of others. */
  public boolean isMultiSegment() {
    return !segments.isEmpty();
  }

  /** Whether the segments may hold different signals, as the first, empty one lays them out. */
  public boolean hasLayout() {
    return isMultiSegment() && segments.getFirst().frames() == 0;
  }

  /** When a recording began, as far as its header says. */
  public static final class Start {
    private final @Nullable LocalDate date;
    private final @Nullable LocalTime time;

    /** Either may be unknown. */
    public Start(@Nullable LocalDate date, @Nullable LocalTime time) {
      this.date = date;
      this.time = time;
    }

    /** The day. */
    public Optional<LocalDate> date() {
      return Optional.ofNullable(date);
    }

    /** The time of day. */
    public Optional<LocalTime> time() {
      return Optional.ofNullable(time);
    }
  }
}
