package org.chiasm.connect.fhir;

import java.util.ArrayList;
import java.util.List;
import org.chiasm.Boundary;
import org.chiasm.Code;
import org.chiasm.DataIssue;
import org.chiasm.EventCode;
import org.chiasm.EventValue;
import org.chiasm.FactKind;
import org.chiasm.FactStatus;
import org.chiasm.connect.fhirjson.SetAsideException;

/**
 * Reads what was ordered, given and done (FHIR R4 workflow patterns Request and Event:
 * MedicationRequest, MedicationAdministration, Procedure, ImagingStudy).
 */
final class WorkflowReader {
  private static final Code IMAGING_STUDY = new Code("FHIR", "ImagingStudy");

  private WorkflowReader() {}

  /** Reads one fact: that it was ordered, true and known when the order was written. */
  static void readRequest(ResourceContext context) throws SetAsideException {
    var request = context.resource();
    var patient = context.subject();
    var code = medication(context);
    var authored = context.effective(request, "authoredOn");
    if (authored == null) {
      throw new SetAsideException(
          DataIssue.Kind.NO_EFFECTIVE_TIME, "No authoredOn says when it was ordered");
    }
    boolean isForbidden = request.bool("doNotPerform").orElse(false);
    boolean isOnlyMeant =
        switch (request.string("intent")) {
          case "proposal", "plan", "option" -> true;
          default -> false;
        };
    var status =
        switch (request.string("status")) {
          case "entered-in-error", "cancelled" -> FactStatus.ENTERED_IN_ERROR;
          case "draft", "unknown", "" -> FactStatus.PRELIMINARY;
          default -> isOnlyMeant ? FactStatus.PRELIMINARY : FactStatus.FINAL;
        };
    context.fact(
        patient,
        "",
        FactKind.MEDICATION,
        code,
        context.clocks(FactKind.MEDICATION, authored, authored, "authoredOn", status),
        Boundary.POINT,
        isForbidden ? new EventValue.Absent("do-not-perform") : EventValue.Occurrence.OCCURRED,
        status);
  }

  /** Reads what was given, at a time or over a period. */
  static void readAdministration(ResourceContext context) throws SetAsideException {
    var status = context.resource().string("status");
    happened(
        context,
        FactKind.MEDICATION,
        medication(context),
        "effective",
        status,
        status.equals("not-done"));
  }

  /** Reads what was done, at a time or over a period. */
  static void readProcedure(ResourceContext context) throws SetAsideException {
    var status = context.resource().string("status");
    happened(
        context,
        FactKind.PROCEDURE,
        context.code("code"),
        "performed",
        status,
        status.equals("not-done") || status.equals("preparation"));
  }

  /** Reads one fact: that images were acquired. The images themselves come from the PACS. */
  static void readImagingStudy(ResourceContext context) throws SetAsideException {
    var study = context.resource();
    var patient = context.subject();
    var started = context.effective(study, "started");
    if (started == null) {
      throw new SetAsideException(
          DataIssue.Kind.NO_EFFECTIVE_TIME, "No started says when the images were acquired");
    }
    var status = statusOf(study.string("status"));
    List<Code> procedures = new ArrayList<>();
    for (var concept : study.elements("procedureCode")) {
      procedures.addAll(CodeReader.codings(concept));
    }
    context.fact(
        patient,
        "",
        FactKind.IMAGE,
        new EventCode(IMAGING_STUDY, procedures, ""),
        context.clocks(FactKind.IMAGE, started, null, "", status),
        Boundary.POINT,
        EventValue.Occurrence.OCCURRED,
        status);
  }

  /**
   * Adds what happened: one fact at a time, two over a period.
   *
   * @param choice the element that says when, {@code performed} or {@code effective}
   * @param isNotDone whether it did not happen (yet), which is a fact without an occurrence
   */
  static void happened(
      ResourceContext context,
      FactKind kind,
      EventCode code,
      String choice,
      String statusCode,
      boolean isNotDone)
      throws SetAsideException {
    var patient = context.subject();
    var status = statusOf(statusCode);
    EventValue value =
        isNotDone ? new EventValue.Absent(statusCode) : EventValue.Occurrence.OCCURRED;
    var resource = context.resource();
    var child = choice + "Period";
    if (resource.has(child)) {
      var period = Clocks.period(context, resource.elementOrEmpty(child));
      if (period.start() != null) {
        context.lasting(patient, "", kind, code, period, value, status);
        return;
      }
    }
    var time = Clocks.effective(context, choice);
    var clocks = context.clocks(kind, time, null, "", status);
    context.fact(patient, "", kind, code, clocks, Boundary.POINT, value, status);
  }

  private static FactStatus statusOf(String status) {
    return switch (status) {
      case "entered-in-error", "cancelled" -> FactStatus.ENTERED_IN_ERROR;
      case "preparation", "registered", "unknown", "" -> FactStatus.PRELIMINARY;
      default -> FactStatus.FINAL;
    };
  }

  private static EventCode medication(ResourceContext context) throws SetAsideException {
    var resource = context.resource();
    var codes = context.feed().codes();
    var concept = resource.element("medicationCodeableConcept");
    if (concept.isPresent()) {
      return codes.read(concept.get(), "medicationCodeableConcept");
    }
    var reference = resource.elementOrEmpty("medicationReference");
    var contained = context.contained(reference);
    if (contained.isPresent()) {
      return codes.read(contained.get().elementOrEmpty("code"), "contained Medication.code");
    }
    var known = context.feed().index().medication(context.resolve(reference));
    if (known.isPresent()) {
      return known.get();
    }
    var display = reference.string("display");
    if (display.isEmpty()) {
      throw new SetAsideException(
          DataIssue.Kind.UNCODED,
          "Neither a medication code nor a reference to a Medication in this feed");
    }
    return codes.ofWords(display);
  }
}
