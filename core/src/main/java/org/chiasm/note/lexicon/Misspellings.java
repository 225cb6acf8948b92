package org.chiasm.note.lexicon;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.chiasm.note.text.EditDistance;
import org.chiasm.note.text.Vocabulary;

/**
 * The words of the lexicon that misspelt words stand for: long words one slip away, found by
 * leaving out a letter on both sides. The first letter counts as right; an ending that differs in
 * its last letter is another form rather than a slip, and so are the words of a list of
 * look-alikes. Safe for use by many threads.
 */
public final class Misspellings {
  private static final int LENGTH_MIN = 7;

  private final Map<String, String> wordByRest = new HashMap<>();
  private final Vocabulary vocabulary;
  private final Set<String> lookAlikes;

  Misspellings(Vocabulary vocabulary, Set<String> lookAlikes) {
    this.vocabulary = vocabulary;
    this.lookAlikes = Set.copyOf(lookAlikes);
    for (String word : vocabulary.words()) {
      if (word.length() >= LENGTH_MIN && word.chars().allMatch(Character::isLetter)) {
        wordByRest.putIfAbsent(word, word);
        for (int i = 1; i < word.length(); i++) {
          wordByRest.putIfAbsent(without(word, i), word);
        }
      }
    }
  }

  /**
   * The number of the word that a word unknown to the vocabulary stands for, or that of unknown.
   */
  public int find(CharSequence text, int start, int end) {
    if (end - start < LENGTH_MIN - 1 || !Character.isLetter(text.charAt(start))) {
      return Vocabulary.UNKNOWN;
    }
    var lower = new StringBuilder(end - start);
    for (int i = start; i < end; i++) {
      lower.append(Character.toLowerCase(text.charAt(i)));
    }
    String word = lower.toString();
    if (lookAlikes.contains(word)) {
      return Vocabulary.UNKNOWN;
    }
    String meant = wordByRest.get(word);
    for (int i = 1; meant == null && i < word.length(); i++) {
      meant = wordByRest.get(without(word, i));
      if (meant != null && !isSlip(word, meant)) {
        meant = null;
      }
    }
    return meant == null || !isSlip(word, meant)
        ? Vocabulary.UNKNOWN
        : vocabulary.find(meant, 0, meant.length());
  }

  private static boolean isSlip(String word, String meant) {
    boolean otherForm =
        word.length() == meant.length() && word.regionMatches(0, meant, 0, word.length() - 1);
    boolean plural =
        Math.abs(word.length() - meant.length()) == 1
            && (word.startsWith(meant) || meant.startsWith(word))
            && !word.equals(meant + "s");
    return !otherForm && !plural && EditDistance.isAtMostOne(word, meant);
  }

  private static String without(String word, int letter) {
    return word.substring(0, letter) + word.substring(letter + 1);
  }
}
