package org.chiasm.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An answer on an ordinal scale: what {@code neg}, {@code (+)}, {@code 2+}, {@code nicht
 * nachweisbar} or {@code reactive} say.
 *
 * <p>The words lie in the resource {@code ordinals.tsv}. An ordinal has an order and no distance:
 * it is never a number. Safe for use by many threads.
 */
public enum OrdinalResult {
  /** Not there, not detected, not reactive. */
  NEGATIVE("negative"),
  /** Neither there nor not: borderline, indeterminate, equivocal. */
  BORDERLINE("borderline"),
  /** A trace: less than one plus. */
  TRACE("trace"),
  /** There, without a degree: positive, detected, reactive. */
  POSITIVE("positive"),
  /** One plus. */
  ONE_PLUS("1+"),
  /** Two plus. */
  TWO_PLUS("2+"),
  /** Three plus. */
  THREE_PLUS("3+"),
  /** Four plus. */
  FOUR_PLUS("4+");

  private static final int LENGTH_MAX = 60;
  private static final Map<String, OrdinalResult> WORDS = words();

  private final String label;

  OrdinalResult(String label) {
    this.label = label;
  }

  /** How a study file writes it. */
  public String label() {
    return label;
  }

  /** Whether it says that something is there, to whatever degree. */
  public boolean isPositive() {
    return compareTo(TRACE) >= 0;
  }

  /** Reads a feed's words; empty where they are no ordinal. */
  public static Optional<OrdinalResult> parse(String text) {
    return text.length() > LENGTH_MAX
        ? Optional.empty()
        : Optional.ofNullable(WORDS.get(key(text)));
  }

  private static String key(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .strip()
        .toLowerCase(Locale.ROOT)
        .replace('−', '-')
        .replace('–', '-')
        .replaceAll("[\\s_.!]+", " ")
        .strip();
  }

  private static Map<String, OrdinalResult> words() {
    var words = new HashMap<String, OrdinalResult>();
    try (BufferedReader lines = Resources.open("ordinals.tsv")) {
      lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(
              line -> {
                String[] columns = line.split("\t", -1);
                for (String word : columns[1].split("\\|", -1)) {
                  if (words.put(key(word), valueOf(columns[0])) != null) {
                    throw new IllegalStateException("ordinals.tsv names '" + word + "' twice");
                  }
                }
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.copyOf(words);
  }
}
