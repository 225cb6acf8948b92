package org.chiasm.connect.fhir;

import java.util.ArrayList;
import java.util.List;
import org.chiasm.Code;
import org.chiasm.EventCode;
import org.chiasm.EventValue;
import org.chiasm.FactKind;
import org.chiasm.FactStatus;
import org.chiasm.PatientIdentifier;
import org.chiasm.connect.fhirjson.Element;
import org.chiasm.connect.fhirjson.SetAsideException;
import org.jspecify.annotations.Nullable;

/**
 * Reads an Encounter (FHIR R4 Encounter) into the beginning and the end of itself and of its stay
 * in each of its locations.
 */
final class EncounterReader {
  private static final String ENCOUNTER = "ENCOUNTER";
  private static final String LOCATION = "LOCATION";
  private static final String UNKNOWN = "UNK";

  private final ResourceContext context;
  private final Element encounter;
  private final PatientIdentifier patient;
  private final FactStatus status;

  private EncounterReader(ResourceContext context) throws SetAsideException {
    this.context = context;
    this.encounter = context.resource();
    this.patient = context.subject();
    this.status =
        switch (encounter.string("status")) {
          case "entered-in-error", "cancelled" -> FactStatus.ENTERED_IN_ERROR;
          case "planned", "unknown", "" -> FactStatus.PRELIMINARY;
          default -> FactStatus.FINAL;
        };
  }

  static void read(ResourceContext context) throws SetAsideException {
    new EncounterReader(context).read();
  }

  private void read() throws SetAsideException {
    var whole = Clocks.period(context, encounter.elementOrEmpty("period"));
    var value = value(encounter.string("status"));
    try {
      context.lasting(patient, "", FactKind.ENCOUNTER, code(), whole, value, status);
    } catch (SetAsideException e) {
      context.setAside("period", e);
    }
    var locations = encounter.elements("location");
    for (int i = 0; i < locations.size(); i++) {
      try {
        location(i, locations.get(i), locations.size() == 1 ? whole : null, value);
      } catch (SetAsideException e) {
        context.setAside("location[" + i + "]", e);
      }
    }
  }

  private EventCode code() throws SetAsideException {
    var primary =
        CodeReader.codingOf(encounter.elementOrEmpty("class"))
            .map(code -> new Code(ENCOUNTER, code.value()))
            .orElse(new Code(ENCOUNTER, UNKNOWN));
    var translations = new ArrayList<Code>();
    var text = "";
    for (var type : encounter.elements("type")) {
      translations.addAll(CodeReader.codings(type));
      text = text.isEmpty() ? CodeReader.textOf(type) : text;
    }
    return new EventCode(primary, translations, text);
  }

  private void location(
      int index, Element location, FhirTime.@Nullable Period only, EventValue ofEncounter)
      throws SetAsideException {
    var own = Clocks.period(context, location.elementOrEmpty("period"));
    var period = own.whole() == null && only != null ? only : own;
    var reference = location.elementOrEmpty("location");
    var place = context.resolve(reference);
    var labels = new ArrayList<String>();
    var display = reference.string("display");
    labels.add(place.substring(place.indexOf('/') + 1));
    labels.add(reference.elementOrEmpty("identifier").string("value"));
    labels.addAll(LocationKinds.labels(location.elementOrEmpty("physicalType")));
    labels.removeIf(String::isBlank);
    var kind = context.feed().locationKinds().kind(display, labels, place, context.feed().index());
    var code = new Code(LOCATION, kind.isEmpty() ? UNKNOWN : kind);
    var value = value(location.string("status"));
    context.lasting(
        patient,
        "#location[" + index + "]",
        FactKind.ENCOUNTER,
        new EventCode(code, List.of(), display),
        period,
        value instanceof EventValue.Absent ? value : ofEncounter,
        status);
  }

  /** That it happened, or that it was only planned. */
  private static EventValue value(String status) {
    return switch (status) {
      case "planned", "reserved" -> new EventValue.Absent(status);
      default -> EventValue.Occurrence.OCCURRED;
    };
  }
}
