package org.chiasm.note;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.chiasm.note.context.Context.Experiencer;
import org.chiasm.note.context.Context.Negation;
import org.chiasm.note.context.Context.Temporality;
import org.chiasm.note.text.Section;
import org.chiasm.note.text.SectionKind;
import org.chiasm.note.text.Span;
import org.junit.jupiter.api.Test;

class NoteReaderTest {
  private static final NoteReader READER = NoteReader.english();

  private static final String NOTE =
      """
      CHIEF COMPLAINT: Shortness of breath

      HISTORY OF PRESENT ILLNESS: The patient is a 64 y.o. man seen by Dr. Smith with a 3.5 cm aneurysm.
      He has worsening CHF and no evidence of pneumonia or
      myocardial infarction. Temp. 38.2 was noted.

      PMH:
      1. DM2 with diabetic nephropathy
      2. COPD, on home oxygen
      - Stroke 2010
      3. No history of cancer

      Family History: Mother with breast cancer and dementia.
      Social History: Smokes.

      ASSESSMENT AND PLAN:
      1) CHF exacerbation.
      2) r/o liver disease

      DISCHARGE INSTRUCTIONS: Call for signs of stroke.
      """;

  @Test
  void aNoteIsReadAsAClinicianWouldReadIt() {
    var findings = READER.read(NOTE).findings();
    assertThat(findings)
        .extracting(NoteReaderTest::summary)
        .containsExactly(
            "congestive_heart_failure CHF AFFIRMED RECENT PATIENT PRESENT_ILLNESS",
            "myocardial_infarction myocardial infarction NEGATED RECENT PATIENT PRESENT_ILLNESS",
            "diabetes DM2 AFFIRMED HISTORICAL PATIENT PAST_HISTORY",
            "diabetes_with_complications diabetic nephropathy AFFIRMED HISTORICAL PATIENT"
                + " PAST_HISTORY",
            "chronic_pulmonary_disease COPD AFFIRMED HISTORICAL PATIENT PAST_HISTORY",
            "cerebrovascular_disease Stroke AFFIRMED HISTORICAL PATIENT PAST_HISTORY",
            "cancer cancer NEGATED HISTORICAL PATIENT PAST_HISTORY",
            "cancer cancer AFFIRMED RECENT OTHER FAMILY_HISTORY",
            "dementia dementia AFFIRMED RECENT OTHER FAMILY_HISTORY",
            "smoking Smokes AFFIRMED HISTORICAL PATIENT SOCIAL_HISTORY",
            "congestive_heart_failure CHF AFFIRMED RECENT PATIENT ASSESSMENT",
            "mild_liver_disease liver disease AFFIRMED HYPOTHETICAL PATIENT ASSESSMENT",
            "cerebrovascular_disease stroke AFFIRMED HYPOTHETICAL PATIENT INSTRUCTIONS");
  }

  @Test
  void sentencesSurviveAbbreviationsDecimalsListsAndWrappedLines() {
    var sentences =
        READER.read(NOTE).sentences().stream()
            .map(span -> span.of(NOTE).replaceAll("\\s+", " "))
            .toList();
    assertThat(sentences)
        .contains(
            "The patient is a 64 y.o. man seen by Dr. Smith with a 3.5 cm aneurysm.",
            "He has worsening CHF and no evidence of pneumonia or myocardial infarction.",
            "Temp. 38.2 was noted.",
            "2. COPD, on home oxygen",
            "- Stroke 2010",
            "1) CHF exacerbation.");
  }

  @Test
  void sectionsAndTheirHeadingsCoverTheText() {
    var sections = READER.read(NOTE).sections();
    assertThat(sections)
        .extracting(Section::kind)
        .containsExactly(
            SectionKind.PRESENT_ILLNESS,
            SectionKind.PRESENT_ILLNESS,
            SectionKind.PAST_HISTORY,
            SectionKind.FAMILY_HISTORY,
            SectionKind.SOCIAL_HISTORY,
            SectionKind.ASSESSMENT,
            SectionKind.INSTRUCTIONS);
    assertThat(sections.getLast().body().end()).isEqualTo(NOTE.length());
  }

  @Test
  void dictatedHeadingsInRunningTextBeginSections() {
    var findings =
        READER
            .read(
                "Stable. PAST MEDICAL HISTORY: COPD. FAMILY HISTORY: Diabetes. HOSPITAL COURSE:"
                    + " Treated for CHF.")
            .findings();
    assertThat(findings)
        .extracting(Finding::section)
        .containsExactly(
            SectionKind.PAST_HISTORY, SectionKind.FAMILY_HISTORY, SectionKind.HOSPITAL_COURSE);
  }

  @Test
  void wordsThatOnlyLookLikeAComorbidityAreNone() {
    assertThat(
            READER
                .read(
                    "Hearing aids. Diabetes insipidus. No CVA tenderness. Heat stroke. He aids his"
                        + " wife. Robitussin DM. mi casa.")
                .findings())
        .isEmpty();
  }

  @Test
  void abbreviationsInSmallLettersThatAreOtherWordsAreLeftAlone() {
    assertThat(READER.read("AIDS and MI").findings()).hasSize(2);
    assertThat(READER.read("aids and mi").findings()).isEmpty();
  }

  @Test
  void aFindingNeverCarriesTheNotesOwnWords() {
    assertThat(READER.read("JOHN DOE HAS   DIABETES").findings().toString())
        .doesNotContain("DOE")
        .doesNotContain("DIABETES");
  }

  @Property(tries = 400)
  void noTextMakesItFailAndEverySpanLiesInTheText(@ForAll("notes") String text) {
    var read = READER.read(text);
    var whole = new Span(0, text.length());
    assertThat(read.sentences())
        .allSatisfy(sentence -> assertThat(whole.covers(sentence)).isTrue());
    assertThat(read.sentences()).isSorted();
    for (var finding : read.findings()) {
      assertThat(finding.sentence().covers(finding.span())).isTrue();
      assertThat(finding.context().triggers())
          .allSatisfy(trigger -> assertThat(whole.covers(trigger.span())).isTrue());
    }
    int end = 0;
    for (var section : read.sections()) {
      assertThat(section.heading().start()).isEqualTo(end);
      assertThat(section.body().start()).isEqualTo(section.heading().end());
      end = section.body().end();
    }
    assertThat(end).isEqualTo(text.length());
    assertThat(READER.read(text)).isEqualTo(read);
  }

  @Provide
  Arbitrary<String> notes() {
    var pieces =
        Arbitraries.of(
            "no ",
            "history of ",
            "diabetes",
            "CHF",
            ". ",
            "\n",
            "\n\n",
            "PMH:",
            "FAMILY HISTORY: ",
            "1. ",
            "64 y.o. ",
            "mother ",
            "if ",
            ":",
            ";",
            "- ",
            "ASSESSMENT",
            "\r\n",
            "Dr. ",
            "\t",
            "stroke ");
    return Arbitraries.oneOf(pieces, Arbitraries.strings().ofMaxLength(6))
        .list()
        .ofMaxSize(40)
        .map(list -> String.join("", list));
  }

  private static String summary(Finding finding) {
    var context = finding.context();
    Negation negation = context.negation();
    Temporality temporality = context.temporality();
    Experiencer experiencer = context.experiencer();
    return String.join(
        " ",
        List.of(
            finding.group(),
            finding.span().of(NOTE),
            negation.name(),
            temporality.name(),
            experiencer.name(),
            finding.section().name()));
  }
}
