package org.chiasm.lab.site;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.chiasm.lab.Analyte;
import org.chiasm.lab.AnalyteTable;

/**
 * How like a feed's words are to the names of analytes: the whole name, a name among the words, or
 * shared runs of three letters (Dice's coefficient).
 */
final class NameLikeness {
  private static final Pattern SPLIT = Pattern.compile("[^\\p{L}\\p{N}%]+");
  private static final int SHORT = 3;
  private static final double DICE_MIN = 0.55;
  private static final double DICE_WEIGHT = 0.8;
  private static final double PART_WEIGHT = 0.95;

  private NameLikeness() {}

  /** Analyte to likeness, 0 to 1; those without any are left out. */
  static Map<Analyte, Double> of(String text) {
    var table = AnalyteTable.standard();
    var likeness = new HashMap<Analyte, Double>();
    table.named(text).ifPresent(analyte -> likeness.put(analyte, 1.0));
    var words = words(text);
    int letters = words.stream().mapToInt(String::length).sum();
    for (int from = 0; from < words.size(); from++) {
      var run = new StringBuilder();
      for (int to = from; to < words.size(); to++) {
        run.append(words.get(to));
        var analyte = table.names().get(run.toString());
        if (analyte != null) {
          double share = Math.sqrt((double) run.length() / letters);
          likeness.merge(analyte, PART_WEIGHT * share, Math::max);
        }
      }
    }
    String whole = String.join("", words);
    var grams = grams(whole);
    if (whole.length() > SHORT) {
      table
          .names()
          .forEach(
              (name, analyte) -> {
                if (name.length() > SHORT) {
                  double dice = dice(grams, grams(name));
                  if (dice >= DICE_MIN) {
                    likeness.merge(analyte, DICE_WEIGHT * dice, Math::max);
                  }
                }
              });
    }
    return likeness;
  }

  private static List<String> words(String text) {
    var words = new ArrayList<String>();
    String plain =
        Normalizer.normalize(text.replace("ß", "ss"), Normalizer.Form.NFKD)
            .replaceAll("\\p{M}+", "")
            .toLowerCase(Locale.ROOT);
    for (String word : SPLIT.split(plain, -1)) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }

  private static Set<String> grams(String text) {
    var grams = new HashSet<String>();
    String padded = " " + text + " ";
    for (int i = 0; i + SHORT <= padded.length(); i++) {
      grams.add(padded.substring(i, i + SHORT));
    }
    return grams;
  }

  private static double dice(Set<String> one, Set<String> other) {
    long shared = one.stream().filter(other::contains).count();
    return 2.0 * shared / (one.size() + other.size());
  }
}
