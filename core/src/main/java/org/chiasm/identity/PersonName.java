package org.chiasm.identity;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/**
 * A family or given name in the two plain spellings under which different systems may keep it:
 * umlauts written out ({@code mueller}) and accents dropped ({@code muller}). Names with digits and
 * the words that stand for no name count as unknown.
 *
 * @param writtenOut words of the first spelling, lower case, without particles; empty where unknown
 * @param dropped words of the second spelling, in the same order
 */
record PersonName(List<String> writtenOut, List<String> dropped) implements Comparable<PersonName> {
  /** Jaro–Winkler similarity from which two spellings may be one name with a typing error. */
  private static final double SAME_NAME_SIMILARITY = 0.8;

  private static final JaroWinklerSimilarity SIMILARITY = new JaroWinklerSimilarity();
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}]+");
  private static final Pattern DIGIT = Pattern.compile("\\p{N}");
  private static final Map<String, String> UMLAUTS =
      Map.of("ä", "ae", "ö", "oe", "ü", "ue", "å", "aa", "ø", "oe");
  private static final Map<String, String> LETTERS =
      Map.of(
          "ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ı",
          "i");
  private static final Set<String> PARTICLES =
      Set.of(
          "von", "van", "de", "der", "den", "del", "della", "di", "da", "do", "dos", "das", "du",
          "la", "le", "el", "al", "zu", "zur", "ten", "ter", "y", "e");
  private static final Set<String> NO_NAME =
      Set.of(
          "anonymous",
          "anonymized",
          "anonymised",
          "anonym",
          "anon",
          "unknown",
          "unbekannt",
          "noname",
          "none",
          "null",
          "nn",
          "patient",
          "removed",
          "deidentified",
          "withheld");

  static PersonName of(String written) {
    if (DIGIT.matcher(written).find()) {
      return new PersonName(List.of(), List.of());
    }
    String plain = Normalizer.normalize(written, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    var dropped = words(withoutMarks(plain));
    if (NO_NAME.contains(String.join("", dropped))) {
      return new PersonName(List.of(), List.of());
    }
    return new PersonName(words(withoutMarks(replaced(plain, UMLAUTS))), dropped);
  }

  boolean isKnown() {
    return !writtenOut.isEmpty();
  }

  /** Whether both are known, in one script, and neither share a word nor look alike. */
  boolean contradicts(PersonName other) {
    return isKnown() && other.isKnown() && script() == other.script() && !resembles(other);
  }

  /** Whether both are known and begin with the same word. */
  boolean startsLike(PersonName other) {
    return isKnown()
        && other.isKnown()
        && spellings(0).anyMatch(word -> other.spellings(0).anyMatch(word::equals));
  }

  @Override
  public int compareTo(PersonName other) {
    int order = joined(writtenOut).compareTo(joined(other.writtenOut));
    return order != 0 ? order : joined(dropped).compareTo(joined(other.dropped));
  }

  private boolean resembles(PersonName other) {
    boolean shared =
        Stream.concat(writtenOut.stream(), dropped.stream())
            .anyMatch(word -> other.writtenOut.contains(word) || other.dropped.contains(word));
    return shared
        || similar(writtenOut, other.writtenOut)
        || similar(dropped, other.dropped)
        || similar(writtenOut, other.dropped)
        || similar(dropped, other.writtenOut);
  }

  private Stream<String> spellings(int word) {
    return Stream.of(writtenOut.get(word), dropped.get(word));
  }

  private Character.UnicodeScript script() {
    return Character.UnicodeScript.of(writtenOut.getFirst().codePointAt(0));
  }

  private static boolean similar(List<String> one, List<String> other) {
    return SIMILARITY.apply(String.join("", one), String.join("", other)) >= SAME_NAME_SIMILARITY;
  }

  private static String joined(List<String> words) {
    return String.join(" ", words);
  }

  private static String withoutMarks(String text) {
    String letters = replaced(text, LETTERS);
    return MARKS.matcher(Normalizer.normalize(letters, Normalizer.Form.NFD)).replaceAll("");
  }

  private static String replaced(String text, Map<String, String> replacements) {
    var out = new StringBuilder(text.length() + 4);
    text.codePoints()
        .mapToObj(Character::toString)
        .forEach(letter -> out.append(replacements.getOrDefault(letter, letter)));
    return out.toString();
  }

  private static List<String> words(String text) {
    var all = Arrays.stream(NO_LETTERS.split(text, -1)).filter(word -> !word.isEmpty()).toList();
    var names = all.stream().filter(word -> !PARTICLES.contains(word)).toList();
    return names.isEmpty() ? all : names;
  }
}
