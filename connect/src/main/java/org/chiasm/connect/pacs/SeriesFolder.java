package org.chiasm.connect.pacs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chiasm.EventValue.ImageInstance;
import org.chiasm.connect.dicom.DicomFile;
import org.chiasm.connect.dicom.DicomFormatException;
import org.chiasm.connect.dicom.DicomReader;
import org.chiasm.connect.dicomdictionary.SopClass;
import org.chiasm.connect.dicomdictionary.Tag;

/** The image series below a folder, for looking at them; no facts about patients are made. */
public final class SeriesFolder {
  private SeriesFolder() {}

  /** By SeriesInstanceUID; files that are no DICOM images are passed over. */
  public static Map<String, List<ImageInstance>> series(Path root) throws IOException {
    List<Path> files;
    try (var walk = Files.walk(root)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    var series = new TreeMap<String, List<ImageInstance>>();
    for (var path : files) {
      try {
        var file = DicomReader.standard().readHeader(path);
        var uid = file.dataset().string(Tag.SERIES_INSTANCE_UID);
        boolean image =
            file.sopClass().map(each -> each.kind() == SopClass.Kind.IMAGE).orElse(false)
                && file.dataset().integer(Tag.ROWS).orElse(0) > 0;
        if (image && uid.isPresent()) {
          series
              .computeIfAbsent(uid.get(), _ -> new ArrayList<>())
              .add(
                  new ImageInstance(
                      file.dataset().string(Tag.STUDY_INSTANCE_UID).orElse(""),
                      uid.get(),
                      file.sopInstanceUid().orElse(""),
                      InstanceAttributes.ofImage(
                          file, root.relativize(path).toString().replace('\\', '/'))));
        }
      } catch (DicomFormatException notDicom) {
        series.remove("");
      }
    }
    return series;
  }

  /** The files of instances, headers read. */
  public static List<DicomFile> files(Path root, List<ImageInstance> instances)
      throws IOException, DicomFormatException {
    var files = new ArrayList<DicomFile>();
    for (var instance : instances) {
      files.add(
          DicomReader.standard()
              .readHeader(root.resolve(instance.attribute(InstanceAttributes.FILE_ID))));
    }
    return files;
  }
}
