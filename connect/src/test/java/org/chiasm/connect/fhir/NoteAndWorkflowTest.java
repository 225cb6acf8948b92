package org.chiasm.connect.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
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

class NoteAndWorkflowTest {
  private static final SiteDefinition SITE = Reading.site().build();
  private static final String DATE = "'date':'2020-04-29T10:00:00Z'";

  private static String attachment(String type, String text, Charset charset) {
    return "{'attachment':{'contentType':'"
        + type
        + "','data':'"
        + Base64.getEncoder().encodeToString(text.getBytes(charset))
        + "'}}";
  }

  private static String document(String rest, String... contents) {
    return "{'resourceType':'DocumentReference','id':'d1','status':'current','subject':"
        + "{'reference':'Patient/p1'},"
        + rest
        + ",'content':["
        + String.join(",", contents)
        + "]}";
  }

  private static Reading note(String type, String text, Charset charset) {
    return Reading.ofLines(SITE, document(DATE, attachment(type, text, charset)));
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain,UTF-8",
    "text/plain; charset=UTF-8,UTF-8",
    "text/plain;charset=iso-8859-1,ISO-8859-1",
    "text/plain; charset=windows-1252,windows-1252",
    "text/markdown,UTF-8"
  })
  void theTextOfANoteIsReadInItsCharset(String type, String charset) {
    var note = note(type, "Kein Diabetes. Größe 1,70 m\r\n", Charset.forName(charset)).onlyEvent();
    assertThat(note.value()).isEqualTo(new EventValue.Narrative("Kein Diabetes. Größe 1,70 m\n"));
    assertThat(note.kind()).isEqualTo(FactKind.NOTE);
    assertThat(note.code().primary()).isEqualTo(new Code("FHIR", "DocumentReference"));
    assertThat(note.available())
        .isEqualTo(AvailableTime.stated(Instant.parse("2020-04-29T10:00:00Z")));
  }

  @Test
  void markupIsTakenOutOfAnHtmlNote() {
    var html =
        "<html><head><style>p {x}</style></head><body><h1>Befund</h1><p>RR &lt; 140&nbsp;mmHg,"
            + " Gr&ouml;&#223;e<br/>Puls <b>80</b> & mehr</p><!-- nie --><table><tr><td>Na</td>"
            + "<td>140</td></tr></table></body></html>";
    assertThat(note("text/html", html, StandardCharsets.UTF_8).onlyEvent().value())
        .isEqualTo(
            new EventValue.Narrative("Befund\nRR < 140 mmHg, Größe\nPuls 80 & mehr\nNa 140"));
  }

  @Test
  void plainTextIsPreferredToTheSameNoteInOtherFormats() {
    var line =
        document(
            DATE,
            "{'attachment':{'contentType':'application/pdf','data':'AAAA'}}",
            attachment("text/html", "<p>two</p>", StandardCharsets.UTF_8),
            attachment("text/plain", "one", StandardCharsets.UTF_8));
    assertThat(Reading.ofLines(SITE, line).onlyEvent().value())
        .isEqualTo(new EventValue.Narrative("one"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'attachment':{'contentType':'text/plain','url':'Binary/1'}}|UNSUPPORTED",
        "{'attachment':{'contentType':'application/pdf','data':'AAAA'}}|UNSUPPORTED",
        "{'attachment':{'contentType':'text/plain; charset=klingon','data':'AAAA'}}|UNSUPPORTED",
        "{'attachment':{'contentType':'text/plain','data':'%%%'}}|MALFORMED",
        "{'attachment':{'contentType':'text/plain','data':'/+8='}}|MALFORMED",
        "{'attachment':{'contentType':'text/plain','data':'ICA='}}|VALUE_ABSENT",
        "{'attachment':{}}|VALUE_ABSENT"
      })
  void aNoteWithoutReadableTextIsSetAsideWithTheReason(String content, DataIssue.Kind kind) {
    assertThat(Reading.ofLines(SITE, document(DATE, content)).onlyIssue().kind()).isEqualTo(kind);
  }

  @Test
  void aNoteIsTrueWhenCreatedAndKnownOnceItIsIndexedToo() {
    var content =
        attachment("text/plain", "x", StandardCharsets.UTF_8)
            .replace("'data'", "'creation':'2020-04-29T08:00:00Z','data'");
    var event = Reading.ofLines(SITE, document(DATE, content)).onlyEvent();
    assertThat(event.effective())
        .isEqualTo(EffectiveTime.at(Instant.parse("2020-04-29T08:00:00Z")));
    assertThat(event.available().instant()).isEqualTo(Instant.parse("2020-04-29T10:00:00Z"));
    var late = content.replace("T08:00:00Z", "T12:00:00Z");
    var rewritten = Reading.ofLines(SITE, document(DATE, late)).onlyEvent();
    assertThat(rewritten.available().instant()).isEqualTo(Instant.parse("2020-04-29T12:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'status':'entered-in-error'|ENTERED_IN_ERROR",
        "'status':'current','docStatus':'preliminary'|PRELIMINARY",
        "'status':'current','docStatus':'amended'|AMENDED",
        "'status':'superseded','docStatus':'final'|FINAL"
      })
  void theStatusOfADocumentSaysHowFarItCanBeReliedOn(String status, FactStatus expected) {
    var line =
        document(DATE, attachment("text/plain", "x", StandardCharsets.UTF_8))
            .replace("'status':'current'", status);
    assertThat(Reading.ofLines(SITE, line).onlyEvent().status()).isEqualTo(expected);
  }

  @Test
  void aReportGivesItsTextAndItsConclusion() {
    var form =
        attachment("text/plain", "Long.", StandardCharsets.UTF_8)
            .replace("{'attachment':", "")
            .replace("}}", "}");
    var reading =
        Reading.ofLines(
            SITE,
            "{'resourceType':'DiagnosticReport','id':'r1','status':'final','subject':{'reference':"
                + "'Patient/p1'},'effectiveDateTime':'2020-04-29T08:00:00Z','issued':"
                + "'2020-04-29T09:00:00Z','conclusion':'Short.','presentedForm':["
                + form
                + "]}");
    assertThat(reading.events())
        .extracting(ClinicalEvent::value)
        .containsExactly(new EventValue.Narrative("Short."), new EventValue.Narrative("Long."));
    assertThat(reading.events()).extracting(ClinicalEvent::key).doesNotHaveDuplicates();
  }

  @Test
  void anOrderIsTrueAndKnownWhenItWasWritten() {
    var line =
        "{'resourceType':'MedicationRequest','id':'m1','status':'active','intent':'order','subject':"
            + "{'reference':'Patient/p1'},'authoredOn':'2020-04-29T08:00:00Z','medicationCodeableConcept'"
            + ":{'coding':[{'system':'http://www.nlm.nih.gov/research/umls/rxnorm','code':'1049221'}]}}";
    var event = Reading.ofLines(SITE, line).onlyEvent();
    assertThat(event.code().primary()).isEqualTo(new Code("RxNorm", "1049221"));
    assertThat(event.available())
        .isEqualTo(AvailableTime.stated(Instant.parse("2020-04-29T08:00:00Z")));
    var forbidden = line.replace("'intent'", "'doNotPerform':true,'intent'");
    assertThat(Reading.ofLines(SITE, forbidden).onlyEvent().value())
        .isEqualTo(new EventValue.Absent("do-not-perform"));
  }

  @Test
  void aMedicationIsFoundWhereverItStands() {
    var head =
        "{'resourceType':'MedicationAdministration','id':'a1','status':'completed','subject':"
            + "{'reference':'Patient/p1'},'effectiveDateTime':'2020-04-29T08:00:00Z',";
    var code = "'code':{'coding':[{'system':'http://www.whocc.no/atc','code':'N02BE01'}]}";
    var contained =
        head
            + "'contained':[{'resourceType':'Medication','id':'m',"
            + code
            + "}],'medicationReference':{'reference':'#m'}}";
    assertThat(Reading.ofLines(SITE, contained).onlyEvent().code().primary())
        .isEqualTo(new Code("ATC", "N02BE01"));
    var referred = head + "'medicationReference':{'reference':'Medication/m9'}}";
    var medication = "{'resourceType':'Medication','id':'m9'," + code + "}";
    assertThat(Reading.ofLines(SITE, referred, medication).events().getFirst().code().primary())
        .isEqualTo(new Code("ATC", "N02BE01"));
    assertThat(Reading.ofLines(SITE, referred).onlyIssue().kind())
        .isEqualTo(DataIssue.Kind.UNCODED);
  }

  @Test
  void whatWasDoneOverAPeriodBeginsAndEnds() {
    var line =
        "{'resourceType':'Procedure','id':'x1','status':'completed','subject':{'reference':"
            + "'Patient/p1'},'code':{'text':'Ventilation'},'performedPeriod':{'start':"
            + "'2020-04-29T08:00:00Z','end':'2020-05-02T08:00:00Z'}}";
    assertThat(Reading.ofLines(SITE, line).events())
        .extracting(ClinicalEvent::boundary)
        .containsExactly(Boundary.START, Boundary.END);
    var notDone = line.replace("'completed'", "'not-done'");
    assertThat(Reading.ofLines(SITE, notDone).events())
        .extracting(ClinicalEvent::value)
        .containsOnly(new EventValue.Absent("not-done"));
  }

  @Test
  void anImagingStudyIsAnOccurrence() {
    var line =
        "{'resourceType':'ImagingStudy','id':'i1','status':'available','subject':{'reference':"
            + "'Patient/p1'},'started':'2020-04-29T08:00:00Z'}";
    var event = Reading.ofLines(SITE, line).onlyEvent();
    assertThat(event.kind()).isEqualTo(FactKind.IMAGE);
    assertThat(event.code().primary()).isEqualTo(new Code("FHIR", "ImagingStudy"));
    assertThat(event.value()).isEqualTo(EventValue.Occurrence.OCCURRED);
  }
}
