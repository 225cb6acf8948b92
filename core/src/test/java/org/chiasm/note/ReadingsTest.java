package org.chiasm.note;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chiasm.note.context.Context.Experiencer;
import org.chiasm.note.context.Context.Negation;
import org.chiasm.note.context.Context.Temporality;
import org.chiasm.note.text.Language;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What single phrases of templates, letters and telegraphic notes are read as. */
class ReadingsTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      value = {
        "Type 2 diabetes mellitus (HCC); diabetes present",
        "COPD (chronic obstructive pulmonary disease) (HCC); chronic_pulmonary_disease present",
        "Hepatocellular carcinoma (HCC) of segment 6.; cancer present",
        "Known HCC of segment 6.; cancer present",
        "Smoking status: Never Smoker; smoking denied",
        "Smoking status: Former Smoker; former_smoking present",
        "Smokeless tobacco: Never Used; smoking denied",
        "Tobacco: [ ] Never [x] Former [ ] Current; former_smoking present",
        "Tobacco: [x] Never [ ] Former [ ] Current; smoking denied",
        "She gave up smoking in 1999.; former_smoking present",
        "Daughter telephoned, says she has diabetes.; diabetes present",
        "Depression screen (PHQ-2) negative.; depression denied",
        "Depression screen positive.; depression present",
        "CKD stage 4, not on dialysis yet.; renal_disease present",
        "Not on dialysis.; renal_disease denied",
        "Echo: EF 60%, moderate MR, mild AS.; valvular_disease present",
        "IMAGING: MR brain without contrast as planned.; ",
        "SEVERE PAIN AS A RESULT OF THE FALL.; ",
        "Mild depressed skull fracture.; ",
        "ST segments depressed in V4.; ",
        "He is not depressed.; depression denied",
        "MRI: acute infarct in the left thalamus.; cerebrovascular_disease present",
        "CT abdomen: splenic infarct.; ",
        "0 of 14 lymph nodes positive for metastatic carcinoma.; metastatic_cancer denied",
        "COPD (GOLD III, home oxygen, two admissions last year): no; chronic_pulmonary_disease denied",
        "The FOB is a smoker.; ",
        "Sat 94% on RA.; ",
        "A/P: // COPD: continue nebulizers and prednisone taper // HTN: continue lisinopril at home dose; chronic_pulmonary_disease present, hypertension present",
        "PMH: // STROKE: none known, on aspirin for the heart; cerebrovascular_disease denied",
        "RA: on methotrexate for her joints.; rheumatic_disease present",
        "PE: Alert, no distress, HEENT normal.; ",
        "CTA: bilateral PE.; pulmonary_circulation_disorder present",
        "MS 4 mg IV given for pain.; ",
        "MS on ocrelizumab.; other_neurological_disorder present",
        "Mitral insufficiency (MI), mild.; valvular_disease present",
        "ECG without signs of MI.; myocardial_infarction denied",
        "Robitussin DM for cough.; ",
        "ABLE TO WALK WITH HEARING AIDS.; ",
        "I25.10 CAD without angina // N18.30 CKD stage 3; coronary_artery_disease present, renal_disease present",
      })
  void anEnglishPhraseIsReadAsMeant(String text, String states) {
    assertThat(read("en", text)).isEqualTo(states == null ? "" : states);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      value = {
        "CT-Thorax: Ausschluss Lungenembolie.; pulmonary_circulation_disorder denied",
        "Fragestellung: Ausschluss Lungenembolie; ",
        "Ausschluss Lungenembolie?; ",
        "Zeichen der pulmonalen Hypertonie bestehen nicht.; pulmonary_circulation_disorder denied",
        "Magen: kein Ulkus.; peptic_ulcer_disease denied",
        "Ulkus am Unterschenkel, Magen unauffällig.; ",
        "Gastroskopie: keine Varizen.; moderate_or_severe_liver_disease denied",
        "Varizen beider Unterschenkel.; ",
        "Echo: leichtgr. MI, keine AI.; valvular_disease present",
        "Z.n. MI 2010.; myocardial_infarction present",
        "D.m. Typ II, art. Hypertonie.; diabetes present, hypertension present",
        "Mamma-Ca links. Keine Fernmetastasen.; cancer present, metastatic_cancer denied",
        "Keine bekannte Herzinsuffizienz.; congestive_heart_failure denied",
        "Dialyse aktuell nicht notwendig. pAVK Stadium IIb.; peripheral_vascular_disease present, renal_disease denied",
        "Keine Vitien, leichte Mitralinsuffizienz.; valvular_disease present",
      })
  void aGermanPhraseIsReadAsMeant(String text, String states) {
    assertThat(read("de", text)).isEqualTo(states == null ? "" : states);
  }

  private static String read(String language, String text) {
    var findings =
        NoteReader.of(Language.of(language).orElseThrow())
            .read(text.replace(" // ", "\n"))
            .findings();
    return String.join(
        ", ",
        findings.stream()
            .map(Finding::group)
            .distinct()
            .sorted()
            .map(group -> state(group, findings))
            .filter(state -> !state.isEmpty())
            .toList());
  }

  private static String state(String group, List<Finding> findings) {
    var own = findings.stream().filter(each -> each.group().equals(group)).toList();
    if (own.stream().anyMatch(each -> each.context().isOfPatient())) {
      return group + " present";
    }
    boolean denied =
        own.stream()
            .map(Finding::context)
            .anyMatch(
                each ->
                    each.negation() == Negation.NEGATED
                        && each.temporality() != Temporality.HYPOTHETICAL
                        && each.experiencer() == Experiencer.PATIENT);
    return denied ? group + " denied" : "";
  }
}
