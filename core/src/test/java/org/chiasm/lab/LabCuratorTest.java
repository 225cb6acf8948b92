package org.chiasm.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.chiasm.Code;
import org.chiasm.EventCode;
import org.chiasm.EventValue;
import org.chiasm.MissingReason;
import org.chiasm.Quantity;
import org.chiasm.lab.LabReading.Flag;
import org.chiasm.study.Concept;
import org.chiasm.study.PlausibleRange;
import org.chiasm.study.SiteDefinition;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabCuratorTest {
  private static final LabCurator CURATOR = new LabCurator(SiteDefinition.undeclared());
  private static final Concept.Measurement GLUCOSE =
      concept("glucose", "mg/dL", 5, 2000, "2345-7", "14749-6");
  private static final Concept.Measurement WBC = concept("wbc", "10*9/L", 0.1, 500, "6690-2");
  private static final Concept.Measurement TEMPERATURE =
      concept("temperature", "Cel", 25, 45, "8310-5");

  @ParameterizedTest
  @CsvSource({
    "100, mg/dL, 100, ''",
    "100, MG/DL, 100, ''",
    "5.5, mmol/L, 99.0858, CONVERTED",
    "1, g/L, 100, CONVERTED"
  })
  void aKnownUnitIsTakenOrConverted(double value, String unit, double expected, String flag) {
    var usable = usable(CURATOR.read(Quantity.of(value, unit), loinc("2345-7"), GLUCOSE));
    assertThat(usable.value()).isCloseTo(expected, within(1e-9));
    assertThat(usable.flags()).isEqualTo(flag.isEmpty() ? Set.of() : Set.of(Flag.valueOf(flag)));
  }

  @Test
  void unitsThatMeanTheSameNumberAreNoConversion() {
    assertThat(usable(CURATOR.read(Quantity.of(7.2, "K/uL"), loinc("6690-2"), WBC)))
        .isEqualTo(new LabReading.Usable(7.2, Set.of()));
  }

  @ParameterizedTest
  @CsvSource({"mmol/kg", "kelvin", "10*9/L", "mU/L", "MIU/L", "meq/L", "%"})
  void anotherKindOfUnitOrNoneThatIsKnownIsRefused(String unit) {
    assertThat(reason(CURATOR.read(Quantity.of(100, unit), loinc("2345-7"), GLUCOSE)))
        .isEqualTo(MissingReason.UNIT_UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({"5000, mg/dL", "1, mg/dL", "20, mg/L", "300, mmol/L"})
  void whatLiesOutsideThePlausibleRangeIsNotRepaired(double value, String unit) {
    var reading = CURATOR.read(Quantity.of(value, unit), loinc("2345-7"), GLUCOSE);
    assertThat(reason(reading)).isIn(MissingReason.IMPLAUSIBLE);
  }

  @Test
  void aComparatorGivesTheLimitFlagged() {
    var value = new Quantity(5, Quantity.Comparator.LESS, "mg/dL");
    assertThat(usable(CURATOR.read(value, loinc("2345-7"), GLUCOSE)))
        .isEqualTo(new LabReading.Usable(5, Set.of(Flag.CENSORED)));
    assertThat(
            usable(CURATOR.read(new EventValue.Coded("<0,5 mmol/l", ""), loinc("2345-7"), GLUCOSE))
                .flags())
        .isEqualTo(Set.of(Flag.CENSORED, Flag.CONVERTED));
  }

  @ParameterizedTest
  @CsvSource({"neg", "'1,234 mg/dL'", "see comment", "++", "1:80"})
  void wordsThatAreNoNumberOfThisKindAreNotUsed(String words) {
    assertThat(CURATOR.read(new EventValue.Coded(words, ""), loinc("2345-7"), GLUCOSE))
        .isInstanceOf(LabReading.Unusable.class);
  }

  @Test
  void aTitreIsUsedWhereTheConceptIsOne() {
    var titre = concept("ana", "{titer}", 1, 100000, "8061-4");
    assertThat(
            usable(CURATOR.read(new EventValue.Coded("1:80", ""), loinc("8061-4"), titre)).value())
        .isEqualTo(80);
  }

  @Test
  void anAbsentValueKeepsTheFeedsReason() {
    var reading =
        CURATOR.read(new EventValue.Absent("negative-infinity"), loinc("2345-7"), GLUCOSE);
    assertThat(reading)
        .isEqualTo(
            new LabReading.Unusable(
                MissingReason.UNREADABLE, "the feed gave no value: negative-infinity"));
  }

  @ParameterizedTest
  @CsvSource({"98.6, 37", "36.6, 36.6", "102.2, 39"})
  void aMissingUnitIsInferredWhereOnlyOneIsPossible(double value, double expected) {
    var usable = usable(CURATOR.read(Quantity.of(value, ""), loinc("8310-5"), TEMPERATURE));
    assertThat(usable.value()).isEqualTo(expected);
    assertThat(usable.flags()).contains(Flag.INFERRED_UNIT);
  }

  @ParameterizedTest
  @CsvSource({"100", "15", "40"})
  void aMissingUnitIsNotGuessed(double value) {
    assertThat(reason(CURATOR.read(Quantity.of(value, ""), loinc("2345-7"), GLUCOSE)))
        .isEqualTo(MissingReason.UNIT_UNKNOWN);
  }

  @Test
  void aMissingUnitWithoutALoincCodeIsNotGuessed() {
    var local =
        new Concept.Measurement(
            "temperature", Set.of(new Code("", "Temp")), "Cel", new PlausibleRange(25, 45));
    assertThat(reason(CURATOR.read(Quantity.of(37, ""), EventCode.of(new Code("", "Temp")), local)))
        .isEqualTo(MissingReason.UNIT_UNKNOWN);
  }

  @Test
  void scoresAndRatiosNeedNoUnit() {
    assertThat(
            usable(
                    CURATOR.read(
                        Quantity.of(14, ""),
                        loinc("9269-2"),
                        concept("gcs", "{score}", 3, 15, "9269-2")))
                .flags())
        .isEmpty();
    assertThat(
            usable(
                    CURATOR.read(
                        Quantity.of(7.31, ""),
                        loinc("2744-1"),
                        concept("ph", "[pH]", 6.5, 8, "2744-1")))
                .flags())
        .isEmpty();
    assertThat(
            reason(
                CURATOR.read(
                    Quantity.of(40, ""), loinc("3150-0"), concept("fio2", "1", 0.2, 1, "3150-0"))))
        .isEqualTo(MissingReason.IMPLAUSIBLE);
  }

  @Test
  void theSitesOwnSpellingsComeFirst() {
    var site =
        new SiteDefinition(
            "x",
            null,
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of("MIU/L", "mg/dL"),
            Map.of(),
            Duration.ZERO);
    assertThat(
            usable(new LabCurator(site).read(Quantity.of(90, "MIU/L"), loinc("2345-7"), GLUCOSE))
                .value())
        .isEqualTo(90);
  }

  @Test
  void ureaAndItsNitrogenAreToldApart() {
    var bun = concept("bun", "mg/dL", 0.5, 300, "3094-0", "22664-7");
    assertThat(usable(CURATOR.read(Quantity.of(5, "mmol/L"), loinc("22664-7"), bun)).value())
        .isCloseTo(14.007, within(1e-9));
    var urea = concept("urea", "mmol/L", 0.5, 80, "22664-7", "3091-6", "3094-0");
    assertThat(usable(CURATOR.read(Quantity.of(28.014, "mg/dL"), loinc("3094-0"), urea)).value())
        .isCloseTo(10, within(1e-9));
    assertThat(usable(CURATOR.read(Quantity.of(60.056, "mg/dL"), loinc("3091-6"), urea)).value())
        .isCloseTo(10, within(1e-9));
    var mixed = concept("bun", "mg/dL", 0.5, 300, "3094-0", "3091-6");
    assertThat(reason(CURATOR.read(Quantity.of(30, "mg/dL"), loinc("3091-6"), mixed)))
        .isEqualTo(MissingReason.UNIT_UNKNOWN);
  }

  @Test
  void hemoglobinA1cFollowsTheMasterEquation() {
    var hba1c = concept("hba1c", "%", 3, 20, "4548-4", "59261-8");
    assertThat(usable(CURATOR.read(Quantity.of(48, "mmol/mol"), loinc("59261-8"), hba1c)).value())
        .isCloseTo(6.54304, within(1e-9));
  }

  @Property(tries = 3000)
  void anInferredUnitIsNeverTheWrongOne(
      @ForAll("analytes") Analyte analyte,
      @ForAll @DoubleRange(min = 0, max = 1) double where,
      @ForAll @DoubleRange(min = 0, max = 1) double which) {
    String canonical = analyte.units().getFirst();
    String sent =
        analyte
            .units()
            .get((int) Math.min(which * analyte.units().size(), analyte.units().size() - 1.0));
    double low = analyte.plausible().low();
    double high = analyte.plausible().high();
    double truth = low > 0 ? low * Math.pow(high / low, where) : low + where * (high - low);
    var toSent =
        (ConversionRule.Convertible)
            UnitConversion.rule(canonical, sent, Optional.of(analyte), Optional.of(analyte));
    if (analyte.loinc().isEmpty()) {
      return;
    }
    String code = analyte.loinc().keySet().stream().sorted().findFirst().orElseThrow();
    var concept = concept(analyte.name(), canonical, low, high, code);
    if (CURATOR.read(Quantity.of(toSent.scale().apply(truth), ""), loinc(code), concept)
            instanceof LabReading.Usable usable
        && !canonical.equals("1")
        && !canonical.equals("[pH]")) {
      assertThat(usable.value())
          .as(analyte + " sent in " + sent)
          .isCloseTo(truth, within(2e-3 * Math.abs(truth) + 1e-9));
      assertThat(usable.flags()).contains(Flag.INFERRED_UNIT);
    }
  }

  @Property(tries = 300)
  void noUnitAndNoTextMakesItFail(@ForAll String unit, @ForAll @DoubleRange double value) {
    assertThat(CURATOR.read(Quantity.of(value, unit), loinc("2345-7"), GLUCOSE)).isNotNull();
    if (!unit.isBlank()) {
      assertThat(CURATOR.read(new EventValue.Coded(unit, ""), loinc("2345-7"), GLUCOSE))
          .isNotNull();
    }
  }

  @Test
  void everyHannoverResultWithAUnitIsUsable() throws IOException {
    var file = Path.of(System.getProperty("chiasm.shared"), "data/hannover/ehr/Observation.ndjson");
    Assumptions.assumeTrue(Files.exists(file), "shared data set hannover is absent");
    var quantity =
        Pattern.compile(
            "\"code\":\"([0-9]+-[0-9])\".*\"valueQuantity\":\\{\"value\":([-0-9.eE]+),\"unit\":\"([^\"]*)\"");
    var concepts =
        Map.of(
            "1988-5", concept("crp", "mg/L", 0, 600, "1988-5"),
            "48066-5", concept("d_dimer", "mg/L", 0, 100, "48066-5"),
            "2532-0", concept("ldh", "U/L", 10, 20000, "2532-0"),
            "731-0", concept("lymphocytes", "10*3/uL", 0, 500, "731-0"),
            "751-8", concept("neutrophils", "10*3/uL", 0, 200, "751-8"),
            "2019-8", concept("pco2", "mm[Hg]", 5, 200, "2019-8"),
            "2703-7", concept("po2", "mm[Hg]", 10, 700, "2703-7"));
    var outcomes = new TreeMap<String, Integer>();
    for (String line : Files.readAllLines(file)) {
      var match = quantity.matcher(line);
      if (match.find() && concepts.containsKey(match.group(1))) {
        var reading =
            CURATOR.read(
                Quantity.of(Double.parseDouble(match.group(2)), match.group(3)),
                loinc(match.group(1)),
                concepts.get(match.group(1)));
        outcomes.merge(
            reading instanceof LabReading.Usable
                ? "usable"
                : match.group(1) + " " + match.group(3) + " " + reading,
            1,
            Integer::sum);
      }
    }
    assertThat(outcomes.keySet()).containsExactly("usable");
    assertThat(outcomes.get("usable")).isGreaterThan(300);
  }

  @Provide
  Arbitrary<Analyte> analytes() {
    return Arbitraries.of(AnalyteTable.standard().all());
  }

  private static Concept.Measurement concept(
      String name, String unit, double low, double high, String... loinc) {
    return new Concept.Measurement(
        name,
        Arrays.stream(loinc).map(code -> new Code("LOINC", code)).collect(Collectors.toSet()),
        unit,
        new PlausibleRange(low, high));
  }

  private static EventCode loinc(String code) {
    return EventCode.of(new Code("LOINC", code));
  }

  private static LabReading.Usable usable(LabReading reading) {
    assertThat(reading).isInstanceOf(LabReading.Usable.class);
    return (LabReading.Usable) reading;
  }

  private static MissingReason reason(LabReading reading) {
    assertThat(reading).isInstanceOf(LabReading.Unusable.class);
    return ((LabReading.Unusable) reading).reason();
  }
}
