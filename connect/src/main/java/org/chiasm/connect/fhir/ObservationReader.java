package org.chiasm.connect.fhir;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.chiasm.Boundary;
import org.chiasm.DataIssue;
import org.chiasm.EventCode;
import org.chiasm.EventValue;
import org.chiasm.FactKind;
import org.chiasm.FactStatus;
import org.chiasm.PatientIdentifier;
import org.chiasm.connect.fhirjson.Element;
import org.chiasm.connect.fhirjson.SetAsideException;
import org.chiasm.connect.recording.MeasuredSignal;

/**
 * Reads an Observation (FHIR R4 Observation): one fact for its own value and one for each
 * component, of which sampled signals are one together. A panel that only groups other Observations
 * gives none.
 */
final class ObservationReader {
  private final ResourceContext context;
  private final ValueReader values;
  private final PatientIdentifier patient;
  private final FactStatus status;
  private final FhirTime effective;

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
    this.effective = Clocks.effective(context, "effective");
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
    if (SampledDataReader.holdsSamples(observation)) {
      readSamples();
    }
    var components = observation.elements("component");
    boolean isTakenBack = status == FactStatus.ENTERED_IN_ERROR && components.isEmpty();
    if (isTakenBack
        && observation.choice("value").isEmpty()
        && SampledDataReader.isElectrocardiogram(observation)) {
      takeBackRecording();
    }
    boolean hasValue =
        observation.choice("value").isPresent() && !SampledDataReader.isSampled(observation);
    boolean isEmpty = components.isEmpty() && !SampledDataReader.isSampled(observation);
    if (hasValue || isEmpty || !components.stream().allMatch(SampledDataReader::isSampled)) {
      readValues(hasValue || isEmpty, clocks(FactKind.OBSERVATION, effective));
    }
  }

  private void readValues(boolean isOwn, Clocks clocks) throws SetAsideException {
    var observation = context.resource();
    if (isOwn) {
      var value = values.read(observation);
      if (value instanceof EventValue.Absent
          && !observation.has("dataAbsentReason")
          && observation.has("hasMember")) {
        throw new SetAsideException(
            DataIssue.Kind.VALUE_ABSENT, "A panel; its members are Observations of their own");
      }
      fact("", FactKind.OBSERVATION, context.code("code"), clocks, value);
    }
    var components = observation.elements("component");
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < components.size(); i++) {
      try {
        if (!SampledDataReader.isSampled(components.get(i))) {
          component(components.get(i), seen, clocks);
        }
      } catch (SetAsideException e) {
        context.setAside("component[" + i + "]", e);
      }
    }
  }

  /**
   * The sampled signals as one recording, which is known when it is over at the earliest. What is
   * wrong with them leaves the other values of the Observation as they are.
   */
  private void readSamples() throws SetAsideException {
    try {
      var read = SampledDataReader.read(context.resource());
      var signal = read.signal();
      var length = Duration.ofNanos(Math.round(signal.durationSeconds() * 1e9));
      var value =
          MeasuredSignal.value(
              context.signalReference(),
              signal.durationSeconds(),
              MeasuredSignal.beginning(signal),
              read.reservations(),
              new TreeMap<>());
      var clocks =
          clocks(FactKind.WAVEFORM, effective.lasting(length))
              .notBefore(effective.start().plus(length));
      boolean isBeside =
          context.resource().choice("value").isPresent()
              && !SampledDataReader.isSampled(context.resource());
      fact(isBeside ? "#SampledData" : "", FactKind.WAVEFORM, context.code("code"), clocks, value);
    } catch (SetAsideException e) {
      context.setAside("SampledData", e);
    }
  }

  /** A server that takes an electrocardiogram back may send it without its samples. */
  private void takeBackRecording() throws SetAsideException {
    fact(
        "",
        FactKind.WAVEFORM,
        context.code("code"),
        clocks(FactKind.WAVEFORM, effective),
        new EventValue.Absent("entered-in-error"));
  }

  private Clocks clocks(FactKind kind, FhirTime time) throws SetAsideException {
    return context.clocks(kind, time, context.stated("issued"), "issued", status);
  }

  private void component(Element component, Map<String, Integer> seen, Clocks clocks)
      throws SetAsideException {
    var concept = component.elementOrEmpty("code");
    var code = context.feed().codes().read(concept, "code");
    var codings = CodeReader.codings(concept);
    var name = codings.isEmpty() ? code.text() : codings.getFirst().value();
    int before = seen.merge(name, 1, Integer::sum) - 1;
    String part = "#" + name + (before == 0 ? "" : "[" + before + "]");
    fact(part, FactKind.OBSERVATION, code, clocks, values.read(component));
  }

  private void fact(String part, FactKind kind, EventCode code, Clocks clocks, EventValue value) {
    context.fact(patient, part, kind, code, clocks, Boundary.POINT, value, status);
  }
}
