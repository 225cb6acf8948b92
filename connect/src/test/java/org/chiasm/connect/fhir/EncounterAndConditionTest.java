package org.chiasm.connect.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Instant;
import org.chiasm.AvailableTime;
import org.chiasm.Boundary;
import org.chiasm.ClinicalEvent;
import org.chiasm.Code;
import org.chiasm.DataIssue;
import org.chiasm.EffectiveTime;
import org.chiasm.EventValue;
import org.chiasm.FactKind;
import org.chiasm.FactStatus;
import org.chiasm.study.SiteDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncounterAndConditionTest {
  private static final SiteDefinition SITE =
      Reading.site().location("ICU", "MICU", "ward-7", "B 3").build();
  private static final String DAY = "'period':{'start':'2020-04-29T06:00:00Z'}";

  private static String encounter(String rest) {
    return "{'resourceType':'Encounter','id':'e1','status':'finished','class':{'code':'IMP'},"
        + "'subject':{'reference':'Patient/p1'},"
        + rest
        + "}";
  }

  private static String condition(String rest) {
    return "{'resourceType':'Condition','id':'c1','subject':{'reference':'Patient/p1'},"
        + "'code':{'coding':[{'system':'http://hl7.org/fhir/sid/icd-10-cm','code':'E11.9'}]},"
        + rest
        + "}";
  }

  @Test
  void anEncounterBeginsAndEndsUnderOneKeyEachKnownALagLater() {
    var reading =
        Reading.ofLines(
            SITE,
            encounter("'period':{'start':'2020-04-29T06:00:00Z','end':'2020-05-02T10:00:00Z'}"));
    assertThat(reading.events())
        .extracting(ClinicalEvent::key, ClinicalEvent::boundary)
        .containsExactly(
            tuple("ehr:Encounter/e1", Boundary.START), tuple("ehr:Encounter/e1", Boundary.END));
    var end = reading.events().getLast();
    assertThat(end.code().primary()).isEqualTo(new Code("ENCOUNTER", "IMP"));
    assertThat(end.effective()).isEqualTo(EffectiveTime.at(Instant.parse("2020-05-02T10:00:00Z")));
    assertThat(end.available())
        .isEqualTo(AvailableTime.assumed(Instant.parse("2020-05-02T11:00:00Z")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'display':' micu '}|ICU",
        "{'display':'Ward 7','reference':'Location/ward-7'}|ICU",
        "{'identifier':{'value':'B 3'}}|ICU",
        "{'display':'Intensivstation'}|ICU",
        "{'display':'Emergency department'}|ER",
        "{'reference':'Location/l1'}|ICU",
        "{'reference':'Location/l2'}|ICU",
        "{'reference':'Location/l3'}|Bettenhaus",
        "{'reference':'https://ehr/fhir/Location/l2'}|ICU",
        "{'display':'Ward'}|Ward",
        "{'reference':'Location/unheard-of'}|unheard-of",
        "{}|UNK"
      })
  void theKindOfAPlaceComesFromTheSiteItsCodesOrItsName(String location, String kind) {
    var reading =
        Reading.ofLines(
            SITE,
            encounter(DAY + ",'location':[{'location':" + location + "," + DAY + "}]"),
            "{'resourceType':'Location','id':'l2','name':'Bed 4','partOf':{'reference':'Location/l1'}}",
            "{'resourceType':'Location','id':'l1','name':'4 North','type':[{'coding':[{'system':"
                + "'http://terminology.hl7.org/CodeSystem/v3-RoleCode','code':'ICU'}]}]}",
            "{'resourceType':'Location','id':'l3','name':'Bettenhaus'}");
    assertThat(reading.events().getLast().code().primary()).isEqualTo(new Code("LOCATION", kind));
    assertThat(reading.events().getLast().key()).isEqualTo("ehr:Encounter/e1#location[0]");
  }

  @Test
  void anEndBeforeTheBeginningIsSetAsideAndTheBeginningStands() {
    var reading =
        Reading.ofLines(
            SITE,
            encounter(
                DAY
                    + ",'location':[{'location':{'display':'MICU'},'period':{'start':"
                    + "'2020-05-12T14:00:00Z','end':'2020-05-12T12:00:00Z'}}]"));
    assertThat(reading.events())
        .extracting(ClinicalEvent::boundary)
        .containsExactly(Boundary.START, Boundary.START);
    assertThat(reading.issueKinds()).containsExactly(DataIssue.Kind.IMPLAUSIBLE_TIME);
  }

  @Test
  void aStayUntilADayLastsToTheEndOfThatDay() {
    var end =
        Reading.ofLines(
                SITE, encounter("'period':{'start':'2020-05-12T14:00:00Z','end':'2020-05-12'}"))
            .events()
            .getLast();
    assertThat(end.effective())
        .isEqualTo(EffectiveTime.at(Instant.parse("2020-05-12T21:59:59.999999Z")));
    assertThat(end.available().instant()).isEqualTo(Instant.parse("2020-05-12T23:00:00Z"));
  }

  @Test
  void aPlannedStayDidNotHappen() {
    var event =
        Reading.ofLines(SITE, encounter(DAY).replace("'finished'", "'planned'")).onlyEvent();
    assertThat(event.value()).isEqualTo(new EventValue.Absent("planned"));
    assertThat(event.status()).isEqualTo(FactStatus.PRELIMINARY);
  }

  @Test
  void aReservedBedIsNotAStay() {
    var reading =
        Reading.ofLines(
            SITE,
            encounter(
                DAY
                    + ",'location':[{'location':{'display':'MICU'},'status':'reserved',"
                    + DAY
                    + "}]"));
    assertThat(reading.events())
        .extracting(ClinicalEvent::value)
        .containsExactly(EventValue.Occurrence.OCCURRED, new EventValue.Absent("reserved"));
  }

  @Test
  void theOnlyPlaceOfAnEncounterLastsAsLongAsTheEncounterAndOneOfManyMustSay() {
    var one = encounter(DAY + ",'location':[{'location':{'display':'MICU'}}]");
    assertThat(Reading.ofLines(SITE, one).events()).hasSize(2);
    var two = one.replace("'MICU'}}]", "'MICU'}},{'location':{'display':'Ward'}}]");
    var reading = Reading.ofLines(SITE, two);
    assertThat(reading.events()).hasSize(1);
    assertThat(reading.issueKinds())
        .containsExactly(DataIssue.Kind.NO_EFFECTIVE_TIME, DataIssue.Kind.NO_EFFECTIVE_TIME);
  }

  @Test
  void aConditionBeginsAtItsOnsetAndIsKnownWhenRecorded() {
    var event =
        Reading.ofLines(
                SITE,
                condition(
                    "'onsetDateTime':'2015-03-01T00:00:00Z','recordedDate':'2020-04-29T10:00:00Z'"))
            .onlyEvent();
    assertThat(event.boundary()).isEqualTo(Boundary.START);
    assertThat(event.code().primary()).isEqualTo(new Code("ICD10CM", "E11.9"));
    assertThat(event.effective())
        .isEqualTo(EffectiveTime.at(Instant.parse("2015-03-01T00:00:00Z")));
    assertThat(event.available())
        .isEqualTo(AvailableTime.stated(Instant.parse("2020-04-29T10:00:00Z")));
  }

  @Test
  void aConditionRecordedOnADayIsKnownAtTheEndOfThatDay() {
    var event =
        Reading.ofLines(SITE, condition("'onsetString':'long ago','recordedDate':'2020-04-29'"))
            .onlyEvent();
    assertThat(event.effective())
        .isEqualTo(EffectiveTime.at(Instant.parse("2020-04-28T22:00:00Z")));
    assertThat(event.available().instant()).isEqualTo(Instant.parse("2020-04-29T22:00:00Z"));
  }

  @Test
  void anAbatementIsNeverKnownBeforeTheConditionWasRecorded() {
    var reading =
        Reading.ofLines(
            SITE,
            condition(
                "'onsetDateTime':'2015-03-01T00:00:00Z','abatementDateTime':'2015-04-01T00:00:00Z',"
                    + "'recordedDate':'2020-04-29T10:00:00Z'"));
    var end = reading.events().getLast();
    assertThat(end.boundary()).isEqualTo(Boundary.END);
    assertThat(end.available())
        .isEqualTo(AvailableTime.assumed(Instant.parse("2020-04-29T10:00:00Z")));
    var withoutLag = Reading.site().withoutLag(FactKind.CONDITION).build();
    var other =
        Reading.ofLines(
            withoutLag,
            condition(
                "'abatementDateTime':'2021-04-01T00:00:00Z','recordedDate':'2020-04-29T10:00:00Z'"));
    assertThat(other.events()).hasSize(1);
    assertThat(other.issueKinds()).containsExactly(DataIssue.Kind.NO_AVAILABLE_TIME);
  }

  @ParameterizedTest
  @CsvSource({
    "refuted,ENTERED_IN_ERROR",
    "entered-in-error,ENTERED_IN_ERROR",
    "differential,PRELIMINARY",
    "unconfirmed,PRELIMINARY",
    "confirmed,FINAL"
  })
  void theVerificationStatusSaysHowFarADiagnosisCanBeReliedOn(String code, FactStatus status) {
    var event =
        Reading.ofLines(
                SITE,
                condition(
                    "'recordedDate':'2020-04-29T10:00:00Z','verificationStatus':{'coding':[{'code':'"
                        + code
                        + "'}]}"))
            .onlyEvent();
    assertThat(event.status()).isEqualTo(status);
  }
}
