package org.chiasm.connect.wfdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chiasm.connect.recording.MeasuredSignal;
import org.chiasm.waveform.EcgSignal;
import org.chiasm.waveform.LeadNames;
import org.chiasm.waveform.Resampler;

/**
 * One recording as its headers describe it, single or of several segments, whose electrocardiogram
 * leads can be read. Every reading goes through all of the signal files, because only then can the
 * checksums be verified; memory is that of the part asked for.
 */
final class WfdbRecording {
  /** The most samples, over all leads, that one reading may hold. */
  static final long LARGEST_READING = 1L << 26;

  private static final long LONGEST_RECORDING = 1L << 50;
  private static final long LARGEST_HEADER = 1L << 24;

  private final WfdbHeader header;
  private final List<Segment> segments;
  private final List<SignalSpecification> leads;
  private final List<Integer> leadPlaces;
  private final long frames;

  /** A stretch of the recording: its reader, or nothing where nothing was recorded. */
  private record Segment(long start, long frames, WfdbHeader header, List<SegmentReader> reader) {}

  private WfdbRecording(
      WfdbHeader header, List<Segment> segments, List<SignalSpecification> signals, long frames)
      throws WfdbException {
    this.header = header;
    this.segments = segments;
    this.frames = frames;
    this.leads = new ArrayList<>();
    this.leadPlaces = new ArrayList<>();
    for (int i = 0; i < signals.size(); i++) {
      var signal = signals.get(i);
      if (isLead(signal)) {
        leads.add(signal);
        leadPlaces.add(i);
      }
    }
    if (leads.isEmpty()) {
      throw WfdbException.unsupported(
          "none of the "
              + signals.size()
              + " signals is a voltage whose name is that of an ECG lead");
    }
    if (frames == 0) {
      throw WfdbException.malformed("the recording has no samples");
    }
  }

  /** Reads the headers of a recording. */
  static WfdbRecording open(Path headerFile) throws WfdbException {
    var header = header(headerFile);
    Path folder = headerFile.resolveSibling("").toAbsolutePath();
    if (!header.isMultiSegment()) {
      var reader = new SegmentReader(folder, header);
      long frames = header.signals().isEmpty() ? 0 : reader.frames();
      return new WfdbRecording(
          header,
          List.of(new Segment(0, frames, header, List.of(reader))),
          header.signals(),
          frames);
    }
    return openSegments(header, folder);
  }

  /** Reads one header file. */
  static WfdbHeader header(Path file) throws WfdbException {
    try {
      if (Files.size(file) > LARGEST_HEADER) {
        throw WfdbException.malformed("the header is larger than 16 MiB");
      }
      return HeaderParser.parse(Files.readAllBytes(file));
    } catch (IOException e) {
      throw WfdbException.unreadable(
          "header " + file.getFileName() + " cannot be read: " + e.getClass().getSimpleName());
    }
  }

  private static WfdbRecording openSegments(WfdbHeader header, Path folder) throws WfdbException {
    var segments = new ArrayList<Segment>();
    List<SignalSpecification> signals = List.of();
    long start = 0;
    for (var segment : header.segments()) {
      if (segment.isGap()) {
        segments.add(new Segment(start, segment.frames(), header, List.of()));
      } else {
        var part = header(folder.resolve(segment.recordName() + ".hea"));
        requireSame(header, segment, part);
        if (signals.isEmpty()) {
          signals = part.signals();
        }
        if (segment.frames() > 0) {
          var reader = new SegmentReader(folder, part);
          segments.add(new Segment(start, segment.frames(), part, List.of(reader)));
        }
      }
      start += segment.frames();
      if (start > LONGEST_RECORDING) {
        throw WfdbException.malformed("the segments add up to more than 2^50 frames");
      }
    }
    if (header.frames().orElse(start) != start) {
      throw WfdbException.malformed(
          "the header announces "
              + header.frames().getAsLong()
              + " frames, its segments have "
              + start);
    }
    return new WfdbRecording(header, segments, signals, start);
  }

  private static void requireSame(WfdbHeader master, SegmentSpecification named, WfdbHeader part)
      throws WfdbException {
    String segment = "segment " + named.recordName();
    if (part.isMultiSegment()) {
      throw WfdbException.malformed(segment + " is itself made of segments");
    }
    if (Math.abs(part.frameFrequencyHz() / master.frameFrequencyHz() - 1) > 1e-6) {
      throw WfdbException.malformed(
          segment
              + " has "
              + part.frameFrequencyHz()
              + " frames a second, the whole "
              + master.frameFrequencyHz());
    }
    if (named.frames() > 0 && part.frames().orElse(named.frames()) != named.frames()) {
      throw WfdbException.malformed(
          segment + " has " + part.frames().getAsLong() + " frames, expected " + named.frames());
    }
  }

  WfdbHeader header() {
    return header;
  }

  /** Of the leads as they are read: that of the one sampled most often. */
  double samplingFrequencyHz() {
    return header.frameFrequencyHz() * largestPerFrame();
  }

  double durationSeconds() {
    return frames / header.frameFrequencyHz();
  }

  /** The part that is measured at ingest: from the first segment on that holds an ECG lead. */
  EcgReading.Read beginning() throws WfdbException {
    return read(firstLeadSeconds(), MeasuredSignal.SECONDS);
  }

  private double firstLeadSeconds() {
    for (var segment : segments) {
      boolean holdsLead =
          !segment.reader().isEmpty()
              && segment.header().signals().stream().anyMatch(WfdbRecording::isLead);
      if (holdsLead) {
        return segment.start() / header.frameFrequencyHz();
      }
    }
    return 0;
  }

  /**
   * Reads a part of every lead.
   *
   * @param startSeconds at or after 0
   * @param seconds at most; the part ends with the recording
   */
  EcgReading.Read read(double startSeconds, double seconds) throws WfdbException {
    long from = Math.round(startSeconds * header.frameFrequencyHz());
    long wanted = (long) Math.ceil(seconds * header.frameFrequencyHz() - 1e-9);
    long count = Math.min(frames - from, Math.max(1, wanted));
    if (from < 0 || count < 1) {
      throw WfdbException.malformed(
          "the part begins at " + startSeconds + " s, the recording lasts " + durationSeconds());
    }
    long all =
        Math.multiplyHigh(count, (long) largestPerFrame() * leads.size()) != 0
            ? Long.MAX_VALUE
            : count * largestPerFrame() * leads.size();
    if (all < 0 || all > LARGEST_READING) {
      throw WfdbException.unsupported(
          "the part holds more than " + LARGEST_READING + " samples; read a shorter one");
    }
    return read(from, (int) count);
  }

  private EcgReading.Read read(long from, int count) throws WfdbException {
    for (var segment : segments) {
      for (var reader : segment.reader()) {
        reader.requireReadable(segment.frames());
      }
    }
    var states = new ArrayList<ChecksumState>();
    boolean calibrated = true;
    var samples = new float[leads.size()][];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = new float[count * leads.get(i).samplesPerFrame()];
      Arrays.fill(samples[i], Float.NaN);
    }
    for (var segment : segments) {
      for (var reader : segment.reader()) {
        var windows = new ArrayList<SignalWindow>();
        for (int i = 0; i < segment.header().signals().size(); i++) {
          var signal = segment.header().signals().get(i);
          int lead = leadOf(segment.header(), i);
          calibrated &= lead < 0 || signal.isCalibrated();
          windows.add(
              new SignalWindow(
                  signal,
                  lead < 0 ? new float[0] : samples[lead],
                  (from - segment.start()) * signal.samplesPerFrame()));
        }
        states.addAll(reader.read(windows, segment.frames()));
      }
    }
    return new EcgReading.Read(joined(samples, count), ChecksumState.worst(states), calibrated);
  }

  private EcgSignal joined(float[][] samples, int count) {
    int fastest = largestPerFrame();
    for (int i = 0; i < samples.length; i++) {
      int perFrame = leads.get(i).samplesPerFrame();
      if (perFrame != fastest) {
        var resampled = new Resampler(perFrame, fastest).resample(samples[i]);
        samples[i] = Arrays.copyOf(resampled, count * fastest);
      }
    }
    return EcgSignal.of(
        samplingFrequencyHz(),
        leads.stream().map(SignalSpecification::description).toList(),
        samples);
  }

  private int leadOf(WfdbHeader segment, int place) throws WfdbException {
    var signal = segment.signals().get(place);
    int lead = header.hasLayout() ? placeInLayout(segment, place) : leadPlaces.indexOf(place);
    if (lead < 0 && header.hasLayout() && isLead(signal)) {
      throw WfdbException.malformed(
          "segment " + segment.recordName() + " has an ECG lead that the layout lacks");
    }
    if (lead >= 0) {
      var expected = leads.get(lead);
      if (expected.samplesPerFrame() != signal.samplesPerFrame()
          || !isLead(signal)
          || !expected.description().equals(signal.description())) {
        throw WfdbException.malformed(
            "segment "
                + segment.recordName()
                + " has another lead, unit or sampling frequency where the first has lead "
                + (lead + 1));
      }
    }
    return lead;
  }

  /** Which lead of the layout a signal is: the second of a name is the layout's second. */
  private int placeInLayout(WfdbHeader segment, int place) {
    String name = segment.signals().get(place).description();
    long before =
        segment.signals().subList(0, place).stream()
            .filter(signal -> signal.description().equals(name))
            .count();
    for (int i = 0; i < leads.size(); i++) {
      if (leads.get(i).description().equals(name) && before-- == 0) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isLead(SignalSpecification signal) {
    return LeadNames.isEcg(signal.description()) && signal.microvoltsPerUnit().isPresent();
  }

  private int largestPerFrame() {
    return leads.stream().mapToInt(SignalSpecification::samplesPerFrame).max().orElse(1);
  }
}
