package org.chiasm.lab;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chiasm.Quantity;

/**
 * The conversion of a value as it is written: a number, a comparator with its limit, a range or a
 * titre, in exact decimal arithmetic, rounded to 12 significant digits and written without an
 * exponent where that is shorter. Safe for use by many threads.
 */
public final class WrittenConversion {
  private static final MathContext SHOWN = new MathContext(12);
  private static final int PLAIN_DIGITS_MAX = 21;
  private static final String TITER = "{titer}";
  private static final Pattern DILUTION = Pattern.compile("(?<![\\d.,])1\\s*/(?=\\s*\\d)");
  private static final Pattern DIMER_KIND = Pattern.compile("(?i)feu|ddu");
  private static final Pattern CODE = Pattern.compile("\\d{1,7}-\\d");

  private WrittenConversion() {}

  /** A result as text, or why there is none. */
  public sealed interface Answer {
    /**
     * A result.
     *
     * @param text a number, with comparator or as a range where the value had one
     * @param number the number; empty for a range
     */
    record Converted(String text, Optional<BigDecimal> number) implements Answer {
      /** Checks that there is a text. */
      public Converted {
        requireNonNull(text, "text");
        requireNonNull(number, "number");
      }
    }

    /**
     * No result.
     *
     * @param error one sentence: what was got, what is needed
     */
    record NotConverted(String error) implements Answer {
      /** Checks that there is an error. */
      public NotConverted {
        requireNonNull(error, "error");
      }
    }
  }

  /**
   * Converts; every input is answered.
   *
   * @param value as written, without or with its unit ({@code 5.0 mg/dL}), abnormal flags ({@code
   *     (H)}) aside
   * @param from UCUM or a spelling {@link UnitSpelling} knows; blank where the value has its unit,
   *     or where the target is a score, a ratio or pH, which are written without one
   * @param to likewise, never blank
   * @param analyte a name or alias of {@link AnalyteTable} or a LOINC code; blank where unknown.
   *     One that the table does not hold is refused where the conversion depends on it
   */
  public static Answer convert(String value, String from, String to, String analyte) {
    if (to.isBlank()) {
      return new Answer.NotConverted("no unit to convert to; expected a UCUM unit");
    }
    String number =
        AbnormalFlag.without(NumericTextParser.unescaped(value), !from.isBlank());
    String unit = from;
    if (WrittenNumber.read(number).isEmpty()
        && NumericText.parse(number) instanceof NumericText.Measured(var quantity)
        && !quantity.unit().isEmpty()) {
      if (!from.isBlank() && !isSame(from, quantity.unit())) {
        return new Answer.NotConverted(
            "the value is written in '"
                + UnitConversion.shown(quantity.unit())
                + "' and the unit is given as '"
                + UnitConversion.shown(from)
                + "'");
      }
      unit = quantity.unit();
      number = number.substring(0, number.length() - unit.length()).strip();
    }
    return converted(number, unit, to.strip(), analyte);
  }

  private static boolean isSame(String one, String other) {
    var spelling = UnitSpelling.standard();
    return spelling.ucum(one).isPresent() && spelling.ucum(one).equals(spelling.ucum(other));
  }

  private static Answer converted(String value, String from, String to, String analyte) {
    var target = UnitSpelling.standard().ucum(to);
    var source =
        from.isBlank() && target.filter(LabCurator::isUnitless).isPresent()
            ? target
            : UnitSpelling.standard().ucum(from);
    if (source.isEmpty() && from.isBlank()) {
      return new Answer.NotConverted("no unit to convert from; expected a UCUM unit");
    }
    if (source.isEmpty() || target.isEmpty()) {
      return new Answer.NotConverted(
          "'"
              + UnitConversion.shown(source.isEmpty() ? from : to)
              + "' is neither UCUM nor a known spelling of a unit");
    }
    Optional<Analyte> known =
        analyte.isBlank() ? Optional.empty() : UnitConversion.analyte(analyte.strip());
    var rule = UnitConversion.rule(source.get(), target.get(), known, known);
    if (known.isEmpty() && !analyte.isBlank() && rule instanceof ConversionRule.Refused) {
      return new Answer.NotConverted(
          "analyte '"
              + UnitConversion.shown(analyte)
              + "' is not in the analyte table; give a name of docs/LAB.md or a LOINC code");
    }
    if (known.isPresent() && isUnsaidDimer(source.get(), target.get(), known.get(), analyte)) {
      return new Answer.NotConverted(
          "one unit says FEU or DDU, which differ about twofold, and the other does not; name"
              + " d_dimer_feu or d_dimer_ddu, or give the LOINC code");
    }
    boolean titre = source.get().equals(TITER);
    var written = WrittenNumber.read(titre ? DILUTION.matcher(value).replaceFirst("1:") : value);
    if (written.isEmpty()) {
      return new Answer.NotConverted(WrittenNumber.reason(value));
    }
    return switch (rule) {
      case ConversionRule.Refused(var reason) -> new Answer.NotConverted(reason);
      case ConversionRule.Convertible(var scale) ->
          new Step(source.get(), target.get(), known, scale).apply(written.get());
    };
  }

  /** Whether a D-dimer is named without its kind, and only one of the units tells it. */
  private static boolean isUnsaidDimer(String from, String to, Analyte known, String named) {
    boolean isDimer =
        known.has(Analyte.Trait.FIBRINOGEN_EQUIVALENT) || known.has(Analyte.Trait.D_DIMER_UNIT);
    return isDimer
        && DIMER_KIND.matcher(from).find() != DIMER_KIND.matcher(to).find()
        && !DIMER_KIND.matcher(named).find()
        && !CODE.matcher(named).find();
  }

  /** A number as text: without binary noise, without trailing zeros. */
  public static String show(BigDecimal number) {
    var rounded = number.round(SHOWN).stripTrailingZeros();
    if (rounded.signum() == 0) {
      return "0";
    }
    boolean plain = Math.abs(rounded.precision() - rounded.scale()) <= PLAIN_DIGITS_MAX;
    return plain ? rounded.toPlainString() : rounded.toString();
  }

  private record Step(String from, String to, Optional<Analyte> analyte, UnitScale scale) {
    Answer apply(WrittenNumber written) {
      if (written.kind() == WrittenNumber.Kind.TITER) {
        return from.equals(TITER) && to.equals(TITER)
            ? new Answer.Converted(
                symbol(written.comparator()) + "1:" + show(written.ends().getFirst()),
                Optional.of(written.ends().getFirst()))
            : new Answer.NotConverted("a titre, which is a dilution and has no other unit");
      }
      var results = new ArrayList<BigDecimal>();
      for (var end : written.ends()) {
        boolean below = written.comparator() == Quantity.Comparator.LESS && end.signum() == 0;
        var error =
            PhysicalBounds.violation(below ? BigDecimal.ONE.negate() : end, from, analyte);
        if (error.isPresent()) {
          return new Answer.NotConverted(error.get());
        }
        var result = scale.apply(end);
        if (result.isEmpty()) {
          return new Answer.NotConverted("there is no such number in '" + to + "'");
        }
        error = PhysicalBounds.violation(result.get(), to, analyte);
        if (error.isPresent()) {
          return new Answer.NotConverted(error.get());
        }
        results.add(result.get());
      }
      if (written.kind() == WrittenNumber.Kind.RANGE) {
        var ends = results.stream().sorted().map(WrittenConversion::show).toList();
        return new Answer.Converted(ends.getFirst() + "-" + ends.getLast(), Optional.empty());
      }
      var comparator = falls(written.ends()) ? turned(written.comparator()) : written.comparator();
      return new Answer.Converted(
          symbol(comparator) + show(results.getFirst()), Optional.of(results.getFirst()));
    }

    /** Whether more of the one is less of the other, as of pH and hydrogen ions. */
    private boolean falls(List<BigDecimal> ends) {
      var at = scale.apply(ends.getFirst());
      var above =
          scale.apply(
              ends.getFirst().add(ends.getFirst().abs().max(BigDecimal.ONE).movePointLeft(3)));
      return at.isPresent() && above.isPresent() && above.get().compareTo(at.get()) < 0;
    }

    private static Quantity.Comparator turned(Quantity.Comparator comparator) {
      return switch (comparator) {
        case EQUAL -> Quantity.Comparator.EQUAL;
        case LESS -> Quantity.Comparator.GREATER;
        case LESS_OR_EQUAL -> Quantity.Comparator.GREATER_OR_EQUAL;
        case GREATER -> Quantity.Comparator.LESS;
        case GREATER_OR_EQUAL -> Quantity.Comparator.LESS_OR_EQUAL;
      };
    }

    private static String symbol(Quantity.Comparator comparator) {
      return comparator == Quantity.Comparator.EQUAL ? "" : comparator.symbol();
    }
  }
}
