package org.chiasm.connect.ecgfile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.chiasm.connect.dicom.DicomFormatException;
import org.chiasm.connect.dicom.DicomReader;
import org.chiasm.connect.dicomwaveform.WaveformAnnotations;
import org.chiasm.connect.dicomwaveform.WaveformEcg;
import org.chiasm.connect.dicomwaveform.WaveformGroup;
import org.chiasm.connect.fhir.FhirSignals;
import org.chiasm.connect.fhir.SampledObservation;
import org.chiasm.connect.recording.EcgFileException;
import org.chiasm.connect.recording.RecordingHeader;
import org.chiasm.connect.scp.ScpException;
import org.chiasm.connect.scp.ScpFile;
import org.chiasm.connect.wfdb.ChecksumState;
import org.chiasm.connect.wfdb.EcgReading;
import org.chiasm.connect.wfdb.WfdbAnnotation;
import org.chiasm.connect.wfdb.WfdbAnnotations;
import org.chiasm.connect.wfdb.WfdbException;
import org.chiasm.connect.wfdb.WfdbSignals;
import org.chiasm.waveform.EcgSignal;

/**
 * Reads one electrocardiogram by its path, whatever its format; the content decides, not the name.
 * WFDB records are named with or without {@code .hea}, or by a signal file. At most 2^26 samples
 * over all leads are read.
 */
public final class EcgFiles {
  private static final long LARGEST_FILE = 1L << 30;
  private static final List<String> ANNOTATORS = List.of(".atr", ".qrs", ".ecg");

  private EcgFiles() {}

  /**
   * Reads a record.
   *
   * @throws EcgFileException if there is no such file, or no electrocardiogram in it
   */
  public static EcgRecord read(Path path) throws EcgFileException {
    String name = path.toAbsolutePath().normalize().getFileName().toString();
    String stem = name.replaceFirst("\\.(?:hea|dat|mat|atr)$", "");
    if (Files.isRegularFile(path.resolveSibling(stem + ".hea"))) {
      return wfdb(path.toAbsolutePath(), stem);
    }
    if (name.endsWith(".hea") && !Files.exists(path)) {
      throw EcgFileException.unreadable("there is no such header file");
    }
    return readAlone(path, Double.MAX_VALUE);
  }

  /**
   * Reads a file that stands alone: all formats but WFDB.
   *
   * @param maxSeconds how much from the start on, positive; a format that cannot be read in part is
   *     read whole
   * @throws EcgFileException if there is no such file, or no electrocardiogram in it
   */
  public static EcgRecord readAlone(Path path, double maxSeconds) throws EcgFileException {
    try {
      if (!Files.isRegularFile(path)) {
        throw EcgFileException.unreadable(
            "there is neither a file of this name nor a WFDB header with .hea added");
      }
      if (Files.size(path) > LARGEST_FILE) {
        throw EcgFileException.unsupported("the file is larger than 1 GiB");
      }
      return content(Files.readAllBytes(path), maxSeconds);
    } catch (IOException e) {
      throw EcgFileException.unreadable("the file cannot be read: " + e.getClass().getSimpleName());
    }
  }

  /** Reads the bytes of a file that stands alone: all formats but WFDB. */
  public static EcgRecord read(byte[] file) throws EcgFileException {
    try {
      return content(file, Double.MAX_VALUE);
    } catch (IOException e) {
      throw EcgFileException.unreadable("the file cannot be read: " + e.getClass().getSimpleName());
    }
  }

  private static EcgRecord content(byte[] file, double maxSeconds)
      throws EcgFileException, IOException {
    return switch (EcgRecognition.format(file, file.length).orElse(EcgRecord.Format.DICOM)) {
      case SCP_ECG -> scp(file);
      case EDF, BDF -> EdfFile.read(file, maxSeconds);
      case FHIR_SAMPLED_DATA -> sampled(FhirSignals.of(file));
      case HL7_AECG -> AnnotatedEcg.read(file);
      case DICOM, WFDB -> dicom(file, maxSeconds);
    };
  }

  private static EcgRecord sampled(List<SampledObservation> observations) {
    var first = observations.getFirst();
    var remarks = new ArrayList<String>();
    for (String reservation : first.reservations()) {
      remarks.add(reservation + ": twelve dimensions without names, taken in the standard order");
    }
    if (observations.size() > 1) {
      remarks.add("FIRST_OF: " + observations.size() + " Observations with SampledData");
    }
    return new EcgRecord(
        EcgRecord.Format.FHIR_SAMPLED_DATA,
        first.signal(),
        first.signal().durationSeconds(),
        EcgRecord.Checksum.NOT_STATED,
        RecordingHeader.unknown(),
        first.stated(),
        List.of(),
        remarks);
  }

  private static EcgRecord scp(byte[] file) throws EcgFileException {
    try {
      var scp = ScpFile.read(file);
      return new EcgRecord(
          EcgRecord.Format.SCP_ECG,
          scp.signal(),
          scp.signal().durationSeconds(),
          scp.isVerified() ? EcgRecord.Checksum.VERIFIED : EcgRecord.Checksum.NOT_STATED,
          scp.header(),
          scp.stated(),
          List.of(),
          List.of());
    } catch (ScpException e) {
      throw new EcgFileException(e.kind(), "SCP-ECG: " + e.getMessage());
    }
  }

  private static EcgRecord dicom(byte[] file, double maxSeconds)
      throws EcgFileException, IOException {
    try {
      var instance = DicomReader.standard().read(file).dataset();
      var ecg =
          WaveformEcg.of(instance, maxSeconds)
              .orElseThrow(
                  () ->
                      EcgFileException.unsupported(
                          "neither WFDB, DICOM waveform, FHIR SampledData, HL7 aECG, SCP-ECG nor"
                              + " EDF was found"));
      return dicom(
          ecg.group(),
          ecg.signal()
              .orElseThrow(
                  () ->
                      EcgFileException.unsupported(
                          "DICOM: no multiplex group with whole samples of an ECG lead in a unit of"
                              + " voltage")),
          WaveformAnnotations.intervals(instance));
    } catch (DicomFormatException e) {
      throw new EcgFileException(
          e.kind(), "no known format; as DICOM (no WFDB header beside it): " + e.getMessage());
    }
  }

  private static EcgRecord dicom(
      WaveformGroup group, EcgSignal signal, SortedMap<String, Double> stated) {
    var remarks = new ArrayList<String>();
    if (!group.isOriginal()) {
      remarks.add("DERIVED: the multiplex group was computed, not acquired");
    }
    return new EcgRecord(
        EcgRecord.Format.DICOM,
        signal,
        group.durationSeconds(),
        EcgRecord.Checksum.NOT_STATED,
        RecordingHeader.unknown(),
        stated,
        List.of(),
        remarks);
  }

  private static EcgRecord wfdb(Path path, String stem) throws EcgFileException {
    Path folder = path.resolveSibling("");
    return switch (WfdbSignals.read(folder, stem)) {
      case EcgReading.Refused(var kind, var reason) ->
          throw new EcgFileException(kind, "WFDB: " + reason);
      case EcgReading.Read(var signal, var checksum, var isCalibrated) -> {
        var remarks = new ArrayList<String>();
        if (!isCalibrated) {
          remarks.add("GAIN_NOT_STATED: 200 steps per millivolt were assumed, as WFDB says");
        }
        yield new EcgRecord(
            EcgRecord.Format.WFDB,
            signal,
            signal.durationSeconds(),
            checksum == ChecksumState.VERIFIED
                ? EcgRecord.Checksum.VERIFIED
                : EcgRecord.Checksum.NOT_STATED,
            RecordingHeader.unknown(),
            new TreeMap<>(),
            marked(folder, stem, signal, remarks),
            remarks);
      }
    };
  }

  /** The beats of an annotation file beside the header. */
  private static List<Long> marked(
      Path folder, String stem, EcgSignal signal, List<String> remarks) {
    for (String annotator : ANNOTATORS) {
      Path file = folder.resolve(stem + annotator);
      if (Files.isRegularFile(file)) {
        try {
          return WfdbAnnotations.parse(Files.readAllBytes(file)).stream()
              .filter(WfdbAnnotation::isBeat)
              .map(WfdbAnnotation::sample)
              .filter(sample -> sample < signal.sampleCount())
              .toList();
        } catch (IOException | WfdbException e) {
          remarks.add("ANNOTATIONS_UNREADABLE: " + annotator + ", " + e.getClass().getSimpleName());
        }
      }
    }
    return List.of();
  }
}
