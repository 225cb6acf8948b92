package org.chiasm.connect.wfdb;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the signal files of one single-segment header from beginning to end, in bounded memory. */
final class SegmentReader {
  private final Path folder;
  private final WfdbHeader header;

  SegmentReader(Path folder, WfdbHeader header) {
    this.folder = folder;
    this.header = header;
  }

  /** How many frames the header states, or the shortest file holds where it states none. */
  long frames() throws WfdbException {
    if (header.frames().isPresent()) {
      return header.frames().getAsLong();
    }
    long frames = Long.MAX_VALUE;
    for (var group : groups()) {
      if (!isEmpty(group)) {
        frames = Math.min(frames, samplesIn(group) / perFrame(group));
      }
    }
    return frames == Long.MAX_VALUE ? 0 : frames;
  }

  /** Checks, before anything is allocated, that the files are there and long enough. */
  void requireReadable(long frames) throws WfdbException {
    for (var group : groups()) {
      requireEnough(group, frames);
    }
  }

  /**
   * Puts every sample into the window of its signal.
   *
   * @param windows one for each signal of the header
   * @param frames how many frames to read, all of them
   * @return one state for each signal
   */
  List<ChecksumState> read(List<SignalWindow> windows, long frames) throws WfdbException {
    var states = new ArrayList<ChecksumState>();
    int first = 0;
    for (var group : groups()) {
      var of = windows.subList(first, first + group.size());
      if (!isEmpty(group)) {
        readGroup(group, of, frames);
      }
      states.addAll(states(group, of));
      first += group.size();
    }
    return states;
  }

  private void readGroup(List<SignalSpecification> group, List<SignalWindow> windows, long frames)
      throws WfdbException {
    String name = group.getFirst().fileName();
    try (InputStream in = Files.newInputStream(folder.resolve(name))) {
      in.skipNBytes(group.getFirst().byteOffset());
      var samples =
          group.getFirst().format().isFlac()
              ? new FlacSamples(in, group.size())
              : PlainSamples.of(group.getFirst().format(), in, group);
      for (long frame = 0; frame < frames; frame++) {
        for (int signal = 0; signal < group.size(); signal++) {
          int perFrame = group.get(signal).samplesPerFrame();
          for (int k = 0; k < perFrame; k++) {
            windows.get(signal).put(frame * perFrame + k, samples.next(signal));
          }
        }
      }
    } catch (IOException e) {
      throw WfdbException.unreadable("signal file " + name + " cannot be read: " + cause(e));
    } catch (WfdbException e) {
      throw new WfdbException(e.kind(), "signal file " + name + ": " + e.getMessage());
    }
  }

  private void requireEnough(List<SignalSpecification> group, long frames) throws WfdbException {
    if (isEmpty(group)) {
      return;
    }
    long there = samplesIn(group);
    if (there / perFrame(group) < frames) {
      throw WfdbException.truncated(
          "signal file "
              + group.getFirst().fileName()
              + " holds "
              + there
              + " samples, the header announces "
              + frames
              + " frames of "
              + perFrame(group));
    }
  }

  private long samplesIn(List<SignalSpecification> group) throws WfdbException {
    var first = group.getFirst();
    try {
      Path file = folder.resolve(first.fileName());
      if (!Files.isRegularFile(file)) {
        throw WfdbException.unreadable("signal file " + first.fileName() + " is not there");
      }
      if (first.format().isFlac()) {
        try (InputStream in = Files.newInputStream(file)) {
          in.skipNBytes(Math.min(first.byteOffset(), Files.size(file)));
          return new FlacSamples(in, group.size()).totalSamples() * group.size();
        }
      }
      return first.format().samplesIn(Math.max(0, Files.size(file) - first.byteOffset()));
    } catch (IOException e) {
      throw WfdbException.unreadable(
          "signal file " + first.fileName() + " cannot be read: " + cause(e));
    }
  }

  private List<List<SignalSpecification>> groups() throws WfdbException {
    var groups = new ArrayList<List<SignalSpecification>>();
    for (var signal : header.signals()) {
      var last = groups.isEmpty() ? List.<SignalSpecification>of() : groups.getLast();
      if (!last.isEmpty() && last.getFirst().fileName().equals(signal.fileName())) {
        if (signal.format().isFlac()
            && last.getFirst().samplesPerFrame() != signal.samplesPerFrame()) {
          throw WfdbException.malformed(
              "the channels of " + signal.fileName() + " are said to differ in samples per frame");
        }
        if (last.getFirst().format() != signal.format()) {
          throw WfdbException.malformed(
              "signal file " + signal.fileName() + " is said to have two formats");
        }
        last.add(signal);
      } else {
        groups.add(new ArrayList<>(List.of(signal)));
      }
    }
    return groups;
  }

  private static List<ChecksumState> states(
      List<SignalSpecification> group, List<SignalWindow> windows) {
    boolean allZero = group.stream().allMatch(signal -> signal.checksum().orElse(1) == 0);
    var states = new ArrayList<ChecksumState>();
    for (int i = 0; i < group.size(); i++) {
      var stated = group.get(i).checksum();
      if (isEmpty(group)) {
        states.add(ChecksumState.VERIFIED);
      } else if (stated.isEmpty()) {
        states.add(ChecksumState.NOT_STATED);
      } else if ((stated.getAsInt() & 0xffff) == windows.get(i).checksum()) {
        states.add(ChecksumState.VERIFIED);
      } else {
        states.add(allZero ? ChecksumState.NOT_STATED : ChecksumState.MISMATCH);
      }
    }
    return states;
  }

  private static boolean isEmpty(List<SignalSpecification> group) {
    return group.getFirst().fileName().equals(SignalSpecification.NO_FILE)
        || group.getFirst().format() == SignalFormat.NONE;
  }

  private static long perFrame(List<SignalSpecification> group) {
    return group.stream().mapToLong(SignalSpecification::samplesPerFrame).sum();
  }

  private static String cause(IOException e) {
    return e.getClass().getSimpleName();
  }
}
