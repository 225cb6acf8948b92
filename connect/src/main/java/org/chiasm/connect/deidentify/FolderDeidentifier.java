package org.chiasm.connect.deidentify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.chiasm.connect.ReadProgress;
import org.chiasm.connect.deidentify.Deidentified.Reason;
import org.chiasm.connect.dicom.DicomFormatException;
import org.chiasm.connect.dicom.DicomReader;
import org.chiasm.connect.dicom.DicomWriter;
import org.chiasm.connect.dicomdictionary.Tag;

/**
 * De-identifies every DICOM file below a folder into another, laid out as {@code
 * PSEUDONYM/STUDY/SERIES/INSTANCE.dcm} by the new UIDs: names of files and folders are not taken
 * over. Every file is written or counted with the reason why not.
 */
public final class FolderDeidentifier {
  private final InstanceDeidentifier deidentifier;
  private final Path target;
  private final ActionCounts actions = new ActionCounts();
  private final Map<String, Long> withheld = new TreeMap<>();
  private final Set<String> patients = new HashSet<>();
  private final Set<String> studies = new HashSet<>();
  private final Set<String> series = new HashSet<>();
  private final Set<String> instances = new HashSet<>();
  private long files;

  /**
   * A run that has not begun.
   *
   * @param target the folder to write; made if it is not there
   */
  public FolderDeidentifier(InstanceDeidentifier deidentifier, Path target) {
    this.deidentifier = deidentifier;
    this.target = target;
  }

  /**
   * What was done; no patient data.
   *
   * @param withheld reason to how many files
   * @param actions what became of elements to how many
   */
  public record Report(
      long files,
      long written,
      long patients,
      long studies,
      long series,
      Map<String, Long> withheld,
      Map<String, Long> actions) {
    /** Copies the maps. */
    public Report {
      withheld = Map.copyOf(withheld);
      actions = Map.copyOf(actions);
    }
  }

  /**
   * De-identifies.
   *
   * @throws IOException if the source folder cannot be read or the target not be written
   */
  public Report run(Path source, ReadProgress progress) throws IOException {
    List<Path> all;
    try (var walk = Files.walk(source)) {
      all = walk.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : all) {
      files++;
      one(file);
      progress.update(files, all.size());
    }
    return new Report(
        files,
        instances.size(),
        patients.size(),
        studies.size(),
        series.size(),
        withheld,
        actions.byName());
  }

  private void one(Path file) throws IOException {
    try {
      switch (deidentifier.of(DicomReader.standard().read(file))) {
        case Deidentified.Withheld(var reason) -> withhold(reason);
        case Deidentified.Instance instance -> write(instance);
      }
    } catch (DicomFormatException notDicom) {
      withhold(Reason.UNREADABLE);
    }
  }

  private void write(Deidentified.Instance instance) throws IOException {
    var dataset = instance.file().dataset();
    String uid = dataset.string(Tag.SOP_INSTANCE_UID).orElseThrow();
    if (instances.contains(uid)) {
      withhold(Reason.DUPLICATE);
      return;
    }
    String study = dataset.string(Tag.STUDY_INSTANCE_UID).orElse("no-study");
    String its = dataset.string(Tag.SERIES_INSTANCE_UID).orElse("no-series");
    Path folder = target.resolve(instance.patient()).resolve(study).resolve(its);
    Files.createDirectories(folder);
    Path written = folder.resolve(uid + ".dcm");
    try {
      DicomWriter.write(instance.file(), written);
    } catch (IllegalArgumentException unfit) {
      Files.deleteIfExists(written);
      withhold(Reason.PIXELS_NOT_COPIED);
      return;
    }
    instances.add(uid);
    patients.add(instance.patient());
    studies.add(study);
    series.add(its);
    actions.addAll(instance.counts());
  }

  private void withhold(Reason reason) {
    withheld.merge(reason.name().toLowerCase(Locale.ROOT), 1L, Long::sum);
  }
}
