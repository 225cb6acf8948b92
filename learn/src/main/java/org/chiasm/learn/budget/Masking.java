package org.chiasm.learn.budget;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.chiasm.MissingReason;
import org.chiasm.row.BudgetRegion;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.InputCell;

/** Rows as they would be had some of their inputs not been there. */
public final class Masking {
  private static final InputCell ABSENT = new InputCell.Missing(MissingReason.NOT_MEASURED);

  private Masking() {}

  /** A row without the values of some units. */
  public static FeatureRow without(FeatureRow row, Collection<MissingUnit> units) {
    var absent = new HashSet<String>();
    var counts = new HashSet<String>();
    for (var unit : units) {
      absent.addAll(unit.inputs());
      counts.addAll(unit.counts());
    }
    return masked(row, absent, counts);
  }

  private static FeatureRow masked(FeatureRow row, Set<String> absent, Set<String> counts) {
    var cells = new LinkedHashMap<String, InputCell>();
    row.cells()
        .forEach(
            (input, cell) -> {
              if (cell instanceof InputCell.Present && absent.contains(input)) {
                cells.put(input, ABSENT);
              } else if (cell instanceof InputCell.Present present && counts.contains(input)) {
                cells.put(
                    input,
                    new InputCell.Present(
                        new InputCell.Value.Numeric(0),
                        Double.NaN,
                        present.unit(),
                        "",
                        Set.of()));
              } else {
                cells.put(input, cell);
              }
            });
    return new FeatureRow(
        row.subject(),
        row.triggerSource(),
        row.triggerTime(),
        row.predictionTime(),
        row.decision(),
        cells);
  }

  /** Rows without the values of some units. */
  public static List<FeatureRow> without(List<FeatureRow> rows, Collection<MissingUnit> units) {
    return rows.stream().map(row -> without(row, units)).toList();
  }

  /**
   * A row of which units were taken away in random order until at least a weighted fraction is
   * missing; units that the gate requires stay.
   */
  static FeatureRow atRandom(
      FeatureRow row, List<MissingUnit> units, BudgetRegion weights, double fraction, Random random) {
    double absent = weights.missingFraction(row.cells());
    var order = new ArrayList<>(units);
    Collections.shuffle(order, random);
    var taken = new ArrayList<MissingUnit>();
    for (var unit : order) {
      if (absent >= fraction - 1e-9) {
        break;
      }
      if (unit.required()) {
        continue;
      }
      for (var input : unit.inputs()) {
        if (row.cell(input) instanceof InputCell.Present) {
          absent += weights.weights().getOrDefault(input, 0.0);
        }
      }
      taken.add(unit);
    }
    return without(row, taken);
  }
}
