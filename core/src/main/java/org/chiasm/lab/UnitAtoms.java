package org.chiasm.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * A valid UCUM expression taken apart into its atoms, to see what UCUM's dimensions do not tell
 * apart: moles, equivalents and osmoles, and the annotations that laboratories use to name a kind
 * of unit (UCUM 2.1, 5 to 12).
 */
final class UnitAtoms {
  private static final Set<String> PREFIXES =
      Set.of(
          "", "Y", "Z", "E", "P", "T", "G", "M", "k", "h", "da", "d", "c", "m", "u", "n", "p", "f",
          "a", "z", "y");

  private final String expression;
  private final List<Atom> atoms = new ArrayList<>();
  private final Set<String> annotations = new TreeSet<>();

  /** Takes an expression apart; one that is not valid gives atoms that mean nothing. */
  UnitAtoms(String expression) {
    this.expression = expression;
    scan();
  }

  /** The words in braces, upper case. */
  Set<String> annotations() {
    return annotations;
  }

  /** What a unit that begins with a word in braces counts, in lower case; empty for every other. */
  static String counted(String unit) {
    return unit.startsWith("{") && unit.indexOf('}') > 0
        ? unit.substring(1, unit.indexOf('}')).toLowerCase(Locale.ROOT)
        : "";
  }

  /** What amounts of substance, equivalents and osmoles stand above and below the line. */
  Amounts amounts() {
    int[] counts = new int[6];
    for (var atom : atoms) {
      int kind = amountKind(atom.symbol());
      if (kind >= 0) {
        counts[2 * kind + (atom.exponent() > 0 ? 0 : 1)] += Math.abs(atom.exponent());
      }
    }
    return new Amounts(counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]);
  }

  /** The expression with atoms replaced. */
  String with(UnaryOperator<String> replacement) {
    var text = new StringBuilder();
    int done = 0;
    for (var atom : atoms) {
      text.append(expression, done, atom.start()).append(replacement.apply(atom.symbol()));
      done = atom.start() + atom.symbol().length();
    }
    return text.append(expression.substring(done)).toString();
  }

  /** Equivalents written as moles. */
  String equivalentsAsMoles() {
    return with(
        symbol ->
            isPrefixed(symbol, "eq") ? symbol.substring(0, symbol.length() - 2) + "mol" : symbol);
  }

  /** International units written as catalytic ones. */
  String internationalAsCatalytic() {
    return with(
        symbol ->
            isPrefixed(symbol, "[iU]") || isPrefixed(symbol, "[IU]")
                ? symbol.substring(0, symbol.length() - 4) + "U"
                : symbol);
  }

  private void scan() {
    int sign = 1;
    var signs = new ArrayList<Integer>(List.of(1));
    int i = 0;
    while (i < expression.length()) {
      char c = expression.charAt(i);
      switch (c) {
        case '{' -> {
          int end = expression.indexOf('}', i);
          int close = end < 0 ? expression.length() : end;
          annotations.add(expression.substring(i + 1, close).toUpperCase(Locale.ROOT));
          i = close + 1;
        }
        case '/' -> {
          sign = -1;
          i++;
        }
        case '.' -> {
          sign = 1;
          i++;
        }
        case '(' -> {
          signs.add(signs.getLast() * sign);
          sign = 1;
          i++;
        }
        case ')' -> {
          if (signs.size() > 1) {
            signs.removeLast();
          }
          i++;
        }
        default -> i = atom(i, signs.getLast() * sign);
      }
    }
  }

  private int atom(int start, int sign) {
    int end = start;
    while (end < expression.length() && "/.(){".indexOf(expression.charAt(end)) < 0) {
      if (expression.charAt(end) == '[') {
        int close = expression.indexOf(']', end);
        end = close < 0 ? expression.length() : close + 1;
      } else {
        end++;
      }
    }
    int symbolEnd = end;
    while (symbolEnd > start && Character.isDigit(expression.charAt(symbolEnd - 1))) {
      symbolEnd--;
    }
    if (symbolEnd == start) {
      return end;
    }
    int signAt = symbolEnd;
    if (symbolEnd < end && "+-".indexOf(expression.charAt(symbolEnd - 1)) >= 0) {
      signAt = symbolEnd - 1;
    }
    int exponent = 1;
    if (symbolEnd < end && end - symbolEnd <= 3) {
      exponent = Integer.parseInt(expression.substring(symbolEnd, end));
      exponent = signAt < symbolEnd && expression.charAt(signAt) == '-' ? -exponent : exponent;
    }
    atoms.add(
        new Atom(expression.substring(start, Math.max(start + 1, signAt)), start, sign * exponent));
    return end;
  }

  private static int amountKind(String symbol) {
    if (isPrefixed(symbol, "mol")
        || isPrefixed(symbol, "kat")
        || isPrefixed(symbol, "U")
        || symbol.equals("[pH]")) {
      return 0;
    }
    if (isPrefixed(symbol, "eq")) {
      return 1;
    }
    return isPrefixed(symbol, "osm") ? 2 : -1;
  }

  private static boolean isPrefixed(String symbol, String unit) {
    return symbol.endsWith(unit)
        && PREFIXES.contains(symbol.substring(0, symbol.length() - unit.length()));
  }

  /**
   * Exponents of moles, equivalents and osmoles, above and below the line; catalytic units and pH
   * count as moles, of which UCUM defines them.
   */
  record Amounts(
      int mole, int perMole, int equivalent, int perEquivalent, int osmole, int perOsmole) {
    int netEquivalents() {
      return equivalent - perEquivalent;
    }

    int netMoles() {
      return mole - perMole;
    }

    boolean isRatioOfMoles() {
      return mole > 0 && perMole > 0;
    }

    boolean hasOsmoles() {
      return osmole > 0 || perOsmole > 0;
    }

    boolean isNone() {
      return mole + perMole + equivalent + perEquivalent + osmole + perOsmole == 0;
    }
  }

  private record Atom(String symbol, int start, int exponent) {}
}
