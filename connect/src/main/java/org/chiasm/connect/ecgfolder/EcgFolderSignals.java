package org.chiasm.connect.ecgfolder;

import java.nio.file.Files;
import java.nio.file.Path;
import org.chiasm.connect.dicomwaveform.WaveformEcg;
import org.chiasm.connect.dicomwaveform.WaveformValue;
import org.chiasm.connect.ecgfile.EcgFiles;
import org.chiasm.connect.recording.EcgFileException;
import org.chiasm.connect.recording.MeasuredSignal;
import org.chiasm.connect.wfdb.EcgReading;
import org.chiasm.connect.wfdb.WfdbSignals;
import org.chiasm.waveform.EcgSignal;

/** The signals of a folder's recordings, read again by the references of their facts. */
public final class EcgFolderSignals {
  private EcgFolderSignals() {}

  /**
   * The part of a recording that is measured at ingest.
   *
   * @param root the folder the feed was read from
   * @param reference that of the recording
   * @param file where a DICOM instance lay below the root, not asked for of other recordings
   * @throws EcgFileException if it is no longer there, or cannot be read
   */
  public static EcgSignal beginning(Path root, String reference, String file)
      throws EcgFileException {
    String instance = WaveformValue.sopInstanceUid(reference);
    if (!instance.isEmpty()) {
      return WaveformEcg.beginning(below(root, file), instance);
    }
    Path path = below(root, reference);
    if (Files.isRegularFile(path) && !Files.exists(below(root, reference + ".hea"))) {
      return MeasuredSignal.beginning(EcgFiles.readAlone(path, MeasuredSignal.SECONDS).signal());
    }
    return switch (WfdbSignals.beginning(root, reference)) {
      case EcgReading.Read read -> read.signal();
      case EcgReading.Refused(var kind, var reason) -> throw new EcgFileException(kind, reason);
    };
  }

  private static Path below(Path root, String path) throws EcgFileException {
    Path folder = root.toAbsolutePath().normalize();
    Path file = folder.resolve(path).normalize();
    if (!file.startsWith(folder)) {
      throw EcgFileException.unreadable("the reference leads out of the feed's folder");
    }
    return file;
  }
}
