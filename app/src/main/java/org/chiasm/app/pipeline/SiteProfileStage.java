package org.chiasm.app.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import org.chiasm.app.files.OutputFolder;
import org.chiasm.app.files.StudyFiles;
import org.chiasm.connect.store.RecordReader;
import org.chiasm.lab.site.SiteProfile;
import org.chiasm.lab.site.SiteProfiler;

/** From a record to how the study's measured values look at its site. */
public final class SiteProfileStage {
  private SiteProfileStage() {}

  /** The profile of a record that exists. */
  public static SiteProfile of(StudyFiles files, OutputFolder folder) throws IOException {
    var profiler = new SiteProfiler(files.study(), files.site());
    try (var record = RecordReader.open(folder.record());
        var timelines = record.timelines()) {
      timelines.forEach(timeline -> profiler.add(timeline.subject(), timeline.events()));
    }
    return profiler.profile();
  }

  /** Puts the profile of the training record beside a model; without a record there is none. */
  static void keepBesideModel(StudyFiles files, OutputFolder folder) throws IOException {
    var file = folder.model().resolve(SiteProfileJson.FILE);
    if (Files.isDirectory(folder.record())) {
      SiteProfileJson.save(of(files, folder), file);
    } else {
      Files.deleteIfExists(file);
    }
  }
}
