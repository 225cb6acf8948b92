package org.chiasm.app.inspect;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chiasm.EventValue.ImageInstance;
import org.chiasm.app.pipeline.WrongUseException;
import org.chiasm.connect.pacs.SeriesFolder;

/** The one series below a folder that a command is to show. */
record SeriesFiles(Path root, String seriesInstanceUid, List<ImageInstance> instances) {
  /** The series of that UID, or the one with most instances. */
  static SeriesFiles of(Path root, Optional<String> uid, Optional<String> modality)
      throws Exception {
    if (!Files.isDirectory(root)) {
      throw new WrongUseException(root + " is no folder; expected one with DICOM files below it");
    }
    Map<String, List<ImageInstance>> series = SeriesFolder.series(root);
    var chosen =
        series.entrySet().stream()
            .filter(each -> uid.isEmpty() || each.getKey().equals(uid.get()))
            .filter(
                each ->
                    modality.isEmpty()
                        || each.getValue().getFirst().attribute("Modality").equals(modality.get()))
            .max(Map.Entry.comparingByValue((a, b) -> Integer.compare(a.size(), b.size())));
    if (chosen.isEmpty()) {
      throw new WrongUseException(
          "no such series among the "
              + series.size()
              + " image series below "
              + root
              + "; give one with --series UID");
    }
    return new SeriesFiles(root, chosen.get().getKey(), chosen.get().getValue());
  }
}
