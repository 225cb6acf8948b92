package org.chiasm.lab;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The two scales of glycated haemoglobin: percent after NGSP and mmol/mol after IFCC, joined by the
 * master equation (Hoelzel et al. 2004, doi:10.1373/clinchem.2003.024802).
 */
final class HemoglobinA1c {
  private static final UnitScale.Linear NGSP_FROM_IFCC =
      new UnitScale.Linear(new BigDecimal("0.09148"), new BigDecimal("2.152"));

  private HemoglobinA1c() {}

  /** From one scale to the other; empty where both units are of the same scale or of neither. */
  static Optional<UnitScale> scale(String from, String to) {
    boolean fromIfcc = new UnitAtoms(from).amounts().isRatioOfMoles();
    boolean toIfcc = new UnitAtoms(to).amounts().isRatioOfMoles();
    if (fromIfcc == toIfcc) {
      return Optional.empty();
    }
    return fromIfcc
        ? path(from, "mmol/mol", NGSP_FROM_IFCC, "%", to)
        : path(from, "%", NGSP_FROM_IFCC.inverse(), "mmol/mol", to);
  }

  private static Optional<UnitScale> path(
      String from, String before, UnitScale equation, String after, String to) {
    var ucum = UcumUnits.standard();
    return ucum.scale(from, before)
        .flatMap(first -> ucum.scale(after, to).map(last -> first.andThen(equation).andThen(last)));
  }
}
