package org.chiasm.learn.budget;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.chiasm.learn.evaluate.AbsentInputs;
import org.chiasm.row.BudgetRegion;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.InputCell;

/** Rows as they would be had some of their inputs not been there. */
public final class Masking {
  private Masking() {}

  /** A row without the values of some units. */
  public static FeatureRow without(FeatureRow row, Collection<MissingUnit> units) {
    var absent = new HashSet<String>();
    var counts = new HashSet<String>();
    for (var unit : units) {
      absent.addAll(unit.inputs());
      counts.addAll(unit.counts());
    }
    return new AbsentInputs(absent, counts).from(row);
  }

  /** Rows without the values of some units. */
  public static List<FeatureRow> without(List<FeatureRow> rows, Collection<MissingUnit> units) {
    return rows.stream().map(row -> without(row, units)).toList();
  }

  /**
   * A row of which units were taken away in random order, each that fits, so that as much is
   * missing as a weighted fraction allows; units that the gate requires stay.
   */
  static FeatureRow atRandom(
      FeatureRow row,
      List<MissingUnit> units,
      BudgetRegion weights,
      double fraction,
      Random random) {
    double absent = weights.missingFraction(row.cells());
    var order = new ArrayList<>(units);
    Collections.shuffle(order, random);
    var taken = new ArrayList<MissingUnit>();
    for (var unit : order) {
      double more = 0;
      for (var input : unit.inputs()) {
        if (row.cell(input) instanceof InputCell.Present) {
          more += weights.weights().getOrDefault(input, 0.0);
        }
      }
      if (!unit.required() && absent + more <= fraction + 1e-9) {
        absent += more;
        taken.add(unit);
      }
    }
    return without(row, taken);
  }
}
