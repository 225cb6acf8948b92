package org.chiasm.connect.fhir;

import java.util.HashMap;
import java.util.Map;
import org.chiasm.Boundary;
import org.chiasm.DataIssue;
import org.chiasm.EventCode;
import org.chiasm.EventValue;
import org.chiasm.FactKind;
import org.chiasm.FactStatus;
import org.chiasm.PatientIdentifier;

/**
 * Reads an Observation (FHIR R4 Observation): one fact for its own value and one for each
 * component. A panel that only groups other Observations gives none.
 */
final class ObservationReader {
  private final ResourceContext context;
  private final ValueReader values;
  private final PatientIdentifier patient;
  private final FactStatus status;
  private final Clocks clocks;

  private ObservationReader(ResourceContext context) throws SetAsideException {
    var observation = context.resource();
    if (!observation.elements("focus").isEmpty()) {
      throw SetAsideException.unsupported(
          "It has a focus: it may be about someone other than the patient");
    }
    this.context = context;
    this.values = new ValueReader(context.feed().codes());
    this.patient = context.subject();
    this.status = status(observation.string("status"));
    this.clocks =
        context.clocks(
            FactKind.OBSERVATION,
            Clocks.effective(context, "effective"),
            context.stated("issued"),
            "issued",
            status);
  }

  static void read(ResourceContext context) throws SetAsideException {
    new ObservationReader(context).read();
  }

  /** What the status of a result says of it (FHIR R4 ObservationStatus, DiagnosticReportStatus). */
  static FactStatus status(String status) {
    return switch (status) {
      case "final" -> FactStatus.FINAL;
      case "amended", "corrected", "appended" -> FactStatus.AMENDED;
      case "entered-in-error", "cancelled" -> FactStatus.ENTERED_IN_ERROR;
      default -> FactStatus.PRELIMINARY;
    };
  }

  private void read() throws SetAsideException {
    var observation = context.resource();
    var components = observation.elements("component");
    boolean hasValue = observation.choice("value") != null;
    if (hasValue || components.isEmpty()) {
      var value = values.read(observation);
      if (value instanceof EventValue.Absent
          && !observation.has("dataAbsentReason")
          && observation.has("hasMember")) {
        throw new SetAsideException(
            DataIssue.Kind.VALUE_ABSENT, "A panel; its members are Observations of their own");
      }
      fact("", context.code("code"), value);
    }
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < components.size(); i++) {
      try {
        component(components.get(i), seen);
      } catch (SetAsideException e) {
        context.setAside("component[" + i + "]", e);
      }
    }
  }

  private void component(Element component, Map<String, Integer> seen) throws SetAsideException {
    var concept = component.elementOrEmpty("code");
    var code = context.feed().codes().read(concept, "code");
    var codings = CodeReader.codings(concept);
    var name = codings.isEmpty() ? code.text() : codings.getFirst().value();
    int before = seen.merge(name, 1, Integer::sum) - 1;
    fact("#" + name + (before == 0 ? "" : "[" + before + "]"), code, values.read(component));
  }

  private void fact(String part, EventCode code, EventValue value) {
    context.fact(patient, part, FactKind.OBSERVATION, code, clocks, Boundary.POINT, value, status);
  }
}
