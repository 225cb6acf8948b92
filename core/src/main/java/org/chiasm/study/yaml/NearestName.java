package org.chiasm.study.yaml;

import java.util.Collection;
import java.util.Locale;
import org.apache.commons.text.similarity.DamerauLevenshteinDistance;

/** The known name that a misspelt one most probably stands for. */
public final class NearestName {
  /** Longer texts are not misspelt names, and comparing them would cost the product of lengths. */
  private static final int LENGTH_MAX = 64;

  /** Shorter parts of names say too little. */
  private static final int PART_MIN = 4;

  private NearestName() {}

  /**
   * The nearest of the known names: the fewest insertions, deletions, replacements and swaps of
   * neighbours, at most one for each three letters; the first of equally near ones; else the only
   * one that holds it as a whole word; empty where there is none.
   */
  public static String of(String got, Collection<String> known) {
    var wanted = normalise(got);
    if (wanted.isEmpty() || wanted.length() > LENGTH_MAX) {
      return "";
    }
    var best = "";
    int bestDistance = Integer.MAX_VALUE;
    for (var name : known) {
      int allowed = Math.max(1, Math.max(wanted.length(), name.length()) / 3);
      int distance = new DamerauLevenshteinDistance(allowed).apply(wanted, normalise(name));
      if (distance >= 0
          && distance < bestDistance
          && distance < Math.max(wanted.length(), name.length())) {
        best = name;
        bestDistance = distance;
      }
    }
    return best.isEmpty() ? containing(wanted, known) : best;
  }

  /** The only known name of which {@code wanted} is a part, such as the last of its words. */
  private static String containing(String wanted, Collection<String> known) {
    var containing =
        known.stream()
            .filter(name -> ("_" + normalise(name) + "_").contains("_" + wanted + "_"))
            .toList();
    return wanted.length() >= PART_MIN && containing.size() == 1 ? containing.getFirst() : "";
  }

  private static String normalise(String name) {
    return name.strip().toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
  }
}
