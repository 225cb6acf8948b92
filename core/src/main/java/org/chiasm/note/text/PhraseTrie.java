package org.chiasm.note.text;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * Many phrases, found in a text in one pass: a trie over words. Filled once, then safe for use by
 * many threads.
 *
 * @param <T> what a phrase stands for
 */
public final class PhraseTrie<T> {
  /** Stands for any number in a phrase, in digits or in words. */
  private static final String ANY_NUMBER = "#";

  /** Stands for any year in a phrase. */
  private static final String ANY_YEAR = "§";

  private final Vocabulary vocabulary;
  private final List<List<T>> meanings = new ArrayList<>(List.of(List.of()));
  private long[] keys = new long[1 << 12];
  private int[] targets = new int[1 << 12];
  private int edges;
  private final BitSet numberWords = new BitSet();
  private int anyNumber = Vocabulary.UNKNOWN;
  private int anyYear = Vocabulary.UNKNOWN;

  /** An empty trie over the words of a vocabulary, in which no word is a number. */
  public PhraseTrie(Vocabulary vocabulary) {
    this(vocabulary, Set.of());
  }

  /** An empty trie in which some words are numbers. */
  public PhraseTrie(Vocabulary vocabulary, Set<String> numberWords) {
    this.vocabulary = vocabulary;
    numberWords.forEach(word -> this.numberWords.set(vocabulary.add(word)));
  }

  /** Where a phrase was found. */
  @FunctionalInterface
  public interface Found<T> {
    /** One phrase stands at tokens {@code from} up to, and without, {@code to}. */
    void accept(int from, int to, T meaning);
  }

  /**
   * Adds a phrase, cut into words as texts are.
   *
   * @throws IllegalArgumentException if it has no word
   */
  public void add(String phrase, T meaning) {
    var words = wordsOf(phrase);
    if (words.isEmpty()) {
      throw new IllegalArgumentException("A phrase must have a word, got a blank one");
    }
    anyNumber = vocabulary.find(ANY_NUMBER, 0, 1);
    anyYear = vocabulary.find(ANY_YEAR, 0, 1);
    int node = 0;
    for (int word : words) {
      node = follow(node, word);
    }
    var known = new ArrayList<>(meanings.get(node));
    known.add(meaning);
    meanings.set(node, List.copyOf(known));
  }

  /** Reports every phrase, overlapping ones too, by start and then by length. */
  public void find(Tokens tokens, Found<T> found) {
    for (int from = 0; from < tokens.size(); from++) {
      int node = 0;
      for (int i = from; i < tokens.size(); i++) {
        node = step(node, tokens, i);
        if (node == 0) {
          break;
        }
        var here = meanings.get(node);
        for (int k = 0; k < here.size(); k++) {
          found.accept(from, i + 1, here.get(k));
        }
      }
    }
  }

  /** A number is itself where a phrase names it, then any year, then any number. */
  private int step(int node, Tokens tokens, int i) {
    int word = tokens.word(i);
    int reached = word == Vocabulary.UNKNOWN ? 0 : next(node, word);
    if (reached != 0) {
      return reached;
    }
    boolean digits = tokens.isNumber(i);
    if (digits && anyYear != Vocabulary.UNKNOWN && tokens.isYear(i)) {
      reached = next(node, anyYear);
    }
    return reached == 0 && anyNumber != Vocabulary.UNKNOWN && (digits || numberWords.get(word))
        ? next(node, anyNumber)
        : reached;
  }

  /** The numbers of a phrase's words; a star before a word makes it an ending of words. */
  private List<Integer> wordsOf(String phrase) {
    var plain = Tokens.of(phrase, 0, phrase.length(), new Vocabulary());
    var words = new ArrayList<Integer>(plain.size());
    for (int i = 0; i < plain.size(); i++) {
      boolean ending =
          plain.isMark(i, '*') && i + 1 < plain.size() && plain.start(i + 1) == plain.end(i);
      if (ending) {
        i++;
      }
      String word = phrase.substring(plain.start(i), plain.end(i));
      words.add(ending ? vocabulary.addEnding(word) : vocabulary.add(word));
    }
    return words;
  }

  private int follow(int node, int word) {
    int known = next(node, word);
    if (known != 0) {
      return known;
    }
    if (2 * edges >= keys.length) {
      grow();
    }
    meanings.add(List.of());
    put(key(node, word), meanings.size() - 1);
    edges++;
    return meanings.size() - 1;
  }

  private int next(int node, int word) {
    long key = key(node, word);
    int mask = keys.length - 1;
    int slot = slot(key, mask);
    while (targets[slot] != 0) {
      if (keys[slot] == key) {
        return targets[slot];
      }
      slot = (slot + 1) & mask;
    }
    return 0;
  }

  private void put(long key, int target) {
    int mask = keys.length - 1;
    int slot = slot(key, mask);
    while (targets[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    keys[slot] = key;
    targets[slot] = target;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldTargets = targets;
    keys = new long[2 * oldKeys.length];
    targets = new int[2 * oldTargets.length];
    for (int i = 0; i < oldTargets.length; i++) {
      if (oldTargets[i] != 0) {
        put(oldKeys[i], oldTargets[i]);
      }
    }
  }

  private static long key(int node, int word) {
    return ((long) node << 32) | word;
  }

  private static int slot(long key, int mask) {
    long mixed = key * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 40) & mask;
  }
}
