package org.chiasm.connect.wfdb;

import java.io.IOException;
import java.io.InputStream;

/** Unsigned bytes of a stream, one at a time, fetched in large pieces. */
final class ByteFeed {
  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int position;
  private int limit;

  ByteFeed(InputStream in) {
    this.in = in;
  }

  /** 0 to 255. */
  int next() throws IOException, WfdbException {
    if (position == limit && !fill()) {
      throw WfdbException.truncated("the signal file ends before its last sample");
    }
    return buffer[position++] & 0xff;
  }

  /** Whether every byte has been taken. */
  boolean isAtEnd() throws IOException {
    return position == limit && !fill();
  }

  private boolean fill() throws IOException {
    limit = Math.max(0, in.readNBytes(buffer, 0, buffer.length));
    position = 0;
    return limit > 0;
  }
}
