package org.chiasm.connect.wfdb;

import java.io.IOException;

/** The samples of one signal file in the order in which they are stored. */
@FunctionalInterface
interface SampleReader {
  /**
   * The next sample.
   *
   * @param signal which signal of the file it belongs to, from 0
   */
  int next(int signal) throws IOException, WfdbException;
}
