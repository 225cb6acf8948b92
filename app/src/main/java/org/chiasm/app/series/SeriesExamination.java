package org.chiasm.app.series;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chiasm.app.files.StageProgress;
import org.chiasm.connect.SourceFailedException;
import org.chiasm.connect.pacs.MeasuredStudies;
import org.chiasm.connect.pacs.StudyFolder;
import org.chiasm.imaging.ImagingStudy;

/**
 * The imaging studies of a folder, with what their pixels say where that was asked for.
 *
 * @param folder as its headers tell
 * @param studies the same studies, with measurements
 * @param measured how many series were looked at
 */
public record SeriesExamination(StudyFolder folder, List<ImagingStudy> studies, int measured) {
  /** Copies the list. */
  public SeriesExamination {
    studies = List.copyOf(studies);
  }

  /**
   * Reads a folder.
   *
   * @throws SourceFailedException if it is no folder
   */
  public static SeriesExamination of(Path root, PixelUse pixels, StageProgress progress)
      throws SourceFailedException {
    progress.begin("read headers");
    var folder = StudyFolder.read(root, progress::update);
    long instances =
        folder.studies().stream()
            .flatMap(study -> study.series().stream())
            .mapToLong(series -> series.instances().size())
            .sum();
    progress.end(folder.studies().size() + " studies, " + instances + " instances");
    var looked = new ArrayList<String>();
    folder.studies().forEach(study -> looked.addAll(pixels.series(study)));
    if (looked.isEmpty()) {
      return new SeriesExamination(folder, folder.studies(), 0);
    }
    progress.begin("look at pixels");
    var studies = MeasuredStudies.of(folder, looked, progress::update);
    progress.end(looked.size() + " series, up to " + MeasuredStudies.SLICES + " slices each");
    return new SeriesExamination(folder, studies, looked.size());
  }

  /** How many files were set aside, by reason. */
  public Map<String, Long> setAside() {
    Map<String, Long> counts = new TreeMap<>();
    folder.setAside().forEach(issue -> counts.merge(issue.kind().name(), 1L, Long::sum));
    return counts;
  }
}
