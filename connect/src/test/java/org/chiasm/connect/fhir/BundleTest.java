package org.chiasm.connect.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.chiasm.DataIssue;
import org.chiasm.study.SiteDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleTest {
  private static final SiteDefinition SITE = Reading.site().build();
  private static final String PATIENT =
      "{\"fullUrl\":\"urn:uuid:aa-1\",\"resource\":{\"resourceType\":\"Patient\",\"id\":\"p1\"}}";

  private static String bundle(String... entries) {
    return "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":["
        + String.join(",", entries)
        + "]}";
  }

  private static String entry(String id, String patient) {
    return "{\"resource\":" + FileFormatsTest.observation(id, patient) + "}";
  }

  private static String patientOf(Reading reading) {
    return reading.facts().getLast().patient().value();
  }

  @Test
  void aReferenceByUuidFindsThePatientEvenBehindIt() {
    for (var content :
        new String[] {
          bundle(PATIENT, entry("o1", "urn:uuid:aa-1")),
          bundle(entry("o1", "urn:uuid:aa-1"), PATIENT)
        }) {
      var reading = Reading.ofFile("b.json", content, SITE);
      assertThat(reading.issues()).isEmpty();
      assertThat(patientOf(reading)).isEqualTo("p1");
    }
  }

  @Test
  void aPatientWithoutAnIdIsKnownByItsUuid() {
    var content = bundle(PATIENT.replace(",\"id\":\"p1\"", ""), entry("o1", "urn:uuid:aa-1"));
    var reading = Reading.ofFile("b.json", content, SITE);
    assertThat(patientOf(reading)).isEqualTo("aa-1");
    assertThat(reading.registrations().getFirst().identifiers().getFirst().value())
        .isEqualTo("aa-1");
  }

  @Test
  void aUuidOfAnotherBundleIsNotResolved() {
    var content = bundle(PATIENT) + "\n" + bundle(entry("o1", "urn:uuid:aa-1"));
    assertThat(Reading.ofFile("b.ndjson", content, SITE).issueKinds())
        .containsExactly(DataIssue.Kind.NO_PATIENT);
  }

  @Test
  void theOrderOfTheBundlesOwnElementsDoesNotMatter() {
    var content =
        "{\"entry\":["
            + entry("o1", "urn:uuid:aa-1")
            + ","
            + PATIENT
                .replace("{\"fullUrl\":\"urn:uuid:aa-1\",", "{")
                .replace("}}", "},\"fullUrl\":\"urn:uuid:aa-1\"}")
            + "],\"type\":\"collection\",\"resourceType\":\"Bundle\"}";
    var reading = Reading.ofFile("b.json", content, SITE);
    assertThat(reading.issues()).isEmpty();
    assertThat(patientOf(reading)).isEqualTo("p1");
  }

  @Test
  void aBundleInALineAndBundlesInABundleAreReadToo() {
    var inner = "{\"resource\":" + bundle(entry("o2", "Patient/p1")) + "}";
    var content = bundle(PATIENT, entry("o1", "urn:uuid:aa-1"), inner);
    assertThat(Reading.ofFile("b.json", content, SITE).events()).hasSize(2);
    assertThat(Reading.ofFile("b.ndjson", content + "\n" + content, SITE).events()).hasSize(4);
  }

  @Test
  void anArrayOrASequenceOfResourcesIsReadOneByOne() {
    var one = FileFormatsTest.observation("o1", "Patient/p1");
    assertThat(Reading.ofFile("a.json", "[" + one + "," + one + "]", SITE).events()).hasSize(2);
    assertThat(Reading.ofFile("a.json", one + "\n" + one, SITE).events()).hasSize(2);
  }

  @Test
  void everyEntryIsCountedWhateverItHolds() {
    var content =
        bundle(
            PATIENT,
            "{\"request\":{\"method\":\"DELETE\",\"url\":\"Observation/o9\"}}",
            "7",
            "{\"resource\":null}",
            "{\"resource\":[]}",
            "{\"resource\":{\"resourceType\":\"Organization\"}}",
            entry("o1", "urn:uuid:aa-1"));
    var reading = Reading.ofFile("b.json", content, SITE);
    assertThat(reading.registrations()).hasSize(1);
    assertThat(reading.events()).hasSize(1);
    assertThat(reading.issues())
        .extracting(issue -> issue.position() + " " + issue.kind())
        .containsExactly(
            "b.json#entry[1] VALUE_ABSENT",
            "b.json#entry[2] MALFORMED",
            "b.json#entry[3] MALFORMED",
            "b.json#entry[4] MALFORMED",
            "b.json#entry[5] UNSUPPORTED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "[]",
        "{}",
        "7",
        "{\"resourceType\":\"Bundle\"}",
        "{\"resourceType\":\"Bundle\",\"entry\":[]}",
        "{\"resourceType\":\"Bundle\",\"entry\":{}}",
        "{\"resourceType\":\"List\",\"entry\":[{\"item\":{\"reference\":\"Patient/1\"}}]}"
      })
  void aFileWithNothingToReadIsCountedOnce(String content) {
    assertThat(Reading.ofFile("b.json", content, SITE).items()).hasSize(1);
  }

  @Test
  void versionsOfOneResourceShareTheirKey() {
    var first = entry("o1", "Patient/p1");
    var second =
        first
            .replace("\"final\"", "\"amended\"")
            .replace(
                "{\"resourceType\"",
                "{\"meta\":{\"lastUpdated\":\"2020-05-01T00:00:00Z\"},\"resourceType\"");
    var events = Reading.ofFile("h.json", bundle(second, first), SITE).events();
    assertThat(events).extracting(event -> event.key()).containsOnly("ehr:Observation/o1");
    assertThat(events.getFirst().available().instant())
        .isAfter(events.getLast().available().instant());
  }

  @Test
  void aSmallBundleCutAtAnyByteGivesTheEntriesBeforeTheCutAndOneIssue() {
    var whole =
        bundle(PATIENT, entry("o1", "urn:uuid:aa-1"), entry("o2", "Patient/p1"))
            .getBytes(StandardCharsets.UTF_8);
    int before = 0;
    for (int length = 0; length < whole.length; length++) {
      var reading = Reading.ofFile("b.json", Arrays.copyOf(whole, length), SITE);
      assertThat(reading.issueKinds())
          .as("cut at " + length)
          .containsExactly(length == 0 ? DataIssue.Kind.VALUE_ABSENT : DataIssue.Kind.TRUNCATED);
      int read = reading.items().size();
      assertThat(read).as("cut at " + length).isGreaterThanOrEqualTo(before);
      before = length == 0 ? 0 : read;
    }
    assertThat(before).isEqualTo(4);
  }

  @Test
  void aRealBundleCutAtEvery64thByteNeverStopsTheRun() throws IOException {
    var folder = Reading.shared("fhir_synthea_r4");
    assumeThat(folder).as("shared data fhir_synthea_r4 is not on this machine").isNotNull();
    byte[] whole;
    var file =
        Path.of(String.valueOf(folder))
            .resolve("Tuyet839_Boyle917_3fc4d5b0-9e46-4307-8c05-e4cef7602e7f.json.gz");
    try (var in = new GZIPInputStream(Files.newInputStream(file))) {
      whole = Arrays.copyOf(in.readAllBytes(), 40_000);
    }
    for (int length = 64; length < whole.length; length += 64) {
      var reading = Reading.ofFile("b.json", Arrays.copyOf(whole, length), SITE);
      assertThat(reading.issueKinds())
          .as("cut at " + length)
          .last()
          .isIn(DataIssue.Kind.TRUNCATED, DataIssue.Kind.MALFORMED);
    }
  }
}
