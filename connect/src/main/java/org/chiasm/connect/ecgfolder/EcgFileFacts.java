package org.chiasm.connect.ecgfolder;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.chiasm.EventValue;
import org.chiasm.SourceItem;
import org.chiasm.connect.ecgfile.EcgFiles;
import org.chiasm.connect.ecgfile.EcgRecord;
import org.chiasm.connect.recording.EcgFileException;
import org.chiasm.connect.recording.MeasuredSignal;
import org.chiasm.connect.recording.RecordingFacts;
import org.chiasm.study.SiteDefinition;

/** Makes the facts of a recording that is one file: aECG, SCP-ECG, EDF or BDF. */
final class EcgFileFacts {
  private static final String DERIVED = "DERIVED";

  private final RecordingFacts facts;

  EcgFileFacts(String feed, SiteDefinition site) {
    this.facts = new RecordingFacts(feed, site);
  }

  /**
   * The items of a file.
   *
   * @param path below the feed's folder; it is the recording's reference too
   * @throws EcgFileException if there is no electrocardiogram in it
   */
  List<SourceItem> of(String path, Path file) throws EcgFileException {
    var record = EcgFiles.readAlone(file, MeasuredSignal.SECONDS);
    return facts.of(
        path, path, record.header(), places(record.format()), () -> value(path, record));
  }

  private static EventValue.Waveform value(String path, EcgRecord record) {
    var attributes = new TreeMap<String, String>();
    attributes.put("checksum", record.checksum().name().toLowerCase(Locale.ROOT));
    boolean isDerived = record.remarks().stream().anyMatch(each -> each.startsWith(DERIVED));
    return MeasuredSignal.value(
        path,
        record.durationSeconds(),
        MeasuredSignal.beginning(record.signal()),
        isDerived ? List.of(DERIVED) : List.of(),
        attributes);
  }

  private static RecordingFacts.Places places(EcgRecord.Format format) {
    return switch (format) {
      case HL7_AECG ->
          new RecordingFacts.Places(
              "no id of the trialSubject names the patient",
              "neither the absolute time sequence, nor the effectiveTime of the series or of the"
                  + " document gives a date with a time of day",
              "an aECG");
      case SCP_ECG ->
          new RecordingFacts.Places(
              "section 1 has no patient ID (tag 2)",
              "section 1 has no date and time of acquisition (tags 25 and 26)",
              "an SCP-ECG file");
      default ->
          new RecordingFacts.Places(
              "the patient's field does not begin with a code, sex, date of birth and name, as EDF+"
                  + " has it, or the code is X",
              "the header has no start date and time, or says that the date is X",
              "an EDF file");
    };
  }
}
