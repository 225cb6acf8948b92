package org.chiasm.connect.wfdb;

import java.io.IOException;
import java.io.InputStream;

/** The samples of a FLAC signal file (RFC 9639), one channel for each signal. */
final class FlacSamples implements SampleReader {
  FlacSamples(InputStream in, int signals) throws WfdbException {
    throw WfdbException.unsupported("FLAC compressed signals are not read yet");
  }

  long totalSamples() {
    return 0;
  }

  @Override
  public int next(int signal) throws IOException, WfdbException {
    return 0;
  }
}
