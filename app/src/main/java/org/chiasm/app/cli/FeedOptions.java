package org.chiasm.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.chiasm.app.files.FeedFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name feeds. */
final class FeedOptions {
  @Option(
      names = "--pacs",
      paramLabel = "DIR",
      description = "Folder of DICOM files, with or without DICOMDIR.")
  private @Nullable Path pacs;

  @Option(
      names = "--ehr",
      paramLabel = "DIR",
      description = "Folder of FHIR R4: NDJSON bulk export or Bundles, .gz too.")
  private @Nullable Path ehr;

  @Option(
      names = "--ecg",
      paramLabel = "DIR",
      description = "Folder of ECGs: WFDB, aECG, SCP-ECG, EDF, BDF, DICOM.")
  private @Nullable Path ecg;

  @Option(
      names = "--meds",
      paramLabel = "DIR",
      description = "MEDS dataset: a folder with data/**.parquet.")
  private @Nullable Path meds;

  /** The feeds given, in a fixed order. */
  List<FeedFolder> feeds() {
    var feeds = new ArrayList<FeedFolder>();
    add(feeds, FeedFolder.Kind.EHR, ehr);
    add(feeds, FeedFolder.Kind.PACS, pacs);
    add(feeds, FeedFolder.Kind.ECG, ecg);
    add(feeds, FeedFolder.Kind.MEDS, meds);
    return feeds;
  }

  private static void add(List<FeedFolder> feeds, FeedFolder.Kind kind, @Nullable Path path) {
    if (path != null) {
      feeds.add(new FeedFolder(kind, path));
    }
  }
}
