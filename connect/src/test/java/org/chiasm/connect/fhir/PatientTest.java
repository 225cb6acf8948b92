package org.chiasm.connect.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.chiasm.AssigningAuthority;
import org.chiasm.AvailableTime;
import org.chiasm.ClinicalEvent;
import org.chiasm.DataIssue;
import org.chiasm.EffectiveTime;
import org.chiasm.PatientIdentifier;
import org.chiasm.Sex;
import org.chiasm.study.SiteDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatientTest {
  private static final SiteDefinition SITE = Reading.site().build();

  private static Reading patient(SiteDefinition site, String rest) {
    return Reading.ofLines(site, "{'resourceType':'Patient','id':'p1'" + rest + "}");
  }

  private static PatientIdentifier identifier(String authority, String value) {
    return new PatientIdentifier(new AssigningAuthority(authority), value);
  }

  @Test
  void aPatientIsARegistrationWithEveryQualifiedIdentifier() {
    var site = Reading.site().authority("http://his/mrn", "urn:oid:1.2.3").build();
    var registration =
        patient(
                site,
                ",'identifier':[{'system':'http://his/mrn','value':'77'},"
                    + "{'system':'http://ssn','value':'999'},{'system':'http://ssn'}],"
                    + "'name':[{'use':'old','family':'Alt'},{'use':'official','family':'Neu',"
                    + "'given':['Anna','Maria']}],'gender':'female','birthDate':'1950-02-03'")
            .registrations()
            .getFirst();

    assertThat(registration.identifiers())
        .containsExactly(
            identifier("urn:chiasm:feed:ehr:Patient", "p1"),
            identifier("urn:oid:1.2.3", "77"),
            identifier("http://ssn", "999"));
    var demographics = registration.demographics();
    assertThat(demographics.familyName()).isEqualTo("Neu");
    assertThat(demographics.givenName()).isEqualTo("Anna Maria");
    assertThat(demographics.sex()).isEqualTo(Sex.FEMALE);
    assertThat(demographics.birthDate()).contains(LocalDate.of(1950, 2, 3));
    assertThat(demographics.deathDate()).isEmpty();
  }

  @Test
  void birthAndSexAreFactsOfRegistration() {
    var reading = patient(SITE, ",'gender':'male','birthDate':'1950-02-03'");
    assertThat(reading.events())
        .extracting(event -> event.code().primary().meds())
        .containsExactly("MEDS_BIRTH", "GENDER//M");
    assertThat(reading.events())
        .extracting(ClinicalEvent::effective)
        .containsExactly(
            EffectiveTime.at(Instant.parse("1950-02-03T00:00:00Z")), EffectiveTime.timeless());
    assertThat(reading.events())
        .allSatisfy(
            event ->
                assertThat(event.available().basis()).isEqualTo(AvailableTime.Basis.REGISTRATION));
  }

  @Test
  void deathIsKnownTheAssumedLagAfterItHappened() {
    var death = patient(SITE, ",'deceasedDateTime':'2020-05-01T10:00:00+02:00'").onlyEvent();
    assertThat(death.code().primary().meds()).isEqualTo("MEDS_DEATH");
    assertThat(death.effective())
        .isEqualTo(EffectiveTime.at(Instant.parse("2020-05-01T08:00:00Z")));
    assertThat(death.available())
        .isEqualTo(AvailableTime.assumed(Instant.parse("2020-05-01T09:00:00Z")));
  }

  @Test
  void aDayOfDeathIsTheLastMicrosecondOfIt() {
    var reading = patient(SITE, ",'deceasedDateTime':'2020-05-01'");
    assertThat(reading.onlyEvent().effective())
        .isEqualTo(EffectiveTime.at(Instant.parse("2020-05-01T21:59:59.999999Z")));
    assertThat(reading.registrations().getFirst().demographics().deathDate())
        .contains(LocalDate.of(2020, 5, 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ",'deceasedBoolean':true|NO_EFFECTIVE_TIME",
        ",'deceasedDateTime':'2020-05'|NO_EFFECTIVE_TIME",
        ",'deceasedDateTime':'May 2020'|MALFORMED",
        ",'birthDate':'1950'|NO_EFFECTIVE_TIME",
        ",'birthDate':'1950-02'|NO_EFFECTIVE_TIME",
        ",'birthDate':'1950-02-30'|MALFORMED",
        ",'gender':'f'|MALFORMED",
        ",'link':[{'type':'replaced-by','other':{'reference':'Patient/p2'}}]|UNSUPPORTED",
        ",'identifier':[{'value':'77'}]|UNSUPPORTED"
      })
  void whatCannotBeUsedIsCountedAndTheRegistrationStands(String rest, DataIssue.Kind kind) {
    var reading = patient(SITE, rest);
    assertThat(reading.registrations()).hasSize(1);
    assertThat(reading.events()).isEmpty();
    assertThat(reading.issueKinds()).containsExactly(kind);
  }

  @Test
  void aRecordNumberWithoutASystemBelongsToTheFeedsAuthorityOnlyIfTheSiteSaysSo() {
    var number = ",'identifier':[{'type':{'coding':[{'code':'MR'}]},'value':'77'}]";
    assertThat(patient(SITE, number).registrations().getFirst().identifiers()).hasSize(1);
    var site = Reading.site().authority("ehr", "urn:oid:1.2.3").build();
    assertThat(patient(site, number).registrations().getFirst().identifiers())
        .contains(identifier("urn:oid:1.2.3", "77"));
  }

  @Test
  void aPatientNobodyCanReferToIsNone() {
    var issue = Reading.ofLines(SITE, "{'resourceType':'Patient','gender':'male'}").onlyIssue();
    assertThat(issue.kind()).isEqualTo(DataIssue.Kind.NO_PATIENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"MALE", "Male", " male "})
  void theCaseOfGenderDoesNotMatterInAnyLocale(String gender) {
    var before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      assertThat(patient(SITE, ",'gender':'" + gender + "'").onlyEvent().code().primary().meds())
          .isEqualTo("GENDER//M");
    } finally {
      Locale.setDefault(before);
    }
  }
}
