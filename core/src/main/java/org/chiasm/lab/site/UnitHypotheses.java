package org.chiasm.lab.site;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import org.chiasm.lab.Analyte;
import org.chiasm.lab.AnalyteTable;
import org.chiasm.lab.ConversionRule.Convertible;
import org.chiasm.lab.UnitConversion;
import org.chiasm.lab.UnitScale;
import org.chiasm.study.Concept;

/** The ways in which the unit of all values of a concept may be stated wrongly. */
final class UnitHypotheses {
  private UnitHypotheses() {}

  /**
   * One way.
   *
   * @param trueUnit what the numbers are in
   * @param readAs what they were taken for
   * @param repair from the number as read to the true one, both in the concept's unit
   */
  record Hypothesis(String trueUnit, String readAs, DoubleUnaryOperator repair) {
    /** The factor at a typical number. */
    double factorAt(double number) {
      return repair.applyAsDouble(number) / number;
    }
  }

  /** Every pair of units in common use for the analyte of the concept, or powers of ten. */
  static List<Hypothesis> of(Concept.Measurement concept) {
    var analyte =
        AnalyteTable.standard()
            .agreed(concept.codes())
            .or(() -> AnalyteTable.standard().named(concept.name()));
    Set<String> units = new LinkedHashSet<>(List.of(concept.unit()));
    analyte.ifPresent(each -> units.addAll(each.units()));
    var hypotheses = new ArrayList<Hypothesis>();
    for (String trueUnit : units) {
      for (String readAs : units) {
        if (!trueUnit.equals(readAs)) {
          hypothesis(trueUnit, readAs, concept.unit(), analyte).ifPresent(hypotheses::add);
        }
      }
    }
    for (int power : new int[] {-6, -3, -2, -1, 1, 2, 3, 6}) {
      double factor = Math.pow(10, power);
      hypotheses.add(
          new Hypothesis(
              "10*" + power + "." + concept.unit(), concept.unit(), number -> number * factor));
    }
    return hypotheses;
  }

  private static Optional<Hypothesis> hypothesis(
      String trueUnit, String readAs, String unit, Optional<Analyte> analyte) {
    if (UnitConversion.rule(unit, readAs, analyte, analyte) instanceof Convertible(UnitScale back)
        && UnitConversion.rule(trueUnit, unit, analyte, analyte)
            instanceof Convertible(UnitScale right)) {
      return Optional.of(
          new Hypothesis(trueUnit, readAs, number -> right.apply(back.apply(number))));
    }
    return Optional.empty();
  }
}
