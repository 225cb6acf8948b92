package org.chiasm.connect.pacs;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.chiasm.PatientIdentifier;
import org.chiasm.Sex;
import org.chiasm.SourceItem;

/** What a registration says, without where it says so. */
record RegistrationContent(
    List<PatientIdentifier> identifiers,
    String familyName,
    String givenName,
    Sex sex,
    Optional<LocalDate> birthDate) {
  static RegistrationContent of(SourceItem.Registration registration) {
    var person = registration.demographics();
    return new RegistrationContent(
        registration.identifiers(),
        person.familyName(),
        person.givenName(),
        person.sex(),
        person.birthDate());
  }

  @Override
  public String toString() {
    return "RegistrationContent[withheld]";
  }
}
