package org.chiasm.learn.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CellAxisTest {
  /** Four cells of 64 pixels after four convolutions with a stride of 2. */
  private static final CellAxis AXIS = new CellAxis(4, 0, 16);

  @Test
  void everyPixelBelongsToTheCellItIsNearestTo() {
    for (int pixel = 0; pixel < 64; pixel++) {
      int nearest = Math.min(3, (pixel + 8) / 16);
      for (int cell = 0; cell < 4; cell++) {
        boolean within = pixel >= AXIS.from(cell) && pixel < AXIS.to(cell, 64);
        assertThat(within).as("pixel %s, cell %s", pixel, cell).isEqualTo(cell == nearest);
      }
    }
  }

  @Test
  void positionsRunFromCellToCellAndStopAtTheOutermost() {
    assertThat(AXIS.position(0)).isZero();
    assertThat(AXIS.position(20)).isEqualTo(1.25);
    assertThat(AXIS.position(63)).isEqualTo(3);
    assertThat(new CellAxis(2, 10, 4).position(0)).isZero();
  }

  @Test
  void pixelsOfAFinerImageAreCountedFromTheirMiddles() {
    var finer = AXIS.scaled(2);

    assertThat(finer.first()).isCloseTo(0.5, within(1e-12));
    assertThat(finer.step()).isEqualTo(32);
    assertThat(finer.from(1)).isEqualTo(17);
  }

  @Test
  void anAxisWithoutCellsIsRefused() {
    assertThatThrownBy(() -> new CellAxis(0, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 cells");
  }
}
