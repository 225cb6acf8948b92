package org.chiasm.waveform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeadNamesTest {
  @ParameterizedTest
  @CsvSource({
    "I, I",
    "i, I",
    "iii, III",
    "Lead I, I",
    "LEAD_II, II",
    "ECG lead II, II",
    "ECG_V3, V3",
    "ECG V6, V6",
    "MDC_ECG_LEAD_AVR, aVR",
    "MDC_ECG_LEAD_V1, V1",
    "2:1, I",
    "2:61, III",
    "2:64, aVF",
    "131329, I",
    "131331, V1",
    "131390, aVR",
    "5.6.3-9-2, II",
    "AVR, aVR",
    "avl, aVL",
    "aVF, aVF",
    "DII, II",
    "D3, III",
    "C4, V4",
    "Ableitung III, III"
  })
  void everySpellingOfAStandardLeadIsRecognised(String spelling, String lead) {
    assertThat(LeadNames.standard(spelling)).contains(lead);
    assertThat(LeadNames.isEcg(spelling)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"MLII", "MCL1", "V", "ECG", "ECG 1", "ecg_2", "V4R", "VX", "mod.V1", "CM5"})
  void aModifiedOrFurtherLeadIsAnEcgAndNoStandardLead(String spelling) {
    assertThat(LeadNames.standard(spelling)).isEmpty();
    assertThat(LeadNames.isEcg(spelling)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "I II V1 V2 V3 V4 V5 V6, 12",
    "II III V1, 7",
    "I II III aVR aVL aVF V1 V2 V3 V4 V5 V6, 12",
    "II V1, 2",
    "aVR aVL, 2",
    "I II MLII ECG, 8"
  })
  void limbLeadsThatFollowFromTwoOthersCount(String leads, int count) {
    assertThat(LeadNames.countWithDerived(List.of(leads.split(" ", -1)))).isEqualTo(count);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "PLETH",
        "RESP",
        "Resp. Imp.",
        "ABP",
        "ART",
        "CO2",
        "Fp2-F4",
        "EEG",
        "ch1",
        "col 0",
        "Angle",
        "VTI"
      })
  void whatIsNoEcgIsNotTakenForOne(String spelling) {
    assertThat(LeadNames.isEcg(spelling)).isFalse();
  }

  @Test
  void standardLeadsComeFirstInTheirOrderAndOthersKeepTheirs() {
    var signal =
        EcgSignal.of(
            100,
            List.of("vz", "V2", "MLII", "Lead II", "avr", "ECG", "ECG"),
            new float[][] {{1}, {2}, {3}, {4}, {5}, {6}, {7}});

    assertThat(signal.leads()).containsExactly("II", "aVR", "V2", "vz", "MLII", "ECG", "ECG#2");
    assertThat(signal.microvolts(0)).containsExactly(4);
    assertThat(signal.microvolts("ECG#2")).contains(new float[] {7});
  }
}
