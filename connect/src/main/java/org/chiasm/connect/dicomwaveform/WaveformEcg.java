package org.chiasm.connect.dicomwaveform;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.chiasm.connect.dicom.DicomDataset;
import org.chiasm.connect.dicom.DicomFormatException;
import org.chiasm.connect.dicom.DicomReader;
import org.chiasm.connect.recording.EcgFileException;
import org.chiasm.connect.recording.MeasuredSignal;
import org.chiasm.waveform.EcgSignal;

/**
 * The electrocardiogram of a waveform instance: that of the first of its groups, in the order of
 * {@link WaveformGroup#all}, whose samples are whole and of a sort that is read.
 *
 * @param group the group; where none gives an electrocardiogram, the first
 * @param signal in microvolts; empty where no group gives one
 */
public record WaveformEcg(WaveformGroup group, Optional<EcgSignal> signal) {
  /** Checks that nothing is missing. */
  public WaveformEcg {
    requireNonNull(group, "group");
    requireNonNull(signal, "signal");
  }

  /**
   * Of an instance; empty where it has no group with samples.
   *
   * @param maxSeconds how much from the start on, positive
   * @throws IOException if the samples lie in a file that cannot be read
   */
  public static Optional<WaveformEcg> of(DicomDataset instance, double maxSeconds)
      throws IOException {
    var groups = WaveformGroup.all(instance);
    for (var group : groups) {
      var signal = group.ecg(maxSeconds);
      if (signal.isPresent()) {
        return Optional.of(new WaveformEcg(group, signal));
      }
    }
    return groups.stream().findFirst().map(group -> new WaveformEcg(group, Optional.empty()));
  }

  /**
   * The part of an instance's electrocardiogram that is measured at ingest, read again.
   *
   * @param sopInstanceUid the instance that the file held when it was ingested
   * @throws EcgFileException if the file is gone, holds another instance or no electrocardiogram
   */
  public static EcgSignal beginning(Path file, String sopInstanceUid) throws EcgFileException {
    try {
      if (!Files.isRegularFile(file)) {
        throw EcgFileException.unreadable("the file of the instance is not where it was");
      }
      var instance = DicomReader.standard().readHeader(file);
      if (!instance.sopInstanceUid().equals(Optional.of(sopInstanceUid))) {
        throw EcgFileException.unreadable(
            "the file holds another instance than when it was ingested; run chiasm ingest again");
      }
      return of(instance.dataset(), MeasuredSignal.SECONDS)
          .flatMap(WaveformEcg::signal)
          .orElseThrow(
              () ->
                  EcgFileException.unsupported(
                      "no multiplex group with whole samples of an ECG lead in a unit of voltage"));
    } catch (DicomFormatException e) {
      throw new EcgFileException(e.kind(), "DICOM: " + e.getMessage());
    } catch (IOException e) {
      throw EcgFileException.unreadable("the file cannot be read: " + e.getClass().getSimpleName());
    }
  }
}
