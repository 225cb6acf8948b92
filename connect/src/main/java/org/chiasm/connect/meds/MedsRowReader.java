package org.chiasm.connect.meds;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chiasm.AssigningAuthority;
import org.chiasm.AvailableTime;
import org.chiasm.Boundary;
import org.chiasm.ClinicalEvent;
import org.chiasm.DataIssue;
import org.chiasm.EffectiveTime;
import org.chiasm.FactKind;
import org.chiasm.FactStatus;
import org.chiasm.Origin;
import org.chiasm.PatientIdentifier;
import org.chiasm.RecordPrecision;
import org.chiasm.SourceItem;
import org.chiasm.connect.store.ParquetRows;
import org.chiasm.identity.IdentityResolver;
import org.chiasm.study.SiteDefinition;
import org.jspecify.annotations.Nullable;

/** Turns sorted MEDS rows into facts, each with a key that depends on the row's content only. */
final class MedsRowReader {
  private static final int SUBJECT_ID = MedsColumn.SUBJECT_ID.index();
  private static final int TIME = MedsColumn.TIME.index();
  private static final int CODE = MedsColumn.CODE.index();
  private static final int UNIT = MedsColumn.UNIT.index();
  private static final int AVAILABLE_TIME = MedsColumn.AVAILABLE_TIME.index();
  private static final int CACHED_CODES = 100_000;

  private final String feed;
  private final SiteDefinition site;
  private final ParquetRows rows;
  private final List<String> files;
  private final AssigningAuthority authority;
  private final Map<String, MedsCode> codes = new HashMap<>();
  private @Nullable PatientIdentifier patient;
  private long patientNumber;
  private @Nullable String timeText;
  private long timeOfText;
  private long lastHash;
  private boolean hasLast;
  private int copy;

  MedsRowReader(String feed, SiteDefinition site, ParquetRows rows, List<String> files) {
    this.feed = feed;
    this.site = site;
    this.rows = rows;
    this.files = files;
    this.authority = new AssigningAuthority(IdentityResolver.MEDS_AUTHORITY + feed);
  }

  /** The item of the current row. */
  SourceItem item() throws IOException {
    if (!rows.has(SUBJECT_ID)) {
      return setAside(DataIssue.Kind.NO_PATIENT, "The row has no subject_id");
    }
    long subject = rows.integer(SUBJECT_ID);
    var words = rows.text(CODE);
    if (words.isEmpty()) {
      return setAside(DataIssue.Kind.UNCODED, "The row has no code");
    }
    var code = code(words.get());
    if (code.isEmpty()) {
      return setAside(DataIssue.Kind.UNCODED, "The row's code is blank");
    }
    boolean timed = rows.has(TIME);
    long time = timed ? rows.integer(TIME) : 0;
    var available = available(code.get(), timed, time);
    if (available.isEmpty()) {
      return setAside(
          DataIssue.Kind.NO_AVAILABLE_TIME,
          "The row has no available_time, and the site file has no assume_lag for it");
    }
    String unit = rows.text(UNIT).orElse("");
    var value = MedsValue.of(rows, unit);
    var kind = value.isNote() ? FactKind.NOTE : code.get().kind(timed);
    long hash =
        ContentHash.of(time, timed ? 1 : 0)
            .with(code.get().hash())
            .with(value.hash())
            .with(rows.has(AVAILABLE_TIME) ? rows.integer(AVAILABLE_TIME) : 0)
            .value();
    var bearer = patient(subject);
    copy = hasLast && hash == lastHash ? copy + 1 : 1;
    lastHash = hash;
    hasLast = true;
    return new SourceItem.Fact(
        bearer,
        new ClinicalEvent(
            feed
                + ":"
                + subject
                + "/"
                + Long.toString(hash & Long.MAX_VALUE, Character.MAX_RADIX)
                + (copy == 1 ? "" : "." + copy),
            kind,
            code.get().eventCode(value.remark()),
            timed
                ? EffectiveTime.at(RecordPrecision.ofEpochMicros(time))
                : EffectiveTime.timeless(),
            available.get(),
            Boundary.POINT,
            value.value(),
            FactStatus.FINAL,
            new Origin(feed, subject + "/" + timeText(timed, time) + "/" + words.get())));
  }

  private Optional<AvailableTime> available(MedsCode code, boolean timed, long time)
      throws IOException {
    if (rows.has(AVAILABLE_TIME)) {
      return Optional.of(
          AvailableTime.stated(RecordPrecision.ofEpochMicros(rows.integer(AVAILABLE_TIME))));
    }
    if (!timed || code.isRegistration()) {
      return Optional.of(AvailableTime.atRegistration());
    }
    Optional<Duration> lag = site.assumedLag(code.kind(true));
    if (lag.isEmpty() && code.isDeath()) {
      lag = Optional.of(Duration.ZERO);
    }
    return lag.map(
        duration -> AvailableTime.assumed(RecordPrecision.ofEpochMicros(time).plus(duration)));
  }

  private Optional<MedsCode> code(String words) {
    var known = codes.get(words);
    if (known != null) {
      return Optional.of(known);
    }
    if (codes.size() >= CACHED_CODES) {
      codes.clear();
    }
    var read = MedsCode.of(words, site);
    read.ifPresent(code -> codes.put(words, code));
    return read;
  }

  private PatientIdentifier patient(long subject) {
    var bearer = patient;
    if (bearer == null || subject != patientNumber) {
      bearer = new PatientIdentifier(authority, Long.toString(subject));
      patient = bearer;
      patientNumber = subject;
      hasLast = false;
    }
    return bearer;
  }

  private String timeText(boolean timed, long time) {
    if (!timed) {
      return "timeless";
    }
    var text = timeText;
    if (text == null || time != timeOfText) {
      text = RecordPrecision.ofEpochMicros(time).toString();
      timeText = text;
      timeOfText = time;
    }
    return text;
  }

  private SourceItem setAside(DataIssue.Kind kind, String detail) throws IOException {
    return new SourceItem.SetAside(
        new DataIssue(kind, feed, files.get(rows.file()) + "#row=" + rows.row(), detail));
  }
}
