package org.chiasm.connect.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.chiasm.AvailableTime;
import org.chiasm.Boundary;
import org.chiasm.ClinicalEvent;
import org.chiasm.Code;
import org.chiasm.DataIssue;
import org.chiasm.EventValue;
import org.chiasm.FactKind;
import org.chiasm.FactStatus;
import org.chiasm.Quantity;
import org.junit.jupiter.api.Test;

class RealFeedsTest {
  private static Path data(String folder) {
    var path = Reading.shared(folder);
    assumeThat(path).as("shared data " + folder + " is not on this machine").isNotNull();
    return Path.of(String.valueOf(path));
  }

  @Test
  void everyObservationOfHannoverIsAFactWithBothClocksAsStated() {
    var reading =
        Reading.of(
            data("hannover/ehr"), Reading.site().location("ICU", "Intensive care unit").build());
    var observations = reading.events(FactKind.OBSERVATION);

    assertThat(observations).hasSize(448);
    assertThat(observations.stream().filter(event -> event.value() instanceof Quantity))
        .hasSize(442);
    assertThat(observations.stream().filter(event -> event.value() instanceof EventValue.Absent))
        .hasSize(6);
    assertThat(observations)
        .allSatisfy(
            event -> {
              assertThat(event.available().basis()).isEqualTo(AvailableTime.Basis.STATED);
              assertThat(event.status()).isEqualTo(FactStatus.FINAL);
              assertThat(event.key()).startsWith("ehr:Observation/");
            });
    var first = observations.getFirst();
    assertThat(first.effective()).hasToString("At[instant=2020-04-29T06:00:00Z]");
    assertThat(first.available().instant()).hasToString("2020-04-29T08:00:00Z");
    assertThat(first.code().primary()).isEqualTo(new Code("LOINC", "1988-5"));
    assertThat(first.value()).isEqualTo(Quantity.of(3.0, "mg/L"));
    assertThat(reading.registrations()).hasSize(40);
  }

  @Test
  void intensiveCareStaysOfHannoverBeginAndEndUnderOneKey() {
    var reading =
        Reading.of(
            data("hannover/ehr"), Reading.site().location("ICU", "Intensive care unit").build());
    var stays =
        reading.events(FactKind.ENCOUNTER).stream()
            .filter(event -> event.code().primary().equals(new Code("LOCATION", "ICU")))
            .toList();
    Map<String, List<Boundary>> byKey =
        stays.stream()
            .collect(
                Collectors.groupingBy(
                    ClinicalEvent::key,
                    TreeMap::new,
                    Collectors.mapping(ClinicalEvent::boundary, Collectors.toList())));

    assertThat(byKey).hasSize(16);
    assertThat(byKey.values()).allSatisfy(parts -> assertThat(parts).startsWith(Boundary.START));
    assertThat(stays)
        .allSatisfy(
            stay -> assertThat(stay.available().basis()).isEqualTo(AvailableTime.Basis.ASSUMED));
    assertThat(reading.issues())
        .allSatisfy(
            issue -> {
              assertThat(issue.kind()).isEqualTo(DataIssue.Kind.IMPLAUSIBLE_TIME);
              assertThat(issue.detail()).contains("ends before it begins");
            });
  }

  @Test
  void withoutAnAssumedLagEncountersOfHannoverAreSetAsideWithTheLineToAdd() {
    var site = Reading.site().withoutLag(FactKind.ENCOUNTER).build();
    var reading = Reading.of(data("hannover/ehr"), site);

    assertThat(reading.events(FactKind.ENCOUNTER)).isEmpty();
    assertThat(reading.issues())
        .isNotEmpty()
        .allSatisfy(
            issue -> {
              assertThat(issue.kind()).isEqualTo(DataIssue.Kind.NO_AVAILABLE_TIME);
              assertThat(issue.detail()).contains("assume_lag: {encounter: ");
            });
  }

  @Test
  void everyResourceOfTheSyntheaBundlesIsAFactOrCounted() {
    var reading = Reading.of(data("fhir_synthea_r4"), Reading.site().build());
    Map<String, Long> issues =
        reading.issues().stream()
            .collect(
                Collectors.groupingBy(
                    issue -> issue.kind() + " " + issue.detail().split(":", 2)[0],
                    TreeMap::new,
                    Collectors.counting()));

    assertThat(reading.registrations()).hasSize(14);
    assertThat(reading.facts())
        .allSatisfy(
            fact ->
                assertThat(fact.patient().authority().uri())
                    .isEqualTo("urn:chiasm:feed:ehr:Patient"));
    var patients =
        reading.registrations().stream().map(each -> each.identifiers().getFirst()).toList();
    assertThat(reading.facts()).allSatisfy(fact -> assertThat(patients).contains(fact.patient()));
    assertThat(origins(reading, "Observation")).hasSize(2350);
    assertThat(origins(reading, "Procedure")).hasSize(730);
    assertThat(origins(reading, "Encounter")).hasSize(496);
    assertThat(origins(reading, "Condition")).hasSize(322);
    assertThat(origins(reading, "MedicationRequest")).hasSize(149);
    assertThat(origins(reading, "MedicationAdministration")).hasSize(4);
    assertThat(origins(reading, "ImagingStudy")).hasSize(1);
    assertThat(issues)
        .containsEntry("UNSUPPORTED Claim", 645L)
        .containsEntry("UNSUPPORTED ExplanationOfBenefit", 496L)
        .containsEntry("UNSUPPORTED Immunization", 227L)
        .containsEntry("VALUE_ABSENT DiagnosticReport", 274L)
        .containsEntry("UNSUPPORTED Practitioner", 26L);
  }

  private static List<String> origins(Reading reading, String type) {
    return reading.events().stream()
        .map(event -> event.origin().reference())
        .filter(reference -> reference.startsWith(type + "/"))
        .distinct()
        .toList();
  }

  @Test
  void everyExampleOfUsCoreIsAFactOrHasAReason() throws IOException {
    var folder = data("fhir_us_core");
    for (var file : jsonFiles(folder)) {
      var reading = Reading.of(file, Reading.site().build());
      assertThat(reading.items()).as(file.toString()).isNotEmpty();
      assertThat(reading.issueKinds())
          .as(file.toString())
          .doesNotContain(DataIssue.Kind.MALFORMED, DataIssue.Kind.TRUNCATED);
    }
  }

  @Test
  void noCaseOfTheValidatorSuiteStopsTheRun() throws IOException {
    for (var folder : List.of("validator", "validator_v2", "r4_examples")) {
      for (var file : jsonFiles(data("fhir_test_cases/" + folder))) {
        assertThat(Reading.of(file, Reading.site().build()).items())
            .as(file.toString())
            .isNotEmpty();
      }
    }
  }

  @Test
  void whatIsNotJsonInTheValidatorSuiteIsMalformed() throws IOException {
    var folder = data("fhir_test_cases/validator");
    int unparseable = 0;
    for (var name :
        List.of(
            "observation-with-trailing-dot",
            "mcode-pat-bad",
            "json-comments-1",
            "json-comments-2",
            "json-comma-bad-1",
            "json-comma-bad-2",
            "json-no-quotes-1",
            "json-no-quotes-2",
            "bad-json-close-1",
            "bad-json-close-2",
            "bad-json-close-3")) {
      var file = folder.resolve(name + ".json");
      if (Files.exists(file)) {
        unparseable++;
        assertThat(Reading.of(file, Reading.site().build()).issueKinds())
            .as(name)
            .containsExactly(DataIssue.Kind.MALFORMED);
      }
    }
    assertThat(unparseable).isPositive();
  }

  private static List<Path> jsonFiles(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".json"))
          .sorted()
          .toList();
    }
  }
}
