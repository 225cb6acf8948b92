package org.chiasm.lab;

import static java.util.Objects.requireNonNull;

/** How to get from one unit to another for one analyte, or why that cannot be done. */
public sealed interface ConversionRule {
  /**
   * It can be done.
   *
   * @param scale how
   */
  record Convertible(UnitScale scale) implements ConversionRule {
    /** Checks that there is a scale. */
    public Convertible {
      requireNonNull(scale, "scale");
    }
  }

  /**
   * It cannot.
   *
   * @param reason one sentence: what was got, what is needed
   */
  record Refused(String reason) implements ConversionRule {
    /** Checks that there is a reason. */
    public Refused {
      requireNonNull(reason, "reason");
    }
  }
}
