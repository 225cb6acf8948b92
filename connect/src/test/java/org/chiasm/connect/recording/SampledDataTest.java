package org.chiasm.connect.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SampledData values against a slow reading of their definition. */
class SampledDataTest {
  private static SampledData data(String text, int dimensions) {
    return new SampledData(
        0, "uV", 4, 1, OptionalDouble.of(-9), OptionalDouble.of(9), dimensions, text);
  }

  /** FHIR R4 SampledData: sample × factor + origin, dimensions alternating. */
  @Property(tries = 300)
  void everySampleIsItselfTimesFactorPlusOrigin(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(min = -5000, max = 5000) Integer> samples,
      @ForAll @DoubleRange(min = -50, max = 50) double origin,
      @ForAll @DoubleRange(min = 0.01, max = 10) double factor,
      @ForAll @IntRange(min = 1, max = 5) int dimensions)
      throws Exception {
    var words = new ArrayList<String>();
    int whole = samples.size() / dimensions * dimensions;
    for (int i = 0; i < whole; i++) {
      words.add(i % 7 == 3 ? "E" : Integer.toString(samples.get(i)));
    }
    var found =
        new SampledData(
                origin,
                "mV",
                2,
                factor,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                dimensions,
                String.join(words.size() % 2 == 0 ? " " : "  \n", words))
            .microvolts();
    assertThat(found).hasDimensions(dimensions, whole / dimensions);
    for (int i = 0; i < whole; i++) {
      float sample = found[i % dimensions][i / dimensions];
      Float expected = i % 7 == 3 ? Float.NaN : (float) ((origin + factor * samples.get(i)) * 1000);
      assertThat(sample).isEqualTo(expected);
    }
  }

  @Test
  void wordsStandForWhatTheLimitsSay() throws Exception {
    assertThat(data("1 E L U -2.5e1", 1).microvolts()[0]).containsExactly(1, Float.NaN, -9, 9, -25);
    var unlimited =
        new SampledData(0, "uV", 4, 1, OptionalDouble.empty(), OptionalDouble.empty(), 1, "1 L U");
    assertThat(unlimited.microvolts()[0]).containsExactly(1, Float.NaN, Float.NaN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 2 x|1", "1 2 3|2", "1e|1", "1f 2|1", "0x1p3|1", "1 2|0", "1 2|257", "e|1", "--1|1"
      })
  void whatIsNoSeriesOfNumbersIsRefused(String text, int dimensions) {
    assertThatThrownBy(() -> data(text, dimensions).microvolts())
        .isInstanceOf(EcgFileException.class);
  }

  @ParameterizedTest
  @CsvSource({"NaN,4,1", "0,0,1", "0,-4,1", "0,NaN,1", "0,4,0", "0,4,Infinity", "Infinity,4,1"})
  void numbersThatCannotBeAreRefused(double origin, double periodMs, double factor) {
    var data =
        new SampledData(
            origin,
            "uV",
            periodMs,
            factor,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            1,
            "1 2");
    assertThatThrownBy(data::microvolts).isInstanceOf(EcgFileException.class);
  }

  @Test
  void anyTextEndsInNumbersOrARefusal() {
    var random = new Random(37);
    int refused = 0;
    for (int round = 0; round < 3000; round++) {
      var text = new StringBuilder();
      for (int i = random.nextInt(12); i >= 0; i--) {
        text.append("0123456789.-+eELU \t,NaInfx".charAt(random.nextInt(26)));
      }
      try {
        assertThat(data(text.toString(), 1 + random.nextInt(3)).microvolts().length).isPositive();
      } catch (EcgFileException e) {
        assertThat(e.reason().toLowerCase(Locale.ROOT)).isNotBlank();
        refused++;
      }
    }
    assertThat(refused).isBetween(1000, 2990);
  }

  @Test
  void leadsAreThoseWhoseCodeNamesALeadOrAnElectrocardiogram() throws Exception {
    var leads = new SampledLeads(List.of("11524-6", "EKG study"));
    leads.add(List.of("MDC_ECG_ELEC_POTL_V2"), data("1 2", 1));
    leads.add(List.of("nothing known"), data("3 4", 1));
    assertThat(leads.signal().leads()).containsExactly("V2", "ECG");
    var brain = new SampledLeads(List.of("EEG"));
    brain.add(List.of("Fp1"), data("1 2", 1));
    assertThat(brain.isEmpty()).isTrue();
    brain.add(List.of("Electrocardiogram lead II"), data("1 2", 1));
    assertThat(brain.signal().leads()).containsExactly("II");
    assertThatThrownBy(
            () ->
                brain.add(
                    List.of("III"),
                    new SampledData(
                        0, "uV", 5, 1, OptionalDouble.empty(), OptionalDouble.empty(), 1, "1")))
        .hasMessageContaining("different sampling periods");
  }
}
