package org.chiasm.connect;

/** Who is told how far a source has come. */
@FunctionalInterface
public interface ReadProgress {
  /** Tells nobody. */
  ReadProgress SILENT = (done, total) -> {};

  /**
   * So far read.
   *
   * @param done units (files or bytes) read, never falling
   * @param total units in all; 0 where unknown
   */
  void update(long done, long total);
}
