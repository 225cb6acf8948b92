package org.chiasm.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.chiasm.EventFixtures.NOON;
import static org.chiasm.EventFixtures.hour;

import java.util.List;
import org.chiasm.row.Reduction.Reading;
import org.chiasm.study.InputDefinition.Reduce;
import org.junit.jupiter.api.Test;

class ReductionTest {
  private static final List<Reading> READINGS =
      List.of(
          new Reading(hour(-6), 4),
          new Reading(hour(-2), 10),
          new Reading(hour(2), 1),
          new Reading(hour(4), 7));

  private static double reduce(Reduce reduce) {
    return Reduction.reduce(reduce, READINGS, NOON).orElseThrow();
  }

  @Test
  void eachReductionGivesTheNumberItsNameSays() {
    assertThat(reduce(Reduce.FIRST)).isEqualTo(4);
    assertThat(reduce(Reduce.LAST)).isEqualTo(7);
    assertThat(reduce(Reduce.MIN)).isEqualTo(1);
    assertThat(reduce(Reduce.MAX)).isEqualTo(10);
    assertThat(reduce(Reduce.SUM)).isEqualTo(22);
    assertThat(reduce(Reduce.MEAN)).isEqualTo(5.5);
    assertThat(reduce(Reduce.COUNT)).isEqualTo(4);
    assertThat(reduce(Reduce.EXISTS)).isEqualTo(1);
    assertThat(reduce(Reduce.STD)).isCloseTo(3.872983346207417, within(1e-12));
  }

  @Test
  void ofTwoReadingsEquallyNearTheEarlierIsTaken() {
    assertThat(reduce(Reduce.NEAREST)).isEqualTo(10);
  }

  @Test
  void theSlopeIsTheLeastSquaresChangePerHour() {
    var line = List.of(new Reading(hour(0), 3), new Reading(hour(2), 7), new Reading(hour(5), 13));

    assertThat(Reduction.reduce(Reduce.SLOPE, line, NOON).orElseThrow())
        .isCloseTo(2, within(1e-12));
  }

  @Test
  void aSlopeNeedsTwoDifferentTimesAndADeviationTwoReadings() {
    var one = List.of(new Reading(hour(0), 3));
    var sameTime = List.of(new Reading(hour(0), 3), new Reading(hour(0), 4));

    assertThat(Reduction.reduce(Reduce.SLOPE, one, NOON)).isEmpty();
    assertThat(Reduction.reduce(Reduce.SLOPE, sameTime, NOON)).isEmpty();
    assertThat(Reduction.reduce(Reduce.STD, one, NOON)).isEmpty();
  }

  @Test
  void nothingCountsAsZeroAndIsOtherwiseNoNumber() {
    assertThat(Reduction.reduce(Reduce.COUNT, List.of(), NOON)).hasValue(0);
    assertThat(Reduction.reduce(Reduce.EXISTS, List.of(), NOON)).hasValue(0);
    assertThat(Reduction.reduce(Reduce.MEAN, List.of(), NOON)).isEmpty();
  }
}
