package org.chiasm.study.yaml;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The lines of a YAML file, of which parts can be left out without moving the others. Lines are
 * counted from 0 here.
 */
final class SourceLines {
  private static final Pattern KEY =
      Pattern.compile("\\s*[\"']?([^\\s:\"'#\\[{-][^:\"']*?)[\"']?\\s*:(?:\\s.*)?");
  private final List<String> lines;

  SourceLines(String text) {
    this(new ArrayList<>(text.lines().toList()));
  }

  private SourceLines(List<String> lines) {
    this.lines = lines;
  }

  /**
   * Some lines that belong together.
   *
   * @param from inclusive
   * @param to exclusive
   */
  record Part(int from, int to) {
    boolean contains(int line) {
      return line >= from && line < to;
    }
  }

  /** The text with each character that YAML does not allow reported and replaced by a space. */
  static String printable(String text, Problems problems) {
    var clean = new StringBuilder(text.length());
    int line = 1;
    int column = 1;
    for (int i = 0; i < text.length(); ) {
      int each = text.codePointAt(i);
      i += Character.charCount(each);
      boolean mark = each == 0xFEFF && clean.isEmpty();
      if (!mark && !isPrintable(each)) {
        problems.add(
            new Position(line, column),
            "",
            String.format(Locale.ROOT, "the character U+%04X", each),
            "characters that can be printed (YAML 1.2 5.1)",
            "");
      }
      if (!mark) {
        clean.appendCodePoint(isPrintable(each) ? each : ' ');
        column++;
      }
      if (each == '\n') {
        line++;
        column = 1;
      }
    }
    return clean.toString();
  }

  /** YAML 1.2 rule c-printable, without the byte order mark. */
  private static boolean isPrintable(int each) {
    return each == '\t'
        || each == '\n'
        || each == '\r'
        || (each >= 0x20 && each <= 0x7E)
        || each == 0x85
        || (each >= 0xA0 && each <= 0xD7FF)
        || (each >= 0xE000 && each <= 0xFFFD && each != 0xFEFF)
        || each >= 0x10000;
  }

  String text() {
    return String.join("\n", lines) + "\n";
  }

  SourceLines without(Part part) {
    var rest = new SourceLines(new ArrayList<>(lines));
    rest.leaveOut(part);
    return rest;
  }

  void leaveOut(Part part) {
    for (int i = part.from(); i < part.to(); i++) {
      lines.set(i, "");
    }
  }

  /**
   * The parts that hold a line, smallest first: it and what is under it, its entry, its section.
   */
  List<Part> partsAround(int errorLine) {
    int line = Math.min(errorLine, lines.size() - 1);
    var parts = new LinkedHashSet<Part>();
    parts.add(new Part(line, line + 1));
    parts.add(new Part(line, endOfBlock(line)));
    var section = sectionAround(line);
    int entry = entryOf(section, line);
    if (entry >= 0) {
      parts.add(new Part(entry, endOfBlock(entry)));
      parts.add(new Part(entry, Math.max(line + 1, endOfBlock(entry))));
    }
    parts.add(section);
    return List.copyOf(parts);
  }

  /** From the last line without indentation to the next. */
  Part sectionAround(int line) {
    int from = Math.min(line, lines.size() - 1);
    while (from > 0 && !(isContent(from) && indent(from) == 0)) {
      from--;
    }
    int to = from + 1;
    while (to < lines.size() && !(isContent(to) && indent(to) == 0)) {
      to++;
    }
    return new Part(from, Math.max(to, Math.min(line + 1, lines.size())));
  }

  /** From the entry of the section that a line belongs to, to the next; or the section. */
  Part entryAround(int line) {
    var section = sectionAround(line);
    int entry = entryOf(section, line);
    return entry < 0 ? section : new Part(entry, Math.max(line + 1, endOfBlock(entry)));
  }

  /** The last line at or before {@code line} with half a pair of double quotes, or -1. */
  int unclosedQuote(int line) {
    for (int i = Math.min(line, lines.size() - 1); i >= 0; i--) {
      if (isContent(i) && lines.get(i).chars().filter(each -> each == '"').count() % 2 == 1) {
        return i;
      }
    }
    return -1;
  }

  /** Where the last double quote of a line is, from 0. */
  int lastQuote(int line) {
    return lines.get(line).lastIndexOf('"');
  }

  /** The path of the field a line belongs to, at most two names. */
  String pathAt(int line) {
    if (lines.isEmpty()) {
      return "";
    }
    var section = sectionAround(line);
    var name = key(section.from());
    int entry = entryOf(section, line);
    return name.isEmpty() || entry < 0 || key(entry).isEmpty() ? name : name + "." + key(entry);
  }

  /**
   * The paths of the fields that some lines belong to, and of those they name themselves, which
   * wrong indentation may have moved elsewhere.
   */
  Set<String> names(Part part) {
    var names = new LinkedHashSet<String>();
    names.add(pathAt(part.from()));
    var section = key(sectionAround(part.from()).from());
    for (int line = part.from(); line < part.to(); line++) {
      var key = isContent(line) ? key(line) : "";
      if (!key.isEmpty() && indent(line) == 0) {
        section = key;
        names.add(section);
      } else if (!key.isEmpty() && !section.isEmpty()) {
        names.add(section + "." + key);
      }
    }
    names.remove("");
    return names;
  }

  /** The last line at or before {@code line} with the indentation of the section's first entry. */
  private int entryOf(Part section, int line) {
    int first = section.from() + 1;
    while (first < section.to() && !isContent(first)) {
      first++;
    }
    if (first > line || first >= section.to()) {
      return -1;
    }
    int entry = Math.min(line, section.to() - 1);
    while (entry > first && !(isContent(entry) && indent(entry) == indent(first))) {
      entry--;
    }
    return entry;
  }

  private int endOfBlock(int line) {
    int end = line + 1;
    while (end < lines.size() && !(isContent(end) && indent(end) <= indent(line))) {
      end++;
    }
    return end;
  }

  private String key(int line) {
    var match = KEY.matcher(lines.get(line));
    return match.matches() ? match.group(1) : "";
  }

  private boolean isContent(int line) {
    var text = lines.get(line).strip();
    return !text.isEmpty() && !text.startsWith("#");
  }

  private int indent(int line) {
    var text = lines.get(line);
    int indent = 0;
    while (indent < text.length() && (text.charAt(indent) == ' ' || text.charAt(indent) == '\t')) {
      indent++;
    }
    return indent;
  }
}
