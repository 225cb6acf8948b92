package org.chiasm.learn.outcome;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.chiasm.learn.fusion.StrategyKey;

/**
 * What every strategy of a study predicted for rows it was not fitted on.
 *
 * @param heldOut in the order of all rows
 * @param predictions of each strategy: figures by rows
 */
public record Compared(KnownRows heldOut, SortedMap<StrategyKey, double[][]> predictions) {
  /** Copies the map. */
  public Compared {
    requireNonNull(heldOut, "heldOut");
    predictions = Collections.unmodifiableSortedMap(new TreeMap<>(predictions));
  }
}
