package org.chiasm.learn.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleJsonTest {
  @ParameterizedTest
  @ValueSource(
      doubles = {
        0.1,
        -0.0,
        Double.MIN_VALUE,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY
      })
  void everyNumberReadsBackBitForBit(double number) throws IOException {
    var file = BundleJson.bytes(BundleJson.numbers(List.of(number)));
    assertThat(BundleJson.numbers(BundleJson.parse(file))).containsExactly(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"0.1\"", "\"nan\"", "true", "null", "{}"})
  void whatIsNoNumberIsRefused(String json) throws IOException {
    var parsed = BundleJson.parse(json.getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> BundleJson.number(parsed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected a number");
  }
}
