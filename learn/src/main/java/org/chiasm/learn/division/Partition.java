package org.chiasm.learn.division;

import java.util.List;
import java.util.stream.Stream;

/**
 * One division of rows; no subject is in two parts. A row of a subject of the held-out part may be
 * in none, where the part is a site and the row is of another.
 *
 * @param fold which fold or site is held out, from 0; 0 where there are none
 * @param training rows that models are fitted on
 * @param tuning rows that choices and calibration are made on
 * @param heldOut rows that are reported
 */
public record Partition(
    int fold, List<Integer> training, List<Integer> tuning, List<Integer> heldOut) {
  /** Copies the lists. */
  public Partition {
    training = List.copyOf(training);
    tuning = List.copyOf(tuning);
    heldOut = List.copyOf(heldOut);
  }

  /** Every row that is not held out trains, and the held-out ones tune. */
  Partition tunedOnHeldOut() {
    var others = Stream.concat(training.stream(), tuning.stream()).sorted().toList();
    return new Partition(0, others, heldOut, List.of());
  }
}
