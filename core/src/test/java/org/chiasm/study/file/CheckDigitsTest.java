package org.chiasm.study.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckDigitsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "6690-2", "26464-8", "1988-5", "27815-0", "8867-4", "72166-2", "2160-0", "94500-6"
      })
  void aPublishedLoincCodeIsRightAndItsNeighboursAreNot(String code) {
    assertThat(CheckDigits.isLoinc(code)).isTrue();
    int length = code.length();
    for (char digit = '0'; digit <= '9'; digit++) {
      if (digit != code.charAt(length - 1)) {
        assertThat(CheckDigits.isLoinc(code.substring(0, length - 1) + digit)).isFalse();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "73211009",
        "22298006",
        "38341003",
        "266919005",
        "225908003",
        "900000000000207008"
      })
  void aPublishedSnomedIdentifierIsRightAndOneWithADigitChangedIsNot(String code) {
    assertThat(CheckDigits.isSnomed(code)).isTrue();
    for (int i = 0; i < code.length(); i++) {
      char other = code.charAt(i) == '9' ? '0' : (char) (code.charAt(i) + 1);
      assertThat(CheckDigits.isSnomed(code.substring(0, i) + other + code.substring(i + 1)))
          .isFalse();
    }
  }
}
