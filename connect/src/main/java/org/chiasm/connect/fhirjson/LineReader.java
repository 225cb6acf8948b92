package org.chiasm.connect.fhirjson;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The lines of a byte stream, one at a time and without a copy where possible (NDJSON). Memory is
 * bounded: of a line longer than the limit only its end is looked for.
 */
public final class LineReader {
  private static final int INITIAL_BYTES = 1 << 18;

  private final InputStream in;
  private final int maxLineBytes;
  private byte[] buffer = new byte[INITIAL_BYTES];
  private int start;
  private int scanned;
  private int end;
  private boolean atEnd;

  private int lineStart;
  private int lineLength;
  private boolean tooLong;
  private long number;
  private long shifted;

  /**
   * Of a stream, which the caller closes.
   *
   * @param maxLineBytes the longest line that can be had
   */
  public LineReader(InputStream in, int maxLineBytes) {
    this.in = in;
    this.maxLineBytes = maxLineBytes;
  }

  /** Goes to the next line; false where there is none. */
  public boolean next() throws IOException {
    tooLong = false;
    number++;
    while (true) {
      for (int i = scanned; i < end; i++) {
        if (buffer[i] == '\n') {
          take(i);
          start = i + 1;
          scanned = start;
          return true;
        }
      }
      scanned = end;
      if (atEnd) {
        boolean isLast = end > start || tooLong;
        take(end);
        start = end;
        return isLast;
      }
      fill();
    }
  }

  /** The bytes that hold the line, valid until the next call of {@link #next}. */
  public byte[] bytes() {
    return buffer;
  }

  /** Where the line begins in {@link #bytes}. */
  public int offset() {
    return lineStart;
  }

  /** The bytes of the line without its end; 0 where it is too long. */
  public int length() {
    return lineLength;
  }

  /** Where the line begins, in bytes of the stream. */
  public long position() {
    return shifted + lineStart;
  }

  /** The number of the line, counted from 1. */
  public long number() {
    return number;
  }

  /** Whether the line exceeds the limit, so that it cannot be had. */
  public boolean isTooLong() {
    return tooLong;
  }

  /** Whether there is nothing but white space in the line. */
  public boolean isBlank() {
    for (int i = lineStart; i < lineStart + lineLength; i++) {
      if (buffer[i] != ' ' && buffer[i] != '\t' && buffer[i] != '\r') {
        return false;
      }
    }
    return !tooLong;
  }

  /** Whether the line begins with the byte order mark of UTF-16. */
  public boolean isUtf16() {
    return lineLength >= 2
        && ((buffer[lineStart] == (byte) 0xFE && buffer[lineStart + 1] == (byte) 0xFF)
            || (buffer[lineStart] == (byte) 0xFF && buffer[lineStart + 1] == (byte) 0xFE));
  }

  /** Whether this line was ended by the end of the stream rather than by a line end. */
  public boolean isUnterminated() {
    return atEnd && start == end && (end == 0 || buffer[end - 1] != '\n');
  }

  private void take(int lineEnd) {
    lineStart = start;
    lineLength = lineEnd - start;
    if (lineLength > maxLineBytes) {
      tooLong = true;
    }
    if (tooLong) {
      lineLength = 0;
    }
  }

  private void fill() throws IOException {
    if (end - start > maxLineBytes) {
      tooLong = true;
      start = end;
    }
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      scanned -= start;
      shifted += start;
      start = 0;
    }
    if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, (int) Math.min(2L * buffer.length, maxLineBytes + 2L));
    }
    int count = in.read(buffer, end, buffer.length - end);
    if (count < 0) {
      atEnd = true;
    } else {
      end += count;
    }
  }
}
