package org.chiasm.lab;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chiasm.Code;
import org.junit.jupiter.api.Test;

class AnalyteTableTest {
  /** IUPAC abridged standard atomic weights 2021, doi:10.1515/pac-2019-0603. */
  private static final Map<String, Double> ATOMIC_WEIGHT =
      Map.ofEntries(
          Map.entry("H", 1.0080),
          Map.entry("C", 12.011),
          Map.entry("N", 14.007),
          Map.entry("O", 15.999),
          Map.entry("Na", 22.990),
          Map.entry("Mg", 24.305),
          Map.entry("P", 30.974),
          Map.entry("S", 32.06),
          Map.entry("Cl", 35.45),
          Map.entry("K", 39.098),
          Map.entry("Ca", 40.078),
          Map.entry("Fe", 55.845),
          Map.entry("Co", 58.933),
          Map.entry("Cu", 63.546),
          Map.entry("Zn", 65.38),
          Map.entry("I", 126.90),
          Map.entry("Li", 6.94),
          Map.entry("Pb", 207.2),
          Map.entry("F", 18.998),
          Map.entry("Se", 78.971),
          Map.entry("Hg", 200.59),
          Map.entry("Cd", 112.41),
          Map.entry("Mn", 54.938),
          Map.entry("Al", 26.982),
          Map.entry("As", 74.922),
          Map.entry("Cr", 51.996),
          Map.entry("Ni", 58.693),
          Map.entry("Tl", 204.38),
          Map.entry("Ag", 107.87),
          Map.entry("Br", 79.904));

  private static final Pattern ELEMENT = Pattern.compile("([A-Z][a-z]?)(\\d*)");

  @Test
  void theTableHoldsMoreThanEightyAnalytesEachWithASource() {
    assertThat(AnalyteTable.standard().all()).hasSizeGreaterThan(80);
    assertThat(AnalyteTable.standard().all())
        .allSatisfy(each -> assertThat(each.source()).isNotBlank());
  }

  @Test
  void everyMolarMassWithAFormulaIsThatOfItsAtoms() throws Exception {
    int checked = 0;
    try (var lines = Resources.open("analytes.csv")) {
      for (String line : lines.lines().filter(line -> !line.startsWith("#")).skip(1).toList()) {
        String[] cell = line.split(",", -1);
        if (!cell[3].isEmpty()) {
          assertThat(Double.parseDouble(cell[4]))
              .as(cell[0])
              .isCloseTo(molarMass(cell[3]), within(0.005));
          checked++;
        }
      }
    }
    assertThat(checked).isGreaterThan(60);
  }

  @Test
  void everyUnitOfAnAnalyteIsValidAndConvertsToItsFirst() {
    for (var analyte : AnalyteTable.standard().all()) {
      for (String unit : analyte.units()) {
        assertThat(UcumUnits.standard().isValid(unit)).as(analyte + " " + unit).isTrue();
        assertThat(
                UnitConversion.rule(
                    unit, analyte.units().getFirst(), Optional.of(analyte), Optional.of(analyte)))
            .as(analyte + " from " + unit)
            .isInstanceOf(ConversionRule.Convertible.class);
      }
    }
  }

  @Test
  void whatIsTypicalIsPlausible() {
    assertThat(AnalyteTable.standard().all())
        .allSatisfy(
            each -> {
              assertThat(each.plausible().low()).isLessThanOrEqualTo(each.typical().low());
              assertThat(each.plausible().high()).isGreaterThanOrEqualTo(each.typical().high());
            });
  }

  @Test
  void anAnalyteIsFoundByNameAliasAndLoinc() {
    var table = AnalyteTable.standard();
    assertThat(table.named("Blood Urea-Nitrogen")).isEqualTo(table.named("bun"));
    assertThat(table.named("HbA1c")).isEqualTo(table.of(new Code("LOINC", "4548-4")));
    assertThat(table.of(new Code("LOCAL", "4548-4"))).isEmpty();
    assertThat(table.named("")).isEmpty();
  }

  @Test
  void everyLoincCodeHasASourceARightCheckDigitAndTheNameOfItsProperty() throws Exception {
    var names = new HashMap<String, String>();
    try (var lines = Resources.open("loinc-codes.tsv")) {
      for (String line : lines.lines().filter(line -> !line.startsWith("#")).toList()) {
        String[] cell = line.split("\t", -1);
        assertThat(cell[2]).as(cell[0]).matches("[EMGDISUF]+");
        assertThat(names.put(cell[0], cell[1])).as(cell[0]).isNull();
      }
    }
    for (var analyte : AnalyteTable.standard().all()) {
      analyte
          .loinc()
          .forEach(
              (code, property) -> {
                String as = analyte + " " + code;
                assertThat(names).as(as).containsKey(code);
                String name = requireNonNull(names.remove(code));
                int dash = code.indexOf('-');
                assertThat(code.substring(dash + 1))
                    .as(as)
                    .isEqualTo(String.valueOf(checkDigit(code.substring(0, dash))));
                if (name.contains("[Mass/volume]") || name.contains("[Entitic mass]")) {
                  assertThat(property).as(as).isNotEqualTo(Analyte.Property.SUBSTANCE);
                }
                if (name.contains("[Moles/volume]")) {
                  assertThat(property).as(as).isEqualTo(Analyte.Property.SUBSTANCE);
                }
              });
    }
    assertThat(names).as("codes with a name that no analyte has").isEmpty();
  }

  /** Mod 10, as in the LOINC Users' Guide, appendix C. */
  private static int checkDigit(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int weighted = i % 2 == 0 ? 2 * digit : digit;
      sum += weighted > 9 ? weighted - 9 : weighted;
    }
    return (10 - sum % 10) % 10;
  }

  private static double molarMass(String formula) {
    var elements = ELEMENT.matcher(formula);
    double sum = 0;
    while (elements.find()) {
      int count = elements.group(2).isEmpty() ? 1 : Integer.parseInt(elements.group(2));
      sum += count * ATOMIC_WEIGHT.getOrDefault(elements.group(1), Double.NaN);
    }
    return sum;
  }
}
