package org.chiasm.connect.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chiasm.Boundary;
import org.chiasm.ClinicalEvent;
import org.chiasm.DataIssue;
import org.chiasm.EventCode;
import org.chiasm.EventValue;
import org.chiasm.FactKind;
import org.chiasm.FactStatus;
import org.chiasm.Origin;
import org.chiasm.PatientIdentifier;
import org.chiasm.SourceItem;
import org.chiasm.connect.fhirjson.Element;
import org.chiasm.connect.fhirjson.SetAsideException;
import org.chiasm.study.SiteDefinition;
import org.jspecify.annotations.Nullable;

/**
 * One resource while it is read: where it stands, whom it is about, and the items it has given so
 * far. The items are handed on only when the reading is over, so that a resource that turns out to
 * be broken half way gives its issue and nothing else.
 */
final class ResourceContext {
  private final Feed feed;
  private final Element resource;
  private final String type;
  private final String id;
  private final FileReader.Place place;
  private final References references;
  private final List<SourceItem> items = new ArrayList<>(2);

  ResourceContext(
      Feed feed,
      Element resource,
      String type,
      String id,
      FileReader.Place place,
      References references) {
    this.feed = feed;
    this.resource = resource;
    this.type = type;
    this.id = id;
    this.place = place;
    this.references = references;
  }

  /**
   * What every resource of a feed is read with.
   *
   * @param feed its name
   * @param site the site's ways
   * @param codes reads concepts the site's way
   * @param index what other resources of the feed say of places and medications
   * @param locationKinds tells the kind of a place
   */
  record Feed(
      String feed,
      SiteDefinition site,
      CodeReader codes,
      FeedIndex index,
      LocationKinds locationKinds) {}

  Feed feed() {
    return feed;
  }

  Element resource() {
    return resource;
  }

  String id() {
    return id;
  }

  /** {@code Type/id}, or the position of a resource without an id. */
  Origin origin() {
    return new Origin(feed.feed(), id.isEmpty() ? place.position() : type + "/" + id);
  }

  /** By which samples of the resource are found again (see {@link FhirSignals}). */
  String signalReference() {
    return FhirSignals.reference(place);
  }

  /** What the resource has given so far. */
  List<SourceItem> items() {
    return items;
  }

  /** The patient the resource is about. */
  PatientIdentifier subject() throws SetAsideException {
    return references.patient(resource.elementOrEmpty("subject"), feed);
  }

  /** A reference as {@code Type/id}, empty if it cannot be resolved. */
  String resolve(Element reference) throws SetAsideException {
    return References.typeAndId(references.resolve(reference.string("reference")));
  }

  /** The code of a child, if it gives one. */
  EventCode code(String child) throws SetAsideException {
    return feed.codes().read(resource.elementOrEmpty(child), type + "." + child);
  }

  /** A child that says when something was true; null where absent. */
  @Nullable FhirTime effective(Element parent, String child) throws SetAsideException {
    return time(parent, child, DataIssue.Kind.NO_EFFECTIVE_TIME);
  }

  /** A child that says when something became known; null where absent. */
  @Nullable FhirTime stated(String child) throws SetAsideException {
    return time(resource, child, DataIssue.Kind.NO_AVAILABLE_TIME);
  }

  /**
   * Both clocks of a fact of this resource. A version that amends or retracts is not known before
   * it was stored ({@code meta.lastUpdated}).
   *
   * @param statedBy the element that says when it became known, empty if there is no such element
   */
  Clocks clocks(
      FactKind kind,
      FhirTime effective,
      @Nullable FhirTime stated,
      String statedBy,
      FactStatus status)
      throws SetAsideException {
    var missing =
        statedBy.isEmpty()
            ? "element of this resource type says when it became known"
            : type + "." + statedBy;
    var clocks = Clocks.of(feed.site(), kind, effective, stated, missing);
    if (status != FactStatus.AMENDED && status != FactStatus.ENTERED_IN_ERROR) {
      return clocks;
    }
    var stored =
        time(resource.elementOrEmpty("meta"), "lastUpdated", DataIssue.Kind.NO_AVAILABLE_TIME);
    return stored == null ? clocks : clocks.notBefore(stored.latest());
  }

  void registration(SourceItem.Registration registration) {
    items.add(registration);
  }

  /**
   * Adds a fact.
   *
   * @param part what tells it from the other facts of the resource, such as {@code #8480-6}; empty
   *     for the one fact of a resource
   */
  void fact(
      PatientIdentifier patient,
      String part,
      FactKind kind,
      EventCode code,
      Clocks clocks,
      Boundary boundary,
      EventValue value,
      FactStatus status) {
    var origin = origin();
    items.add(
        new SourceItem.Fact(
            patient,
            new ClinicalEvent(
                feed.feed() + ":" + origin.reference() + part,
                kind,
                code,
                clocks.effective(),
                clocks.available(),
                boundary,
                value,
                status,
                origin)));
  }

  /**
   * Adds what lasts as two facts under one key: its beginning and, where it is given, its end.
   * Neither has an element that says when it became known, so the site's assumed lag decides. An
   * end before the beginning is set aside, and the beginning stands.
   *
   * @throws SetAsideException if the beginning is not given or its available time is unknown
   */
  void lasting(
      PatientIdentifier patient,
      String part,
      FactKind kind,
      EventCode code,
      FhirTime.Period period,
      EventValue value,
      FactStatus status)
      throws SetAsideException {
    var start = period.start();
    if (start == null) {
      throw new SetAsideException(
          DataIssue.Kind.NO_EFFECTIVE_TIME, "No period.start says when it began");
    }
    var began = clocks(kind, start, null, "", status);
    fact(patient, part, kind, code, began, Boundary.START, value, status);
    var end = period.end();
    if (end == null) {
      return;
    }
    if (period.isReversed()) {
      setAside(
          part.isEmpty() ? "period" : part.substring(1),
          new SetAsideException(DataIssue.Kind.IMPLAUSIBLE_TIME, "It ends before it begins"));
      return;
    }
    var ended = clocks(kind, end.atItsEnd(), null, "", status);
    fact(patient, part, kind, code, ended, Boundary.END, value, status);
  }

  /**
   * Adds an issue.
   *
   * @param part the part of the resource it is about, such as {@code component[1]}; empty for the
   *     whole
   */
  void setAside(String part, SetAsideException reason) {
    var where = part.isEmpty() ? type : type + "." + part;
    items.add(
        new SourceItem.SetAside(
            new DataIssue(
                reason.kind(), feed.feed(), place.position(), where + ": " + reason.detail())));
  }

  /** Takes back what the resource has given and puts the reason in its place. */
  void setAsideWhole(SetAsideException reason) {
    items.clear();
    setAside("", reason);
  }

  /** The contained resource of a reference such as {@code #med}, if there is one. */
  Optional<Element> contained(Element reference) throws SetAsideException {
    var text = reference.string("reference");
    if (text.startsWith("#")) {
      for (var contained : resource.elements("contained")) {
        if (contained.string("id").equals(text.substring(1))) {
          return Optional.of(contained);
        }
      }
    }
    return Optional.empty();
  }

  private @Nullable FhirTime time(Element parent, String child, DataIssue.Kind unzoned)
      throws SetAsideException {
    var text = parent.string(child);
    return text.isEmpty()
        ? null
        : FhirTime.parse(text, child, feed.site().timeZone().orElse(null), unzoned);
  }
}
