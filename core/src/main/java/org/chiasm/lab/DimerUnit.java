package org.chiasm.lab;

import org.chiasm.lab.Analyte.Trait;
import org.jspecify.annotations.Nullable;

/**
 * Which kind of mass a D-dimer result counts, and whether the unit says so itself; FEU are about
 * twice DDU, by a factor that depends on the assay.
 */
record DimerUnit(Kind kind, boolean isWritten) {
  /** The kinds. */
  enum Kind {
    NONE,
    FEU,
    DDU
  }

  /** What the unit's annotation says, or else the analyte. */
  static DimerUnit of(UnitAtoms unit, @Nullable Analyte analyte) {
    if (unit.annotations().contains("FEU")) {
      return new DimerUnit(Kind.FEU, true);
    }
    if (unit.annotations().contains("DDU")) {
      return new DimerUnit(Kind.DDU, true);
    }
    if (analyte != null && analyte.has(Trait.FIBRINOGEN_EQUIVALENT)) {
      return new DimerUnit(Kind.FEU, false);
    }
    return new DimerUnit(
        analyte != null && analyte.has(Trait.D_DIMER_UNIT) ? Kind.DDU : Kind.NONE, false);
  }

  /** Whether one of them says a kind that the other does not have. */
  boolean differsFrom(DimerUnit other) {
    return (isWritten || other.isWritten) && kind != other.kind;
  }
}
