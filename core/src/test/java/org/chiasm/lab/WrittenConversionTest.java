package org.chiasm.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrittenConversionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "5.5; mmol/L; mg/dL; glucose; 99.0858",
        "'<0,5'; mg/dl; g/L; ''; <0.005",
        "3.5-5.1; mmol/L; meq/L; Kalium; 3.5-5.1",
        "98.6; °F; °C; ''; 37",
        "-40; degF; Cel; ''; -40",
        "7; %; mmol/mol; HbA1c; 52.9951902055",
        "53; mmol/mol; %; HbA1c; 7.00044",
        "<7.2; pH; nmol/L; ''; >63.095734448",
        "40; U/L; nkat/L; ALT; 666.666666667",
        "5; K/µL; G/l; ''; 5",
        "6; mg/dL; µmol/L; Harnsäure; 356.904920529",
        "100; mg/dL; mmol/L; Glucose [Mass/volume] in Serum or Plasma; 5.55074490997",
        "5; mcg/kg/hr; ug/kg/min; ''; 0.0833333333333",
        "20; drops; mL; ''; 1",
        "1:80; titer; titer; ''; 1:80",
        "1.234; g/L; mg/L; ''; 1234",
        "1.234,5; mg/L; g/L; ''; 1.2345",
        "3; [wood'U]; dyn.s/cm5; ''; 239.9796",
        "1; mol/L; [pH]; ''; 0",
        "14; [pH]; nmol/L; ph; 0.00001",
        "5; mmol/l; mg/dl; LOINC 2345-7; 90.078",
        "5; mmol/l; mg/dl; http://loinc.org|14749-6; 90.078",
        "6.5; %{NGSP}; mmol/mol{IFCC}; hba1c; 47.529514648",
        "0.5; nmol/mL/s; U/L; alt; 30",
        "30; mg/g{creat}; mg/mmol{creat}; albumin/creatinine; 3.3936",
        "150; mg/24h; mg/d; ''; 150",
        "0.45; L/L; %; hematocrit; 45",
        ">7.4; [pH]; nmol/L; ph; <39.8107170554",
        "10; mg/dL; meq/L; calcium; 4.9902689755",
        "6; mg/dL; umol/L; Phenobarbitone; 258.354539935"
      })
  void aValueIsConvertedAsItIsWritten(
      String value, String from, String to, String analyte, String expected) {
    assertThat(WrittenConversion.convert(value, from, to, analyte))
        .isInstanceOfSatisfying(
            WrittenConversion.Answer.Converted.class,
            answer -> assertThat(answer.text()).isEqualTo(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "5; mg/dL; mmol/L; ''; molar mass",
        "5; mg/dL; meq/L; ''; valence",
        "7; %; mmol/mol; ''; HbA1c",
        "5; mg/dL; mmol/L; crp; has none in the table",
        "5; mg/dL; mmol/L; unobtainium; not in the analyte table",
        "5; foo; mg/dL; ''; neither UCUM",
        "5; MIU/L; [iU]/L; ''; neither UCUM",
        "'1,234'; mg/dL; g/L; ''; comma",
        "++; mg/dL; g/L; ''; ordinal",
        "1:80; mg/dL; g/L; ''; titre",
        "-300; Cel; K; ''; absolute zero",
        "-5; mg/dL; mmol/L; glucose; less than none",
        "-1; mmol/L; pH; ''; no such number",
        "''; mg/dL; g/L; ''; no value",
        "NaN; mg/dL; g/L; ''; not a number",
        "10-5; mg/dL; g/L; ''; not a number",
        "1; {titer}; {score}; ''; count different things",
        "1; ng/mL FEU; ng/mL DDU; ''; FEU and DDU",
        "0; nmol/L; [pH]; ''; no such number",
        "0; 1; Np; ''; no such number",
        "37; [pH]; mol/L; ''; no such number",
        "45; deg; %[slope]; ''; different kinds",
        "1; ML; L; ''; neither UCUM",
        "45; %; 10*9/L; neutrophils; different kinds",
        "10; uIU/mL; pmol/L; insulin; different kinds",
        "50; ng/L; pmol/L; troponin_t; has none in the table",
        "140; [iU]/L; U/L; ''; different kinds",
        "1; Vitamin D [Units/volume] in Urine; g/L; ''; neither UCUM"
      })
  void whatCannotBeConvertedSaysWhy(
      String value, String from, String to, String analyte, String reason) {
    assertThat(WrittenConversion.convert(value, from, to, analyte))
        .isInstanceOfSatisfying(
            WrittenConversion.Answer.NotConverted.class,
            answer -> assertThat(answer.error()).contains(reason));
  }

  @Test
  void anyTextsAreAnswered() {
    var random = new Random(7);
    String letters = "0123456789.,-<>=:+/%µ°*^[]{}()eEmgdlLUIx ";
    for (int i = 0; i < 20_000; i++) {
      assertThat(
              WrittenConversion.convert(
                  text(random, letters), text(random, letters), "mg/L", text(random, letters)))
          .isNotNull();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "neg, NEGATIVE", "Nicht nachweisbar, NEGATIVE", "1+, ONE_PLUS", "++, TWO_PLUS",
    "(+), TRACE", "Spur, TRACE", "reactive, POSITIVE", "non-reactive, NEGATIVE",
    "+/-, BORDERLINE", "não reagente, NEGATIVE"
  })
  void ordinalWordsHaveARank(String text, OrdinalResult expected) {
    assertThat(OrdinalResult.parse(text)).contains(expected);
  }

  @Test
  void noNameOfOneAnalyteIsANameOfAnother() {
    assertThat(AnalyteTable.standard().names()).hasSizeGreaterThan(400);
    assertThat(AnalyteTable.standard().named("Calcium, ionized"))
        .isNotEqualTo(AnalyteTable.standard().named("Calcium"));
    assertThat(AnalyteTable.standard().named("Glucose in urine")).isEmpty();
  }

  private static String text(Random random, String letters) {
    var text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }
}
