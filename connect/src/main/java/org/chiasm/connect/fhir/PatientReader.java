package org.chiasm.connect.fhir;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chiasm.AssigningAuthority;
import org.chiasm.AvailableTime;
import org.chiasm.Boundary;
import org.chiasm.Code;
import org.chiasm.DataIssue;
import org.chiasm.Demographics;
import org.chiasm.EffectiveTime;
import org.chiasm.EventCode;
import org.chiasm.EventValue;
import org.chiasm.FactKind;
import org.chiasm.FactStatus;
import org.chiasm.PatientIdentifier;
import org.chiasm.Sex;
import org.chiasm.SourceItem;
import org.chiasm.connect.fhirjson.Element;
import org.chiasm.connect.fhirjson.SetAsideException;
import org.jspecify.annotations.Nullable;

/** Reads a Patient into a registration and the facts of birth, sex and death (FHIR R4 Patient). */
final class PatientReader {
  private static final EventCode BIRTH = EventCode.of(new Code("", "MEDS_BIRTH"));
  private static final EventCode DEATH = EventCode.of(new Code("", "MEDS_DEATH"));
  private static final String SEX_SYSTEM = "GENDER";
  private static final List<String> NAME_USES = List.of("official", "usual", "");
  private static final Duration DEATH_KNOWN_AT_ONCE = Duration.ZERO;

  private final ResourceContext context;
  private final Element patient;

  private PatientReader(ResourceContext context) {
    this.context = context;
    this.patient = context.resource();
  }

  static void read(ResourceContext context) throws SetAsideException {
    new PatientReader(context).read();
  }

  private void read() throws SetAsideException {
    var identifiers = identifiers();
    if (identifiers.isEmpty()) {
      throw new SetAsideException(
          DataIssue.Kind.NO_PATIENT, "It has neither an id nor an identifier with a system");
    }
    var sex = sex();
    var birth = birthDate();
    var death = death();
    context.registration(
        new SourceItem.Registration(
            identifiers,
            new Demographics(
                family(), given(), sex, birth.orElse(null), death == null ? null : death.day()),
            context.origin()));
    var self = identifiers.getFirst();
    var atRegistration = AvailableTime.atRegistration();
    birth.ifPresent(
        day ->
            fact(
                self,
                "#birth",
                BIRTH,
                new Clocks(
                    EffectiveTime.at(day.atStartOfDay(ZoneOffset.UTC).toInstant()),
                    atRegistration)));
    if (sex != Sex.UNKNOWN) {
      var code = new Code(SEX_SYSTEM, sex.name().substring(0, 1));
      fact(self, "#sex", EventCode.of(code), new Clocks(EffectiveTime.timeless(), atRegistration));
    }
    if (death != null) {
      var lag = context.feed().site().assumedLag(FactKind.DEMOGRAPHIC).orElse(DEATH_KNOWN_AT_ONCE);
      fact(self, "#death", DEATH, Clocks.assumed(death, lag));
    }
    if (!patient.elements("link").isEmpty()) {
      context.setAside(
          "link",
          SetAsideException.unsupported("Links between Patient resources are not followed"));
    }
  }

  private List<PatientIdentifier> identifiers() throws SetAsideException {
    var found = new ArrayList<PatientIdentifier>();
    var feed = context.feed();
    if (!context.id().isBlank()) {
      found.add(new PatientIdentifier(References.feedAuthority(feed.feed()), context.id()));
    }
    boolean isAnySkipped = false;
    for (var identifier : patient.elements("identifier")) {
      var qualified = References.identifier(identifier, feed.site());
      if (qualified.isEmpty() && !identifier.string("value").isEmpty()) {
        var value = identifier.string("value");
        qualified = issuer(identifier).map(issuer -> new PatientIdentifier(issuer, value));
        isAnySkipped |= qualified.isEmpty();
      }
      qualified.ifPresent(found::add);
    }
    if (isAnySkipped) {
      context.setAside(
          "identifier",
          SetAsideException.unsupported(
              "An identifier without a system is nobody's and was skipped; a medical record number"
                  + " counts once the site file says `authorities: {"
                  + feed.feed()
                  + ": …}`"));
    }
    return found.stream().distinct().toList();
  }

  /** The authority of an identifier without a system, where the site file knows it. */
  private Optional<AssigningAuthority> issuer(Element identifier) throws SetAsideException {
    var site = context.feed().site();
    var assigner = identifier.elementOrEmpty("assigner").string("display");
    var named =
        assigner.isEmpty() ? Optional.<AssigningAuthority>empty() : site.authority(assigner);
    boolean isRecordNumber =
        CodeReader.codings(identifier.elementOrEmpty("type")).stream()
            .anyMatch(code -> code.value().equals("MR"));
    return named.or(
        () -> isRecordNumber ? site.authority(context.feed().feed()) : Optional.empty());
  }

  private Sex sex() throws SetAsideException {
    var gender = patient.string("gender").strip();
    return switch (gender.toLowerCase(Locale.ROOT)) {
      case "female" -> Sex.FEMALE;
      case "male" -> Sex.MALE;
      case "other" -> Sex.OTHER;
      case "", "unknown" -> Sex.UNKNOWN;
      default -> {
        context.setAside(
            "gender", SetAsideException.malformed("Not one of male, female, other, unknown"));
        yield Sex.UNKNOWN;
      }
    };
  }

  private Optional<LocalDate> birthDate() throws SetAsideException {
    var text = patient.string("birthDate");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      var day = FhirTime.parse(text, "birthDate", ZoneOffset.UTC, DataIssue.Kind.MALFORMED).day();
      if (FhirTime.isWholeDay(text)) {
        return Optional.of(day);
      }
      throw new SetAsideException(
          DataIssue.Kind.NO_EFFECTIVE_TIME, "It does not give the day, so age stays unknown");
    } catch (SetAsideException e) {
      context.setAside("birthDate", e);
      return Optional.empty();
    }
  }

  /** When the patient died; null if alive, unknown, or not given to the day. */
  private @Nullable FhirTime death() throws SetAsideException {
    var text = patient.string("deceasedDateTime");
    if (text.isEmpty()) {
      if (patient.bool("deceasedBoolean").orElse(false)) {
        context.setAside(
            "deceasedBoolean",
            new SetAsideException(DataIssue.Kind.NO_EFFECTIVE_TIME, "It gives no time of death"));
      }
      return null;
    }
    try {
      ZoneId zone = context.feed().site().timeZone().orElse(null);
      var time = FhirTime.parse(text, "deceasedDateTime", zone, DataIssue.Kind.NO_EFFECTIVE_TIME);
      if (text.length() < 10) {
        throw new SetAsideException(
            DataIssue.Kind.NO_EFFECTIVE_TIME, "It does not give the day of death");
      }
      return time.atItsEnd();
    } catch (SetAsideException e) {
      context.setAside("deceasedDateTime", e);
      return null;
    }
  }

  private String family() throws SetAsideException {
    var name = name();
    return name == null ? "" : name.string("family");
  }

  private String given() throws SetAsideException {
    var name = name();
    return name == null ? "" : String.join(" ", name.strings("given"));
  }

  private @Nullable Element name() throws SetAsideException {
    var names = patient.elements("name");
    for (var use : NAME_USES) {
      for (var name : names) {
        if (name.string("use").equals(use)) {
          return name;
        }
      }
    }
    return names.isEmpty() ? null : names.getFirst();
  }

  private void fact(PatientIdentifier self, String part, EventCode code, Clocks clocks) {
    context.fact(
        self,
        part,
        FactKind.DEMOGRAPHIC,
        code,
        clocks,
        Boundary.POINT,
        EventValue.Occurrence.OCCURRED,
        FactStatus.FINAL);
  }
}
