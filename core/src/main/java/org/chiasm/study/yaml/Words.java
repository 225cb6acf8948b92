package org.chiasm.study.yaml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The constants of an enumeration by the words that stand for them in a file: lower case. */
public final class Words {
  private Words() {}

  /** The words, in the order of the constants. */
  @SafeVarargs
  public static <E extends Enum<E>> Map<String, E> of(E... constants) {
    var words = new LinkedHashMap<String, E>();
    for (var constant : constants) {
      words.put(word(constant), constant);
    }
    return Collections.unmodifiableMap(words);
  }

  /** Words that stand for themselves. */
  public static Map<String, String> of(List<String> texts) {
    var words = new LinkedHashMap<String, String>();
    texts.forEach(text -> words.put(text, text));
    return Collections.unmodifiableMap(words);
  }

  /** The word that stands for a constant. */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
