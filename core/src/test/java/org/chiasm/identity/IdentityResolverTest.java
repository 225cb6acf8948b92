package org.chiasm.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.chiasm.AssigningAuthority;
import org.chiasm.DataIssue;
import org.chiasm.Demographics;
import org.chiasm.Origin;
import org.chiasm.PatientIdentifier;
import org.chiasm.Sex;
import org.chiasm.SourceItem.Registration;
import org.chiasm.SubjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityResolverTest {
  private static final PatientIdentifier MRN = id("urn:oid:1.2.3", "4711");
  private static final PatientIdentifier CHART = id("urn:chiasm:fhir:ehr", "Patient/9");
  private static final PatientIdentifier INSURANCE = id("urn:oid:1.2.4", "X-1");
  private static final LocalDate BIRTH = LocalDate.of(1950, 3, 21);

  private static PatientIdentifier id(String authority, String value) {
    return new PatientIdentifier(new AssigningAuthority(authority), value);
  }

  private static Demographics person(String family, String given, Sex sex, LocalDate birth) {
    return new Demographics(family, given, sex, birth, null);
  }

  private static Registration says(
      String document, Demographics person, PatientIdentifier... identifiers) {
    return new Registration(Arrays.asList(identifiers), person, new Origin("ehr", document));
  }

  private static IdentityResolution resolve(Registration... registrations) {
    var resolver = new IdentityResolver();
    Arrays.stream(registrations).forEach(resolver::add);
    return resolver.resolve();
  }

  private static SubjectId subject(IdentityResolution resolution, PatientIdentifier identifier) {
    assertThat(resolution.subjectOf(identifier)).isInstanceOf(SubjectLink.Linked.class);
    return ((SubjectLink.Linked) resolution.subjectOf(identifier)).subject();
  }

  @Test
  void identifiersOfOneRegistrationAreOneSubject() {
    var resolution = resolve(says("a", Demographics.unknown(), MRN, CHART));

    assertThat(subject(resolution, MRN)).isEqualTo(subject(resolution, CHART));
    assertThat(resolution.subjectCount()).isEqualTo(1);
    assertThat(resolution.conflicts()).isEmpty();
  }

  @Test
  void linksReachOverSeveralRegistrations() {
    var resolution =
        resolve(
            says("a", Demographics.unknown(), CHART, MRN),
            says("b", Demographics.unknown(), MRN, INSURANCE));

    assertThat(subject(resolution, INSURANCE)).isEqualTo(subject(resolution, CHART));
  }

  @Test
  void theSameValueFromAnotherIssuerIsAnotherIdentifier() {
    var other = id("urn:oid:9.9", MRN.value());
    var resolution =
        resolve(says("a", Demographics.unknown(), MRN), says("b", Demographics.unknown(), other));

    assertThat(subject(resolution, MRN)).isNotEqualTo(subject(resolution, other));
  }

  @Test
  void anIdentifierWithConflictingDemographicsIsQuarantinedAndLinksNothing() {
    var resolution =
        resolve(
            says("a", person("Abel", "Kim", Sex.FEMALE, BIRTH), MRN, CHART),
            says("b", person("Abel", "Kim", Sex.MALE, BIRTH), MRN, INSURANCE));

    var one = subject(resolution, CHART);
    var other = subject(resolution, INSURANCE);
    assertThat(one).isNotEqualTo(other);
    assertThat(resolution.subjectOf(MRN))
        .isEqualTo(SubjectLink.Quarantined.among(Set.of(one, other)));
    assertThat(resolution.quarantinedCount()).isEqualTo(1);
  }

  @Test
  void aConflictIsReportedWithoutSayingWhoItIs() {
    var resolution =
        resolve(
            says("doc-1", person("Zyx", "Kim", Sex.FEMALE, BIRTH), MRN),
            says("doc-2", person("Zyx", "Kim", Sex.MALE, BIRTH.plusDays(1)), MRN));

    assertThat(resolution.conflicts())
        .singleElement()
        .satisfies(
            issue -> {
              assertThat(issue.kind()).isEqualTo(DataIssue.Kind.IDENTITY_CONFLICT);
              assertThat(issue.detail())
                  .contains("sex, birth date", "urn:oid:1.2.3")
                  .doesNotContainIgnoringCase("zyx")
                  .doesNotContain("4711", "1950");
              assertThat(issue.position() + issue.detail()).contains("doc-1", "doc-2");
            });
  }

  @Test
  void aBirthDateWithTransposedDigitsIsNotMerged() {
    var resolution =
        resolve(
            says("a", person("Abel", "Kim", Sex.FEMALE, LocalDate.of(1950, 3, 21)), MRN),
            says("b", person("Abel", "Kim", Sex.FEMALE, LocalDate.of(1950, 3, 12)), MRN));

    assertThat(resolution.subjectOf(MRN)).isInstanceOf(SubjectLink.Quarantined.class);
  }

  @Test
  void aNewNameOfTheSamePersonIsNoConflict() {
    var resolution =
        resolve(
            says("a", person("Schmidt", "Anna Maria", Sex.FEMALE, BIRTH), MRN),
            says("b", person("Öztürk", "ANNA", Sex.FEMALE, BIRTH), MRN));

    assertThat(resolution.conflicts()).isEmpty();
  }

  @Test
  void anotherFamilyNameIsAConflictWhereTheRestIsNotKnownToAgree() {
    var resolution =
        resolve(
            says("a", person("Schmidt", "Anna", Sex.FEMALE, BIRTH), MRN),
            says("b", new Demographics("Oztürk", "Anna", Sex.FEMALE, null, null), MRN));

    assertThat(resolution.subjectOf(MRN)).isInstanceOf(SubjectLink.Quarantined.class);
  }

  @ParameterizedTest
  @CsvSource({
    "Müller, MUELLER",
    "Müller, Muller",
    "MUELLER, MULLER",
    "Groß, GROSS",
    "García-López, Garcia",
    "O'Brien, OBRIEN",
    "Mc Donald, MCDONALD",
    "van der Berg, Berg",
    "Meier, Meyer-Meier",
    "Sørensen, Soerensen",
    "Schmidt, Schmitt",
    "IŞIK, Işık",
    "ANONYMOUS, Schmidt",
    "CT00123, Schmidt",
    "山田, Yamada"
  })
  void spellingsOfOneNameAreNoConflict(String one, String other) {
    var resolution =
        resolve(
            says("a", new Demographics(one, "", Sex.UNKNOWN, null, null), MRN),
            says("b", new Demographics(other, "", Sex.UNKNOWN, null, null), MRN));

    assertThat(resolution.conflicts()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"Schmidt, Okafor", "van der Berg, van der Linde", "山田, 佐藤", "Li, Wang"})
  void differentNamesAreAConflict(String one, String other) {
    var resolution =
        resolve(
            says("a", new Demographics(one, "", Sex.UNKNOWN, null, null), MRN),
            says("b", new Demographics(other, "", Sex.UNKNOWN, null, null), MRN));

    assertThat(resolution.subjectOf(MRN)).isInstanceOf(SubjectLink.Quarantined.class);
  }

  @Test
  void aChainOfFittingRegistrationsDoesNotJoinPersonsWhoContradict() {
    var male = id("urn:oid:1.2.5", "m");
    var female = id("urn:oid:1.2.5", "f");
    var resolution =
        resolve(
            says("a", new Demographics("", "", Sex.MALE, null, null), male, MRN),
            says("b", Demographics.unknown(), MRN, INSURANCE),
            says("c", new Demographics("", "", Sex.FEMALE, null, null), INSURANCE, female));

    assertThat(subject(resolution, male)).isNotEqualTo(subject(resolution, female));
    assertThat(resolution.subjectOf(MRN)).isInstanceOf(SubjectLink.Quarantined.class);
    assertThat(resolution.subjectOf(INSURANCE)).isInstanceOf(SubjectLink.Quarantined.class);
    assertThat(resolution.conflicts()).hasSize(2);
  }

  @Test
  void aFeedsOwnReferenceIsUnknownUntilARegistrationMentionsIt() {
    var resolver = new IdentityResolver();
    resolver.mention(CHART);
    resolver.mention(MRN);

    assertThat(resolver.resolve().subjectOf(CHART)).isInstanceOf(SubjectLink.Unknown.class);
    assertThat(resolver.resolve().subjectOf(MRN)).isInstanceOf(SubjectLink.Linked.class);
    resolver.add(says("a", Demographics.unknown(), CHART));
    assertThat(resolver.resolve().subjectOf(CHART)).isInstanceOf(SubjectLink.Linked.class);
  }

  @Test
  void subjectsOfAMedsDataSetKeepTheirNumbersAndNoNumberIsGivenTwice() {
    var resolver = new IdentityResolver();
    var first = id("urn:chiasm:meds:one", "132539");
    var second = id("urn:chiasm:meds:two", "132539");
    var odd = id("urn:chiasm:meds:one", "-5");
    List.of(second, odd, first).forEach(resolver::mention);
    var resolution = resolver.resolve();

    assertThat(subject(resolution, first)).isEqualTo(new SubjectId(132539));
    assertThat(subject(resolution, second)).isNotEqualTo(new SubjectId(132539));
    assertThat(subject(resolution, odd).value()).isPositive();
  }

  @Test
  void theNumberOfASubjectIsTheSameInEveryRelease() {
    var resolution = resolve(says("a", Demographics.unknown(), CHART, MRN));

    assertThat(subject(resolution, MRN)).isEqualTo(new SubjectId(4421967439879673901L));
  }
}
