package org.chiasm.app.site;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A change to the text of a site file that leaves everything else in it, comments too, as it was:
 * entries put into a top-level mapping, written as a block or in braces. The caller reads the
 * result before it is kept.
 */
public final class SiteFileEdit {
  private SiteFileEdit() {}

  /**
   * Puts entries into a mapping, which is made at the end of the text where there is none.
   *
   * @param key such as {@code codes}
   * @param entries from key to value, both as YAML
   */
  public static String put(String text, String key, Map<String, String> entries) {
    var lines = new ArrayList<String>(Arrays.asList(text.stripTrailing().split("\\R", -1)));
    int at = indexOf(lines, key);
    if (at < 0) {
      lines.add(key + ":");
      entries.forEach((name, value) -> lines.add("  " + name + ": " + value));
      return join(lines);
    }
    String rest = lines.get(at).substring(key.length() + 1).strip();
    return rest.startsWith("{") ? inBraces(join(lines), key, entries) : inBlock(lines, at, entries);
  }

  /** The text without a top-level mapping that is written as a block. */
  public static String without(String text, String key) {
    var lines = new ArrayList<String>(Arrays.asList(text.stripTrailing().split("\\R", -1)));
    int at = indexOf(lines, key);
    if (at < 0) {
      return text;
    }
    lines.subList(at, end(lines, at)).clear();
    return join(lines);
  }

  /** A text as a YAML string in double quotes. */
  public static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private static int indexOf(List<String> lines, String key) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(key + ":")) {
        return i;
      }
    }
    return -1;
  }

  /** The line after the last one of a block that begins at a line. */
  private static int end(List<String> lines, int at) {
    int end = at + 1;
    for (int i = at + 1; i < lines.size(); i++) {
      String line = lines.get(i);
      if (!line.isBlank() && !line.startsWith(" ") && !line.startsWith("}")) {
        break;
      }
      if (!line.isBlank()) {
        end = i + 1;
      }
    }
    return end;
  }

  private static String inBlock(List<String> lines, int at, Map<String, String> entries) {
    int end = end(lines, at);
    String indent = "  ";
    for (int i = at + 1; i < end; i++) {
      String line = lines.get(i);
      if (!line.isBlank() && !line.strip().startsWith("#")) {
        indent = line.substring(0, line.length() - line.stripLeading().length());
        break;
      }
    }
    var added = new ArrayList<String>();
    for (var entry : entries.entrySet()) {
      added.add(indent + entry.getKey() + ": " + entry.getValue());
    }
    lines.addAll(end, added);
    return join(lines);
  }

  private static String inBraces(String text, String key, Map<String, String> entries) {
    int open = text.startsWith(key + ":") ? 0 : text.indexOf("\n" + key + ":") + 1;
    open = text.indexOf('{', open);
    int close = close(text, open);
    boolean empty = text.substring(open + 1, close).isBlank();
    var added = new StringBuilder();
    for (var entry : entries.entrySet()) {
      added
          .append(empty && added.isEmpty() ? "" : ", ")
          .append(entry.getKey())
          .append(": ")
          .append(entry.getValue());
    }
    int end = close;
    while (end > open + 1 && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + added + text.substring(end);
  }

  private static int close(String text, int open) {
    int depth = 0;
    char quote = 0;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        if (quote == '"' && c == '\\') {
          i++;
        } else if (c == quote) {
          quote = 0;
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '{') {
        depth++;
      } else if (c == '}' && --depth == 0) {
        return i;
      }
    }
    return text.length();
  }

  private static String join(List<String> lines) {
    return String.join("\n", lines).stripTrailing() + "\n";
  }
}
