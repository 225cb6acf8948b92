package org.chiasm.note.context;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.chiasm.note.context.Context.Effect;
import org.chiasm.note.context.TriggerPhrase.Action;
import org.chiasm.note.text.Language;
import org.chiasm.note.text.PhraseTrie;
import org.chiasm.note.text.ResourceLines;
import org.chiasm.note.text.Vocabulary;
import org.jspecify.annotations.Nullable;

/**
 * The words of one language that decide how mentions are meant, from its {@code *.context.tsv}.
 * Safe for use by many threads; each language is read once.
 */
final class ContextLanguage {
  private static final String EXCLUDED = "excluded";

  static final int WHOLE_SENTENCE = Integer.MAX_VALUE;

  private static final Map<String, ContextLanguage> READ = new ConcurrentHashMap<>();

  private final Language language;
  private final Vocabulary vocabulary = new Vocabulary();
  private final PhraseTrie<TriggerPhrase> triggers;

  private ContextLanguage(Language language) {
    this.language = language;
    this.triggers = new PhraseTrie<>(vocabulary, language.numberWords());
    ResourceLines.each(ContextLanguage.class, language.code() + ".context.tsv", this::learn);
  }

  /** The words of a language. */
  static ContextLanguage of(Language language) {
    return READ.computeIfAbsent(language.code(), _ -> new ContextLanguage(language));
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  PhraseTrie<TriggerPhrase> triggers() {
    return triggers;
  }

  private void learn(String line) {
    String[] columns = line.split("\t", -1);
    if (columns.length != 4) {
      throw new IllegalStateException(
          "A context resource has a line of " + columns.length + " columns, expected 4");
    }
    var trigger =
        new TriggerPhrase(
            action(columns[0]),
            effect(columns[1]),
            columns[2].matches("\\d+,?")
                ? Integer.parseInt(columns[2].replace(",", ""))
                : WHOLE_SENTENCE,
            columns[2].equals("phrase") || columns[2].endsWith(","),
            columns[1].equals(EXCLUDED));
    for (String phrase : ResourceLines.phrases(columns[3])) {
      for (String spelled : language.spelled(phrase)) {
        triggers.add(spelled, trigger);
      }
    }
  }

  private static Action action(String word) {
    return switch (word) {
      case "forward" -> Action.FORWARD;
      case "backward" -> Action.BACKWARD;
      case "inside" -> Action.INSIDE;
      case "alone" -> Action.ALONE;
      case "answer" -> Action.ANSWER;
      case "pseudo" -> Action.PSEUDO;
      case "join" -> Action.JOIN;
      case "stop" -> Action.STOP;
      default ->
          throw new IllegalStateException("Unknown action '" + word + "' in a context resource");
    };
  }

  private static @Nullable Effect effect(String word) {
    return switch (word) {
      case "negated", EXCLUDED -> Effect.NEGATED;
      case "historical" -> Effect.HISTORICAL;
      case "hypothetical" -> Effect.HYPOTHETICAL;
      case "other" -> Effect.OTHER_EXPERIENCER;
      case "all", "affirmed" -> null;
      default ->
          throw new IllegalStateException("Unknown effect '" + word + "' in a context resource");
    };
  }
}
