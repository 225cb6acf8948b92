package org.chiasm.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * How feeds spell units, and what they mean in UCUM: {@code MG/DL}, {@code x10E3/uL}, {@code
 * Tsd./µl}.
 *
 * <p>The spellings lie in the resource {@code unit-spellings.tsv}. Where another case would mean
 * another possible unit, the case must match; nothing is guessed. Safe for use by many threads.
 */
public final class UnitSpelling {
  private static final int LENGTH_MAX = 60;
  private static final int REMEMBERED_MAX = 10_000;
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  private static final Pattern SUPERSCRIPT_RUN = Pattern.compile("(?<=10)[⁰¹²³⁴⁵⁶⁷⁸⁹]+");

  /** {@code 109/L} is valid UCUM, and in a feed the rest of 10⁹/L. */
  private static final Pattern LOST_SUPERSCRIPT = Pattern.compile("^\\d{2,}/");

  /** mc for micro, where no other unit begins so. */
  private static final Pattern MICRO =
      Pattern.compile("(?i)(?<![a-z])mc(?=(?:g|l|mol|kat|eq|iu|u)(?![a-z]))");

  private static final UnitSpelling STANDARD = new UnitSpelling();

  private final Map<String, String> exact = new HashMap<>();
  private final Map<String, String> anyCase = new HashMap<>();
  private final List<Rule> rules = new ArrayList<>();
  private final Map<String, Optional<String>> remembered = new ConcurrentHashMap<>();

  private UnitSpelling() {
    try (BufferedReader lines = Resources.open("unit-spellings.tsv")) {
      lines.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(this::learn);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The one shared by all. */
  public static UnitSpelling standard() {
    return STANDARD;
  }

  /**
   * The UCUM unit a feed means: a known spelling first, because some are also valid UCUM for what
   * nobody means ({@code K/uL} is kelvin), then the string itself where it is valid.
   *
   * @return empty where it is no known spelling and not valid
   */
  public Optional<String> ucum(String written) {
    var known = remembered.get(written);
    if (known != null) {
      return known;
    }
    var answer = look(written);
    if (remembered.size() >= REMEMBERED_MAX) {
      remembered.clear();
    }
    remembered.put(written, answer);
    return answer;
  }

  private Optional<String> look(String written) {
    if (written.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    String key = key(written);
    if (key.isEmpty()) {
      return Optional.empty();
    }
    return whole(key)
        .or(
            () -> {
              String micro = MICRO.matcher(key).replaceAll("u");
              return micro.equals(key) ? Optional.empty() : whole(micro);
            })
        .or(() -> byParts(MICRO.matcher(key).replaceAll("u")));
  }

  /** Each part between slashes on its own: {@code mcg/kg/hr} is {@code ug/kg/h}. */
  private Optional<String> byParts(String key) {
    if (LOST_SUPERSCRIPT.matcher(key).find() || key.indexOf('/') < 0) {
      return Optional.empty();
    }
    var parts = new ArrayList<String>();
    for (String part : key.split("/", -1)) {
      var unit = part.isEmpty() ? Optional.of("") : whole(part);
      if (unit.isEmpty() || unit.get().indexOf('/') >= 0) {
        return Optional.empty();
      }
      parts.add(unit.get());
    }
    return Optional.of(String.join("/", parts)).filter(UcumUnits.standard()::isValid);
  }

  private Optional<String> whole(String key) {
    String found = exact.get(key);
    if (found == null) {
      found = anyCase.get(key.toLowerCase(Locale.ROOT));
    }
    if (found != null) {
      return isOtherMagnitude(key, found) ? Optional.empty() : Optional.of(found);
    }
    for (var rule : rules) {
      var match = rule.pattern().matcher(key);
      if (match.matches()) {
        return Optional.of(match.replaceFirst(rule.replacement()));
      }
    }
    return !LOST_SUPERSCRIPT.matcher(key).find() && UcumUnits.standard().isValid(key)
        ? Optional.of(key)
        : Optional.empty();
  }

  /**
   * Whether UCUM itself takes the spelling of an amount for another magnitude of it: {@code ML} is
   * a megalitre there and {@code Mg} a megagram, and both exist. A concentration does not: no
   * specimen holds a megagram in a decilitre.
   */
  private static boolean isOtherMagnitude(String key, String meant) {
    return key.indexOf('/') < 0
        && !key.equals(meant)
        && UcumUnits.standard().scale(key, meant).filter(scale -> !scale.isIdentity()).isPresent();
  }

  private void learn(String line) {
    String[] columns = line.split("\t", -1);
    if (columns[0].equals("pattern")) {
      rules.add(new Rule(Pattern.compile(columns[1]), columns[2]));
      return;
    }
    var spellings = columns[1].equals("any") ? anyCase : exact;
    for (String spelling : columns[2].split("\\|", -1)) {
      String key = key(spelling);
      spellings.put(columns[1].equals("any") ? key.toLowerCase(Locale.ROOT) : key, columns[0]);
    }
  }

  /**
   * Without spaces, with one kind of micro sign, multiplication sign and slash, superscripts as
   * digits, and cubic millimetres in one spelling.
   */
  private static String key(String written) {
    String text = SUPERSCRIPT_RUN.matcher(written).replaceAll(run -> "\\^" + digits(run.group()));
    var key = new StringBuilder();
    Normalizer.normalize(text, Normalizer.Form.NFKC)
        .codePoints()
        .filter(c -> !Character.isWhitespace(c) && !Character.isISOControl(c) && c != 0x200B)
        .forEach(c -> key.appendCodePoint(plain(c)));
    return key.toString().replace("mm^3", "mm3");
  }

  private static int plain(int c) {
    return switch (c) {
      case 'µ', 'μ' -> 'u';
      case '×', '✕', '⨯' -> 'x';
      case '∕', '⁄', '／' -> '/';
      case '·', '⋅', '∙' -> '.';
      case '−', '‐', '‑', '–' -> '-';
      default -> c;
    };
  }

  private static String digits(String superscripts) {
    var digits = new StringBuilder();
    for (int i = 0; i < superscripts.length(); i++) {
      digits.append(SUPERSCRIPTS.indexOf(superscripts.charAt(i)));
    }
    return digits.toString();
  }

  private record Rule(Pattern pattern, String replacement) {}
}
