package org.chiasm.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.chiasm.Code;
import org.chiasm.EventCode;
import org.chiasm.Quantity;
import org.chiasm.lab.LabReading.Flag;
import org.chiasm.study.Concept;
import org.chiasm.study.PlausibleRange;
import org.chiasm.study.SiteDefinition;
import org.chiasm.study.ValueDistribution;
import org.junit.jupiter.api.Test;

/**
 * Sites whose machines send an analyte in different units, of which some are lost or wrong: for
 * every analyte of the table, patients drawn around the middle of its typical range, with the
 * site's own distribution as {@code check-site --write} keeps it. Figures stand in docs/LAB.md.
 */
class MixedSiteTest {
  private static final int PATIENTS = 60;

  /** What became of values whose unit was lost or wrong. */
  private static final class Outcome {
    private int values;
    private int right;
    private int refused;
    private final List<String> wrong = new ArrayList<>();

    @Override
    public String toString() {
      return values + " values, " + right + " right, " + refused + " refused, wrong " + wrong;
    }
  }

  @Test
  void aLostUnitIsNeverInferredWronglyAndAlwaysFlagged() {
    var outcome = new Outcome();
    var random = new Random(20260301);
    for (var analyte : analytes()) {
      var patients = patients(analyte, random);
      var curator = new LabCurator(site(analyte, patients));
      for (double truth : patients) {
        String sent = analyte.units().get(random.nextInt(analyte.units().size()));
        judge(
            outcome,
            analyte,
            curator.read(
                Quantity.of(scale(analyte, analyte.units().getFirst(), sent).apply(truth), ""),
                code(analyte),
                concept(analyte)),
            truth,
            sent,
            true);
      }
    }
    assertThat(outcome.wrong).as(outcome.toString()).isEmpty();
    assertThat((double) outcome.right).as(outcome.toString()).isGreaterThan(0.5 * outcome.values);
  }

  @Test
  void aWrongUnitThatMovesTheNumberFarIsSetAsideButForFewAndNeverConverted() {
    var outcome = new Outcome();
    var random = new Random(20260302);
    int stated = 0;
    for (var analyte : analytes()) {
      var patients = patients(analyte, random);
      var curator = new LabCurator(site(analyte, patients));
      double spread = spread(patients);
      for (double truth : patients) {
        String sent = analyte.units().get(random.nextInt(analyte.units().size()));
        String label = analyte.units().get(random.nextInt(analyte.units().size()));
        double asRead =
            scale(analyte, label, analyte.units().getFirst())
                .apply(scale(analyte, analyte.units().getFirst(), sent).apply(truth));
        if (same(asRead, truth)) {
          stated++;
          assertThat(
                  curator.read(
                      Quantity.of(
                          scale(analyte, analyte.units().getFirst(), sent).apply(truth), label),
                      code(analyte),
                      concept(analyte)))
              .as(analyte + " rightly stated in " + label)
              .isInstanceOf(LabReading.Usable.class);
        } else if (Math.abs(Math.log(asRead / truth)) > 9 * spread) {
          judge(
              outcome,
              analyte,
              curator.read(
                  Quantity.of(scale(analyte, analyte.units().getFirst(), sent).apply(truth), label),
                  code(analyte),
                  concept(analyte)),
              truth,
              sent + " stated as " + label,
              false);
        }
      }
    }
    assertThat(outcome.right).isZero();
    assertThat((double) outcome.wrong.size())
        .as(outcome + "; rightly stated " + stated)
        .isLessThanOrEqualTo(0.03 * outcome.values);
    assertThat(outcome.values).isGreaterThan(500);
    assertThat(stated).isGreaterThan(3_000);
  }

  private static void judge(
      Outcome outcome,
      Analyte analyte,
      LabReading reading,
      double truth,
      String sent,
      boolean inferred) {
    outcome.values++;
    switch (reading) {
      case LabReading.Usable(double value, var flags) -> {
        if (!same(value, truth) || inferred != flags.contains(Flag.INFERRED_UNIT)) {
          outcome.wrong.add(analyte + " " + truth + " sent in " + sent + " read as " + value);
        } else {
          outcome.right++;
        }
      }
      case LabReading.Unusable _ -> outcome.refused++;
    }
  }

  private static boolean same(double one, double other) {
    return Math.abs(one - other) <= 2e-3 * Math.max(Math.abs(one), Math.abs(other));
  }

  private static List<Analyte> analytes() {
    return AnalyteTable.standard().all().stream()
        .filter(each -> !each.loinc().isEmpty() && each.typical().low() > 0)
        .filter(each -> !each.units().getFirst().equals("1"))
        .filter(each -> !each.units().getFirst().equals("[pH]"))
        .toList();
  }

  /** Log-normal, nearly all of them typical, as far out as a ward's patients are. */
  private static double[] patients(Analyte analyte, Random random) {
    double low = Math.log(analyte.typical().low());
    double high = Math.log(analyte.typical().high());
    double middle = low + (0.35 + 0.3 * random.nextDouble()) * (high - low);
    double spread = (high - low) / (5 + 3 * random.nextDouble());
    return random
        .doubles(PATIENTS)
        .map(_ -> Math.exp(middle + spread * random.nextGaussian()))
        .map(value -> Math.clamp(value, Math.exp(low), Math.exp(high)))
        .toArray();
  }

  private static double spread(double[] patients) {
    return Math.log(quantile(patients, 0.841) / quantile(patients, 0.159)) / 2;
  }

  private static SiteDefinition site(Analyte analyte, double[] patients) {
    var quantiles =
        ValueDistribution.SHARES.stream().map(share -> quantile(patients, share)).toList();
    return SiteDefinition.undeclared()
        .withDistributions(
            Map.of(
                code(analyte).primary(),
                new ValueDistribution(analyte.units().getFirst(), 1000, quantiles)));
  }

  private static double quantile(double[] patients, double share) {
    var sorted = patients.clone();
    Arrays.sort(sorted);
    return sorted[(int) (share * (sorted.length - 1))];
  }

  private static EventCode code(Analyte analyte) {
    return EventCode.of(
        new Code("LOINC", analyte.loinc().keySet().stream().sorted().findFirst().orElseThrow()));
  }

  private static Concept.Measurement concept(Analyte analyte) {
    return new Concept.Measurement(
        analyte.name(),
        Set.of(code(analyte).primary()),
        analyte.units().getFirst(),
        new PlausibleRange(analyte.plausible().low(), analyte.plausible().high()));
  }

  private static UnitScale scale(Analyte analyte, String from, String to) {
    return ((ConversionRule.Convertible)
            UnitConversion.rule(from, to, Optional.of(analyte), Optional.of(analyte)))
        .scale();
  }
}
