package org.chiasm.connect.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TimeZone;
import org.chiasm.SourceItem;
import org.chiasm.study.SiteDefinition;
import org.junit.jupiter.api.Test;

class RobustnessTest {
  private static final SiteDefinition SITE =
      Reading.site().location("ICU", "Intensive care unit").build();
  private static final List<String> SWAPS =
      List.of(
          "null",
          "true",
          "0",
          "-1e400",
          "\"\"",
          "\" \"",
          "\"x\"",
          "[]",
          "[[]]",
          "[null]",
          "{}",
          "[{}]",
          "{\"value\":{}}",
          "\"2020\"",
          "[1,\"a\",{}]",
          "123456789012345678901234567890");

  /** One resource of each type that is read, with every element some reader asks for. */
  static final List<String> SEEDS =
      List.of(
          "{'resourceType':'Patient','id':'p1','meta':{'lastUpdated':'2020-01-01T00:00:00Z'},'identifier':"
              + "[{'use':'usual','type':{'coding':[{'code':'MR'}]},'system':'urn:m','value':'1','assigner':"
              + "{'display':'H'}}],'name':[{'use':'official','family':'Secretname','given':['Hidden']}],"
              + "'gender':'female','birthDate':'1950-01-02','deceasedDateTime':'2021-01-01','link':[{'type':'refer'}]}",
          "{'resourceType':'Observation','id':'o1','meta':{'lastUpdated':'2020-06-01T00:00:00Z'},'status':"
              + "'amended','code':{'coding':[{'system':'http://loinc.org','code':'1','display':'d'}],'text':'t'},"
              + "'subject':{'reference':'Patient/p1','identifier':{'system':'s','value':'v'}},"
              + "'effectivePeriod':{'start':'2020-01-01','end':'2020-01-02'},'issued':'2020-01-03T00:00:00Z',"
              + "'valueRatio':{'numerator':{'value':1,'comparator':'<','unit':'u','system':'s','code':'c'},"
              + "'denominator':{'value':2}},'dataAbsentReason':{'coding':[{'code':'x'}]},'hasMember':[{'reference':'Observation/2'}],"
              + "'component':[{'code':{'text':'c'},'valueQuantity':{'value':1,'unit':'u'}},{'code':{'text':'d'},"
              + "'valueCodeableConcept':{'coding':[{'system':'s','code':'c'}]}}]}",
          "{'resourceType':'Observation','id':'o2','status':'final','code':{'text':'t'},'subject':{'reference':'Patient/p1'},"
              + "'effectiveTiming':{'event':['2020-01-01T00:00:00Z'],'repeat':{'boundsPeriod':{'start':'2020'}}},"
              + "'valueQuantity':{'value':1.5,'comparator':'>=','unit':'u','system':'http://unitsofmeasure.org','code':'u'}}",
          "{'resourceType':'Encounter','id':'e1','status':'finished','class':{'system':'s','code':'IMP'},'type':"
              + "[{'coding':[{'code':'1'}],'text':'t'}],'subject':{'reference':'Patient/p1'},'period':{'start':"
              + "'2020-01-01T00:00:00Z','end':'2020-01-05'},'location':[{'location':{'reference':'Location/l','display':'d',"
              + "'identifier':{'value':'v'}},'status':'active','physicalType':{'coding':[{'code':'wa'}]},'period':{'start':"
              + "'2020-01-01','end':'2020-01-02'}}]}",
          "{'resourceType':'Location','id':'l','name':'n','alias':['a'],'identifier':[{'value':'v'}],'type':[{'text':'t'}],"
              + "'physicalType':{'text':'t'},'partOf':{'reference':'Location/l'}}",
          "{'resourceType':'Condition','id':'c1','verificationStatus':{'coding':[{'code':'confirmed'}]},'code':{'text':'t'},"
              + "'subject':{'reference':'Patient/p1'},'onsetPeriod':{'start':'2019','end':'2020'},'abatementDateTime':'2021',"
              + "'recordedDate':'2019-05-01'}",
          "{'resourceType':'DocumentReference','id':'d1','status':'current','docStatus':'final','type':{'text':'t'},"
              + "'subject':{'reference':'Patient/p1'},'date':'2020-01-01T00:00:00Z','content':[{'attachment':{'contentType':"
              + "'text/html; charset=utf-8','data':'PHA+U2VjcmV0bm90ZTwvcD4=','creation':'2020','url':'u'}}],'context':"
              + "{'period':{'start':'2020','end':'2021'}}}",
          "{'resourceType':'DiagnosticReport','id':'r1','status':'final','code':{'text':'t'},'subject':{'reference':'Patient/p1'},"
              + "'effectiveDateTime':'2020-01-01T00:00:00Z','issued':'2020-01-02T00:00:00Z','conclusion':'Secretnote',"
              + "'presentedForm':[{'contentType':'text/plain','data':'U2VjcmV0bm90ZQ=='}]}",
          "{'resourceType':'MedicationRequest','id':'m1','status':'active','intent':'order','doNotPerform':false,"
              + "'contained':[{'resourceType':'Medication','id':'m','code':{'text':'t'}}],'medicationReference':"
              + "{'reference':'#m','display':'d'},'subject':{'reference':'Patient/p1'},'authoredOn':'2020-01-01'}",
          "{'resourceType':'MedicationAdministration','id':'a1','status':'completed','medicationCodeableConcept':{'text':'t'},"
              + "'subject':{'reference':'Patient/p1'},'effectivePeriod':{'start':'2020-01-01','end':'2020-01-02'}}",
          "{'resourceType':'Procedure','id':'x1','status':'completed','code':{'text':'t'},'subject':{'reference':'Patient/p1'},"
              + "'performedDateTime':'2020-01-01T00:00:00Z'}",
          "{'resourceType':'ImagingStudy','id':'i1','status':'available','subject':{'reference':'Patient/p1'},'started':"
              + "'2020-01-01T00:00:00Z','procedureCode':[{'coding':[{'code':'c'}]}]}",
          "{'resourceType':'Medication','id':'m9','code':{'coding':[{'code':'c'}]}}");

  private static List<String> seeds() {
    return SEEDS.stream().map(seed -> seed.replace('\'', '"')).toList();
  }

  @Test
  void everySeedIsReadWithoutAnIssueOfItsForm() {
    var reading = Reading.ofFile("a.ndjson", String.join("\n", seeds()), SITE);
    assertThat(reading.issueKinds().stream().map(Enum::name))
        .doesNotContain("MALFORMED", "TRUNCATED");
    assertThat(reading.events()).hasSizeGreaterThan(15);
  }

  /** Replaces the value that begins behind a colon or in an array, wherever that is. */
  private static List<String> swapped(String seed) {
    var mutants = new ArrayList<String>();
    for (int at = 0; at < seed.length() - 1; at++) {
      if (seed.charAt(at) == ':' && seed.charAt(at - 1) == '"') {
        int end = valueEnd(seed, at + 1);
        for (var swap : SWAPS) {
          mutants.add(seed.substring(0, at + 1) + swap + seed.substring(end));
        }
      }
    }
    return mutants;
  }

  private static int valueEnd(String json, int from) {
    int depth = 0;
    boolean isText = false;
    for (int at = from; at < json.length(); at++) {
      char next = json.charAt(at);
      if (next == '"') {
        isText = !isText;
      }
      if (!isText) {
        if (next == '{' || next == '[') {
          depth++;
        } else if (next == '}' || next == ']') {
          depth--;
        }
        if (depth < 0 || (depth == 0 && next == ',')) {
          return at;
        }
      }
    }
    return json.length();
  }

  @Test
  void aValueOfAnyOtherTypeGivesItemsAndNeverAnException() {
    for (var seed : seeds()) {
      var mutants = swapped(seed);
      var reading = Reading.ofFile("a.ndjson", String.join("\n", mutants), SITE);
      assertThat(reading.items()).hasSizeGreaterThanOrEqualTo(mutants.size());
      assertNothingSecret(reading);
    }
  }

  @Test
  void randomBytesInRandomPlacesNeverStopTheRun() {
    var random = new Random(11);
    var all = String.join("\n", seeds()).getBytes(StandardCharsets.UTF_8);
    var bundle =
        ("{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":"
                + String.join("},{\"resource\":", seeds())
                + "}]}")
            .getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 400; i++) {
      boolean isBundle = i % 2 == 0;
      var mutant = (isBundle ? bundle : all).clone();
      for (int times = random.nextInt(1, 6); times > 0; times--) {
        mutant[random.nextInt(mutant.length)] =
            (byte)
                (random.nextBoolean()
                    ? random.nextInt(256)
                    : "{}[]\",:\\0-.eE \n".charAt(random.nextInt(15)));
      }
      var reading = Reading.ofFile(isBundle ? "b.json" : "a.ndjson", mutant, SITE);
      assertThat(reading.items()).isNotEmpty();
      assertNothingSecret(reading);
    }
  }

  private static void assertNothingSecret(Reading reading) {
    assertThat(reading.issues().toString())
        .doesNotContainIgnoringCase("secret")
        .doesNotContain("Hidden")
        .doesNotContain("1950");
  }

  @Test
  void noIssueRepeatsWhatThePatientIsCalledOrWhatANoteSays() {
    var broken =
        List.of(
            "{'resourceType':'Secretname','id':'Hidden'}",
            "{'resourceType':'Patient','id':'Hidden','name':'Secretname'}",
            "{'resourceType':'Patient','id':'p','birthDate':'1950-13-01','gender':'Secretname'}",
            "{'resourceType':'Patient','identifier':[{'value':'Hidden'}]}",
            "{'resourceType':'Patient','name':[{'family':Secretname}]}",
            "{'Secretname':'Hidden'}",
            "Secretname",
            "{'resourceType':'Observation','subject':{'reference':'Person/Hidden'},'valueString':{'Secretnote':1}}",
            "{'resourceType':'DocumentReference','subject':{'reference':'Patient/Hidden'},'content':"
                + "[{'attachment':{'contentType':'Secretnote','data':'Secretnote!'}}]}",
            "{'resourceType':'Observation','subject':{'reference':'Patient/Hidden'},'status':'Secretname',"
                + "'effectiveDateTime':'Secretname 1950'}");
    var reading = Reading.ofLines(SITE, broken.toArray(String[]::new));
    assertThat(reading.issues()).hasSizeGreaterThanOrEqualTo(broken.size());
    assertNothingSecret(reading);
    assertThat(Reading.ofFile("b.json", "[" + String.join(",", broken) + "]", SITE).toString())
        .doesNotContain("Secretname");
  }

  @Test
  void theOrderOfLinesDoesNotMatter() {
    var lines = new ArrayList<>(seeds());
    lines.add("{\"resourceType\":\"Claim\"}");
    lines.add("broken");
    var expected = contents(Reading.ofFile("a.ndjson", String.join("\n", lines), SITE));
    var random = new Random(3);
    for (int i = 0; i < 20; i++) {
      Collections.shuffle(lines, random);
      assertThat(contents(Reading.ofFile("a.ndjson", String.join("\n", lines), SITE)))
          .isEqualTo(expected);
    }
  }

  /** The items without the lines they stand in. */
  private static List<String> contents(Reading reading) {
    return reading.items().stream()
        .map(
            item ->
                switch (item) {
                  case SourceItem.SetAside(var issue) -> issue.kind() + " " + issue.detail();
                  case SourceItem.Fact(var patient, var event) ->
                      patient.authority() + patient.value() + event;
                  case SourceItem.Registration registration ->
                      registration.origin() + " " + registration.identifiers();
                })
        .sorted()
        .toList();
  }

  @Test
  void zoneAndLocaleOfTheMachineDoNotMatter() {
    var folder = Reading.shared("hannover/ehr");
    assumeThat(folder).as("shared data hannover is not on this machine").isNotNull();
    var root = Path.of(String.valueOf(folder));
    var zone = TimeZone.getDefault();
    var locale = Locale.getDefault();
    try {
      var expected = contents(Reading.of(root, SITE));
      var seeds = contents(Reading.ofFile("a.ndjson", String.join("\n", seeds()), SITE));
      for (var tag : List.of("en-US", "ar-EG-u-nu-arab", "th-TH-u-ca-buddhist")) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        TimeZone.setDefault(TimeZone.getTimeZone("America/St_Johns"));
        assertThat(contents(Reading.of(root, SITE))).isEqualTo(expected);
        assertThat(contents(Reading.ofFile("a.ndjson", String.join("\n", seeds()), SITE)))
            .isEqualTo(seeds);
      }
    } finally {
      TimeZone.setDefault(zone);
      Locale.setDefault(locale);
    }
  }

  @Test
  void readingTwiceGivesTheSameItemsInTheSameOrder() throws IOException {
    var folder = Reading.shared("fhir_us_core");
    assumeThat(folder).as("shared data fhir_us_core is not on this machine").isNotNull();
    var source = new FhirFolderSource("ehr", Path.of(String.valueOf(folder)), SITE);
    assertThat(Files.exists(Path.of(String.valueOf(folder)))).isTrue();
    assertThat(Reading.of(source).items().toString())
        .isEqualTo(Reading.of(source).items().toString());
  }

  @Test
  void markupThatNeverClosesIsReadInLinearTime() {
    int size = 400_000;
    for (var part : List.of("<", "<a", "<!--", "&", "&#", "<script>", "</", "<a>&amp", "<td>")) {
      assertThat(HtmlText.of(part.repeat(size / part.length())).length()).isLessThanOrEqualTo(size);
      assertThat(HtmlText.of(part.repeat(size / part.length()) + ">").length())
          .isLessThanOrEqualTo(size + 1);
    }
  }
}
