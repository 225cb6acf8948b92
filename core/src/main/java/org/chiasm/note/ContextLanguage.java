package org.chiasm.note;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.chiasm.note.Context.Effect;
import org.chiasm.note.TriggerPhrase.Action;
import org.jspecify.annotations.Nullable;

/**
 * The words of one language that decide how mentions are meant. A language is data: another is
 * another set of resources, named by its ISO 639 code, and no code.
 *
 * <p>Safe for use by many threads.
 */
final class ContextLanguage {
  static final int WHOLE_SENTENCE = Integer.MAX_VALUE;

  private static final ContextLanguage ENGLISH = new ContextLanguage("en");

  private final Vocabulary vocabulary = new Vocabulary();
  private final PhraseTrie<TriggerPhrase> triggers = new PhraseTrie<>(vocabulary);

  private ContextLanguage(String iso639) {
    eachLine(iso639 + ".context.tsv", this::learn);
  }

  /** English. */
  static ContextLanguage english() {
    return ENGLISH;
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
            columns[2].matches("\\d+") ? Integer.parseInt(columns[2]) : WHOLE_SENTENCE,
            columns[2].equals("phrase"));
    for (String phrase : columns[3].split("\\|", -1)) {
      triggers.add(phrase.strip(), trigger);
    }
  }

  private static Action action(String word) {
    return switch (word) {
      case "forward" -> Action.FORWARD;
      case "backward" -> Action.BACKWARD;
      case "inside" -> Action.INSIDE;
      case "alone" -> Action.ALONE;
      case "pseudo" -> Action.PSEUDO;
      case "stop" -> Action.STOP;
      default ->
          throw new IllegalStateException("Unknown action '" + word + "' in a context resource");
    };
  }

  private static @Nullable Effect effect(String word) {
    return switch (word) {
      case "negated" -> Effect.NEGATED;
      case "historical" -> Effect.HISTORICAL;
      case "hypothetical" -> Effect.HYPOTHETICAL;
      case "other" -> Effect.OTHER_EXPERIENCER;
      case "all" -> null;
      default ->
          throw new IllegalStateException("Unknown effect '" + word + "' in a context resource");
    };
  }

  /** Gives each line of a resource of this package that is neither blank nor a comment. */
  static void eachLine(String resource, Consumer<String> line) {
    var stream = ContextLanguage.class.getResourceAsStream(resource);
    if (stream == null) {
      throw new IllegalStateException(
          "The resource org/chiasm/note/"
              + resource
              + " is not on the classpath; the jar is incomplete");
    }
    List<String> lines;
    try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      lines = reader.lines().filter(each -> !each.isBlank() && !each.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    lines.forEach(line);
  }
}
