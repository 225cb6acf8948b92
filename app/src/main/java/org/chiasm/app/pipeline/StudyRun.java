package org.chiasm.app.pipeline;

import java.io.IOException;
import java.util.List;
import org.chiasm.connect.SourceFailedException;

/** A study end to end, up to but without its report. */
public final class StudyRun {
  private StudyRun() {}

  /** Ingests, links, assembles, trains and judges; each stage leaves its files in the folder. */
  public static void run(
      StudyFiles files,
      List<FeedFolder> feeds,
      OutputFolder out,
      boolean csv,
      StageProgress progress)
      throws IOException, WrongUseException, SourceFailedException {
    IngestStage.run(files, feeds, out, progress);
    new RowsStage(files, out, progress).write(feeds, csv);
    TrainStage.run(files, out, progress);
  }
}
