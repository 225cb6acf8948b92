package org.chiasm.connect.wfdb;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.chiasm.Demographics;
import org.chiasm.EventValue;
import org.chiasm.SourceItem;
import org.chiasm.connect.recording.MeasuredSignal;
import org.chiasm.connect.recording.RecordingFacts;
import org.chiasm.connect.recording.RecordingHeader;
import org.chiasm.study.SiteDefinition;

/** Makes the facts of one record: who, when, and what was measured on the signal. */
final class RecordFacts {
  private static final RecordingFacts.Places PLACES =
      new RecordingFacts.Places(
          "no comment names the patient; expected a line '# Patient ID: <value>'",
          "the record line has no base time and date; expected HH:MM:SS DD/MM/YYYY",
          "a WFDB header");

  private final RecordingFacts facts;

  RecordFacts(String feed, SiteDefinition site) {
    this.facts = new RecordingFacts(feed, site);
  }

  /**
   * The items of a record: a set-aside one where the header does not say whose or when, else a
   * fact, after a registration where the header knows the patient's sex.
   */
  List<SourceItem> of(String reference, WfdbHeader header, Path file) throws WfdbException {
    return facts.of(
        reference, reference + ".hea", recording(header), PLACES, () -> value(reference, file));
  }

  private static RecordingHeader recording(WfdbHeader header) {
    var comments = new RecordComments(header.comments());
    var time = header.start().time();
    return new RecordingHeader(
        comments.patientId().orElse(""),
        comments.issuer().orElse(""),
        new Demographics("", "", comments.sex(), null, null),
        header.start().date().flatMap(date -> time.map(date::atTime)),
        Optional.empty());
  }

  private static EventValue.Waveform value(String reference, Path file) throws WfdbException {
    var recording = WfdbRecording.open(file);
    var reading = recording.beginning();
    var attributes = new TreeMap<String, String>();
    attributes.put("checksum", reading.checksum().name().toLowerCase(Locale.ROOT));
    if (reading.checksum() == ChecksumState.MISMATCH) {
      attributes.putAll(MeasuredSignal.damaged("CHECKSUM_MISMATCH"));
      return new EventValue.Waveform(
          reference,
          reading.signal().samplingFrequencyHz(),
          recording.durationSeconds(),
          String.join("\\", reading.signal().leads()),
          attributes);
    }
    return MeasuredSignal.value(
        reference,
        recording.durationSeconds(),
        reading.signal(),
        reading.isCalibrated() ? List.of() : List.of("GAIN_NOT_STATED"),
        attributes);
  }
}
