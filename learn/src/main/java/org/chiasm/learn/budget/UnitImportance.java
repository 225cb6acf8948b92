package org.chiasm.learn.budget;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chiasm.learn.fusion.OutcomeScale;
import org.chiasm.row.FeatureRow;

/**
 * How much a model loses without a unit.
 *
 * @param unit which
 * @param lossRise mean loss on the rows without the unit, minus the mean loss as they are: log
 *     loss, or absolute error
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
      List<MissingUnit> units,
      RowPredictor predictor,
      List<FeatureRow> rows,
      double[] outcomes,
      boolean binary) {
    double whole = loss(predictor.predict(rows), outcomes, binary);
    var rises = new ArrayList<Double>();
    double sum = 0;
    int optional = 0;
    for (var unit : units) {
      var masked = Masking.without(rows, List.of(unit));
      double rise = loss(predictor.predict(masked), outcomes, binary) - whole;
      rises.add(rise);
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

  private static double loss(double[] predictions, double[] outcomes, boolean binary) {
    double sum = 0;
    for (int row = 0; row < outcomes.length; row++) {
      sum +=
          binary
              ? OutcomeScale.logLossOfProbability(predictions[row], outcomes[row])
              : Math.abs(predictions[row] - outcomes[row]);
    }
    return outcomes.length == 0 ? 0 : sum / outcomes.length;
  }
}
