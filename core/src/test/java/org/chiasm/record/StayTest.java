package org.chiasm.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chiasm.EventFixtures.hour;
import static org.chiasm.EventFixtures.occurrence;

import java.util.List;
import org.chiasm.Boundary;
import org.chiasm.Code;
import org.junit.jupiter.api.Test;

class StayTest {
  private static final Code ICU = new Code("LOCATION", "ICU");

  @Test
  void aStayWithoutAKnownEndGoesOn() {
    var stays = Stay.among(List.of(occurrence("a", ICU, Boundary.START, 1)));

    assertThat(stays).hasSize(1);
    assertThat(stays.getFirst().end()).isEmpty();
  }

  @Test
  void anEndBelongsToTheBeginningWithTheSameKey() {
    var stays =
        Stay.among(
            List.of(
                occurrence("b", ICU, Boundary.END, 30),
                occurrence("a", ICU, Boundary.START, 1),
                occurrence("a", ICU, Boundary.END, 5),
                occurrence("b", ICU, Boundary.START, 20)));

    assertThat(stays).extracting(Stay::start).containsExactly(hour(1), hour(20));
    assertThat(stays)
        .extracting(stay -> stay.end().orElseThrow())
        .containsExactly(hour(5), hour(30));
  }

  @Test
  void anEndWithoutABeginningIsNoStay() {
    assertThat(Stay.among(List.of(occurrence("a", ICU, Boundary.END, 5)))).isEmpty();
  }

  @Test
  void aPointIsAStayOfNoLength() {
    var stay = Stay.among(List.of(occurrence("a", ICU, Boundary.POINT, 5))).getFirst();

    assertThat(stay.start()).isEqualTo(hour(5));
    assertThat(stay.end()).contains(hour(5));
  }
}
