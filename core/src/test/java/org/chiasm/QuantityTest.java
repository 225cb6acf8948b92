package org.chiasm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {
  @ParameterizedTest
  @CsvSource({
    "1.23456789, 1.235",
    "-0.000123456, -0.0001235",
    "123456.7, 123500",
    "7.0, 7",
    "0.0, 0",
    "female, female",
    "NaN, NaN"
  })
  void aPersonReadsFourDigitsOfANumberAndAnyOtherTextAsItIs(String text, String shown) {
    assertThat(Quantity.toFourDigits(text)).isEqualTo(shown);
  }
}
