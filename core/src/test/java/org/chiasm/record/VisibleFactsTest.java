package org.chiasm.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chiasm.EventFixtures.hour;
import static org.chiasm.EventFixtures.lab;

import java.util.List;
import org.chiasm.ClinicalEvent;
import org.chiasm.FactStatus;
import org.chiasm.Quantity;
import org.junit.jupiter.api.Test;

class VisibleFactsTest {
  private static final ClinicalEvent FIRST = version(5.0, 9, FactStatus.FINAL);
  private static final ClinicalEvent AMENDED = version(7.0, 11, FactStatus.AMENDED);
  private static final ClinicalEvent RETRACTED = version(7.0, 13, FactStatus.ENTERED_IN_ERROR);

  private static ClinicalEvent version(double value, double issued, FactStatus status) {
    return lab("crp", "1988-5", Quantity.of(value, "mg/L"), 8, issued, status);
  }

  private static VisibleFacts at(double hours) {
    return VisibleFacts.at(List.of(RETRACTED, FIRST, AMENDED), hour(hours));
  }

  @Test
  void aResultIsNotVisibleBeforeItIsIssued() {
    assertThat(at(8.99).current()).isEmpty();
    assertThat(at(8.99).retracted()).isEmpty();
  }

  @Test
  void theMomentOfIssueIsInclusive() {
    assertThat(at(9).current()).containsExactly(FIRST);
  }

  @Test
  void aResultStandsAsFirstIssuedUntilItsAmendmentIsAvailable() {
    assertThat(at(10.99).current()).containsExactly(FIRST);
    assertThat(at(11).current()).containsExactly(AMENDED);
  }

  @Test
  void aRetractedResultDisappearsWhenItsRetractionIsAvailable() {
    assertThat(at(12.99).current()).containsExactly(AMENDED);
    assertThat(at(13).current()).isEmpty();
    assertThat(at(13).retracted()).containsExactly(RETRACTED);
  }

  @Test
  void ofTwoVersionsAvailableAtOnceTheOneThatSupersedesMoreStands() {
    var sameTime = version(7.0, 9, FactStatus.AMENDED);

    assertThat(VisibleFacts.at(List.of(FIRST, sameTime), hour(9)).current())
        .containsExactly(sameTime);
    assertThat(VisibleFacts.at(List.of(sameTime, FIRST), hour(9)).current())
        .containsExactly(sameTime);
  }
}
