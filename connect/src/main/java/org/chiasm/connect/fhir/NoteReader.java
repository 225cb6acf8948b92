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
import org.chiasm.PatientIdentifier;
import org.chiasm.connect.fhirjson.Element;
import org.chiasm.connect.fhirjson.SetAsideException;
import org.jspecify.annotations.Nullable;

/** Reads the text of notes and reports (FHIR R4 DocumentReference, DiagnosticReport). */
final class NoteReader {
  private NoteReader() {}

  /**
   * Reads one fact: the text of the attachment that can be read best. Effective is when the text
   * was created, available when the document was both created and indexed.
   */
  static void readDocumentReference(ResourceContext context) throws SetAsideException {
    var document = context.resource();
    var patient = context.subject();
    var attachments = new ArrayList<Element>();
    for (var content : document.elements("content")) {
      attachments.add(content.elementOrEmpty("attachment"));
    }
    var attachment = InlineText.choose(attachments);
    var text = InlineText.of(attachment);
    var status = documentStatus(document);
    var indexed = context.stated("date");
    var created = context.effective(attachment, "creation");
    var effective = earlier(created, indexed);
    if (effective == null) {
      var period =
          Clocks.period(context, document.elementOrEmpty("context").elementOrEmpty("period"));
      effective = period.end() == null ? period.start() : period.end();
    }
    if (effective == null) {
      throw new SetAsideException(
          DataIssue.Kind.NO_EFFECTIVE_TIME,
          "Neither attachment.creation, date nor context.period is given");
    }
    var clocks = context.clocks(FactKind.NOTE, effective, indexed, "date", status);
    if (indexed != null && created != null) {
      clocks = clocks.notBefore(created.latest());
    }
    note(context, patient, "", code(context, "type"), clocks, text, status);
  }

  /**
   * Reads up to two facts: the report's inline text and its conclusion. Its results are
   * Observations of their own.
   */
  static void readDiagnosticReport(ResourceContext context) throws SetAsideException {
    var report = context.resource();
    var patient = context.subject();
    var conclusion = report.string("conclusion");
    var forms = report.elements("presentedForm");
    if (conclusion.isEmpty() && forms.isEmpty()) {
      throw new SetAsideException(
          DataIssue.Kind.VALUE_ABSENT, "It has no text; its results are Observations of their own");
    }
    var status = ObservationReader.status(report.string("status"));
    var clocks =
        context.clocks(
            FactKind.NOTE,
            Clocks.effective(context, "effective"),
            context.stated("issued"),
            "issued",
            status);
    var code = code(context, "code");
    if (!conclusion.isEmpty()) {
      note(context, patient, "#conclusion", code, clocks, conclusion, status);
    }
    if (!forms.isEmpty()) {
      try {
        var text = InlineText.of(InlineText.choose(forms));
        note(context, patient, "", code, clocks, text, status);
      } catch (SetAsideException e) {
        context.setAside("presentedForm", e);
      }
    }
  }

  private static void note(
      ResourceContext context,
      PatientIdentifier patient,
      String part,
      EventCode code,
      Clocks clocks,
      String text,
      FactStatus status) {
    context.fact(
        patient,
        part,
        FactKind.NOTE,
        code,
        clocks,
        Boundary.POINT,
        new EventValue.Narrative(text),
        status);
  }

  /** The kind of note, or that the feed does not say. */
  private static EventCode code(ResourceContext context, String child) throws SetAsideException {
    return context
        .feed()
        .codes()
        .codeOf(context.resource().elementOrEmpty(child))
        .orElseGet(
            () ->
                new EventCode(
                    new Code(
                        "FHIR", child.equals("type") ? "DocumentReference" : "DiagnosticReport"),
                    List.of(),
                    ""));
  }

  private static FactStatus documentStatus(Element document) throws SetAsideException {
    if (document.string("status").equals("entered-in-error")) {
      return FactStatus.ENTERED_IN_ERROR;
    }
    return switch (document.string("docStatus")) {
      case "preliminary" -> FactStatus.PRELIMINARY;
      case "amended" -> FactStatus.AMENDED;
      case "entered-in-error" -> FactStatus.ENTERED_IN_ERROR;
      default -> FactStatus.FINAL;
    };
  }

  private static @Nullable FhirTime earlier(@Nullable FhirTime one, @Nullable FhirTime other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return other.start().isBefore(one.start()) ? other : one;
  }
}
