package org.chiasm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeTest {
  @ParameterizedTest
  @CsvSource({
    "LOINC//6690-2,LOINC,6690-2",
    "LAB//50912//mg/dL,LAB,50912//mg/dL",
    "MEDS_BIRTH,'',MEDS_BIRTH",
    "http://lab.example.org//CRP,http://lab.example.org,CRP",
    "https://lab.example.org/codes//A//B,https://lab.example.org/codes,A//B",
    "urn:lab//CRP,urn:lab,CRP"
  })
  void aMedsCodeStringIsReadAndWrittenAlike(String meds, String system, String value) {
    assertThat(Code.parse(meds)).isEqualTo(new Code(system, value));
    assertThat(Code.parse(meds).meds()).isEqualTo(meds);
  }
}
