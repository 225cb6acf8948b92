package org.chiasm.lab;

import io.github.fhnaumann.configuration.Configuration;
import io.github.fhnaumann.configuration.ConfigurationRegistry;
import io.github.fhnaumann.funcs.ConverterService;
import io.github.fhnaumann.funcs.UCUMService;
import io.github.fhnaumann.funcs.ValidatorService;
import io.github.fhnaumann.model.UCUMExpression;
import io.github.fhnaumann.util.PreciseDecimal;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Units as UCUM 2.2 defines them, case sensitive: which are valid, which measure the same kind of
 * quantity, and by what factor.
 *
 * <p>Answers are remembered, up to a bound; safe for use by many threads. Arbitrary units such as
 * {@code [iU]} convert among their own multiples only (UCUM 24). What UCUM holds equal and a
 * laboratory does not, such as a mole and an equivalent, is the business of {@link UnitConversion}.
 */
public final class UcumUnits {
  /** Longer ones are not units but text, and a parser's stack is finite. */
  private static final int LENGTH_MAX = 100;

  /** A feed with free text as units could otherwise fill the memory. */
  private static final int REMEMBERED_MAX = 10_000;

  /**
   * An integer may stand alone, but only {@code 10*} and {@code 10^} take a signed exponent (UCUM
   * 2.1, 12).
   */
  private static final Pattern SIGNED_INTEGER = Pattern.compile("(?:^|[./(])\\d+[+-]\\d");

  private static final Pattern ARBITRARY =
      Pattern.compile(
          "\\[(?:iU|IU|(?!wood'|hnsf')[A-Za-z]+'?[A-Za-z0-9']*'U|CCID_50|TCID_50|EID_50|PFU|FFU|CFU|IR|BAU|AU|PNU|Lf|FEU|ELU|EU)]");

  /** The library takes its angle for radians in one direction and for degrees in the other. */
  private static final String SLOPE = "%[slope]";

  private static final BigDecimal LINEARITY_PROBE = BigDecimal.valueOf(1000);
  private static final BigDecimal LINEARITY_TOLERANCE = new BigDecimal("1e-12");
  private static final BigDecimal CURVED_TOLERANCE = new BigDecimal("1e-6");

  /**
   * The temperature scales with an offset, exactly; the library computes them in binary fractions
   * (UCUM 2.2, table 8).
   */
  private static final Map<String, UnitScale.Linear> TO_KELVIN =
      Map.of(
          "Cel",
          new UnitScale.Linear(BigDecimal.ONE, new BigDecimal("273.15")),
          "[degF]",
          new UnitScale.Linear(
                  new BigDecimal("9").divide(new BigDecimal("5")), new BigDecimal("-459.67"))
              .inverse(),
          "[degRe]",
          new UnitScale.Linear(new BigDecimal("1.25"), new BigDecimal("273.15")),
          "K",
          UnitScale.Linear.IDENTITY);

  private static final UcumUnits STANDARD = new UcumUnits();

  private final UCUMService service;
  private final Map<String, Boolean> validity = new ConcurrentHashMap<>();
  private final Map<Pair, Optional<UnitScale>> scales = new ConcurrentHashMap<>();

  private UcumUnits() {
    ConfigurationRegistry.initialize(
        Configuration.builder()
            .enablePrefixOnNonMetricUnits(false)
            .enableMolMassConversion(false)
            .allowAnnotAfterParens(true)
            .enableSQLitePersistence(false)
            .build());
    service = new UCUMService();
  }

  /** The one shared by all, with one memory. */
  public static UcumUnits standard() {
    return STANDARD;
  }

  /** Whether it is a unit by the grammar and the tables of UCUM; the empty string is not. */
  public boolean isValid(String unit) {
    Boolean known = validity.get(unit);
    if (known != null) {
      return known;
    }
    boolean valid = validate(unit);
    if (validity.size() >= REMEMBERED_MAX) {
      validity.clear();
    }
    validity.put(unit, valid);
    return valid;
  }

  /** Whether both are valid and a number in the one has a number in the other. */
  public boolean areCommensurable(String one, String other) {
    return scale(one, other).isPresent();
  }

  /**
   * How numbers in one unit become numbers in another; empty where a unit is invalid or they are of
   * other kinds.
   */
  public Optional<UnitScale> scale(String from, String to) {
    if (from.equals(to)) {
      return isValid(from) ? Optional.of(UnitScale.Linear.IDENTITY) : Optional.empty();
    }
    var pair = new Pair(from, to);
    var known = scales.get(pair);
    if (known != null) {
      return known;
    }
    Optional<UnitScale> scale = isValid(from) && isValid(to) ? measure(from, to) : Optional.empty();
    if (scales.size() >= REMEMBERED_MAX) {
      scales.clear();
    }
    scales.put(pair, scale);
    return scale;
  }

  /** The way to kelvin from a scale of temperature; empty for every other unit. */
  static Optional<UnitScale.Linear> temperature(String unit) {
    return Optional.ofNullable(TO_KELVIN.get(unit));
  }

  private boolean validate(String unit) {
    if (unit.isEmpty() || unit.length() > LENGTH_MAX || SIGNED_INTEGER.matcher(unit).find()) {
      return false;
    }
    for (int i = 0; i < unit.length(); i++) {
      if (unit.charAt(i) <= ' ' || unit.charAt(i) > '~') {
        return false;
      }
    }
    try {
      return service.validate(unit) instanceof ValidatorService.Success;
    } catch (RuntimeException _) {
      return false;
    }
  }

  /**
   * An arbitrary unit stands for itself: with any base unit in its place in both units the factor
   * is the same. Two different stand-ins must agree, or it stood for something only one of the
   * units has.
   */
  private Optional<UnitScale> measure(String from, String to) {
    if (!ARBITRARY.matcher(from).find() && !ARBITRARY.matcher(to).find()) {
      return measurePlain(from, to);
    }
    var atoms =
        ARBITRARY.matcher(from).results().map(match -> kind(match.group())).distinct().toList();
    var others =
        ARBITRARY.matcher(to).results().map(match -> kind(match.group())).distinct().toList();
    if (atoms.size() != 1 || !atoms.equals(others)) {
      return Optional.empty();
    }
    var luminous = measurePlain(replaceArbitrary(from, "cd"), replaceArbitrary(to, "cd"));
    var thermal = measurePlain(replaceArbitrary(from, "K"), replaceArbitrary(to, "K"));
    return luminous.equals(thermal) ? luminous : Optional.empty();
  }

  private static String kind(String atom) {
    return atom.equals("[IU]") ? "[iU]" : atom;
  }

  private static String replaceArbitrary(String unit, String standIn) {
    return ARBITRARY.matcher(unit).replaceAll(standIn);
  }

  private Optional<UnitScale> measurePlain(String from, String to) {
    if (from.contains(SLOPE) || to.contains(SLOPE)) {
      return Optional.empty();
    }
    var fromKelvin = TO_KELVIN.get(to);
    var toKelvin = TO_KELVIN.get(from);
    if (fromKelvin != null && toKelvin != null) {
      return Optional.of(toKelvin.andThen(fromKelvin.inverse()));
    }
    UCUMExpression.Term source = service.parseOrError(from);
    UCUMExpression.Term target = service.parseOrError(to);
    var one = convert(BigDecimal.ONE, source, target);
    if (one.isEmpty()) {
      return Optional.empty();
    }
    var zero = convert(BigDecimal.ZERO, source, target);
    var probe = convert(LINEARITY_PROBE, source, target);
    if (zero.isPresent() && probe.isPresent()) {
      BigDecimal factor = one.get().subtract(zero.get());
      BigDecimal predicted = factor.multiply(LINEARITY_PROBE).add(zero.get());
      BigDecimal error = predicted.subtract(probe.get()).abs();
      if (factor.signum() != 0
          && error.compareTo(predicted.abs().multiply(LINEARITY_TOLERANCE)) <= 0) {
        return Optional.of(new UnitScale.Linear(factor, zero.get()));
      }
    }
    return Optional.of(
        new UnitScale.Special(value -> convertCurved(BigDecimal.valueOf(value), source, target)));
  }

  /**
   * A number on a curved scale only if it leads back to where it came from: the library answers 0
   * for the logarithm of nothing, for what is too small for its decimals, and beyond a turn of an
   * angle.
   */
  private double convertCurved(
      BigDecimal value, UCUMExpression.Term source, UCUMExpression.Term target) {
    return convert(value, source, target)
        .filter(
            result ->
                convert(result, target, source)
                    .filter(
                        back ->
                            back.subtract(value)
                                    .abs()
                                    .compareTo(value.abs().multiply(CURVED_TOLERANCE))
                                <= 0)
                    .isPresent())
        .map(BigDecimal::doubleValue)
        .orElse(Double.NaN);
  }

  private Optional<BigDecimal> convert(
      BigDecimal value, UCUMExpression.Term from, UCUMExpression.Term to) {
    try {
      var number = new PreciseDecimal(value.toPlainString(), false);
      return service.convert(number, from, to, null) instanceof ConverterService.Success(var result)
          ? Optional.of(result.getValue())
          : Optional.empty();
    } catch (RuntimeException _) {
      return Optional.empty();
    }
  }

  private record Pair(String from, String to) {}
}
