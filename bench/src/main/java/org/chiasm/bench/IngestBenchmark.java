package org.chiasm.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.chiasm.connect.ReadProgress;
import org.chiasm.connect.SourceFailedException;
import org.chiasm.connect.meds.MedsSource;
import org.chiasm.connect.store.RecordBuilder;
import org.chiasm.connect.store.RecordReader;
import org.chiasm.connect.store.RecordSummary;
import org.chiasm.record.Timeline;
import org.chiasm.study.SiteDefinition;
import org.chiasm.study.file.SiteFile;
import org.chiasm.study.yaml.Checked;

/**
 * How long a whole process takes to make a record of a MEDS folder and to read every timeline back.
 */
public final class IngestBenchmark {
  private IngestBenchmark() {}

  /**
   * Prints rows, seconds and rows per second of both ways.
   *
   * @param arguments the MEDS folder, the site file, and the folder to write the record to
   */
  public static void main(String[] arguments) throws IOException, SourceFailedException {
    if (arguments.length != 3) {
      System.err.println("use: IngestBenchmark MEDS_FOLDER SITE.yaml RECORD_FOLDER");
      System.exit(2);
    }
    var source = new MedsSource("meds", Path.of(arguments[0]), site(Path.of(arguments[1])));
    var record = Path.of(arguments[2]);
    long begin = System.nanoTime();
    RecordSummary summary = RecordBuilder.ingest(record, List.of(source), ReadProgress.SILENT);
    print("ingest", summary.read(), System.nanoTime() - begin);

    begin = System.nanoTime();
    try (var reader = RecordReader.open(record);
        var timelines = reader.timelines()) {
      long events = timelines.map(Timeline::events).mapToLong(List::size).sum();
      print("timelines", events, System.nanoTime() - begin);
    }
  }

  private static SiteDefinition site(Path file) throws IOException {
    return switch (SiteFile.read(Files.readString(file, UTF_8), file.toString())) {
      case Checked.Accepted<SiteDefinition>(var site, _) -> site;
      case Checked.Rejected<SiteDefinition>(var problems) ->
          throw new IllegalArgumentException("The site file is wrong: " + problems);
    };
  }

  private static void print(String what, long rows, long nanoseconds) {
    double seconds = Duration.ofNanos(nanoseconds).toMillis() / 1000.0;
    System.out.printf(
        Locale.ROOT,
        "%-10s %,12d rows %8.2f s %,12.0f rows/s%n",
        what,
        rows,
        seconds,
        rows / seconds);
  }
}
