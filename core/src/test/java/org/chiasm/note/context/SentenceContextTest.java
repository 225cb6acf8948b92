package org.chiasm.note.context;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.chiasm.note.context.Context.Effect;
import org.chiasm.note.context.Context.Experiencer;
import org.chiasm.note.context.Context.Negation;
import org.chiasm.note.context.Context.Temporality;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentenceContextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "No evidence of PNEUMONIA.",
        "She denies fever, chills or PNEUMONIA.",
        "PNEUMONIA was ruled out.",
        "Chest x-ray negative for PNEUMONIA.",
        "There is no effusion, edema, or PNEUMONIA.",
        "He didn't have PNEUMONIA.",
        "PNEUMONIA is unlikely.",
        "Without signs of PNEUMONIA.",
        "1) No PNEUMONIA 2) Effusion",
        "The patient has never had PNEUMONIA."
      })
  void whatIsDeniedIsNegated(String sentence) {
    assertThat(SentenceContext.of(sentence, "pneumonia").negation()).isEqualTo(Negation.NEGATED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "She has PNEUMONIA.",
        "No fever but PNEUMONIA on x-ray.",
        "No change in the PNEUMONIA.",
        "PNEUMONIA cannot be ruled out.",
        "No fever; PNEUMONIA is seen.",
        "Gram negative PNEUMONIA.",
        "1) No effusion 2) PNEUMONIA",
        "Not only cough, PNEUMONIA too.",
        "The patient has no fever, however PNEUMONIA was found.",
        "Denies fever. IMPRESSION: PNEUMONIA."
      })
  void whatIsOnlyNearANegationIsAffirmed(String sentence) {
    assertThat(SentenceContext.of(sentence, "pneumonia").negation()).isEqualTo(Negation.AFFIRMED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "History of STROKE.|HISTORICAL",
        "h/o STROKE|HISTORICAL",
        "PAST MEDICAL HISTORY: gout, STROKE.|HISTORICAL",
        "He had a STROKE in the past.|HISTORICAL",
        "STROKE 5 years ago.|HISTORICAL",
        "s/p STROKE|HISTORICAL",
        "62 year old with a history of gout who presents with STROKE.|RECENT",
        "HISTORY OF PRESENT ILLNESS: STROKE today.|RECENT",
        "A two-week history of STROKE symptoms.|RECENT",
        "64-year-old man with STROKE.|RECENT",
        "Compared to prior study, STROKE is seen.|RECENT",
        "Call if you have signs of STROKE.|HYPOTHETICAL",
        "Return to the emergency department if STROKE occurs.|HYPOTHETICAL",
        "HYPERTENSION.|HISTORICAL"
      })
  void timeIsReadFromTheSentence(String sentence, Temporality expected) {
    String concept = sentence.contains("STROKE") ? "stroke" : "hypertension";
    assertThat(SentenceContext.of(sentence, concept).temporality()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FAMILY HISTORY: CANCER.|OTHER", "His mother died of CANCER.|OTHER",
            "CANCER in her father.|OTHER", "Family history positive for CANCER.|OTHER",
        "According to her daughter, she has CANCER.|PATIENT",
            "Lives with his wife; CANCER.|PATIENT", "The patient has CANCER.|PATIENT",
            "Mother is well, the patient has CANCER.|PATIENT"
      })
  void whoHasItIsReadFromTheSentence(String sentence, Experiencer expected) {
    assertThat(SentenceContext.of(sentence, "cancer").experiencer()).isEqualTo(expected);
  }

  @Test
  void theWordsThatDecidedAreShown() {
    String sentence = "She has no history of diabetes.";
    var context = SentenceContext.of(sentence, "diabetes");
    assertThat(context.negation()).isEqualTo(Negation.NEGATED);
    assertThat(context.temporality()).isEqualTo(Temporality.HISTORICAL);
    assertThat(context.triggers())
        .extracting(trigger -> trigger.span().of(sentence))
        .containsExactlyInAnyOrder("no history of", "history of");
    assertThat(context.triggers())
        .extracting(Context.Trigger::effect)
        .containsExactlyInAnyOrder(Effect.NEGATED, Effect.HISTORICAL);
  }

  @Test
  void aNegationInsideTheConceptBelongsToIt() {
    assertThat(SentenceContext.of("NECK: SUPPLE, NO MASSES.", "supple, no masses").negation())
        .isEqualTo(Negation.AFFIRMED);
  }

  @Test
  void theConceptInCapitalsCounts() {
    assertThat(SentenceContext.of("No pain at rest, but PAIN on walking.", "pain").negation())
        .isEqualTo(Negation.AFFIRMED);
    assertThat(SentenceContext.of("no  chest\n  PAIN", "CHEST pain").negation())
        .isEqualTo(Negation.NEGATED);
  }

  @Test
  void aConceptThatIsNotThereIsTakenAsSaid() {
    assertThat(SentenceContext.of("No fever.", "cough")).isEqualTo(SentenceContext.of("", ""));
  }

  @Property(tries = 500)
  void noTextMakesItFail(@ForAll String before, @ForAll String concept, @ForAll String after) {
    String sentence = "no " + before + concept + after;
    assertThat(SentenceContext.of(sentence, concept).triggers())
        .allSatisfy(
            trigger -> assertThat(trigger.span().end()).isLessThanOrEqualTo(sentence.length()));
  }
}
