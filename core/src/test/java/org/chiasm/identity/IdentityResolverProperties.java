package org.chiasm.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.chiasm.AssigningAuthority;
import org.chiasm.Demographics;
import org.chiasm.Origin;
import org.chiasm.PatientIdentifier;
import org.chiasm.Sex;
import org.chiasm.SourceItem.Registration;

class IdentityResolverProperties {
  @Provide
  Arbitrary<List<Registration>> registrations() {
    var identifiers =
        Combinators.combine(
                Arbitraries.of("urn:oid:1.2", "urn:chiasm:fhir:ehr", "urn:chiasm:meds:m"),
                Arbitraries.integers().between(1, 8))
            .as(
                (authority, value) ->
                    new PatientIdentifier(new AssigningAuthority(authority), "" + value));
    var people =
        Combinators.combine(
                Arbitraries.of("", "Abel", "Müller", "MUELLER", "Okafor"),
                Arbitraries.of("", "Kim", "Jo"),
                Arbitraries.of(Sex.class),
                Arbitraries.of(LocalDate.of(1950, 1, 2), LocalDate.of(1950, 2, 1)).injectNull(0.4))
            .as((family, given, sex, birth) -> new Demographics(family, given, sex, birth, null));
    return Combinators.combine(
            identifiers.list().ofMinSize(1).ofMaxSize(3),
            people,
            Arbitraries.integers().between(1, 30))
        .as((ids, person, doc) -> new Registration(ids, person, new Origin("ehr", "P/" + doc)))
        .list()
        .ofMaxSize(14);
  }

  private static IdentityResolution resolve(List<Registration> registrations) {
    var resolver = new IdentityResolver();
    registrations.forEach(resolver::add);
    return resolver.resolve();
  }

  @Property(tries = 300)
  void theOrderOfRegistrationsDoesNotMatter(
      @ForAll("registrations") List<Registration> registrations, @ForAll long seed) {
    var shuffled = new ArrayList<>(registrations);
    Collections.shuffle(shuffled, new Random(seed));

    var expected = resolve(registrations);
    var got = resolve(shuffled);
    assertThat(got.links()).isEqualTo(expected.links());
    assertThat(got.conflicts()).isEqualTo(expected.conflicts());
  }

  @Property(tries = 300)
  void aRegistrationTwiceIsARegistrationOnce(
      @ForAll("registrations") List<Registration> registrations) {
    var twice = new ArrayList<>(registrations);
    twice.addAll(registrations);

    assertThat(resolve(twice).links()).isEqualTo(resolve(registrations).links());
  }

  @Property(tries = 300)
  void linkedIdentifiersOfOneRegistrationAreOneSubject(
      @ForAll("registrations") List<Registration> registrations) {
    var resolution = resolve(registrations);

    for (var registration : registrations) {
      var subjects = new HashSet<>();
      for (var identifier : registration.identifiers()) {
        if (resolution.subjectOf(identifier) instanceof SubjectLink.Linked(var subject)) {
          subjects.add(subject);
        }
      }
      assertThat(subjects).hasSizeLessThanOrEqualTo(1);
    }
  }

  @Property(tries = 300)
  void noSubjectHasTwoSexesOrTwoBirthDates(
      @ForAll("registrations") List<Registration> registrations) {
    var resolution = resolve(registrations);
    var known = new HashMap<Object, Object>();

    for (var registration : registrations) {
      for (var identifier : registration.identifiers()) {
        if (resolution.subjectOf(identifier) instanceof SubjectLink.Linked(var subject)) {
          var person = registration.demographics();
          if (person.sex() != Sex.UNKNOWN) {
            var before = known.putIfAbsent(subject + " sex", person.sex());
            assertThat(before == null || before == person.sex()).isTrue();
          }
          person
              .birthDate()
              .ifPresent(
                  birth -> {
                    var before = known.putIfAbsent(subject + " birth", birth);
                    assertThat(before == null || before.equals(birth)).isTrue();
                  });
        }
      }
    }
  }

  @Property(tries = 300)
  void everyQuarantinedIdentifierIsReportedOnce(
      @ForAll("registrations") List<Registration> registrations) {
    var resolution = resolve(registrations);

    assertThat(resolution.conflicts()).hasSize(resolution.quarantinedCount());
  }
}
