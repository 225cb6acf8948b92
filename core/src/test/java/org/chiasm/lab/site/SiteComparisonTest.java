package org.chiasm.lab.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.chiasm.Code;
import org.chiasm.lab.site.SiteFinding.Cause;
import org.chiasm.study.Concept;
import org.chiasm.study.PlausibleRange;
import org.chiasm.study.ValueDistribution;
import org.junit.jupiter.api.Test;

class SiteComparisonTest {
  private static final Concept.Measurement GLUCOSE =
      new Concept.Measurement(
          "glucose",
          java.util.Set.of(new Code("LOINC", "2345-7")),
          "mg/dL",
          new PlausibleRange(5, 2000));

  @Test
  void aWrongUnitIsNamedWithItsFactor() {
    var finding = only(number -> number / 18.0156, 1000);
    assertThat(finding.cause()).isEqualTo(Cause.WRONG_UNIT);
    assertThat(finding.evidence()).startsWith("looks like mmol/L read as mg/dL, factor 18.02");
    assertThat(finding.factor().orElseThrow()).isBetween(18.01, 18.02);
  }

  @Test
  void aModerateShiftIsAnotherAssayAndAnEqualSiteIsNothing() {
    assertThat(only(number -> number * 1.2, 1000).cause()).isEqualTo(Cause.DIFFERENT_ASSAY);
    assertThat(only(number -> number * 1.01, 1000).cause()).isEqualTo(Cause.NONE);
  }

  @Test
  void whatNoUnitExplainsIsAnotherQuantity() {
    assertThat(only(number -> 140 + number / 40, 1000).cause())
        .isIn(Cause.WRONG_CODE, Cause.DIFFERENT_ASSAY);
    assertThat(only(number -> number * 3.7, 1000).cause()).isEqualTo(Cause.WRONG_CODE);
  }

  @Test
  void fewValuesAreSaidToBeTooFew() {
    assertThat(only(number -> number / 18, 12).cause()).isEqualTo(Cause.TOO_FEW);
  }

  @Test
  void aFeedWithoutFactsIsMissing() {
    var empty = new SiteProfile("b", 500, Map.of("glucose", profile(x -> x, 0, 30)));
    assertThat(SiteComparison.compare(List.of(GLUCOSE), empty, site(x -> x, 1000, 30)))
        .singleElement()
        .satisfies(each -> assertThat(each.cause()).isEqualTo(Cause.MISSING_FEED));
  }

  @Test
  void aClockShiftedByAnHourIsNamed() {
    assertThat(
            SiteComparison.compare(
                List.of(GLUCOSE), site(x -> x, 1000, 95), site(x -> x, 1000, 35)))
        .singleElement()
        .satisfies(each -> assertThat(each.cause()).isEqualTo(Cause.SHIFTED_CLOCK));
  }

  private static SiteFinding only(DoubleUnaryOperator change, long values) {
    var findings =
        SiteComparison.compare(List.of(GLUCOSE), site(change, values, 30), site(x -> x, 1000, 30));
    assertThat(findings).hasSizeBetween(1, 2);
    return findings.getFirst();
  }

  private static SiteProfile site(DoubleUnaryOperator change, long values, double lag) {
    return new SiteProfile("s", 500, Map.of("glucose", profile(change, values, lag)));
  }

  private static ConceptProfile profile(DoubleUnaryOperator change, long values, double lag) {
    var quantiles =
        List.of(-2.326, -1.645, -1.282, -0.674, 0.0, 0.674, 1.282, 1.645, 2.326).stream()
            .map(z -> change.applyAsDouble(110 * Math.exp(0.35 * z)))
            .toList();
    return new ConceptProfile(
        "glucose",
        "mg/dL",
        values,
        Math.min(values, 400),
        0,
        0,
        Map.of("mg/dL", values),
        values == 0
            ? Optional.empty()
            : Optional.of(new ValueDistribution("mg/dL", values, quantiles)),
        values == 0 ? Optional.empty() : Optional.of(lag),
        0,
        Collections.nCopies(24, values / 24));
  }
}
