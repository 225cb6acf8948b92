package org.chiasm.learn.budget;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chiasm.learn.evaluate.Judge;
import org.chiasm.learn.evaluate.Measure;
import org.chiasm.learn.outcome.KnownRows;
import org.chiasm.learn.outcome.Predictor;

/**
 * How much a model loses without a unit.
 *
 * @param unit which
 * @param lossRise mean loss on the rows without the unit, minus the mean loss as they are, in the
 *     measure of the kind of outcome
 * @param weight its share of all rises above zero; 0 for a unit the gate requires
 */
public record UnitImportance(MissingUnit unit, double lossRise, double weight) {
  /** Checks that there is a unit. */
  public UnitImportance {
    requireNonNull(unit, "unit");
  }

  /**
   * Measures each unit by taking it away from every row (masking importance). Where no unit
   * matters, all that can be missing weigh the same.
   */
  static List<UnitImportance> measure(
      List<MissingUnit> units, Predictor predictor, KnownRows known, Judge judge, Measure loss) {
    var rows = known.rows();
    double whole = judge.value(loss, predictor.predict(rows));
    var rises = new ArrayList<Double>();
    double sum = 0;
    int optional = 0;
    for (var unit : units) {
      var masked = Masking.without(rows, List.of(unit));
      double rise = judge.value(loss, predictor.predict(masked)) - whole;
      rises.add(Double.isNaN(rise) ? 0 : rise);
      if (!unit.required()) {
        sum += Math.max(0, rise);
        optional++;
      }
    }
    var importances = new ArrayList<UnitImportance>();
    for (int i = 0; i < units.size(); i++) {
      double weight =
          units.get(i).required() ? 0 : sum > 0 ? Math.max(0, rises.get(i)) / sum : 1.0 / optional;
      importances.add(new UnitImportance(units.get(i), rises.get(i), weight));
    }
    return List.copyOf(importances);
  }

  /** The weight of each input: that of its unit, in equal parts. */
  static Map<String, Double> weights(List<UnitImportance> importances) {
    var weights = new LinkedHashMap<String, Double>();
    for (var each : importances) {
      if (!each.unit().required()) {
        for (var input : each.unit().inputs()) {
          weights.put(input, each.weight() / each.unit().inputs().size());
        }
      }
    }
    return weights;
  }
}
