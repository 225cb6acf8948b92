package org.chiasm.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.chiasm.Code;
import org.chiasm.EventCode;
import org.chiasm.MissingReason;
import org.chiasm.Quantity;
import org.chiasm.study.Concept;
import org.chiasm.study.PlausibleRange;
import org.chiasm.study.SiteDefinition;
import org.chiasm.study.ValueDistribution;
import org.junit.jupiter.api.Test;

class UnitEvidenceTest {
  private static final Code GLUCOSE_CODE = new Code("LOINC", "2345-7");
  private static final Concept.Measurement GLUCOSE =
      new Concept.Measurement(
          "glucose", Set.of(GLUCOSE_CODE), "mg/dL", new PlausibleRange(5, 2000));

  @Test
  void theSiteDecidesWhatTheNumberAloneLeavesOpen() {
    var quantity = Quantity.of(100, "");
    assertThat(new LabCurator(SiteDefinition.undeclared()).read(quantity, code(), GLUCOSE))
        .isInstanceOf(LabReading.Unusable.class);
    assertThat(new LabCurator(site(5000)).read(quantity, code(), GLUCOSE))
        .isEqualTo(new LabReading.Usable(100, Set.of(LabReading.Flag.INFERRED_UNIT)));
  }

  @Test
  void aNumberBetweenTwoUnitsStaysUnknownAndSoDoesOneWithThinEvidence() {
    assertThat(new LabCurator(site(5000)).read(Quantity.of(22, ""), code(), GLUCOSE))
        .isInstanceOf(LabReading.Unusable.class);
    assertThat(new LabCurator(site(50)).read(Quantity.of(100, ""), code(), GLUCOSE))
        .isInstanceOf(LabReading.Unusable.class);
  }

  @Test
  void aStatedUnitThatTheSiteContradictsIsSetAsideAndNotConverted() {
    assertThat(new LabCurator(site(5000)).read(Quantity.of(5.5, "mg/dL"), code(), GLUCOSE))
        .isInstanceOfSatisfying(
            LabReading.Unusable.class,
            reading -> assertThat(reading.reason()).isEqualTo(MissingReason.UNIT_UNKNOWN));
    assertThat(new LabCurator(site(5000)).read(Quantity.of(45, "mg/dL"), code(), GLUCOSE))
        .isInstanceOf(LabReading.Usable.class);
  }

  @Test
  void aStrippedUnitIsNeverInferredWrongly() {
    var random = new Random(11);
    var curator = new LabCurator(site(5000));
    int inferred = 0;
    for (int i = 0; i < 20_000; i++) {
      double truth = 100 * Math.exp(0.35 * random.nextGaussian());
      boolean molar = random.nextBoolean();
      double sent = molar ? truth / 18.0156 : truth;
      if (curator.read(Quantity.of(sent, ""), code(), GLUCOSE)
          instanceof LabReading.Usable(double value, _)) {
        inferred++;
        assertThat(Math.abs(value / truth - 1)).isLessThan(0.001);
      }
    }
    assertThat(inferred).isGreaterThan(15_000);
  }

  private static SiteDefinition site(long values) {
    double[] z = {-2.326, -1.645, -1.282, -0.674, 0, 0.674, 1.282, 1.645, 2.326};
    var quantiles = new java.util.ArrayList<Double>();
    for (double each : z) {
      quantiles.add(100 * Math.exp(0.35 * each));
    }
    return SiteDefinition.undeclared()
        .withDistributions(
            Map.of(GLUCOSE_CODE, new ValueDistribution("mg/dL", values, List.copyOf(quantiles))));
  }

  private static EventCode code() {
    return EventCode.of(GLUCOSE_CODE);
  }
}
