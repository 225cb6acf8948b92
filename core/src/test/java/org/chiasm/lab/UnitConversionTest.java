package org.chiasm.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitConversionTest {
  /** SI conversion factors of the AMA Manual of Style, table 17.5-1, and the IFCC. */
  @ParameterizedTest
  @CsvSource({
    "100, mg/dL, mmol/L, glucose, 5.551",
    "1, mg/dL, umol/L, creatinine, 88.4",
    "1, mg/dL, umol/L, bilirubin, 17.1",
    "14, mg/dL, mmol/L, bun, 5.0",
    "60, mg/dL, mmol/L, urea, 9.99",
    "200, mg/dL, mmol/L, cholesterol, 5.172",
    "150, mg/dL, mmol/L, triglycerides, 1.694",
    "10, mg/dL, mmol/L, calcium, 2.495",
    "5, meq/L, mmol/L, calcium, 2.5",
    "2, mg/dL, mmol/L, magnesium, 0.823",
    "2, mEq/L, mg/dL, magnesium, 2.4305",
    "140, mEq/L, mmol/L, sodium, 140",
    "3.1, mg/dL, mmol/L, phosphate, 1.0008",
    "6, mg/dL, umol/L, uric_acid, 356.9",
    "9, mg/dL, mmol/L, lactate, 0.999",
    "14, g/dL, mmol/L, hemoglobin, 8.688",
    "4, g/dL, umol/L, albumin, 601.5",
    "1, ng/dL, pmol/L, free_t4, 12.87",
    "1, ug/dL, nmol/L, cortisol, 27.59",
    "30, ng/mL, nmol/L, vitamin_d, 74.88",
    "400, pg/mL, pmol/L, vitamin_b12, 295.1",
    "10, ng/mL, nmol/L, folate, 22.66",
    "1, ng/mL, nmol/L, digoxin, 1.281",
    "10, ug/mL, umol/L, paracetamol, 66.15",
    "100, mg/dL, mmol/L, ethanol, 21.71",
    "100, ug/dL, umol/L, iron, 17.91",
    "50, ug/dL, umol/L, ammonia, 29.36",
    "1, mg/L, umol/L, homocysteine, 7.397",
    "6.5, %, mmol/mol, hba1c, 47.53",
    "48, mmol/mol, %, hba1c, 6.543",
    "60, IU/L, ukat/L, alt, 1",
    "3.5, uIU/mL, mIU/L, tsh, 3.5",
    "3.5, mU/L, uIU/mL, tsh, 3.5",
    "30, mg/g, mg/mmol, acr, 3.394",
    "100, pg/mL, pmol/L, nt_probnp, 11.82",
    "500, ng/dL, nmol/L, testosterone, 17.34",
    "20, ug/mL, umol/L, vancomycin, 13.80",
    "120, /uL, 10*9/L, platelets, 0.12",
    "1, mg/dL, umol/L, 2160-0, 88.4"
  })
  void clinicalConversionsGiveThePublishedFigures(
      double value, String from, String to, String analyte, double expected) {
    assertThat(converted(value, from, to, analyte)).isCloseTo(expected, within(expected * 1e-3));
  }

  @ParameterizedTest
  @CsvSource({
    "mg/dL, mmol/L, ''", "meq/L, mmol/L, ''", "mmol/mol, %, ''", "mmol/L, mosm/L, ''",
        "mmol/L, 10*9/L, ''", "mg/dL, mmol/L, crp",
    "mg/dL, mmol/L, troponin_i", "[iU]/L, mg/L, tsh", "[iU]/L, U/L, ''", "%, 10*9/L, lymphocytes",
        "mg/dL, mm[Hg], ''", "mg/L{FEU}, mg/L{DDU}, ''",
    "mg/L{FEU}, mg/L, d_dimer_ddu", "mg/L FEU, mg/L, ''", "meq/L, mmol/L, albumin",
        "mg/dL, nonsense, ''", "mg/dL, g/L, unobtainium"
  })
  void whatNeedsMoreThanIsKnownIsRefusedWithAReason(String from, String to, String analyte) {
    var result =
        UnitConversion.convert(1, from, to, Optional.of(analyte).filter(name -> !name.isEmpty()));
    assertThat(result)
        .isInstanceOfSatisfying(
            UnitConversion.Result.NotConverted.class,
            refused -> assertThat(refused.reason()).isNotBlank());
  }

  @ParameterizedTest
  @CsvSource({
    "1, U/L, umol/min/L, 1",
    "0.5, mg/L{FEU}, ug/mL FEU, 0.5",
    "36.6, °C, °F, 97.88",
    "70, kg, lbs, 154.3236"
  })
  void unitsOfOneKindNeedNoAnalyte(double value, String from, String to, double expected) {
    assertThat(converted(value, from, to, "")).isCloseTo(expected, within(1e-4));
  }

  @Property(tries = 500)
  void thereAndBackIsTheSameNumberForEveryAnalyteAndUnit(
      @ForAll("analytes") Analyte analyte,
      @ForAll @DoubleRange(min = 0.1, max = 1000) double value) {
    String first = analyte.units().getFirst();
    for (String unit : analyte.units()) {
      double bounded = first.equals("[pH]") ? 6 + value / 1000 : value;
      double there = converted(bounded, first, unit, analyte.name());
      assertThat(converted(there, unit, first, analyte.name()))
          .as(unit)
          .isCloseTo(bounded, within(1e-12 * bounded + 1e-13));
    }
  }

  @Property(tries = 300)
  void anyWordsAreAnsweredWithoutFailing(
      @ForAll String from, @ForAll String to, @ForAll String analyte, @ForAll double value) {
    assertThat(UnitConversion.convert(value, from, to, Optional.of(analyte))).isNotNull();
  }

  @Provide
  Arbitrary<Analyte> analytes() {
    return Arbitraries.of(AnalyteTable.standard().all());
  }

  private static double converted(double value, String from, String to, String analyte) {
    var result =
        UnitConversion.convert(
            value, from, to, Optional.of(analyte).filter(name -> !name.isEmpty()));
    assertThat(result).isInstanceOf(UnitConversion.Result.Converted.class);
    return ((UnitConversion.Result.Converted) result).value();
  }
}
