package org.chiasm.lab;

import java.math.BigDecimal;
import java.util.Optional;

/** What no number in a unit can be, whatever the patient: below absolute zero, less than none. */
final class PhysicalBounds {
  private PhysicalBounds() {}

  /** Why there can be no such number, in words; empty where there can. */
  static Optional<String> violation(BigDecimal number, String unit, Optional<Analyte> analyte) {
    var kelvin = UcumUnits.temperature(unit);
    if (kelvin.isPresent()) {
      return kelvin.get().apply(number).filter(each -> each.signum() < 0).isPresent()
          ? Optional.of("below absolute zero in '" + unit + "'")
          : Optional.empty();
    }
    if (number.signum() < 0
        && analyte.isPresent()
        && analyte.get().plausible().low() >= 0
        && !unit.contains("[pH]")) {
      return Optional.of(
          "less than none of '" + analyte.get() + "' in '" + unit + "'; expected 0 or more");
    }
    return Optional.empty();
  }
}
