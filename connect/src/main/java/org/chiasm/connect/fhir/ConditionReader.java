package org.chiasm.connect.fhir;

import java.time.Instant;
import org.chiasm.AvailableTime;
import org.chiasm.Boundary;
import org.chiasm.DataIssue;
import org.chiasm.EventCode;
import org.chiasm.EventValue;
import org.chiasm.FactKind;
import org.chiasm.FactStatus;
import org.chiasm.PatientIdentifier;
import org.chiasm.connect.fhirjson.Element;
import org.chiasm.connect.fhirjson.SetAsideException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a Condition (FHIR R4 Condition): that it began, known when it was recorded, and that it
 * abated, known the site's assumed lag later.
 */
final class ConditionReader {
  private final ResourceContext context;
  private final Element condition;
  private final PatientIdentifier patient;
  private final EventCode code;
  private final FactStatus status;

  private ConditionReader(ResourceContext context) throws SetAsideException {
    this.context = context;
    this.condition = context.resource();
    this.patient = context.subject();
    this.code = context.code("code");
    this.status = status(condition.elementOrEmpty("verificationStatus"));
  }

  static void read(ResourceContext context) throws SetAsideException {
    new ConditionReader(context).read();
  }

  private void read() throws SetAsideException {
    var recorded = context.stated("recordedDate");
    var onset = boundary("onset");
    var start = onset == null ? recorded : onset;
    if (start == null) {
      throw new SetAsideException(
          DataIssue.Kind.NO_EFFECTIVE_TIME, "Neither a time of onset nor recordedDate is given");
    }
    fact(
        context.clocks(FactKind.CONDITION, start, recorded, "recordedDate", status),
        Boundary.START);
    try {
      var abatement = boundary("abatement");
      if (abatement != null) {
        abated(start, abatement.atItsEnd(), recorded);
      }
    } catch (SetAsideException e) {
      context.setAside("abatement[x]", e);
    }
  }

  private void abated(FhirTime start, FhirTime abatement, @Nullable FhirTime recorded)
      throws SetAsideException {
    if (abatement.end().compareTo(start.start()) <= 0) {
      throw new SetAsideException(DataIssue.Kind.IMPLAUSIBLE_TIME, "It abates before it begins");
    }
    var clocks = context.clocks(FactKind.CONDITION, abatement, null, "", status);
    var known = clocks.available().instant();
    Instant earliest = recorded == null ? known : recorded.latest();
    fact(
        earliest.isAfter(known)
            ? new Clocks(clocks.effective(), AvailableTime.assumed(earliest))
            : clocks,
        Boundary.END);
  }

  private void fact(Clocks clocks, Boundary boundary) {
    context.fact(
        patient,
        "",
        FactKind.CONDITION,
        code,
        clocks,
        boundary,
        EventValue.Occurrence.OCCURRED,
        status);
  }

  /** When it began or abated; null where it is not given as a time (an age, a range, words). */
  private @Nullable FhirTime boundary(String choice) throws SetAsideException {
    String child = condition.choice(choice).orElse(choice);
    return switch (child.substring(choice.length())) {
      case "DateTime" -> context.effective(condition, child);
      case "Period" -> {
        var period = Clocks.period(context, condition.elementOrEmpty(child));
        yield choice.equals("onset") ? period.start() : period.end();
      }
      default -> null;
    };
  }

  private static FactStatus status(Element verification) throws SetAsideException {
    var codings = CodeReader.codings(verification);
    return switch (codings.isEmpty() ? "" : codings.getFirst().value()) {
      case "refuted", "entered-in-error" -> FactStatus.ENTERED_IN_ERROR;
      case "unconfirmed", "provisional", "differential" -> FactStatus.PRELIMINARY;
      default -> FactStatus.FINAL;
    };
  }
}
