package org.chiasm.connect.wfdb;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.chiasm.AssigningAuthority;
import org.chiasm.AvailableTime;
import org.chiasm.Boundary;
import org.chiasm.ClinicalEvent;
import org.chiasm.Code;
import org.chiasm.CodeSystems;
import org.chiasm.DataIssue;
import org.chiasm.Demographics;
import org.chiasm.EffectiveTime;
import org.chiasm.EventCode;
import org.chiasm.EventValue;
import org.chiasm.FactKind;
import org.chiasm.FactStatus;
import org.chiasm.Origin;
import org.chiasm.PatientIdentifier;
import org.chiasm.Sex;
import org.chiasm.SourceItem;
import org.chiasm.connect.recording.MeasuredSignal;
import org.chiasm.study.SiteDefinition;

/** Makes the facts of one record: who, when, and what was measured on the signal. */
final class RecordFacts {
  /** EKG study. */
  private static final Code ECG = new Code(CodeSystems.LOINC, "11524-6");

  private final String feed;
  private final SiteDefinition site;

  RecordFacts(String feed, SiteDefinition site) {
    this.feed = feed;
    this.site = site;
  }

  /**
   * The items of a record: a set-aside one where the header does not say whose or when, else a
   * fact, after a registration where the header knows the patient's sex.
   */
  List<SourceItem> of(String reference, WfdbHeader header, Path file) throws WfdbException {
    var comments = new RecordComments(header.comments());
    var id = comments.patientId();
    if (id.isEmpty()) {
      return setAside(
          reference,
          DataIssue.Kind.NO_PATIENT,
          "no comment names the patient; expected a line '# Patient ID: <value>'");
    }
    Optional<ZoneId> zone = site.timeZone();
    var date = header.start().date();
    var time = header.start().time();
    if (date.isEmpty() || time.isEmpty()) {
      return setAside(
          reference,
          DataIssue.Kind.NO_EFFECTIVE_TIME,
          "the record line has no base time and date; expected HH:MM:SS DD/MM/YYYY");
    }
    if (zone.isEmpty()) {
      return setAside(
          reference,
          DataIssue.Kind.NO_EFFECTIVE_TIME,
          "the base time has no zone and the site file no time_zone; set time_zone");
    }
    Optional<Duration> lag = site.assumedLag(FactKind.WAVEFORM);
    if (lag.isEmpty()) {
      return setAside(
          reference,
          DataIssue.Kind.NO_AVAILABLE_TIME,
          "a WFDB header does not say when the recording became available; set assume_lag: "
              + "{waveform: …} in the site file");
    }
    Instant start = LocalDateTime.of(date.get(), time.get()).atZone(zone.get()).toInstant();
    var patient = new PatientIdentifier(authority(comments), id.get());
    var recording = WfdbRecording.open(file);
    var event = event(reference, recording, start, lag.get());
    var items = new ArrayList<SourceItem>();
    if (comments.sex() != Sex.UNKNOWN) {
      items.add(
          new SourceItem.Registration(
              List.of(patient),
              new Demographics("", "", comments.sex(), null, null),
              event.origin()));
    }
    items.add(new SourceItem.Fact(patient, event));
    return items;
  }

  private ClinicalEvent event(
      String reference, WfdbRecording recording, Instant start, Duration lag) throws WfdbException {
    var reading = recording.beginning();
    Instant end = start.plusNanos((long) (recording.durationSeconds() * 1e9));
    var value = value(reference, recording.durationSeconds(), reading);
    return new ClinicalEvent(
        feed + ":" + reference,
        FactKind.WAVEFORM,
        EventCode.of(ECG),
        EffectiveTime.at(start),
        AvailableTime.assumed(end.plus(lag)),
        Boundary.POINT,
        value,
        FactStatus.FINAL,
        new Origin(feed, reference));
  }

  private static EventValue value(
      String reference, double durationSeconds, EcgReading.Read reading) {
    var attributes = new TreeMap<String, String>();
    attributes.put("checksum", reading.checksum().name().toLowerCase(Locale.ROOT));
    if (reading.checksum() == ChecksumState.MISMATCH) {
      attributes.putAll(MeasuredSignal.damaged("CHECKSUM_MISMATCH"));
      return new EventValue.Waveform(
          reference,
          reading.signal().samplingFrequencyHz(),
          durationSeconds,
          String.join("\\", reading.signal().leads()),
          attributes);
    }
    return MeasuredSignal.value(
        reference,
        durationSeconds,
        reading.signal(),
        reading.isCalibrated() ? List.of() : List.of("GAIN_NOT_STATED"),
        attributes);
  }

  private AssigningAuthority authority(RecordComments comments) {
    return comments
        .issuer()
        .map(issuer -> site.authority(issuer).orElseGet(() -> new AssigningAuthority(issuer)))
        .or(() -> site.authority(feed))
        .orElseGet(() -> new AssigningAuthority("urn:chiasm:feed:" + feed));
  }

  private List<SourceItem> setAside(String reference, DataIssue.Kind kind, String detail) {
    return List.of(new SourceItem.SetAside(new DataIssue(kind, feed, reference + ".hea", detail)));
  }
}
