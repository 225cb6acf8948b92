package org.chiasm.lab;

import java.math.BigDecimal;
import java.util.Optional;
import org.chiasm.lab.ConversionRule.Convertible;
import org.chiasm.lab.ConversionRule.Refused;
import org.jspecify.annotations.Nullable;

/**
 * A conversion seen by its moles, equivalents and osmoles: plain UCUM where both units have the
 * same of them, by valence and molar mass where they differ.
 */
record AmountConversion(String from, UnitAtoms source, String to, UnitAtoms target) {
  ConversionRule rule(@Nullable Analyte measured, @Nullable Analyte wanted) {
    var got = source.amounts();
    var needed = target.amounts();
    if (got.equals(needed)) {
      return UcumUnits.standard()
          .scale(from, to)
          .map(scale -> scale.andThen(massOfSameMoles(measured, wanted)))
          .<ConversionRule>map(Convertible::new)
          .orElseGet(this::otherKind);
    }
    if (got.hasOsmoles() || needed.hasOsmoles()) {
      return new Refused("osmoles convert to osmoles only, got " + both());
    }
    if (got.isRatioOfMoles() || needed.isRatioOfMoles()) {
      return new Refused("a ratio of moles converts for HbA1c only, got " + both());
    }
    BigDecimal factor = BigDecimal.ONE;
    int equivalents = needed.netEquivalents() - got.netEquivalents();
    int moles = equivalents + needed.netMoles() - got.netMoles();
    var scale = scale(moles);
    if (scale.isEmpty()) {
      return otherKind();
    }
    if (equivalents != 0) {
      if (measured == null || measured.valence().isEmpty()) {
        return lacking("valence", measured);
      }
      factor = power(BigDecimal.valueOf(measured.valence().get()), equivalents);
    }
    if (moles != 0) {
      Analyte weighed = moles > 0 ? measured : wanted;
      if (weighed == null || weighed.molarMass().isEmpty()) {
        return lacking("molar mass", weighed);
      }
      factor = factor.multiply(power(weighed.molarMass().get(), -moles));
    }
    return new Convertible(scale.get().andThen(new UnitScale.Linear(factor, BigDecimal.ZERO)));
  }

  /** By UCUM, with equivalents as moles and so many more moles in the target paid for in grams. */
  private Optional<UnitScale> scale(int moles) {
    if (Math.abs(moles) > 1) {
      return Optional.empty();
    }
    String plain = target.equivalentsAsMoles();
    String paid =
        switch (moles) {
          case 1 -> "(" + plain + ").(g/mol)";
          case -1 -> "(" + plain + ").(mol/g)";
          default -> plain;
        };
    return UcumUnits.standard().scale(source.equivalentsAsMoles(), paid);
  }

  /**
   * A gram of urea is not a gram of urea nitrogen, though a mole of the one is one of the other.
   */
  private UnitScale massOfSameMoles(@Nullable Analyte measured, @Nullable Analyte wanted) {
    if (measured == null
        || wanted == null
        || measured == wanted
        || !source.amounts().isNone()
        || !UcumUnits.standard().areCommensurable(to, "g/L")) {
      return UnitScale.Linear.IDENTITY;
    }
    return new UnitScale.Linear(
        wanted
            .molarMass()
            .orElseThrow()
            .divide(measured.molarMass().orElseThrow(), UnitScale.Linear.PRECISION),
        BigDecimal.ZERO);
  }

  private ConversionRule otherKind() {
    return new Refused("different kinds of quantity, got " + both());
  }

  private ConversionRule lacking(String figure, @Nullable Analyte analyte) {
    return new Refused(
        both()
            + " need the "
            + figure
            + " of the analyte, and "
            + (analyte == null
                ? "no analyte is known"
                : "'" + analyte + "' has none in the table"));
  }

  private String both() {
    return "'" + UnitConversion.shown(from) + "' and '" + UnitConversion.shown(to) + "'";
  }

  private static BigDecimal power(BigDecimal number, int exponent) {
    return exponent >= 0
        ? number.pow(exponent)
        : BigDecimal.ONE.divide(number.pow(-exponent), UnitScale.Linear.PRECISION);
  }
}
