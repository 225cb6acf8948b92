package org.chiasm.note.text;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A language that notes are written in. It is data: a line of {@code languages.tsv} and resources
 * named by its code in the packages of notes; no code knows one from another.
 *
 * @param code ISO 639-1, such as {@code en}
 * @param name in English
 * @param functionWords small words that tell it from the others
 * @param numberWords numbers in words, and words for a few
 * @param spellings letters that are also written in another way, such as ä as ae
 * @param endings of adjectives, the dictionary's first; none where they have one form
 * @param startsSmall whether a careless sentence begins with a small letter; where it is false a
 *     small letter after a full stop means an abbreviation
 */
public record Language(
    String code,
    String name,
    Set<String> functionWords,
    Set<String> numberWords,
    Map<String, String> spellings,
    List<String> endings,
    boolean startsSmall) {
  private static final Map<String, Language> ALL = new LinkedHashMap<>();

  /** How many words are looked at to tell the language of a text. */
  private static final int WORDS_MAX = 4_000;

  /** A word shorter than this is no adjective that names a disease. */
  private static final int ADJECTIVE_MIN = 6;

  static {
    ResourceLines.each(
        Language.class,
        "languages.tsv",
        line -> {
          String[] columns = line.split("\t", -1);
          var spellings = new LinkedHashMap<String, String>();
          for (String pair : columns[4].strip().split(" +", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
              spellings.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
          }
          ALL.put(
              columns[0],
              new Language(
                  columns[0],
                  columns[1],
                  Set.of(columns[2].strip().split(" +", -1)),
                  Set.of(columns[3].strip().split(" +", -1)),
                  spellings,
                  Arrays.stream(columns[6].strip().split(" +", -1))
                      .filter(ending -> !ending.isEmpty())
                      .toList(),
                  columns[5].equals("small")));
        });
  }

  /** Copies the words. */
  public Language {
    requireNonNull(code, "code");
    requireNonNull(name, "name");
    functionWords = Set.copyOf(functionWords);
    numberWords = Set.copyOf(numberWords);
    spellings = Map.copyOf(spellings);
    endings = List.copyOf(endings);
  }

  /** English, the first language. */
  public static Language english() {
    return requireNonNull(ALL.get("en"), "languages.tsv names English");
  }

  /** Every language there is data for. */
  public static List<Language> all() {
    return List.copyOf(ALL.values());
  }

  /** The language of an ISO 639-1 code. */
  public static Optional<Language> of(String code) {
    return Optional.ofNullable(ALL.get(code.toLowerCase(Locale.ROOT)));
  }

  /** The language most of whose function words stand in a text; the first where none leads. */
  public static Language detect(String text) {
    var counts = new LinkedHashMap<Language, Integer>();
    int words = 0;
    int i = 0;
    while (i < text.length() && words < WORDS_MAX) {
      int end = i;
      while (end < text.length() && Character.isLetter(text.charAt(end))) {
        end++;
      }
      if (end > i) {
        words++;
        String word = text.substring(i, end).toLowerCase(Locale.ROOT);
        for (var language : ALL.values()) {
          if (language.functionWords.contains(word)) {
            counts.merge(language, 1, Integer::sum);
          }
        }
      }
      i = end + 1;
    }
    var best = english();
    for (var language : ALL.values()) {
      if (counts.getOrDefault(language, 0) > counts.getOrDefault(best, 0)) {
        best = language;
      }
    }
    return best;
  }

  /**
   * A phrase as it is and, where words before its last are adjectives by their ending, with every
   * other ending of theirs.
   */
  public List<String> inflected(String phrase) {
    String[] words = phrase.split(" ", -1);
    var inflected = new ArrayList<String>();
    inflected.add(phrase);
    if (words.length > 1) {
      for (String ending : endings) {
        for (String other : endings) {
          String form = inflected(words, ending, other);
          if (!inflected.contains(form)) {
            inflected.add(form);
          }
        }
      }
    }
    return inflected;
  }

  private static String inflected(String[] words, String ending, String other) {
    var form = new StringBuilder();
    for (int i = 0; i < words.length; i++) {
      String word = words[i];
      boolean adjective =
          i + 1 < words.length
              && word.length() >= ADJECTIVE_MIN
              && word.endsWith(ending)
              && Character.isLetter(word.charAt(0));
      form.append(i > 0 ? " " : "")
          .append(
              adjective ? word.substring(0, word.length() - ending.length()) + other : word);
    }
    return form.toString();
  }

  /** A phrase as it is, and, where it has letters with another spelling, in that one too. */
  public List<String> spelled(String phrase) {
    String other = phrase;
    for (var each : spellings.entrySet()) {
      other = other.replace(each.getKey(), each.getValue());
    }
    var spelled = new ArrayList<String>(2);
    spelled.add(phrase);
    if (!other.equals(phrase)) {
      spelled.add(other);
    }
    return spelled;
  }
}
