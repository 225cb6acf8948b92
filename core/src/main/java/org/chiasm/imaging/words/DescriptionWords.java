package org.chiasm.imaging.words;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The words of a free description in a header, upper case and without accents: {@code
 * "AThoraxRoutine (Lunge)"} is {@code A THORAX ROUTINE LUNGE}. A change of case can begin a word or
 * not ({@code MinIP}, {@code ADCmap}): what is asked for is looked for either way. Chinese and
 * Japanese leave no space between words, so their words are looked for inside a run of characters.
 */
public final class DescriptionWords {
  private static final Pattern CASE_CHANGE =
      Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}+]+");
  private static final Pattern PLUS_BETWEEN =
      Pattern.compile("(?<=[\\p{L}\\p{N}])\\+(?=[\\p{L}\\p{N}])");
  private static final Pattern SCRIPT_CHANGE =
      Pattern.compile("(?<=\\p{IsIdeographic})(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=\\p{IsIdeographic})");
  private static final int MIN_LENGTH_INSIDE = 5;

  private final List<String> words;
  private final List<String> typed;
  private final String joined;
  private final String joinedAsTyped;

  private DescriptionWords(List<String> words, List<String> typed) {
    this.words = List.copyOf(words);
    this.typed = List.copyOf(typed);
    this.joined = " " + String.join(" ", words) + " ";
    this.joinedAsTyped = " " + String.join(" ", typed) + " ";
  }

  /** The words of a text. */
  public static DescriptionWords of(String text) {
    String plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
    String scripts = SCRIPT_CHANGE.matcher(plain).replaceAll(" ");
    String apart = PLUS_BETWEEN.matcher(scripts).replaceAll(" + ");
    return new DescriptionWords(split(CASE_CHANGE.matcher(apart).replaceAll(" ")), split(apart));
  }

  private static List<String> split(String spaced) {
    var words = new ArrayList<String>();
    for (String word : BETWEEN_WORDS.split(spaced.toUpperCase(Locale.ROOT), -1)) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }

  /** In order; a change of case begins a word. */
  public List<String> words() {
    return words;
  }

  /** Whether the words of {@code phrase}, one or several, stand here in a row. */
  public boolean contains(String phrase) {
    if (Character.isIdeographic(phrase.codePointAt(0))) {
      return joined.contains(phrase);
    }
    String apart = " " + phrase + " ";
    return joined.contains(apart) || joinedAsTyped.contains(apart);
  }

  /**
   * Whether a table's phrase stands here: {@code =X} is the whole description, {@code X~} words that
   * begin so, any other as {@link #contains}.
   */
  public boolean fits(String phrase) {
    if (phrase.startsWith("=")) {
      return (" " + phrase.substring(1) + " ").equals(joinedAsTyped)
          || (" " + phrase.substring(1) + " ").equals(joined);
    }
    if (phrase.endsWith("~")) {
      String start = " " + phrase.substring(0, phrase.length() - 1);
      return joined.contains(start) || joinedAsTyped.contains(start);
    }
    return contains(phrase);
  }

  /** Whether any of these stands here. */
  public boolean containsAny(Collection<String> phrases) {
    return phrases.stream().anyMatch(this::contains);
  }

  /** Whether a word is here, on its own or, with five letters or more, inside a longer one. */
  public boolean containsOrEmbeds(String word) {
    return contains(word)
        || (word.length() >= MIN_LENGTH_INSIDE
            && (words.stream().anyMatch(each -> each.contains(word))
                || typed.stream().anyMatch(each -> each.contains(word))));
  }
}
