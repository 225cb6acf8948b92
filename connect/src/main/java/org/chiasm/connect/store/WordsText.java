package org.chiasm.connect.store;

import java.sql.SQLException;
import org.chiasm.note.text.WordCounts;
import org.chiasm.row.InputCell.Value;

/**
 * The words of notes as a cell of a table: {@code bucket:count} by bucket, with blanks between;
 * before them and a bar the reference of what a given encoder made of the notes, where there is
 * one.
 */
final class WordsText {
  private static final char BAR = '|';

  private WordsText() {}

  static String write(Value.Words words) {
    return words.reference().isEmpty()
        ? words.counts().written()
        : words.reference() + BAR + words.counts().written();
  }

  /**
   * The words that were written.
   *
   * @throws SQLException if they were not written by {@link #write}
   */
  static Value.Words read(String text, String input) throws SQLException {
    int bar = text.lastIndexOf(BAR);
    var counts = WordCounts.read(text.substring(bar + 1)).filter(each -> each.size() > 0);
    if (counts.isEmpty()) {
      throw new SQLException(
          "Column '" + input + "' has a cell that is no list of hashed words: bucket:count …");
    }
    return new Value.Words(counts.get(), bar < 0 ? "" : text.substring(0, bar));
  }
}
