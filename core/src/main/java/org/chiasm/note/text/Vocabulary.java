package org.chiasm.note.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The words that phrases are made of, as small numbers; looked up in a text without copying it and
 * without regard to case. Filled once, then safe for use by many threads.
 */
public final class Vocabulary {
  /** The number of every word that no phrase has. */
  public static final int UNKNOWN = 0;

  private String[] words = new String[1 << 12];
  private int[] ids = new int[1 << 12];
  private final List<Ending> endings = new ArrayList<>();
  private int size;

  /** The number of a word, given to it if it has none. */
  public int add(String word) {
    int found = findWhole(word, 0, word.length());
    if (found != UNKNOWN) {
      return found;
    }
    if (2 * size >= words.length) {
      grow();
    }
    size++;
    put(lower(word), size);
    return size;
  }

  /**
   * The number of the word that a part of a text is: of itself, or else of the longest ending that
   * a phrase has, such as {@code *karzinom}.
   */
  public int find(CharSequence text, int start, int end) {
    int whole = findWhole(text, start, end);
    if (whole != UNKNOWN || endings.isEmpty()) {
      return whole;
    }
    for (var ending : endings) {
      int from = end - ending.word().length();
      if (from > start && isSame(ending.word(), text, from, end)) {
        return ending.id();
      }
    }
    return UNKNOWN;
  }

  /** The number of a word by its ending, given to it if it has none. */
  public int addEnding(String ending) {
    for (var known : endings) {
      if (known.word().equals(lower(ending))) {
        return known.id();
      }
    }
    size++;
    endings.add(new Ending(lower(ending), size));
    endings.sort((one, other) -> Integer.compare(other.word().length(), one.word().length()));
    return size;
  }

  /** Every whole word, in the order of their numbers. */
  public List<String> words() {
    var ordered = new String[size + 1];
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] != UNKNOWN) {
        ordered[ids[i]] = words[i];
      }
    }
    return Arrays.stream(ordered).filter(Objects::nonNull).toList();
  }

  private int findWhole(CharSequence text, int start, int end) {
    int mask = words.length - 1;
    int slot = hash(text, start, end) & mask;
    while (ids[slot] != UNKNOWN) {
      if (isSame(words[slot], text, start, end)) {
        return ids[slot];
      }
      slot = (slot + 1) & mask;
    }
    return UNKNOWN;
  }

  private record Ending(String word, int id) {}

  private void put(String word, int id) {
    int mask = words.length - 1;
    int slot = hash(word, 0, word.length()) & mask;
    while (ids[slot] != UNKNOWN) {
      slot = (slot + 1) & mask;
    }
    words[slot] = word;
    ids[slot] = id;
  }

  private void grow() {
    String[] oldWords = words;
    int[] oldIds = ids;
    words = new String[2 * oldWords.length];
    ids = new int[2 * oldIds.length];
    Arrays.fill(ids, UNKNOWN);
    for (int i = 0; i < oldIds.length; i++) {
      if (oldIds[i] != UNKNOWN) {
        put(oldWords[i], oldIds[i]);
      }
    }
  }

  private static boolean isSame(String word, CharSequence text, int start, int end) {
    if (word.length() != end - start) {
      return false;
    }
    for (int i = start; i < end; i++) {
      if (word.charAt(i - start) != Character.toLowerCase(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static int hash(CharSequence text, int start, int end) {
    int hash = 0;
    for (int i = start; i < end; i++) {
      hash = 31 * hash + Character.toLowerCase(text.charAt(i));
    }
    return hash ^ (hash >>> 15);
  }

  private static String lower(String word) {
    var lower = new StringBuilder(word.length());
    for (int i = 0; i < word.length(); i++) {
      lower.append(Character.toLowerCase(word.charAt(i)));
    }
    return lower.toString();
  }
}
