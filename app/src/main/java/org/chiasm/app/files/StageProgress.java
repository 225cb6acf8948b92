package org.chiasm.app.files;

/** Who is told how the stages go. */
public interface StageProgress {
  /** Tells nobody. */
  StageProgress SILENT =
      new StageProgress() {
        @Override
        public void begin(String name) {}

        @Override
        public void update(long done, long total) {}

        @Override
        public void end(String result) {}
      };

  /** A stage begins. */
  void begin(String name);

  /**
   * So far done.
   *
   * @param total 0 where unknown
   */
  void update(long done, long total);

  /** What is going on now, in a few words; the next ones take their place. */
  default void note(String words) {}

  /** The stage is over, with its result in a few words. */
  void end(String result);
}
