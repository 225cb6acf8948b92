package org.chiasm.connect.dicom;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.ZipException;

/** A byte source read forwards through a small window, with the position known at all times. */
final class DicomInput implements AutoCloseable {
  private static final int WINDOW = 16 * 1024;
  private static final int STEP = 1 << 20;

  /** A deflated data set that claims more is taken for damaged: 4 GiB. */
  private static final long MAX_INFLATED = 4L << 30;

  private final ByteSource source;
  private final InputStream in;
  private final byte[] window = new byte[WINDOW];
  private long windowStart;
  private int head;
  private int filled;
  private boolean ended;
  private boolean damaged;

  DicomInput(ByteSource source, long offset) throws IOException {
    this.source = source;
    this.in = source.open(offset);
    this.windowStart = offset;
  }

  ByteSource source() {
    return source;
  }

  long position() {
    return windowStart + head;
  }

  /** Bytes left, or at most so many where the source does not know. */
  long remaining() {
    long size = source.size() == ByteSource.UNKNOWN ? MAX_INFLATED : source.size();
    return Math.max(0, size - position());
  }

  /** Whether the compressed bytes under the source broke off or made no sense. */
  boolean isDamaged() {
    return damaged;
  }

  /** Whether {@code count} more bytes are there; they can then be looked at by {@link #peek}. */
  boolean has(int count) throws IOException {
    if (filled - head >= count) {
      return true;
    }
    System.arraycopy(window, head, window, 0, filled - head);
    windowStart += head;
    filled -= head;
    head = 0;
    while (filled < count && !ended) {
      int got = readSome(window, filled, WINDOW - filled);
      if (got < 0) {
        ended = true;
      } else {
        filled += got;
      }
    }
    return filled >= count;
  }

  /** The byte at {@code offset} from the position, 0 to 255; {@link #has} must have said yes. */
  int peek(int offset) {
    return window[head + offset] & 0xFF;
  }

  int peek16(int offset, boolean bigEndian) {
    int first = peek(offset);
    int second = peek(offset + 1);
    return bigEndian ? (first << 8) | second : (second << 8) | first;
  }

  long peek32(int offset, boolean bigEndian) {
    long first = peek16(offset, bigEndian);
    long second = peek16(offset + 2, bigEndian);
    return bigEndian ? (first << 16) | second : (second << 16) | first;
  }

  /** How many bytes are left in the window. */
  int buffered() {
    return filled - head;
  }

  void advance(int count) {
    head += count;
  }

  /** Passes over {@code count} bytes; false if the source ends before. */
  boolean skip(long count) throws IOException {
    if (count > remaining()) {
      return false;
    }
    if (count <= filled - head) {
      head += (int) count;
      return true;
    }
    long beyond = count - (filled - head);
    windowStart += filled;
    head = 0;
    filled = 0;
    try {
      in.skipNBytes(beyond);
    } catch (EOFException e) {
      ended = true;
      return false;
    } catch (ZipException e) {
      damaged = true;
      ended = true;
      return false;
    }
    windowStart += beyond;
    return true;
  }

  /**
   * The next {@code count} bytes, or as many as there are; never more memory than twice what is
   * really there.
   */
  byte[] take(int count) throws IOException {
    int size = (int) Math.min(count, Math.min(remaining(), STEP));
    var bytes = new byte[size];
    int done = 0;
    while (done < count) {
      if (done == bytes.length) {
        bytes = Arrays.copyOf(bytes, (int) Math.min(count, 2L * Math.max(done, 512)));
      }
      int fromWindow = Math.min(bytes.length - done, filled - head);
      if (fromWindow > 0) {
        System.arraycopy(window, head, bytes, done, fromWindow);
        head += fromWindow;
        done += fromWindow;
        continue;
      }
      windowStart += head;
      head = 0;
      filled = 0;
      int got = ended ? -1 : readSome(bytes, done, bytes.length - done);
      if (got < 0) {
        ended = true;
        break;
      }
      windowStart += got;
      done += got;
    }
    return done == bytes.length ? bytes : Arrays.copyOf(bytes, done);
  }

  private int readSome(byte[] into, int offset, int length) throws IOException {
    try {
      return in.read(into, offset, length);
    } catch (EOFException | ZipException e) {
      damaged = true;
      return -1;
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
