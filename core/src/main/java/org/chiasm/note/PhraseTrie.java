package org.chiasm.note;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Many phrases, found in a text in one pass: a trie over words. Filled once, then safe for use by
 * many threads.
 *
 * @param <T> what a phrase stands for
 */
final class PhraseTrie<T> {
  /** Stands for any number in a phrase. */
  private static final String ANY_NUMBER = "#";

  private final Vocabulary vocabulary;
  private final List<List<T>> meanings = new ArrayList<>(List.of(List.of()));
  private long[] keys = new long[1 << 12];
  private int[] targets = new int[1 << 12];
  private int edges;
  private int anyNumber = Vocabulary.UNKNOWN;

  PhraseTrie(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** Where a phrase was found. */
  @FunctionalInterface
  interface Found<T> {
    /** One phrase stands at tokens {@code from} up to, and without, {@code to}. */
    void accept(int from, int to, T meaning);
  }

  /**
   * Adds a phrase, cut into words as texts are.
   *
   * @throws IllegalArgumentException if it has no word
   */
  void add(String phrase, T meaning) {
    words(phrase, word -> vocabulary.add(word));
    var tokens = Tokens.of(phrase, 0, phrase.length(), vocabulary);
    if (tokens.size() == 0) {
      throw new IllegalArgumentException("A phrase must have a word, got a blank one");
    }
    anyNumber = vocabulary.find(ANY_NUMBER, 0, 1);
    int node = 0;
    for (int i = 0; i < tokens.size(); i++) {
      node = follow(node, tokens.word(i));
    }
    var known = new ArrayList<>(meanings.get(node));
    known.add(meaning);
    meanings.set(node, List.copyOf(known));
  }

  /** Reports every phrase, overlapping ones too, by start and then by length. */
  void find(Tokens tokens, Found<T> found) {
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

  /** A number is itself where a phrase names it, and otherwise any number. */
  private int step(int node, Tokens tokens, int i) {
    int word = tokens.word(i);
    int reached = word == Vocabulary.UNKNOWN ? 0 : next(node, word);
    return reached == 0 && anyNumber != Vocabulary.UNKNOWN && tokens.isNumber(i)
        ? next(node, anyNumber)
        : reached;
  }

  private static void words(String phrase, Consumer<String> each) {
    var plain = Tokens.of(phrase, 0, phrase.length(), new Vocabulary());
    for (int i = 0; i < plain.size(); i++) {
      each.accept(phrase.substring(plain.start(i), plain.end(i)));
    }
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
