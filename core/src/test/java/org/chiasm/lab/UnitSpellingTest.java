package org.chiasm.lab;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitSpellingTest {
  private static final UnitSpelling SPELLING = UnitSpelling.standard();

  @ParameterizedTest
  @CsvSource({
    "mg/dl, mg/dL",
    "MG/DL, mg/dL",
    "Mg/dL, mg/dL",
    "mg / dL, mg/dL",
    "mg/100 mL, mg/dL",
    "mmol/l, mmol/L",
    "MMOL/L, mmol/L",
    "mEq/L, meq/L",
    "MEQ/L, meq/L",
    "mval/l, meq/L",
    "µg/L, ug/L",
    "μg/L, ug/L",
    "mcg/L, ug/L",
    "MCG/ML, ug/mL",
    "PG/ML, pg/mL",
    "NG/ML, ng/mL",
    "U/l, U/L",
    "IU/L, [iU]/L",
    "mIU/L, m[iU]/L",
    "µIU/mL, u[iU]/mL",
    "uIU/mL, u[iU]/mL",
    "mmHg, mm[Hg]",
    "mm Hg, mm[Hg]",
    "MMHG, mm[Hg]",
    "°C, Cel",
    "C, Cel",
    "℃, Cel",
    "F, [degF]",
    "°F, [degF]",
    "deg F, [degF]",
    "bpm, /min",
    "breaths/min, /min",
    "Beats per minute, /min",
    "sec, s",
    "SEC, s",
    "%, %",
    "lbs, [lb_av]",
    "in, [in_i]",
    "x10E3/uL, 10*3/uL",
    "X10E3/UL, 10*3/uL",
    "10^9/L, 10*9/L",
    "10⁹/L, 10*9/L",
    "x 10^9 / L, 10*9/L",
    "×10³/µL, 10*3/uL",
    "10*3/mm3, 10*3/uL",
    "10e3/ul, 10*3/uL",
    "10E12/L, 10*12/L",
    "10(3)/uL, 10*3/uL",
    "x10E06/uL, 10*6/uL",
    "K/uL, 10*3/uL",
    "K/UL, 10*3/uL",
    "Tsd./µl, 10*3/uL",
    "Mill/ul, 10*6/uL",
    "M/uL, 10*6/uL",
    "G/l, 10*9/L",
    "T/l, 10*12/L",
    "Gpt/l, 10*9/L",
    "/mm³, /uL",
    "cells/µL, /uL",
    "mL/min/1.73m², mL/min/{1.73_m2}",
    "kg/m², kg/m2",
    "mm/hr, mm/h",
    "mg/L FEU, mg/L{FEU}",
    "mg/L, mg/L",
    "10*3/uL, 10*3/uL",
    "mmol/mol, mmol/mol"
  })
  void whatHospitalsWriteIsUnderstood(String written, String ucum) {
    assertThat(SPELLING.ucum(written)).contains(ucum);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MIU/L",
        "109/L",
        "10 9/L",
        "mgs per deciliter of blood",
        "see comment",
        "",
        " ",
        "H*",
        "th",
        "10 12/l",
        "mil/ul",
        "ML",
        "Mg",
        "Mmol",
        "xyz"
      })
  void whatCouldMeanTwoThingsOrNoneIsNotUnderstood(String written) {
    assertThat(SPELLING.ucum(written)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"MU/L, mU/L", "g/L, G/L", "T/L, g/L", "Ms, ms"})
  void caseIsKeptWhereItChangesTheMeaning(String one, String other) {
    assertThat(SPELLING.ucum(one)).isNotEqualTo(SPELLING.ucum(other));
  }

  @Property(tries = 500)
  void anAnswerIsAlwaysValidUcum(@ForAll String written) {
    SPELLING
        .ucum(written)
        .ifPresent(ucum -> assertThat(UcumUnits.standard().isValid(ucum)).isTrue());
  }

  @Test
  void everySpellingOfTheTableLeadsToValidUcum() throws Exception {
    try (var lines = Resources.open("unit-spellings.tsv")) {
      lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#") && !line.startsWith("pattern"))
          .forEach(
              line -> {
                String[] columns = line.split("\t", -1);
                assertThat(columns[1]).isIn("any", "exact");
                assertThat(UcumUnits.standard().isValid(columns[0])).as(columns[0]).isTrue();
                for (String written : columns[2].split("\\|", -1)) {
                  assertThat(SPELLING.ucum(written)).as(written).contains(columns[0]);
                }
              });
    }
  }
}
