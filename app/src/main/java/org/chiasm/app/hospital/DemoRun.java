package org.chiasm.app.hospital;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.chiasm.app.files.FeedFolder;
import org.chiasm.app.files.OutputFolder;
import org.chiasm.app.files.StageProgress;
import org.chiasm.app.files.StudyFiles;
import org.chiasm.app.files.SummaryFile;
import org.chiasm.app.files.WrongUseException;
import org.chiasm.app.pipeline.StudyRun;
import org.chiasm.connect.SourceFailedException;
import org.chiasm.connect.store.RowsReader;

/** The demo hospital, its study end to end, and how well every stage agrees with the truth. */
public final class DemoRun {
  private static final String HOSPITAL = "hospital";

  private DemoRun() {}

  /**
   * Makes the hospital in {@code OUT/hospital}, runs its study into {@code OUT}, and adds {@code
   * truth} and {@code verdicts} to the summary, which it gives back.
   *
   * @param removing whether each modality is also taken away in turn, as in {@code TrainStage}
   */
  public static ObjectNode run(
      OutputFolder out, int patients, long seed, boolean removing, StageProgress progress)
      throws IOException, WrongUseException, SourceFailedException {
    Path hospital = out.root().resolve(HOSPITAL);
    delete(hospital);
    progress.begin("build the demo hospital");
    new Hospital(new HospitalPlan(patients, seed)).write(hospital, progress);
    progress.end(patients + " patients");
    var files =
        StudyFiles.read(hospital.resolve("study.yaml"), List.of(hospital.resolve("site.yaml")));
    var feeds =
        List.of(
            new FeedFolder(FeedFolder.Kind.EHR, hospital.resolve("ehr")),
            new FeedFolder(FeedFolder.Kind.PACS, hospital.resolve("pacs")),
            new FeedFolder(FeedFolder.Kind.ECG, hospital.resolve("ecg")));
    var comparison = StudyRun.run(files, feeds, out, true, removing, progress).orElseThrow();
    progress.begin("compare with the truth");
    var score = TruthScore.read(hospital.resolve("truth"));
    try (var reader = RowsReader.open(out.rowsParquet(), files.study());
        var rows = reader.rows()) {
      rows.forEach(score::add);
    }
    var document = SummaryFile.open(out);
    var truth = document.root().putObject("truth");
    score.counts().forEach(truth::put);
    DemoVerdicts.write(
        document.root().putObject("verdicts"),
        comparison,
        score.risks(comparison.heldOut().rows()));
    document.save();
    progress.end("done");
    return document.root();
  }

  private static void delete(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      try (var files = Files.walk(folder)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
