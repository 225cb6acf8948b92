package org.chiasm.app.pipeline;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.chiasm.app.files.FeedFolder;
import org.chiasm.app.files.OutputFolder;
import org.chiasm.app.files.StageProgress;
import org.chiasm.app.files.StudyFiles;
import org.chiasm.app.files.WrongUseException;
import org.chiasm.connect.SourceFailedException;
import org.chiasm.learn.evaluate.FusionComparison;

/** A study end to end, up to but without its report. */
public final class StudyRun {
  private StudyRun() {}

  /**
   * Ingests, links, assembles, trains and judges; each stage leaves its files in the folder.
   *
   * @param removing as in {@link TrainStage#run}, and so is what is given back
   */
  public static Optional<FusionComparison> run(
      StudyFiles files,
      List<FeedFolder> feeds,
      OutputFolder out,
      boolean csv,
      boolean removing,
      StageProgress progress)
      throws IOException, WrongUseException, SourceFailedException {
    IngestStage.run(files, feeds, out, progress);
    new RowsStage(files, out, progress).write(feeds, csv);
    return TrainStage.run(files, out, progress, removing);
  }
}
