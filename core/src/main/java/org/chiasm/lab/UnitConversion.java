package org.chiasm.lab;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.regex.Pattern;
import org.chiasm.Code;
import org.chiasm.CodeSystems;
import org.chiasm.lab.Analyte.Trait;
import org.jspecify.annotations.Nullable;

/**
 * Conversions as a laboratory means them: by UCUM where the units measure the same kind of
 * quantity, and through the analyte where mass meets amount of substance, equivalents,
 * international units, or the two HbA1c scales.
 *
 * <p>UCUM counts a mole, an equivalent and an osmole as the same bare number; here they are told
 * apart, and a conversion between them without the analyte is refused. Safe for use by many
 * threads.
 */
public final class UnitConversion {
  private static final Pattern LOINC =
      Pattern.compile(
          "(?i)(?:(?:loinc|http://loinc\\.org|urn:oid:2\\.16\\.840\\.1\\.113883\\.6\\.1)[\\s|:/]*)?(\\d{1,7}-\\d)");

  private UnitConversion() {}

  /** A converted number, or why there is none. */
  public sealed interface Result {
    /**
     * A number.
     *
     * @param value in the target unit, finite
     */
    record Converted(double value) implements Result {}

    /**
     * No number.
     *
     * @param reason one sentence: what was got, what is needed
     */
    record NotConverted(String reason) implements Result {
      /** Checks that there is a reason. */
      public NotConverted {
        requireNonNull(reason, "reason");
      }
    }
  }

  /**
   * Converts a number between units as people write them.
   *
   * @param value finite
   * @param from UCUM or a spelling {@link UnitSpelling} knows
   * @param to UCUM or a spelling {@link UnitSpelling} knows
   * @param analyte a name or alias of {@link AnalyteTable}, or a LOINC code
   */
  public static Result convert(double value, String from, String to, Optional<String> analyte) {
    if (!Double.isFinite(value)) {
      return new Result.NotConverted("got a number that is not finite; expected a finite one");
    }
    var source = UnitSpelling.standard().ucum(from);
    var target = UnitSpelling.standard().ucum(to);
    if (source.isEmpty() || target.isEmpty()) {
      return new Result.NotConverted(
          "'"
              + shown(source.isEmpty() ? from : to)
              + "' is neither UCUM nor a known spelling of a unit");
    }
    Optional<Analyte> known = analyte.flatMap(UnitConversion::analyte);
    if (analyte.isPresent() && known.isEmpty()) {
      return new Result.NotConverted(
          "analyte '" + shown(analyte.get()) + "' is not in the analyte table");
    }
    return switch (rule(source.get(), target.get(), known, known)) {
      case ConversionRule.Refused(var reason) -> new Result.NotConverted(reason);
      case ConversionRule.Convertible(var scale) -> {
        double result = scale.apply(value);
        yield Double.isFinite(result)
            ? new Result.Converted(result)
            : new Result.NotConverted("there is no such number in '" + target.get() + "'");
      }
    };
  }

  /**
   * How numbers in one UCUM unit become numbers in another.
   *
   * @param measured what the number was measured of, where known
   * @param wanted what the result is of, where known; another analyte than {@code measured} only
   *     where both share their moles
   */
  public static ConversionRule rule(
      String from, String to, Optional<Analyte> measured, Optional<Analyte> wanted) {
    return rule(from, to, measured.orElse(null), wanted.orElse(null));
  }

  private static ConversionRule rule(
      String from, String to, @Nullable Analyte measured, @Nullable Analyte wanted) {
    if (measured != null && wanted != null && !measured.sharesMolesWith(wanted)) {
      return new ConversionRule.Refused(
          "'" + measured + "' was measured and '" + wanted + "' is wanted");
    }
    var source = new UnitAtoms(from);
    var target = new UnitAtoms(to);
    String counted = UnitAtoms.counted(from);
    if (!counted.isEmpty()
        && !UnitAtoms.counted(to).isEmpty()
        && !counted.equals(UnitAtoms.counted(to))) {
      return new ConversionRule.Refused(
          "'" + shown(from) + "' and '" + shown(to) + "' count different things");
    }
    if (DimerUnit.of(source, measured).differsFrom(DimerUnit.of(target, wanted))) {
      return new ConversionRule.Refused(
          "FEU and DDU of D-dimer differ by an assay-dependent factor, got '"
              + from
              + "' and '"
              + to
              + "'");
    }
    if (measured != null && measured.has(Trait.NGSP_IFCC)) {
      var scale = HemoglobinA1c.scale(from, to);
      if (scale.isPresent()) {
        return new ConversionRule.Convertible(scale.get());
      }
    }
    if (measured != null && measured.has(Trait.INTERNATIONAL_IS_CATALYTIC)) {
      var scale =
          UcumUnits.standard()
              .scale(source.internationalAsCatalytic(), target.internationalAsCatalytic());
      if (scale.isPresent()) {
        return new ConversionRule.Convertible(scale.get());
      }
    }
    return new AmountConversion(from, source, to, target).rule(measured, wanted);
  }

  /** The analyte of a name, an alias or a LOINC code. */
  static Optional<Analyte> analyte(String name) {
    if (name.isBlank()) {
      return Optional.empty();
    }
    var table = AnalyteTable.standard();
    var loinc = LOINC.matcher(name.strip());
    return loinc.matches()
        ? table.of(new Code(CodeSystems.LOINC, loinc.group(1)))
        : table.named(name);
  }

  /** Enough of a unit to find it in a site file, and never a whole text. */
  static String shown(String unit) {
    return unit.length() <= 24 ? unit : unit.substring(0, 24) + "...";
  }
}
