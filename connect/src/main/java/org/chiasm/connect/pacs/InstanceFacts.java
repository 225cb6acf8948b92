package org.chiasm.connect.pacs;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.chiasm.AvailableTime;
import org.chiasm.Boundary;
import org.chiasm.ClinicalEvent;
import org.chiasm.Code;
import org.chiasm.CodeSystems;
import org.chiasm.DataIssue;
import org.chiasm.EffectiveTime;
import org.chiasm.EventCode;
import org.chiasm.EventValue;
import org.chiasm.FactKind;
import org.chiasm.FactStatus;
import org.chiasm.Origin;
import org.chiasm.SourceItem;
import org.chiasm.connect.dicom.DicomDataset;
import org.chiasm.connect.dicom.DicomFile;
import org.chiasm.connect.dicom.DicomFormatException;
import org.chiasm.connect.dicomdictionary.DicomDictionary;
import org.chiasm.connect.dicomdictionary.SopClass;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.dicomwaveform.WaveformEcg;
import org.chiasm.connect.dicomwaveform.WaveformValue;
import org.chiasm.connect.recording.MeasuredSignal;
import org.chiasm.study.SiteDefinition;

/**
 * What one DICOM instance says, as items of a feed: who it is about and one fact, or why it is set
 * aside. Every way by which instances arrive asks this one. Immutable and safe for all threads.
 */
public final class InstanceFacts {
  /** The code system of facts that are instances; the code is the DICOM modality. */
  public static final String CODE_SYSTEM = "DICOM";

  /** Röntgen saw no bones before. */
  private static final int FIRST_YEAR = 1895;

  private static final Code EKG_STUDY = new Code(CodeSystems.LOINC, "11524-6");

  private final String feed;
  private final SiteDefinition site;
  private final PatientModule patientModule;

  /** For the instances of one feed. */
  public InstanceFacts(String feed, SiteDefinition site) {
    this.feed = requireNonNull(feed, "feed");
    this.site = requireNonNull(site, "site");
    this.patientModule = new PatientModule(feed, site);
  }

  /** Why an instance is set aside. */
  private static final class SetAsideException extends Exception {
    private final DataIssue.Kind kind;

    SetAsideException(DataIssue.Kind kind, String detail) {
      super(detail);
      this.kind = kind;
    }
  }

  /**
   * The registration and the fact of an instance, in this order; or one set-aside item.
   *
   * @param file its header at least
   * @param reference where the file lies in its feed, parts apart by {@code /}
   */
  public List<SourceItem> of(DicomFile file, String reference) {
    try {
      checkReadable(file);
      var dataset = file.dataset();
      String uid =
          file.sopInstanceUid()
              .orElseThrow(() -> aside(DataIssue.Kind.MALFORMED, "No SOPInstanceUID"));
      var kind = kindOf(file);
      String modality = required(dataset, Tag.MODALITY).toUpperCase(Locale.ROOT);
      var value =
          kind == FactKind.IMAGE ? image(file, uid, reference) : waveform(file, uid, reference);
      var identifiers = patientModule.identifiers(dataset);
      if (identifiers.isEmpty()) {
        throw aside(DataIssue.Kind.NO_PATIENT, "No PatientID");
      }
      Instant effective = effective(dataset);
      Instant available = effective.plus(recorded(value)).plus(lag(kind));
      var origin = new Origin(feed, uid);
      return List.of(
          new SourceItem.Registration(identifiers, patientModule.demographics(dataset), origin),
          new SourceItem.Fact(
              identifiers.getFirst(),
              new ClinicalEvent(
                  feed + ":" + uid,
                  kind,
                  code(kind, modality),
                  EffectiveTime.at(effective),
                  AvailableTime.assumed(available),
                  Boundary.POINT,
                  value,
                  FactStatus.FINAL,
                  origin)));
    } catch (SetAsideException e) {
      return List.of(
          new SourceItem.SetAside(
              new DataIssue(e.kind, feed, reference, requireNonNull(e.getMessage()))));
    }
  }

  /** How long after its start a recording is whole: before that nobody can have it. */
  private static Duration recorded(EventValue value) {
    return value instanceof EventValue.Waveform recording
        ? Duration.ofMillis((long) Math.ceil(recording.durationSeconds() * 1000))
        : Duration.ZERO;
  }

  private static EventCode code(FactKind kind, String modality) {
    var translations =
        kind == FactKind.WAVEFORM && modality.equals("ECG") ? List.of(EKG_STUDY) : List.<Code>of();
    return new EventCode(new Code(CODE_SYSTEM, modality), translations, "");
  }

  private static void checkReadable(DicomFile file) throws SetAsideException {
    if (!file.isHeaderWhole()) {
      throw file.issues().isEmpty()
          ? aside(DataIssue.Kind.MALFORMED, "The header is not whole")
          : aside(
              file.issues().getLast().kind(),
              file.issues().getLast().detail() + ", at byte " + file.issues().getLast().offset());
    }
    var pixels = file.dataset().pixelData();
    try {
      if (pixels.isPresent() && pixels.get().isTruncated()) {
        throw aside(DataIssue.Kind.TRUNCATED, "The file ends within its pixels");
      }
    } catch (IOException e) {
      throw aside(DataIssue.Kind.UNREADABLE, "The pixels cannot be reached: " + reason(e));
    } catch (DicomFormatException e) {
      throw aside(e.kind(), requireNonNull(e.getMessage()));
    }
  }

  /** The sort of an input failure, without its message, which can name a patient's folder. */
  static String reason(IOException e) {
    return e.getClass().getSimpleName();
  }

  private static FactKind kindOf(DicomFile file) throws SetAsideException {
    var sopClass = file.sopClass().orElseGet(() -> SopClass.of(""));
    return switch (sopClass.kind()) {
      case IMAGE -> FactKind.IMAGE;
      case WAVEFORM -> FactKind.WAVEFORM;
      case UNREGISTERED -> {
        if (file.dataset().integer(Tag.ROWS).orElse(0) > 0
            && file.dataset().integer(Tag.COLUMNS).orElse(0) > 0) {
          yield FactKind.IMAGE;
        }
        throw aside(
            DataIssue.Kind.UNSUPPORTED,
            sopClass.uid().isEmpty()
                ? "No SOPClassUID"
                : "An unregistered SOP class, not an image");
      }
      case DIRECTORY ->
          throw aside(
              DataIssue.Kind.UNSUPPORTED,
              sopClass.name() + ": an index of other files, which are read themselves");
      case OTHER ->
          throw aside(DataIssue.Kind.UNSUPPORTED, sopClass.name() + ": neither image nor waveform");
    };
  }

  private static EventValue image(DicomFile file, String uid, String reference)
      throws SetAsideException {
    required(file.dataset(), Tag.ROWS);
    required(file.dataset(), Tag.COLUMNS);
    return InstanceAppearance.withEvidence(
        file,
        new EventValue.ImageInstance(
            required(file.dataset(), Tag.STUDY_INSTANCE_UID),
            required(file.dataset(), Tag.SERIES_INSTANCE_UID),
            uid,
            InstanceAttributes.ofImage(file, reference)));
  }

  private static EventValue waveform(DicomFile file, String uid, String reference)
      throws SetAsideException {
    try {
      var ecg =
          WaveformEcg.of(file.dataset(), MeasuredSignal.SECONDS)
              .orElseThrow(
                  () ->
                      aside(
                          DataIssue.Kind.MALFORMED,
                          "No multiplex group with SamplingFrequency, NumberOfWaveformSamples and"
                              + " NumberOfWaveformChannels"));
      if (!ecg.group().hasLead()) {
        throw aside(
            DataIssue.Kind.UNSUPPORTED,
            "A waveform without an electrocardiogram lead in a unit of voltage");
      }
      return WaveformValue.of(ecg, uid, InstanceAttributes.ofWaveform(file, reference));
    } catch (IOException e) {
      throw aside(DataIssue.Kind.UNREADABLE, "The samples cannot be reached: " + reason(e));
    }
  }

  private Instant effective(DicomDataset dataset) throws SetAsideException {
    return switch (InstanceTime.acquired(dataset, site.timeZone())) {
      case InstanceTime.Finding.Found(var instant) -> {
        if (instant.atOffset(ZoneOffset.UTC).getYear() < FIRST_YEAR) {
          throw aside(
              DataIssue.Kind.IMPLAUSIBLE_TIME, "Acquired before " + FIRST_YEAR + ", by its header");
        }
        yield instant;
      }
      case InstanceTime.Finding.NoTime _ ->
          throw aside(
              DataIssue.Kind.NO_EFFECTIVE_TIME,
              "No date with a time of day: looked for AcquisitionDateTime, then the Acquisition,"
                  + " Content, Series and Study pairs of Date and Time");
      case InstanceTime.Finding.NoZone _ ->
          throw aside(
              DataIssue.Kind.NO_EFFECTIVE_TIME,
              "A local time without TimezoneOffsetFromUTC: set time_zone in the site file");
    };
  }

  private Duration lag(FactKind kind) throws SetAsideException {
    return site.assumedLag(kind)
        .orElseThrow(
            () ->
                aside(
                    DataIssue.Kind.NO_AVAILABLE_TIME,
                    "DICOM does not say when an instance could be seen: add assume_lag: {"
                        + kind.name().toLowerCase(Locale.ROOT)
                        + ": ...} to the site file"));
  }

  private static String required(DicomDataset dataset, int tag) throws SetAsideException {
    return dataset
        .string(tag)
        .orElseThrow(() -> aside(DataIssue.Kind.MALFORMED, "No " + DicomDictionary.keyword(tag)));
  }

  private static SetAsideException aside(DataIssue.Kind kind, String detail) {
    return new SetAsideException(kind, detail);
  }
}
