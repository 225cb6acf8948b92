package org.chiasm.app.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chiasm.app.files.FeedFolder;
import org.chiasm.app.files.OutputFolder;
import org.chiasm.app.files.StageProgress;
import org.chiasm.app.files.StudyFiles;
import org.chiasm.app.files.SummaryFile;
import org.chiasm.app.files.WrongUseException;
import org.chiasm.cohort.AvailabilityAudit;
import org.chiasm.cohort.Cohort;
import org.chiasm.cohort.CohortFunnel;
import org.chiasm.connect.store.RecordReader;
import org.chiasm.connect.store.RowsWriter;
import org.chiasm.record.Timeline;
import org.chiasm.row.BudgetRegion;
import org.chiasm.row.LabelledRow;

/**
 * From a record to rows: applies the study to each subject, reads the pixels and signals that rows
 * refer to, and writes one line for each prediction, in the order of subjects. A few subjects are
 * worked on side by side.
 */
public final class RowsStage {
  /** So many timelines are in memory at a time. */
  private static final int SIDE_BY_SIDE = 16;

  private final StudyFiles files;
  private final OutputFolder out;
  private final StageProgress progress;
  private final Cohort cohort;

  /** The stage for a study and an output folder that holds its record. */
  public RowsStage(StudyFiles files, OutputFolder out, StageProgress progress) {
    this(files, out, progress, new Cohort(files.study(), files.site()));
  }

  private RowsStage(StudyFiles files, OutputFolder out, StageProgress progress, Cohort cohort) {
    this.files = files;
    this.out = out;
    this.progress = progress;
    this.cohort = cohort;
  }

  /** The stage for a model, whose measured budget, if it has one, the gate keeps. */
  static RowsStage forModel(
      StudyFiles files, OutputFolder out, StageProgress progress, List<BudgetRegion> region) {
    return new RowsStage(
        files,
        out,
        progress,
        region.isEmpty()
            ? new Cohort(files.study(), files.site())
            : new Cohort(files.study(), files.site(), region.getFirst()));
  }

  /**
   * What the stage found.
   *
   * @param funnel how many cases were left at each step
   * @param audit what the availability rule did
   */
  public record Result(CohortFunnel funnel, AvailabilityAudit audit) {}

  /**
   * Writes {@code rows.parquet}, {@code tensors/} and the summary's cohort, inputs, availability
   * and example.
   *
   * @param feeds where pixels and signals are read from
   * @param csv whether to write {@code rows.csv} too
   */
  public Result write(List<FeedFolder> feeds, boolean csv) throws IOException, WrongUseException {
    var tensors = new TensorWriter(files.study(), feeds, out);
    var notes = new NoteEncodings(files, out);
    var tally = new InputTally(files.study());
    var example = new ExampleTimeline(files.study());
    Result result;
    try (var writer =
        csv
            ? RowsWriter.openWithCsv(out.rowsParquet(), out.rowsCsv(), files.study())
            : RowsWriter.open(out.rowsParquet(), files.study())) {
      result =
          forEachSubject(
              tensors,
              (row, timeline) -> tensors.withTensorReferences(notes.with(row, timeline), timeline),
              subject -> {
                example.offer(subject.timeline(), subject.rows());
                for (var row : subject.rows()) {
                  tally.add(row.row());
                }
                for (var row : subject.written()) {
                  writer.write(row);
                }
              });
      writer.finish();
    }
    var document = SummaryFile.open(out);
    describe(document);
    CohortSections.write(document.root(), files.study(), result, tally);
    document.root().set("tensors", tensors.report());
    example.write(document.root());
    document.save();
    var counts = result.funnel().counts();
    progress.end(
        String.format(
            Locale.ROOT,
            "%,d cases, %,d ready with a known outcome",
            counts.getOrDefault("cases", 0L),
            counts.getOrDefault("ready with a known outcome", 0L)));
    return result;
  }

  /**
   * The same without reading pixels and without writing anything: what {@code chiasm check} shows.
   */
  public Result check() throws IOException, WrongUseException {
    var result = forEachSubject(Cohort.Readability.ASSUMED, (row, _) -> row, _ -> {});
    progress.end("done");
    return result;
  }

  /** A row as it is written. Called from several threads. */
  private interface WrittenRow {
    LabelledRow of(LabelledRow row, Timeline timeline) throws IOException;
  }

  private interface SubjectConsumer {
    void accept(SubjectRows subject) throws IOException;
  }

  /** What one subject gave. */
  private record SubjectRows(
      Timeline timeline, List<LabelledRow> rows, List<LabelledRow> written, CohortFunnel funnel) {}

  private Result forEachSubject(
      Cohort.Readability readability, WrittenRow written, SubjectConsumer consumer)
      throws IOException, WrongUseException {
    if (!Files.isDirectory(out.record())) {
      throw new WrongUseException(
          "no record at " + out.record() + "; run chiasm ingest with the same --out first");
    }
    progress.begin("assemble rows");
    var funnel = new CohortFunnel(files.study().cohort());
    var audit = new AvailabilityAudit(files.study());
    try (var record = RecordReader.open(out.record());
        var timelines = record.timelines()) {
      long total = record.subjects();
      long done = 0;
      var each = timelines.iterator();
      while (each.hasNext()) {
        var some = new ArrayList<Timeline>(SIDE_BY_SIDE);
        while (each.hasNext() && some.size() < SIDE_BY_SIDE) {
          some.add(each.next());
        }
        var subjects = some.parallelStream().map(one -> rowsOf(one, readability, written)).toList();
        for (var subject : subjects) {
          funnel.add(subject.funnel());
          audit.add(subject.timeline(), subject.rows());
          consumer.accept(subject);
          progress.update(++done, total);
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return new Result(funnel, audit);
  }

  private SubjectRows rowsOf(
      Timeline timeline, Cohort.Readability readability, WrittenRow written) {
    var funnel = new CohortFunnel(files.study().cohort());
    var rows = cohort.rows(timeline, readability, funnel);
    var finished = new ArrayList<LabelledRow>();
    try {
      for (var row : rows) {
        finished.add(written.of(row, timeline));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new SubjectRows(timeline, rows, finished, funnel);
  }

  private void describe(SummaryFile document) {
    var study = document.root().putObject("study");
    study.put("name", files.study().name());
    study.put("question", files.study().question());
    study.put("prediction_delay", files.study().predictionDelay().toString());
    study.put("outcome", OutcomeWords.of(files.study().outcome()));
    var site = document.root().putObject("site");
    site.put("name", files.site().name());
    site.put("origin", files.siteOrigin());
  }
}
