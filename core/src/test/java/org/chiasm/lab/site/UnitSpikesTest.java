package org.chiasm.lab.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.chiasm.Code;
import org.chiasm.study.Concept;
import org.chiasm.study.PlausibleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Units that a few results are stated in wrongly, where their distribution is too wide to tell. */
class UnitSpikesTest {
  private static final Concept.Measurement CRP =
      new Concept.Measurement(
          "crp", Set.of(new Code("LOINC", "1988-5")), "mg/L", new PlausibleRange(0, 1000));

  /** Subjects whose levels differ by a factor of 5 (one deviation), six values of each. */
  private static List<List<UnitSpikes.At>> site(
      int subjects, double within, double wrong, double factor, long seed) {
    var random = new Random(seed);
    var site = new ArrayList<List<UnitSpikes.At>>();
    for (int subject = 0; subject < subjects; subject++) {
      double level = Math.log(30) + 1.6 * random.nextGaussian();
      var values = new ArrayList<UnitSpikes.At>();
      for (int day = 0; day < 6; day++) {
        double value = Math.exp(level + within * random.nextGaussian());
        boolean other = random.nextDouble() < wrong;
        values.add(
            new UnitSpikes.At(
                Instant.EPOCH.plusSeconds(86_400L * day), other ? value / factor : value));
      }
      Collections.shuffle(values, random);
      site.add(values);
    }
    return site;
  }

  private static Optional<UnitSpikes.Finding> found(List<List<UnitSpikes.At>> site) {
    var spikes = new UnitSpikes();
    site.forEach(spikes::add);
    return spikes.strongest(UnitHypotheses.of(CRP));
  }

  @ParameterizedTest
  @CsvSource({"0.005, 0.1", "0.01, 0.2", "0.05, 0.2", "0.2, 0.3"})
  void aShareBelowTwoPercentOfAWideDistributionIsNamedWithItsFactor(double wrong, double within) {
    for (int seed = 0; seed < 5; seed++) {
      var finding = found(site(3000, within, wrong, 10, seed)).orElseThrow();
      assertThat(finding.factor()).isCloseTo(10, within(1e-9));
      assertThat(finding.trueUnit()).isEqualTo("mg/dL");
      assertThat(finding.readAs()).isEqualTo("mg/L");
      assertThat(finding.share()).isBetween(0.4 * wrong, 1.3 * wrong);
    }
  }

  @Test
  void valuesThatWanderAreNoEvidenceHoweverMuch() {
    for (double within : new double[] {0.05, 0.2, 0.4, 0.8, 1.6}) {
      for (int seed = 0; seed < 8; seed++) {
        assertThat(found(site(3000, within, 0, 1, seed))).as("within %s", within).isEmpty();
      }
    }
  }

  @Test
  void theOrderOfSubjectsAndOfTheirValuesDoesNotMatter() {
    var site = site(2000, 0.2, 0.02, 10, 7);
    var turned = new ArrayList<>(site);
    Collections.reverse(turned);
    turned.replaceAll(
        values -> {
          var reversed = new ArrayList<>(values);
          Collections.reverse(reversed);
          return reversed;
        });
    assertThat(found(turned)).isEqualTo(found(site)).isPresent();
  }

  @Test
  void oneSubjectAloneIsNoEvidence() {
    var values = new ArrayList<UnitSpikes.At>();
    for (int hour = 0; hour < 200; hour++) {
      values.add(
          new UnitSpikes.At(Instant.EPOCH.plusSeconds(3600L * hour), hour % 4 == 1 ? 5 : 50));
    }
    assertThat(found(List.of(values))).isEmpty();
  }
}
