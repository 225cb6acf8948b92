package org.chiasm.app.inspect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.chiasm.EventValue.ImageInstance;
import org.chiasm.app.files.WrongUseException;
import org.chiasm.connect.ReadProgress;
import org.chiasm.connect.dicom.DicomFile;
import org.chiasm.connect.dicom.DicomFormatException;
import org.chiasm.connect.pacs.StudyFolder;
import org.chiasm.imaging.ImagingSeries;
import org.chiasm.imaging.RankedSeries;
import org.chiasm.imaging.SeriesSelector;
import org.chiasm.study.SeriesRule;

/** The one series below a folder that a command is to show. */
record SeriesFiles(StudyFolder folder, ImagingSeries series) {
  /** The series of that UID, or the one with most instances. */
  static SeriesFiles of(Path root, Optional<String> uid, Optional<String> modality)
      throws Exception {
    if (!Files.isDirectory(root)) {
      throw new WrongUseException(root + " is no folder; expected one with DICOM files below it");
    }
    var folder = StudyFolder.read(root, ReadProgress.SILENT);
    var images =
        folder.studies().stream()
            .flatMap(study -> study.series().stream())
            .filter(series -> !series.attribute("Rows").isEmpty())
            .toList();
    return images.stream()
        .filter(series -> uid.isEmpty() || series.seriesInstanceUid().equals(uid.get()))
        .filter(series -> modality.isEmpty() || series.attribute("Modality").equals(modality.get()))
        .max(
            Comparator.comparingInt((ImagingSeries series) -> series.instances().size())
                .thenComparing(ImagingSeries::seriesInstanceUid, Comparator.reverseOrder()))
        .map(series -> new SeriesFiles(folder, series))
        .orElseThrow(
            () ->
                new WrongUseException(
                    "no such series among the "
                        + images.size()
                        + " image series below "
                        + root
                        + "; give one with --series UID"));
  }

  Path root() {
    return folder.root();
  }

  String seriesInstanceUid() {
    return series.seriesInstanceUid();
  }

  List<ImageInstance> instances() {
    return series.instances();
  }

  /** What of the series a model would read, or why none would, by a rule that asks for nothing. */
  RankedSeries asRead() {
    var everything = new SeriesRule(List.of());
    return folder.studies().stream()
        .filter(study -> study.series().contains(series))
        .flatMap(study -> SeriesSelector.rank(everything, study).series().stream())
        .filter(ranked -> ranked.series().equals(series))
        .findFirst()
        .orElseThrow();
  }

  /** The files of the instances, headers read. */
  List<DicomFile> headers() throws IOException, DicomFormatException {
    var files = new ArrayList<DicomFile>();
    for (var instance : series.instances()) {
      files.add(folder.header(instance));
    }
    return files;
  }
}
