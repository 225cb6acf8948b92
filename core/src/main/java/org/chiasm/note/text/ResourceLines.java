package org.chiasm.note.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The lines of a table on the classpath: UTF-8, blank lines and those with # at the start left out.
 */
public final class ResourceLines {
  private ResourceLines() {}

  /**
   * Gives each line, in order.
   *
   * @param home a class of the package the resource lies in
   * @throws IllegalStateException if the resource is not on the classpath
   */
  public static void each(Class<?> home, String resource, Consumer<String> line) {
    var stream = home.getResourceAsStream(resource);
    if (stream == null) {
      throw new IllegalStateException(
          "The resource "
              + home.getPackageName().replace('.', '/')
              + "/"
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

  /** The phrases of a cell, separated by bars; {@code {a/b} c} stands for a c and b c. */
  public static List<String> phrases(String cell) {
    var phrases = new ArrayList<String>();
    for (String phrase : cell.split("\\|", -1)) {
      expand(phrase.strip(), phrases);
    }
    return phrases;
  }

  private static void expand(String phrase, List<String> phrases) {
    int open = phrase.indexOf('{');
    int close = phrase.indexOf('}', open);
    if (open < 0 || close < 0) {
      phrases.add(phrase);
      return;
    }
    for (String choice : phrase.substring(open + 1, close).split("/", -1)) {
      expand(phrase.substring(0, open) + choice + phrase.substring(close + 1), phrases);
    }
  }
}
