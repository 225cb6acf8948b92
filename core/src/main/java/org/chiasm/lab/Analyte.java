package org.chiasm.lab;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chiasm.study.PlausibleRange;
import org.jspecify.annotations.Nullable;

/**
 * What a laboratory value or vital sign is a measure of, with what is needed to convert it and to
 * judge it: one line of the resource {@code analytes.csv}, which names the source of each figure.
 */
public final class Analyte {
  private final String name;
  private final List<String> aliases;
  private final Map<String, Property> loinc;
  private final @Nullable BigDecimal molarMass;
  private final @Nullable Integer valence;
  private final Set<Trait> traits;
  private final String family;
  private final List<String> units;
  private final PlausibleRange plausible;
  private final PlausibleRange typical;
  private final String source;

  /** What a LOINC code says of the kind of quantity (LOINC property axis). */
  public enum Property {
    /** Mass concentration. */
    MASS,
    /** Amount-of-substance concentration. */
    SUBSTANCE,
    /** Another, or one that does not matter for conversion. */
    OTHER
  }

  /** What is special about the units of an analyte. */
  public enum Trait {
    /** {@code [iU]} and {@code U} are used for the same thing. */
    INTERNATIONAL_IS_CATALYTIC,
    /** Percent (NGSP) and mmol/mol (IFCC) are joined by a master equation. */
    NGSP_IFCC,
    /** D-dimer in fibrinogen-equivalent units. */
    FIBRINOGEN_EQUIVALENT,
    /** D-dimer in D-dimer units. */
    D_DIMER_UNIT
  }

  Analyte(
      String name,
      List<String> aliases,
      Map<String, Property> loinc,
      @Nullable BigDecimal molarMass,
      @Nullable Integer valence,
      Set<Trait> traits,
      String family,
      List<String> units,
      PlausibleRange plausible,
      PlausibleRange typical,
      String source) {
    this.name = requireNonNull(name, "name");
    this.aliases = List.copyOf(aliases);
    this.loinc = Map.copyOf(loinc);
    this.molarMass = molarMass;
    this.valence = valence;
    this.traits = Set.copyOf(traits);
    this.family = requireNonNull(family, "family");
    this.units = List.copyOf(units);
    this.plausible = requireNonNull(plausible, "plausible");
    this.typical = requireNonNull(typical, "typical");
    this.source = requireNonNull(source, "source");
  }

  /** Its name, in snake case, such as {@code urea_nitrogen}. */
  public String name() {
    return name;
  }

  /** Other names, in snake case. */
  public List<String> aliases() {
    return aliases;
  }

  /** Its LOINC codes, with what each says of the kind of quantity. */
  public Map<String, Property> loinc() {
    return loinc;
  }

  /**
   * Grams per mole of the entity that is counted; empty where there is none that laboratories agree
   * on.
   */
  public Optional<BigDecimal> molarMass() {
    return Optional.ofNullable(molarMass);
  }

  /** Equivalents per mole. */
  public Optional<Integer> valence() {
    return Optional.ofNullable(valence);
  }

  /** Whether its units have this peculiarity. */
  public boolean has(Trait trait) {
    return traits.contains(trait);
  }

  /** Whether a mole of the one is a mole of the other, as of urea and of urea nitrogen. */
  public boolean sharesMolesWith(Analyte other) {
    return this == other || (!family.isEmpty() && family.equals(other.family));
  }

  /** UCUM units in common use; the first is that of the two ranges. */
  public List<String> units() {
    return units;
  }

  /** What a living patient can have, in the first of {@link #units}. */
  public PlausibleRange plausible() {
    return plausible;
  }

  /** Where nearly all hospital patients lie, in the first of {@link #units}. */
  public PlausibleRange typical() {
    return typical;
  }

  /** Where its molar mass or its lack of one comes from. */
  public String source() {
    return source;
  }

  @Override
  public String toString() {
    return name;
  }
}
