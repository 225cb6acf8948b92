package org.chiasm.lab;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.chiasm.Quantity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumericTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5.4|=|5.4|",
        "5,4|=|5.4|",
        "<0.5 mg/L|<|0.5|mg/L",
        "< 0,5mg/l|<|0.5|mg/l",
        ">= 100|>=|100|",
        "≤5|<=|5|",
        "less than 3 U/L|<|3|U/L",
        "Greater than 90|>|90|",
        "12|=|12|",
        "-3.5 mmol/L|=|-3.5|mmol/L",
        "1,234,567|=|1234567|",
        "1.234.567,8|=|1234567.8|",
        "1,234.5|=|1234.5|",
        "0.123|=|0.123|",
        "0,123|=|0.123|",
        "4.5 10*9/L|=|4.5|10*9/L",
        "4.5x10^9/L|=|4.5|x10^9/L",
        "3.5 %|=|3.5|%",
        ".5|=|0.5|",
        "1.5e3|=|1500|",
        "7.|=|7|",
        "12345.678|=|12345.678|"
      })
  void numbersWithComparatorAndUnitAreRead(
      String text, String comparator, double value, String unit) {
    assertThat(NumericText.parse(text))
        .isInstanceOfSatisfying(
            NumericText.Measured.class,
            measured -> {
              assertThat(measured.quantity().value()).isEqualTo(value);
              assertThat(measured.quantity().comparator().symbol()).isEqualTo(comparator);
              assertThat(measured.quantity().unit()).isEqualTo(unit == null ? "" : unit);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1,234",
        "1.234",
        "150.000",
        "neg",
        "positive",
        "trace",
        "+",
        "1+",
        "+++",
        "5-10",
        "5 - 10",
        "120/80",
        "5 to 10",
        "1,2,3",
        "1..2",
        "",
        " ",
        "see note",
        "< ",
        "1:0",
        "1,23,456",
        "NaN",
        "Infinity",
        "1e999"
      })
  void whatCouldBeReadInTwoWaysOrInNoneIsNotRead(String text) {
    assertThat(NumericText.parse(text)).isInstanceOf(NumericText.Unread.class);
  }

  @Test
  void aTitreIsItsDilution() {
    assertThat(NumericText.parse("1:80"))
        .isEqualTo(new NumericText.Titer(80, Quantity.Comparator.EQUAL));
    assertThat(NumericText.parse("<1:40"))
        .isEqualTo(new NumericText.Titer(40, Quantity.Comparator.LESS));
  }

  @Property(tries = 500)
  void noTextMakesItFailAndNoReasonRepeatsTheText(@ForAll String text) {
    if (NumericText.parse("Doe " + text) instanceof NumericText.Unread(var reason)) {
      assertThat(reason).doesNotContain("Doe");
    }
    assertThat(NumericText.parse(text)).isNotNull();
  }

  @Property(tries = 500)
  void aWrittenNumberIsReadAsItself(@ForAll @DoubleRange(min = -1e9, max = 1e9) double value) {
    if (NumericText.parse(Double.toString(value)) instanceof NumericText.Measured(var quantity)) {
      assertThat(quantity.value()).isEqualTo(value);
    }
  }
}
