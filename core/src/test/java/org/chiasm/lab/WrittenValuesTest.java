package org.chiasm.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Values and units as laboratories and nurses write them, against what each of them means. */
class WrittenValuesTest {
  private static final Pattern NUMBER = Pattern.compile("([<>]=?)?(-?[\\d.]+)");

  @ParameterizedTest(name = "{0} {1} to {2} of {3} is {4}")
  @CsvFileSource(
      resources = {
        "/org/chiasm/lab/written-values.csv",
        "/org/chiasm/lab/written-values-second.csv"
      },
      numLinesToSkip = 1,
      emptyValue = "",
      nullValues = "never",
      ignoreLeadingAndTrailingWhitespace = false)
  void aValueIsConvertedAsItIsMeantOrRefused(
      String value, String from, String to, String analyte, String expected) {
    var answer = WrittenConversion.convert(text(value), text(from), text(to), text(analyte));
    if (expected.equals("error")) {
      assertThat(answer).isInstanceOf(WrittenConversion.Answer.NotConverted.class);
      return;
    }
    assertThat(answer).isInstanceOf(WrittenConversion.Answer.Converted.class);
    String found = ((WrittenConversion.Answer.Converted) answer).text();
    var wanted = NUMBER.matcher(expected);
    var got = NUMBER.matcher(found);
    if (wanted.matches() && got.matches()) {
      assertThat(got.group(1)).isEqualTo(wanted.group(1));
      var limit = new BigDecimal(wanted.group(2)).abs().multiply(new BigDecimal("0.006"));
      assertThat(new BigDecimal(got.group(2)).subtract(new BigDecimal(wanted.group(2))).abs())
          .isLessThanOrEqualTo(limit.add(new BigDecimal("1e-9")));
    } else {
      assertThat(found).isEqualTo(expected);
    }
  }

  /** An empty cell of the table. */
  private static String text(@Nullable String cell) {
    return cell == null ? "" : cell;
  }
}
