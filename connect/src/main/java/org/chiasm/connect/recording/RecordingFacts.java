package org.chiasm.connect.recording;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import org.chiasm.study.SiteDefinition;

/**
 * Makes the items of recordings that lie in files of their own: a registration where the file knows
 * the patient, and a fact on both clocks; or the reason why the recording is set aside. No such
 * format says when a recording became available: it is its end and the site's assumed lag.
 */
public final class RecordingFacts {
  /** EKG study. */
  private static final Code ECG = new Code(CodeSystems.LOINC, "11524-6");

  private final String feed;
  private final SiteDefinition site;

  /**
   * Of a feed.
   *
   * @param feed its name
   * @param site gives the time zone, the lag of waveforms, and the authority an issuer (or the
   *     feed's name, where a file names none) stands for
   */
  public RecordingFacts(String feed, SiteDefinition site) {
    this.feed = requireNonNull(feed, "feed");
    this.site = requireNonNull(site, "site");
  }

  /** Reads the signal, once it is known whose it is and of when. */
  public interface Content<E extends Exception> {
    EventValue.Waveform read() throws E;
  }

  /**
   * What a format calls the parts of a header, for messages.
   *
   * @param patient where the identifier was looked for
   * @param start where the beginning was looked for
   * @param format its name
   */
  public record Places(String patient, String start, String format) {}

  /**
   * The items of a recording.
   *
   * @param reference names it within the feed
   * @param file for messages
   * @throws E what reading the signal throws
   */
  public <E extends Exception> List<SourceItem> of(
      String reference, String file, RecordingHeader header, Places places, Content<E> content)
      throws E {
    if (header.patientId().isEmpty()) {
      return setAside(file, DataIssue.Kind.NO_PATIENT, places.patient());
    }
    if (header.start().isEmpty()) {
      return setAside(file, DataIssue.Kind.NO_EFFECTIVE_TIME, places.start());
    }
    Optional<ZoneId> zone = header.zone().or(site::timeZone);
    if (zone.isEmpty()) {
      return setAside(
          file,
          DataIssue.Kind.NO_EFFECTIVE_TIME,
          "the time has no zone and the site file no time_zone; set time_zone");
    }
    Optional<Duration> lag = site.assumedLag(FactKind.WAVEFORM);
    if (lag.isEmpty()) {
      return setAside(
          file,
          DataIssue.Kind.NO_AVAILABLE_TIME,
          places.format()
              + " does not say when the recording became available; set assume_lag: "
              + "{waveform: …} in the site file");
    }
    Instant start = header.start().get().atZone(zone.get()).toInstant();
    var patient = new PatientIdentifier(authority(header), header.patientId());
    var event = event(reference, start, lag.get(), content.read());
    var items = new ArrayList<SourceItem>();
    if (isKnown(header.demographics())) {
      items.add(
          new SourceItem.Registration(List.of(patient), header.demographics(), event.origin()));
    }
    items.add(new SourceItem.Fact(patient, event));
    return items;
  }

  private ClinicalEvent event(
      String reference, Instant start, Duration lag, EventValue.Waveform value) {
    Instant end = start.plusNanos((long) (value.durationSeconds() * 1e9));
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

  private AssigningAuthority authority(RecordingHeader header) {
    String issuer = header.issuer();
    return issuer.isEmpty()
        ? site.authority(feed).orElseGet(() -> new AssigningAuthority("urn:chiasm:feed:" + feed))
        : site.authority(issuer).orElseGet(() -> new AssigningAuthority(issuer));
  }

  private static boolean isKnown(Demographics person) {
    return person.sex() != Sex.UNKNOWN
        || person.birthDate().isPresent()
        || !person.familyName().isEmpty()
        || !person.givenName().isEmpty();
  }

  private List<SourceItem> setAside(String file, DataIssue.Kind kind, String detail) {
    return List.of(new SourceItem.SetAside(new DataIssue(kind, feed, file, detail)));
  }
}
