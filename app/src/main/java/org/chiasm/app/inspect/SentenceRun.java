package org.chiasm.app.inspect;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chiasm.app.files.WrongUseException;
import org.chiasm.app.terminal.Terminal;
import org.chiasm.note.context.Context;
import org.chiasm.note.context.SentenceContext;
import org.chiasm.note.context.SentenceContext.Place;
import org.chiasm.note.text.Language;

/** Reads the context of one concept in each sentence of a table and writes the table with it. */
final class SentenceRun {
  private static final List<String> ADDED = List.of("negation", "temporality", "experiencer");

  private final Terminal terminal;

  SentenceRun(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Reads one table and writes the other, with line ends as in the first line. */
  void run(Path in, Path out, Language language) throws IOException, WrongUseException {
    var read = NoteText.read(in);
    var table = SentenceTable.of(read.text());
    var header = table.header();
    String lineEnd = read.text().startsWith("\r\n", header.written().length()) ? "\r\n" : "\n";
    var contexts = SentenceContext.in(language);
    var places = new EnumMap<Place, Integer>(Place.class);
    var written = new StringBuilder(read.text().length() + 64 * table.rows().size());
    written.append(header.written()).append('\t').append(String.join("\t", ADDED)).append(lineEnd);
    for (var row : table.rows()) {
      written.append(row.written());
      if (!row.isBlank()) {
        written.append("\t".repeat(Math.max(0, header.cells().size() - row.cells().size())));
        var reading = contexts.read(table.sentence(row), table.concept(row));
        places.merge(reading.place(), 1, Integer::sum);
        for (String word : words(reading.context())) {
          written.append('\t').append(word);
        }
      }
      written.append(lineEnd);
    }
    Files.writeString(out, written, StandardCharsets.UTF_8);
    report(table, read.encoding(), places, out);
  }

  private void report(SentenceTable table, String encoding, Map<Place, Integer> places, Path out) {
    for (String name : ADDED) {
      if (table.header().cells().stream().anyMatch(cell -> cell.strip().equalsIgnoreCase(name))) {
        terminal.say("  the table already has a column '" + name + "'; the new one is the last");
      }
    }
    if (!encoding.equals("UTF-8")) {
      terminal.say("  the table is not UTF-8 and was read as " + encoding);
    }
    terminal.say(
        String.format(
            Locale.ROOT,
            "%,d sentences: concept found as written in %,d, in another spelling in %,d, not found"
                + " in %,d (taken as affirmed, recent, of the patient); written to %s",
            places.values().stream().mapToInt(Integer::intValue).sum(),
            places.getOrDefault(Place.EXACT, 0),
            places.getOrDefault(Place.SIMILAR, 0),
            places.getOrDefault(Place.ABSENT, 0),
            out));
  }

  /** A context in the words of the command line's contract. */
  static List<String> words(Context context) {
    return List.of(
        switch (context.negation()) {
          case AFFIRMED -> "Affirmed";
          case NEGATED -> "Negated";
        },
        switch (context.temporality()) {
          case RECENT -> "Recent";
          case HISTORICAL -> "Historical";
          case HYPOTHETICAL -> "Hypothetical";
        },
        switch (context.experiencer()) {
          case PATIENT -> "Patient";
          case OTHER -> "Other";
        });
  }
}
