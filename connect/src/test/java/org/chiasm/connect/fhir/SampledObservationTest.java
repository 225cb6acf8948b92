package org.chiasm.connect.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.chiasm.AvailableTime;
import org.chiasm.DataIssue;
import org.chiasm.EffectiveTime;
import org.chiasm.EventValue;
import org.chiasm.FactKind;
import org.chiasm.Quantity;
import org.chiasm.connect.recording.EcgFileException;
import org.chiasm.record.VisibleFacts;
import org.chiasm.study.SiteDefinition;
import org.chiasm.waveform.EcgSignal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sampled signals of Observations: one recording each, found again in whatever file they stand. */
class SampledObservationTest {
  private static final SiteDefinition SITE = Reading.site().build();
  private static final String PATIENT = "{'resourceType':'Patient','id':'p1'}";

  @TempDir Path folder;

  private static String beats(double size) {
    var data = new StringBuilder();
    for (int i = 0; i < 2500; i++) {
      double away = (i % 250 - 125) / 250.0;
      double wave =
          1000 * Math.exp(-Math.pow(away / 0.012, 2) / 2)
              + 250 * Math.exp(-Math.pow((away - 0.25) / 0.05, 2) / 2);
      data.append(i == 0 ? "" : " ").append(Math.round(size * wave / 5));
    }
    return data.toString();
  }

  private static String sampled(String data) {
    return "'valueSampledData':{'origin':{'value':0,'unit':'uV','code':'uV',"
        + "'system':'http://unitsofmeasure.org'},'period':4,'factor':5,'dimensions':1,'data':'"
        + data
        + "'}";
  }

  private static String lead(String name, double size) {
    return "{'code':{'coding':[{'system':'urn:iso:std:iso:11073:10101','code':'MDC_ECG_ELEC_POTL_"
        + name
        + "'}]},"
        + sampled(beats(size))
        + "}";
  }

  private static String observation(String id, String rest) {
    return "{'resourceType':'Observation','id':'"
        + id
        + "','status':'final','subject':{'reference':'Patient/p1'},'code':{'coding':[{'system':'http://loinc.org','code':'11524-6','display':'EKG"
        + " study'}]},'effectiveDateTime':'2026-07-01T12:00:00+02:00',"
        + rest
        + "}";
  }

  private static String ecg(String id, double size) {
    return observation(
        id,
        "'component':["
            + lead("II", size)
            + ","
            + lead("V1", -0.7 * size)
            + ",{'code':{'coding':[{'system':'http://loinc.org','code':'8625-6'}]},"
            + "'valueQuantity':{'value':160,'unit':'ms','code':'ms'}}]");
  }

  private static byte[] bytes(String text) {
    return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(byte[] content) throws Exception {
    var out = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(out)) {
      zip.write(content);
    }
    return out.toByteArray();
  }

  private static EventValue.Waveform recording(Reading reading) {
    return (EventValue.Waveform) reading.events(FactKind.WAVEFORM).getFirst().value();
  }

  @Test
  void theComponentsOfAnElectrocardiogramAreOneRecordingOnBothClocks() {
    var reading = Reading.ofLines(SITE, ecg("o1", 1));

    assertThat(reading.issues()).isEmpty();
    var event = reading.events(FactKind.WAVEFORM).getFirst();
    assertThat(event.key()).isEqualTo("ehr:Observation/o1");
    assertThat(event.code().primary().meds()).isEqualTo("LOINC//11524-6");
    assertThat(event.effective())
        .isEqualTo(EffectiveTime.at(Instant.parse("2026-07-01T10:00:00Z")));
    assertThat(event.available())
        .as("an hour after the recording is over")
        .isEqualTo(AvailableTime.assumed(Instant.parse("2026-07-01T11:00:10Z")));
    assertThat(recording(reading).leads()).isEqualTo("II\\V1");
    assertThat(recording(reading).samplingFrequencyHz()).isEqualTo(250);
    assertThat(recording(reading).durationSeconds()).isEqualTo(10);
    assertThat(recording(reading).attributes())
        .containsEntry("quality", "good")
        .containsEntry("heart_rate_bpm", "60.0");
    assertThat(reading.events(FactKind.OBSERVATION))
        .singleElement()
        .satisfies(
            other -> {
              assertThat(other.key()).isEqualTo("ehr:Observation/o1#8625-6");
              assertThat(other.value()).isInstanceOf(Quantity.class);
            });
  }

  @Test
  void theValueItselfIsARecordingAndNoOtherFact() {
    var reading = Reading.ofLines(SITE, observation("o1", sampled(beats(1))));

    assertThat(reading.onlyEvent().kind()).isEqualTo(FactKind.WAVEFORM);
    assertThat(recording(reading).leads()).isEqualTo("ECG");
  }

  @Test
  void anotherValueBesideTheSamplesKeepsItsKey() {
    var reading =
        Reading.ofLines(
            SITE, observation("o1", "'valueString':'Sinus','component':[" + lead("II", 1) + "]"));

    assertThat(reading.events())
        .extracting(event -> event.key())
        .containsExactlyInAnyOrder("ehr:Observation/o1", "ehr:Observation/o1#SampledData");
  }

  @Test
  void aStatedTimeBeforeTheEndOfTheRecordingIsItsEnd() {
    var reading =
        Reading.ofLines(
            SITE, observation("o1", "'issued':'2026-07-01T12:00:03+02:00'," + sampled(beats(1))));

    assertThat(reading.onlyEvent().available())
        .isEqualTo(AvailableTime.stated(Instant.parse("2026-07-01T10:00:10Z")));
  }

  @Test
  void anElectrocardiogramTakenBackWithoutItsSamplesIsTakenBack() {
    var back =
        observation("o1", "'meta':{'lastUpdated':'2026-07-02T00:00:00Z'}")
            .replace("'final'", "'entered-in-error'");
    var events = Reading.ofLines(SITE, ecg("o1", 1), back).events(FactKind.WAVEFORM);

    assertThat(events).hasSize(2);
    assertThat(events).extracting(event -> event.key()).containsOnly("ehr:Observation/o1");
    assertThat(VisibleFacts.at(events, Instant.parse("2026-07-01T23:00:00Z")).current()).hasSize(1);
    assertThat(VisibleFacts.at(events, Instant.parse("2026-07-02T01:00:00Z")).current()).isEmpty();
  }

  @Test
  void theLagOfWaveformsIsEnoughForARecordingAlone() {
    var only =
        new SiteDefinition(
            "test",
            ZoneId.of("UTC"),
            Map.of(),
            Map.of(FactKind.WAVEFORM, Duration.ofMinutes(1)),
            Map.of(),
            Map.of(),
            Map.of(),
            Duration.ZERO);
    assertThat(Reading.ofLines(only, observation("o1", sampled(beats(1)))).events()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'value':0|'value':'0'",
        "'value':0,|",
        "'factor':5|'factor':'5'",
        "'factor':5|'factor':0",
        "'period':4|'period':0",
        "'period':4|'period':'4'",
        "'period':4,|",
        "'dimensions':1|'dimensions':1.5",
        "'dimensions':1,|",
        "'dimensions':1|'dimensions':7",
        "'dimensions':1|'dimensions':-1",
        "'data':'0 |'data':'0f ",
        "'data':'0 |'data':'0x1p3 ",
      })
  void whatCannotBeIsRefusedAndLeavesTheOtherValuesAlone(String right, @Nullable String wrong) {
    var text = ecg("o1", 1).replace(right, wrong == null ? "" : wrong);
    var reading = Reading.ofLines(SITE, text);

    assertThat(reading.events(FactKind.WAVEFORM)).isEmpty();
    assertThat(reading.issueKinds()).containsExactly(DataIssue.Kind.MALFORMED);
    assertThat(reading.issues().getFirst().detail()).startsWith("Observation.SampledData: ");
    assertThat(reading.events(FactKind.OBSERVATION)).hasSize(1);
  }

  @Test
  void whatIsNoVoltageOrNoElectrocardiogramIsSetAside() {
    var eeg =
        observation("o1", sampled(beats(1)))
            .replace("11524-6", "11523-8")
            .replace("EKG study", "EEG study");
    assertThat(Reading.ofLines(SITE, eeg).onlyIssue().kind()).isEqualTo(DataIssue.Kind.UNSUPPORTED);
    var unitless = observation("o1", sampled(beats(1))).replace("uV", "");
    assertThat(Reading.ofLines(SITE, unitless).onlyIssue().detail()).contains("unit of voltage");
  }

  @Test
  void dimensionsWithoutNamesAreNoLeadThreeTimes() {
    var three =
        observation("o1", sampled(beats(1) + " 0 0").replace("'dimensions':1", "'dimensions':3"));
    assertThat(recording(Reading.ofLines(SITE, three)).leads()).isEqualTo("ECG\\ECG#2\\ECG#3");
    var twelve =
        observation(
            "o1",
            sampled(beats(1) + " 0 0 0 0 0 0 0 0").replace("'dimensions':1", "'dimensions':12"));
    assertThat(recording(Reading.ofLines(SITE, twelve)).leads()).startsWith("I\\II\\III\\aVR");
    assertThat(recording(Reading.ofLines(SITE, twelve)).attributes().get("quality_reasons"))
        .contains("LEADS_ASSUMED");
  }

  @Test
  void everyRecordingIsFoundAgainWhereverItStands() throws Exception {
    String bundle =
        "{'resourceType':'Bundle','type':'collection','entry':[{'resource':"
            + PATIENT
            + "},\n {'fullUrl':'urn:x','resource':"
            + ecg("b1", 1.1)
            + "},{'resource':"
            + ecg("b2", 1.2)
            + "}]}";
    byte[] mark = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    var lines =
        bytes(
            PATIENT
                + "\r\n\n"
                + ecg("n1", 1)
                + "\n"
                + bundle.replace("\n", "").replace("'b", "'c")
                + "\n"
                + ecg("n2", 1.3));
    Files.createDirectories(folder.resolve("deep/er"));
    Files.write(folder.resolve("deep/er/a.ndjson"), lines);
    Files.write(folder.resolve("b.ndjson.gz"), gzip(lines));
    Files.write(folder.resolve("c.json"), bytes(bundle));
    var marked = new ByteArrayOutputStream();
    marked.writeBytes(mark);
    marked.writeBytes(bytes(bundle));
    Files.write(folder.resolve("d.json"), marked.toByteArray());
    Files.write(folder.resolve("e.json"), bytes("[" + ecg("e1", 1) + "," + ecg("e2", 1) + "]"));

    var events = Reading.of(folder, SITE).events(FactKind.WAVEFORM);

    assertThat(events).hasSize(4 + 4 + 2 + 2 + 2);
    assertThat(events)
        .extracting(event -> ((EventValue.Waveform) event.value()).reference())
        .doesNotHaveDuplicates();
    for (var event : events) {
      var recording = (EventValue.Waveform) event.value();
      var signal = FhirSignals.beginning(folder, recording.reference(), event.origin().reference());
      double size =
          event.origin().reference().matches(".*[bc]1")
              ? 1.1
              : event.origin().reference().matches(".*[bc]2")
                  ? 1.2
                  : event.origin().reference().endsWith("n2") ? 1.3 : 1;
      assertThat(signal.leads()).containsExactly("II", "V1");
      assertThat(signal.microvolts(0)[125])
          .as(recording.reference())
          .isEqualTo(5f * Math.round(size * 200));
    }
  }

  @Test
  void aFileThatChangedIsNotReadAsWhatItWas() throws Exception {
    var file = folder.resolve("a.ndjson");
    Files.write(file, bytes(ecg("o1", 1) + "\n" + ecg("o2", 1) + "\n"));
    var event = Reading.of(folder, SITE).events(FactKind.WAVEFORM).getLast();
    String reference = ((EventValue.Waveform) event.value()).reference();

    Files.write(file, bytes(PATIENT + "\n" + ecg("o1", 1) + "\n" + ecg("o2", 1) + "\n"));
    assertRefused(reference, "no longer");
    Files.write(file, bytes(ecg("o1", 1) + "\n" + ecg("o3", 1) + "\n"));
    assertRefused(reference, "no longer");
    Files.write(file, bytes(ecg("o1", 1)));
    assertRefused(reference, "no longer");
    Files.delete(file);
    assertRefused(reference, "not where it was");
    assertRefused("../" + reference, "not where it was");
  }

  private void assertRefused(String reference, String words) {
    assertThatThrownBy(() -> FhirSignals.beginning(folder, reference, "Observation/o2"))
        .isInstanceOf(EcgFileException.class)
        .hasMessageContaining(words);
  }

  @Test
  void everyObservationOfATextIsItsOwnRecord() throws Exception {
    var found = FhirSignals.of(bytes(ecg("o1", 1) + "\n" + PATIENT + "\n" + ecg("o2", 2)));

    assertThat(found).extracting(SampledObservation::id).containsExactly("o1", "o2");
    assertThat(found.getFirst().stated()).isEmpty();
    assertThatThrownBy(() -> FhirSignals.of(bytes(PATIENT))).isInstanceOf(EcgFileException.class);
  }

  @Test
  void damagedTextsEndInFactsOrReasons() {
    var random = new Random(17);
    var whole = bytes(ecg("o1", 1));
    int refused = 0;
    for (int round = 0; round < 150; round++) {
      var damaged =
          Arrays.copyOf(whole, round % 5 == 0 ? random.nextInt(whole.length) : whole.length);
      for (int i = 0; i < 3 && damaged.length > 0; i++) {
        int at =
            random.nextBoolean()
                ? random.nextInt(Math.min(600, damaged.length))
                : random.nextInt(damaged.length);
        damaged[at] = (byte) (32 + random.nextInt(96));
      }
      var reading = Reading.ofFile("a.ndjson", damaged, SITE);
      assertThat(reading.items()).isNotEmpty();
      refused += reading.events(FactKind.WAVEFORM).isEmpty() ? 1 : 0;
      for (var issue : reading.issues()) {
        assertThat(issue.detail().toLowerCase(Locale.ROOT)).doesNotContain("p1");
      }
    }
    assertThat(refused).isBetween(40, 150);
  }

  @Test
  void aSignalReadFromTheFeedIsTheSignalOfTheText() throws Exception {
    Files.write(folder.resolve("a.json"), bytes(ecg("o1", 1)));
    var event = Reading.of(folder, SITE).events(FactKind.WAVEFORM).getFirst();
    EcgSignal again =
        FhirSignals.beginning(
            folder, ((EventValue.Waveform) event.value()).reference(), "Observation/o1");

    EcgSignal text = FhirSignals.of(bytes(ecg("o1", 1))).getFirst().signal();
    for (int lead : List.of(0, 1)) {
      assertThat(again.microvolts(lead)).isEqualTo(text.microvolts(lead));
    }
  }
}
