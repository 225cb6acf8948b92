package org.chiasm.imaging.words;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The words of a free description in a header, upper case and without accents: {@code
 * "AThoraxRoutine (Lunge)"} is {@code A THORAX ROUTINE LUNGE}.
 */
public final class DescriptionWords {
  private static final Pattern CASE_CHANGE =
      Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}+]+");
  private static final int MIN_LENGTH_INSIDE = 5;

  private final List<String> words;
  private final String joined;

  private DescriptionWords(List<String> words) {
    this.words = List.copyOf(words);
    this.joined = " " + String.join(" ", words) + " ";
  }

  /** The words of a text. */
  public static DescriptionWords of(String text) {
    String plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
    String spaced = CASE_CHANGE.matcher(plain).replaceAll(" ");
    var words = new ArrayList<String>();
    for (String word : BETWEEN_WORDS.split(spaced.toUpperCase(Locale.ROOT), -1)) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return new DescriptionWords(words);
  }

  /** In order. */
  public List<String> words() {
    return words;
  }

  /** Whether the words of {@code phrase}, one or several, stand here in a row. */
  public boolean contains(String phrase) {
    return joined.contains(" " + phrase + " ");
  }

  /** Whether any of these stands here. */
  public boolean containsAny(Collection<String> phrases) {
    return phrases.stream().anyMatch(this::contains);
  }

  /** Whether a word is here, on its own or, with five letters or more, inside a longer one. */
  public boolean containsOrEmbeds(String word) {
    return contains(word)
        || (word.length() >= MIN_LENGTH_INSIDE
            && words.stream().anyMatch(each -> each.contains(word)));
  }
}
