package org.chiasm.app.pipeline;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.chiasm.DataIssue;
import org.chiasm.app.files.FeedFolder;
import org.chiasm.app.files.OutputFolder;
import org.chiasm.app.files.StageProgress;
import org.chiasm.app.files.StudyFiles;
import org.chiasm.app.files.SummaryFile;
import org.chiasm.app.files.WrongUseException;
import org.chiasm.connect.SourceFailedException;
import org.chiasm.connect.store.RecordBuilder;
import org.chiasm.connect.store.RecordSummary;

/**
 * From feeds to a record: reads each feed as it is, decides who is who, writes the facts by
 * subject.
 */
public final class IngestStage {
  private IngestStage() {}

  /**
   * Builds {@code record/} and the summary's {@code feeds} and {@code identity}.
   *
   * @throws SourceFailedException if a feed cannot be read as a whole; an older record stays
   */
  public static RecordSummary run(
      StudyFiles files, List<FeedFolder> feeds, OutputFolder out, StageProgress progress)
      throws IOException, SourceFailedException, WrongUseException {
    if (feeds.isEmpty()) {
      throw new WrongUseException(
          "no feed given: name at least one of --pacs DIR, --ehr DIR, --ecg DIR, --meds DIR");
    }
    RecordSummary summary;
    try (var builder = RecordBuilder.into(out.record())) {
      for (var feed : feeds) {
        progress.begin("read " + feed.feed());
        feed.source(files.site()).read(builder, progress::update);
        progress.end("done");
      }
      progress.begin("link and sort");
      summary = builder.finish();
      progress.end(
          String.format(
              Locale.ROOT,
              "%,d subjects, %,d facts used, %,d set aside",
              summary.subjects(),
              summary.used(),
              summary.setAside().values().stream().mapToLong(Long::longValue).sum()));
    }
    var document = SummaryFile.open(out);
    write(summary, document);
    document.save();
    return summary;
  }

  private static void write(RecordSummary summary, SummaryFile document) {
    var feeds = document.root().putObject("feeds");
    summary
        .feeds()
        .forEach(
            (name, count) -> {
              var feed = feeds.putObject(name);
              feed.put("read", count.read());
              feed.put("registrations", count.registrations());
              feed.put("facts_used", count.used());
              feed.put("set_aside", count.setAsideTotal());
              var reasons = feed.putObject("set_aside_by_reason");
              for (var kind : DataIssue.Kind.values()) {
                if (count.setAside().containsKey(kind)) {
                  reasons.put(kind.name(), count.setAside().get(kind));
                }
              }
            });
    var identity = document.root().putObject("identity");
    identity.put("subjects", summary.subjects());
    identity.put("identifiers", summary.identifiers());
    identity.put("quarantined_identifiers", summary.quarantined());
  }
}
