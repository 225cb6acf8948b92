package org.chiasm.connect.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.chiasm.AvailableTime;
import org.chiasm.ClinicalEvent;
import org.chiasm.Code;
import org.chiasm.DataIssue;
import org.chiasm.EffectiveTime;
import org.chiasm.EventValue;
import org.chiasm.FactKind;
import org.chiasm.FactStatus;
import org.chiasm.Quantity;
import org.chiasm.study.SiteDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObservationTest {
  private static final SiteDefinition SITE = Reading.site().build();
  private static final String WHEN =
      "'effectiveDateTime':'2020-04-29T07:00:00+02:00','issued':'2020-04-29T09:00:00+02:00'";

  private static String observation(String rest) {
    return "{'resourceType':'Observation','id':'o1','status':'final','subject':{'reference':"
        + "'Patient/p1'},'code':{'coding':[{'system':'http://loinc.org','code':'1988-5'}]},"
        + rest
        + "}";
  }

  private static ClinicalEvent event(String value) {
    return Reading.ofLines(SITE, observation(WHEN + "," + value)).onlyEvent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'value':5.4,'unit':'milligram','system':'http://unitsofmeasure.org','code':'mg/L'}|5.4|EQUAL|mg/L",
        "{'value':5,'unit':'mg/l'}|5|EQUAL|mg/l",
        "{'value':5,'code':'mg/L'}|5|EQUAL|mg/L",
        "{'value':5,'unit':'Beats','system':'urn:local','code':'bpm'}|5|EQUAL|Beats",
        "{'value':1,'comparator':'<'}|1|LESS|~~",
        "{'value':1E2,'comparator':'>='}|100|GREATER_OR_EQUAL|~~",
        "{'value':-0.0}|-0.0|EQUAL|~~"
      })
  void aQuantityKeepsNumberComparatorAndTheUcumCodeWhereThereIsOne(
      String quantity, double value, Quantity.Comparator comparator, String unit) {
    assertThat(event("'valueQuantity':" + quantity).value())
        .isEqualTo(new Quantity(value, comparator, unit));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'valueString':' positive '|positive|~~",
        "'valueBoolean':true|true|~~",
        "'valueCodeableConcept':{'coding':[{'system':'http://snomed.info/sct','code':'10828004','display':'Positive'}]}|Positive|SNOMED//10828004",
        "'valueCodeableConcept':{'text':'trace'}|trace|~~",
        "'valueRange':{'low':{'value':1,'unit':'mg'},'high':{'value':5,'unit':'mg'}}|1 mg - 5"
            + " mg|~~",
        "'valueRatio':{'numerator':{'value':1},'denominator':{'value':128}}|1:128|~~",
        "'valueTime':'07:30:00'|07:30:00|~~",
        "'valueDateTime':'2020-04-29'|2020-04-29|~~"
      })
  void anAnswerKeepsItsWordsAndItsCode(String value, String text, String code) {
    assertThat(event(value).value()).isEqualTo(new EventValue.Coded(text, code));
  }

  @Test
  void anIntegerIsANumberWithoutAUnit() {
    assertThat(event("'valueInteger':15").value()).isEqualTo(Quantity.of(15, ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'dataAbsentReason':{'coding':[{'code':'negative-infinity'}]}|negative-infinity",
        "'dataAbsentReason':{'text':'haemolytic'}|haemolytic",
        "'valueQuantity':{'unit':'mg/L'}|no-value",
        "'valueString':'  '|no-value",
        "'valueQuantity':null|no-value"
      })
  void anAbsentValueSaysWhy(String value, String reason) {
    assertThat(event(value).value()).isEqualTo(new EventValue.Absent(reason));
  }

  @Test
  void aResultRegisteredWithoutAValueIsPreliminaryAndAbsent() {
    var line = observation(WHEN).replace("'final'", "'registered'");
    var event = Reading.ofLines(SITE, line).onlyEvent();
    assertThat(event.status()).isEqualTo(FactStatus.PRELIMINARY);
    assertThat(event.value()).isEqualTo(new EventValue.Absent("no-value"));
  }

  @Test
  void eachComponentIsAFactOfItsOwnAndThePanelIsNone() {
    var reading =
        Reading.ofLines(
            SITE,
            observation(
                WHEN
                    + ",'component':[{'code':{'coding':[{'system':'http://loinc.org','code':'8480-6'}]},"
                    + "'valueQuantity':{'value':120,'unit':'mmHg'}},"
                    + "{'code':{'coding':[{'system':'http://loinc.org','code':'8462-4'}]},"
                    + "'dataAbsentReason':{'coding':[{'code':'not-performed'}]}},"
                    + "{'code':{'coding':[{'system':'http://loinc.org','code':'8480-6'}]},"
                    + "'valueQuantity':{'value':118,'unit':'mmHg'}},{'valueInteger':3}]"));

    assertThat(reading.events())
        .extracting(ClinicalEvent::key)
        .containsExactly(
            "ehr:Observation/o1#8480-6",
            "ehr:Observation/o1#8462-4",
            "ehr:Observation/o1#8480-6[1]");
    assertThat(reading.events().get(1).value()).isEqualTo(new EventValue.Absent("not-performed"));
    assertThat(reading.issues())
        .singleElement()
        .satisfies(
            issue -> {
              assertThat(issue.kind()).isEqualTo(DataIssue.Kind.UNCODED);
              assertThat(issue.detail()).startsWith("Observation.component[3]: ");
            });
  }

  @Test
  void aPanelOfOtherObservationsIsCountedAndGivesNoFact() {
    var issue =
        Reading.ofLines(SITE, observation(WHEN + ",'hasMember':[{'reference':'Observation/o2'}]"))
            .onlyIssue();
    assertThat(issue.kind()).isEqualTo(DataIssue.Kind.VALUE_ABSENT);
  }

  @Test
  void sampledDataThatIsNoElectrocardiogramIsSetAside() {
    var issue =
        Reading.ofLines(SITE, observation(WHEN + ",'valueSampledData':{'data':'1 2 3'}"))
            .onlyIssue();
    assertThat(issue.kind()).isEqualTo(DataIssue.Kind.UNSUPPORTED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'valueQuantity':{'value':'5.4'}",
        "'valueQuantity':[{'value':5.4}]",
        "'valueQuantity':7",
        "'valueQuantity':{'value':1e400}",
        "'valueQuantity':{'value':1,'comparator':'~='}",
        "'valueQuantity':{'value':1},'valueQuantity':{'value':2}",
        "'valueQuantity':{'value':1,'value':2}",
        "'valueQuantity':{'value':1},'valueString':'1'",
        "'valueQuantity':{'value':NaN}",
        "'valueQuantity':{'value':1.}",
        "'valueInteger':1,",
        "'component':{'valueInteger':1}",
        "'component':[7]",
        "'subject':[{'reference':'Patient/p2'}]"
      })
  void aBrokenElementIsMalformedAndNotGuessed(String value) {
    assertThat(Reading.ofLines(SITE, observation(WHEN + "," + value)).onlyIssue().kind())
        .isEqualTo(DataIssue.Kind.MALFORMED);
  }

  @Test
  void theTimeOfIssueIsNeverTakenForTheEffectiveTime() {
    var issue =
        Reading.ofLines(SITE, observation("'issued':'2020-04-29T09:00:00Z','valueInteger':1"))
            .onlyIssue();
    assertThat(issue.kind()).isEqualTo(DataIssue.Kind.NO_EFFECTIVE_TIME);
  }

  @Test
  void aPeriodIsEffectiveFromItsStartAndKnownAfterItsEnd() {
    var event =
        Reading.ofLines(
                SITE,
                observation(
                    "'effectivePeriod':{'start':'2020-04-28T06:00:00Z','end':'2020-04-29T06:00:00Z'},"
                        + "'valueInteger':1"))
            .onlyEvent();
    assertThat(event.effective())
        .isEqualTo(EffectiveTime.at(Instant.parse("2020-04-28T06:00:00Z")));
    assertThat(event.available())
        .isEqualTo(AvailableTime.assumed(Instant.parse("2020-04-29T07:00:00Z")));
  }

  @Test
  void aTimingIsEffectiveAtItsFirstEvent() {
    var event =
        Reading.ofLines(
                SITE,
                observation(
                    "'effectiveTiming':{'event':['2020-04-29T08:00:00Z','2020-04-29T07:00:00Z']},"
                        + "'valueInteger':1"))
            .onlyEvent();
    assertThat(event.effective())
        .isEqualTo(EffectiveTime.at(Instant.parse("2020-04-29T07:00:00Z")));
  }

  @Test
  void anObservationAboutSomeoneElseIsNotThePatients() {
    var issue =
        Reading.ofLines(
                SITE,
                observation(WHEN + ",'valueInteger':1,'focus':[{'reference':'RelatedPerson/d'}]"))
            .onlyIssue();
    assertThat(issue.kind()).isEqualTo(DataIssue.Kind.UNSUPPORTED);
  }

  @Test
  void aModifierExtensionIsNotIgnored() {
    var issue =
        Reading.ofLines(
                SITE, observation(WHEN + ",'valueInteger':1,'modifierExtension':[{'url':'urn:x'}]"))
            .onlyIssue();
    assertThat(issue.kind()).isEqualTo(DataIssue.Kind.UNSUPPORTED);
  }

  @ParameterizedTest
  @CsvSource({
    "registered,PRELIMINARY",
    "preliminary,PRELIMINARY",
    "unknown,PRELIMINARY",
    "final,FINAL",
    "amended,AMENDED",
    "corrected,AMENDED",
    "entered-in-error,ENTERED_IN_ERROR",
    "cancelled,ENTERED_IN_ERROR"
  })
  void theStatusSaysHowFarAResultCanBeReliedOn(String status, FactStatus expected) {
    var line = observation(WHEN + ",'valueInteger':1").replace("'final'", "'" + status + "'");
    assertThat(Reading.ofLines(SITE, line).onlyEvent().status()).isEqualTo(expected);
  }

  @Test
  void anAmendedVersionIsNotKnownBeforeItWasStored() {
    var line =
        observation(WHEN + ",'valueInteger':1,'meta':{'lastUpdated':'2020-05-01T00:00:00Z'}");
    var first = Reading.ofLines(SITE, line).onlyEvent();
    var amended = Reading.ofLines(SITE, line.replace("'final'", "'amended'")).onlyEvent();
    assertThat(first.available().instant()).isEqualTo(Instant.parse("2020-04-29T07:00:00Z"));
    assertThat(amended.available().instant()).isEqualTo(Instant.parse("2020-05-01T00:00:00Z"));
    assertThat(amended.key()).isEqualTo(first.key());
  }

  @Test
  void aResultIssuedBeforeItWasTrueIsImplausible() {
    var issue =
        Reading.ofLines(
                SITE,
                observation(
                    "'effectiveDateTime':'2020-04-29T07:00:00Z','issued':'2020-04-29T06:59:59Z',"
                        + "'valueInteger':1"))
            .onlyIssue();
    assertThat(issue.kind()).isEqualTo(DataIssue.Kind.IMPLAUSIBLE_TIME);
  }

  @Test
  void anIssueCutToTheSecondIsNotBeforeTheMillisecondItStandsFor() {
    var event =
        Reading.ofLines(
                SITE,
                observation(
                    "'effectiveDateTime':'2020-04-29T07:00:00.395Z','issued':'2020-04-29T07:00:00Z',"
                        + "'valueInteger':1"))
            .onlyEvent();
    assertThat(event.available().instant()).isEqualTo(Instant.parse("2020-04-29T07:00:00.395Z"));
  }

  @Test
  void withoutIssuedTheSitesLagIsAssumedAndSaid() {
    var line = observation("'effectiveDateTime':'2020-04-29T07:00:00Z','valueInteger':1");
    assertThat(Reading.ofLines(SITE, line).onlyEvent().available())
        .isEqualTo(AvailableTime.assumed(Instant.parse("2020-04-29T08:00:00Z")));
    var without = Reading.site().withoutLag(FactKind.OBSERVATION).build();
    var issue = Reading.ofLines(without, line).onlyIssue();
    assertThat(issue.kind()).isEqualTo(DataIssue.Kind.NO_AVAILABLE_TIME);
    assertThat(issue.detail()).contains("assume_lag: {observation: ");
  }

  @Test
  void aDateIsEffectiveFromItsLocalStartAndNotKnownBeforeItsEnd() {
    var line = observation("'effectiveDateTime':'2020-04-29','valueInteger':1");
    var event = Reading.ofLines(SITE, line).onlyEvent();
    assertThat(event.effective())
        .isEqualTo(EffectiveTime.at(Instant.parse("2020-04-28T22:00:00Z")));
    assertThat(event.available().instant()).isEqualTo(Instant.parse("2020-04-29T23:00:00Z"));
    var issue = Reading.ofLines(Reading.site().withoutZone().build(), line).onlyIssue();
    assertThat(issue.kind()).isEqualTo(DataIssue.Kind.NO_EFFECTIVE_TIME);
    assertThat(issue.detail()).contains("time_zone");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'reference':'Patient/p1'}|urn:chiasm:feed:ehr:Patient|p1",
        "{'reference':'https://ehr.example.org/fhir/Patient/p1'}|urn:chiasm:feed:ehr:Patient|p1",
        "{'reference':'Patient/p1/_history/3'}|urn:chiasm:feed:ehr:Patient|p1",
        "{'identifier':{'system':'urn:oid:1.2.3','value':' 77 '}}|urn:oid:1.2.3|77",
        "~{'reference':'Patient?identifier=urn:mrn|77'}~|urn:mrn|77",
        "{'reference':'Patient?identifier=urn:mrn%7C77'}|urn:mrn|77"
      })
  void thePatientIsNamedByFeedIdOrByIdentifier(String subject, String authority, String value) {
    var line =
        observation(WHEN + ",'valueInteger':1").replace("{'reference':'Patient/p1'}", subject);
    var patient = Reading.ofLines(SITE, line).facts().getFirst().patient();
    assertThat(patient.authority().uri()).isEqualTo(authority);
    assertThat(patient.value()).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'reference':'Group/g1'}",
        "{'reference':'urn:uuid:0aa'}",
        "{'reference':'#p1'}",
        "{'reference':'Patient/'}",
        "{'reference':'Patient/ '}",
        "{'identifier':{'value':'77'}}",
        "{'display':'Somebody'}",
        "null"
      })
  void aSubjectThatCannotBeResolvedIsNobody(String subject) {
    var line =
        observation(WHEN + ",'valueInteger':1").replace("{'reference':'Patient/p1'}", subject);
    assertThat(Reading.ofLines(SITE, line).onlyIssue().kind()).isEqualTo(DataIssue.Kind.NO_PATIENT);
  }

  @Test
  void theStandardCodeIsPrimaryAndEveryOtherIsKept() {
    var line =
        observation(WHEN + ",'valueInteger':1")
            .replace(
                "{'coding':[",
                "{'text':'CRP','coding':[{'system':'urn:lab','code':'crp'},{'code':'C-1'},");
    var code = Reading.ofLines(SITE, line).onlyEvent().code();
    assertThat(code.primary()).isEqualTo(new Code("LOINC", "1988-5"));
    assertThat(code.translations())
        .containsExactly(new Code("urn:lab", "crp"), new Code("", "C-1"));
    assertThat(code.text()).isEqualTo("CRP");
  }

  @Test
  void theSitesMappingMakesALocalCodeOrWordsStandard() {
    var factor = new Code("LOINC", "27815-9");
    var site =
        Reading.site()
            .code(new Code("TEXT", "Factor XIII"), factor)
            .code(new Code("urn:lab", "f13"), factor)
            .build();
    var when = WHEN + ",'valueInteger':1";
    var loinc = "{'coding':[{'system':'http://loinc.org','code':'1988-5'}]}";
    var words =
        Reading.ofLines(site, observation(when).replace(loinc, "{'text':'Factor XIII'}"))
            .onlyEvent()
            .code();
    assertThat(words.primary()).isEqualTo(factor);
    assertThat(words.translations()).containsExactly(new Code("TEXT", "Factor XIII"));
    var local =
        Reading.ofLines(
                site,
                observation(when).replace(loinc, "{'coding':[{'system':'urn:lab','code':'f13'}]}"))
            .onlyEvent()
            .code();
    assertThat(local.primary()).isEqualTo(factor);
    assertThat(local.translations()).containsExactly(new Code("urn:lab", "f13"));
  }

  @Test
  void wordsWithoutACodeStandForThemselves() {
    var line =
        observation(WHEN + ",'valueInteger':1")
            .replace(
                "{'coding':[{'system':'http://loinc.org','code':'1988-5'}]}",
                "{'text':'Factor XIII'}");
    assertThat(Reading.ofLines(SITE, line).onlyEvent().code().primary())
        .isEqualTo(new Code("TEXT", "Factor XIII"));
  }
}
