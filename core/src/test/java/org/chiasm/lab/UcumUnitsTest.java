package org.chiasm.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.File;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class UcumUnitsTest {
  private static final UcumUnits UNITS = UcumUnits.standard();

  @Test
  void everyValidationCaseOfTheUcumFunctionalTestsIsAnsweredAsExpected() throws Exception {
    var wrong = new ArrayList<String>();
    var cases = functionalTests("validation");
    for (var each : cases) {
      String unit = each.getAttribute("unit");
      if (UNITS.isValid(unit) != Boolean.parseBoolean(each.getAttribute("valid"))) {
        wrong.add(each.getAttribute("id") + " " + unit);
      }
    }
    assertThat(cases).hasSize(529);
    assertThat(wrong).isEmpty();
  }

  @Test
  void everyConversionCaseOfTheUcumFunctionalTestsIsAnsweredToTheDigitsItGives() throws Exception {
    var wrong = new ArrayList<String>();
    var cases = functionalTests("conversion");
    for (var each : cases) {
      var expected = new BigDecimal(each.getAttribute("outcome"));
      var scale = UNITS.scale(each.getAttribute("srcUnit"), each.getAttribute("dstUnit"));
      double got = scale.orElseThrow().apply(Double.parseDouble(each.getAttribute("value")));
      boolean agrees =
          expected.precision() > 15
              ? Math.abs(got - expected.doubleValue()) <= 1e-15 * expected.doubleValue()
              : new BigDecimal(got)
                      .round(new MathContext(significantDigits(each.getAttribute("outcome"))))
                      .compareTo(expected)
                  == 0;
      if (!agrees) {
        wrong.add(each.getAttribute("id") + " got " + got + " expected " + expected);
      }
    }
    assertThat(cases).hasSize(30);
    assertThat(wrong).isEmpty();
  }

  @Test
  void productsAndQuotientsOfTheUcumFunctionalTestsAreCommensurableWithTheExpectedUnit()
      throws Exception {
    for (var each : functionalTests("multiplication")) {
      assertThat(
              UNITS.scale(
                  "(" + each.getAttribute("u1") + ").(" + each.getAttribute("u2") + ")",
                  each.getAttribute("uRes")))
          .isEqualTo(Optional.of(UnitScale.Linear.IDENTITY));
    }
    for (var each : functionalTests("division")) {
      String result = each.getAttribute("uRes").isEmpty() ? "1" : each.getAttribute("uRes");
      var scale =
          UNITS
              .scale("(" + each.getAttribute("u1") + ")/(" + each.getAttribute("u2") + ")", result)
              .orElseThrow();
      double quotient =
          Double.parseDouble(each.getAttribute("v1")) / Double.parseDouble(each.getAttribute("v2"));
      double expected = Double.parseDouble(each.getAttribute("vRes"));
      assertThat(scale.apply(quotient)).isCloseTo(expected, within(0.05 * expected));
    }
  }

  @Test
  void cleanNumbersStayClean() {
    assertThat(scale("10*9/L", "10*3/uL").isIdentity()).isTrue();
    assertThat(scale("ng/mL", "ug/L").isIdentity()).isTrue();
    assertThat(scale("mg/dL", "mg/L").apply(0.45)).isEqualTo(4.5);
    assertThat(scale("mg/L", "mg/dL").apply(0.7)).isEqualTo(0.07);
    assertThat(scale("[degF]", "Cel").apply(98.6)).isEqualTo(37.0);
    assertThat(scale("Cel", "[degF]").apply(38.5)).isEqualTo(101.3);
    assertThat(scale("U/L", "ukat/L").apply(60)).isEqualTo(1.0);
    assertThat(scale("%", "1").apply(21)).isEqualTo(0.21);
    assertThat(scale("mm[Hg]", "kPa").apply(40)).isEqualTo(5.33288);
    assertThat(scale("[pH]", "nmol/L").apply(7.4)).isCloseTo(39.8107, within(1e-4));
    assertThat(scale("nmol/L", "[pH]").apply(40)).isCloseTo(7.39794, within(1e-5));
  }

  @Test
  void aCurvedScaleHasNoNumberWhereNoneExists() {
    assertThat(scale("nmol/L", "[pH]").apply(-1)).isNaN();
  }

  @Test
  void arbitraryUnitsConvertAmongTheirOwnMultiplesOnly() {
    assertThat(scale("m[iU]/mL", "[iU]/L").isIdentity()).isTrue();
    assertThat(scale("u[IU]/mL", "m[iU]/L").isIdentity()).isTrue();
    assertThat(UNITS.areCommensurable("[iU]/L", "cd/L")).isFalse();
    assertThat(UNITS.areCommensurable("[iU]/L", "K/L")).isFalse();
    assertThat(UNITS.areCommensurable("[iU]/L", "[arb'U]/L")).isFalse();
    assertThat(UNITS.areCommensurable("[iU]/L", "mg/L")).isFalse();
    assertThat(UNITS.areCommensurable("[iU]/L", "U/L")).isFalse();
  }

  @Test
  void whatIsNoUnitIsInvalidAndNeverFails() {
    for (String text :
        List.of(
            "",
            " ",
            "mg /dL",
            "{",
            "}",
            "mg/dL\n",
            "(((((((((",
            "10+3",
            "µg/L",
            "m".repeat(5000),
            "(".repeat(99),
            "mg//dL",
            "/",
            ".",
            "[",
            "{}}",
            "\0")) {
      assertThat(UNITS.isValid(text))
          .as("validity of a text of %d characters", text.length())
          .isFalse();
      assertThat(UNITS.scale(text, "mg/dL")).isEmpty();
    }
  }

  @Property(tries = 300)
  void thereAndBackIsTheSameNumber(
      @ForAll("pairs") List<String> pair,
      @ForAll @DoubleRange(min = 0.01, max = 1e6) double value) {
    var there = scale(pair.get(0), pair.get(1));
    var back = scale(pair.get(1), pair.get(0));
    assertThat(back.apply(there.apply(value))).isCloseTo(value, within(1e-12 * value));
  }

  @Property(tries = 300)
  void anyTextIsAnsweredWithoutFailing(@ForAll("texts") String text) {
    boolean valid = UNITS.isValid(text);
    assertThat(UNITS.scale(text, text).isPresent()).isEqualTo(valid);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withChars("mgdLl/.*^0123456789+-[]{}()'%uHzCelUi ")
        .ofMaxLength(24);
  }

  @Provide
  Arbitrary<List<String>> pairs() {
    var kinds =
        List.of(
            List.of("mg/dL", "g/L", "ug/mL", "ng/L", "kg/m3", "g%"),
            List.of("mmol/L", "umol/mL", "nmol/dL", "mol/m3"),
            List.of("10*9/L", "10*3/uL", "/uL", "/mm3", "10*6/mL"),
            List.of("mm[Hg]", "kPa", "cm[H2O]", "bar", "[psi]"),
            List.of("kg", "[lb_av]", "[oz_av]", "g", "[stone_av]"),
            List.of("cm", "[in_i]", "[ft_i]", "m"),
            List.of("U/L", "ukat/L", "nkat/mL", "umol/min/L"),
            List.of("m[iU]/L", "u[iU]/mL", "[iU]/L", "k[iU]/mL"),
            List.of("s", "min", "h", "d", "wk", "a", "mo"),
            List.of("/min", "Hz", "/h", "/s"),
            List.of("%", "1", "10*-3", "[ppth]"));
    return Arbitraries.of(kinds).flatMap(kind -> Arbitraries.of(kind).list().ofSize(2));
  }

  private static UnitScale scale(String from, String to) {
    return UNITS.scale(from, to).orElseThrow();
  }

  /**
   * The digits of a case, trailing zeros before the point not counted, as its author meant them.
   */
  private static int significantDigits(String outcome) {
    return Math.max(1, new BigDecimal(outcome).stripTrailingZeros().precision());
  }

  private static List<Element> functionalTests(String section) throws Exception {
    var file =
        Path.of(
                System.getProperty("chiasm.shared"),
                "data/units_ucum/ucum-java/src/test/resources/UcumFunctionalTests.xml")
            .toFile();
    Assumptions.assumeTrue(file.exists(), "shared data set units_ucum is absent");
    var document = document(file);
    var nodes =
        ((Element) document.getElementsByTagName(section).item(0)).getElementsByTagName("case");
    var cases = new ArrayList<Element>();
    for (int i = 0; i < nodes.getLength(); i++) {
      cases.add((Element) nodes.item(i));
    }
    return cases;
  }

  private static org.w3c.dom.Document document(File file) throws Exception {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file);
  }
}
