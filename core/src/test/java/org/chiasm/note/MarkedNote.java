package org.chiasm.note;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.chiasm.note.text.Language;
import org.chiasm.note.text.Span;

/** A note with what a person marked in it; the marks are not in its text. */
record MarkedNote(String title, Language language, String text, List<Mark> marks) {
  private static final Pattern MARK = Pattern.compile("\\{([^|{}]+)\\|([^{}]*)}");

  /** Words that a person marked: their place, their group (* none, . either way) and its flags. */
  record Mark(Span span, String group, String flags) {
    boolean isNegated() {
      return flags.contains("-");
    }

    boolean isOfOther() {
      return flags.contains("f");
    }

    boolean isHypothetical() {
      return flags.contains("?");
    }

    boolean isHistorical() {
      return flags.contains("h");
    }

    boolean hasTime() {
      return !flags.contains("~") && !isNegated() && !isOfOther();
    }
  }

  /** The notes of a file, in its order. */
  static List<MarkedNote> all(String file) {
    Map<String, String> names = new HashMap<>();
    var notes = new ArrayList<MarkedNote>();
    for (String part : Resources.text(file).split("(?m)^>>> ", -1)) {
      if (notes.isEmpty() && names.isEmpty()) {
        part.lines()
            .filter(line -> line.startsWith("= "))
            .map(line -> line.split(" ", -1))
            .forEach(cells -> names.put(cells[1], cells[2]));
      } else {
        int end = part.indexOf('\n');
        notes.add(note(part.substring(0, end), part.substring(end + 1), names));
      }
    }
    return notes;
  }

  private static MarkedNote note(String title, String marked, Map<String, String> names) {
    var text = new StringBuilder();
    var marks = new ArrayList<Mark>();
    var matcher = MARK.matcher(marked);
    int end = 0;
    while (matcher.find()) {
      text.append(marked, end, matcher.start());
      String[] cells = matcher.group(2).split(" ", -1);
      var span = new Span(text.length(), text.length() + matcher.group(1).length());
      String group = names.getOrDefault(cells[0], cells[0]);
      marks.add(new Mark(span, group, cells.length > 1 ? cells[1] : ""));
      text.append(matcher.group(1));
      end = matcher.end();
    }
    text.append(marked.substring(end));
    var language = Language.of(title.substring(0, 2)).orElseThrow();
    return new MarkedNote(title, language, text.toString(), List.copyOf(marks));
  }
}
