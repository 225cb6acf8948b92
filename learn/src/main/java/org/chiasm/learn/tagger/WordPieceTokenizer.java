package org.chiasm.learn.tagger;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * WordPiece (Devlin et al. 2019, doi:10.18653/v1/N19-1423): each word is cut greedily into the
 * longest pieces of a vocabulary, those that go on a word marked by ##, between {@code [CLS]} and
 * {@code [SEP]}. Thread-safe.
 */
final class WordPieceTokenizer implements PieceTokenizer {
  private static final int WORD_MAX = 100;
  private static final int NOWHERE = -1;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final boolean lowerCase;
  private final long first;
  private final long last;
  private final long unknown;

  /**
   * A tokenizer over a vocabulary.
   *
   * @param vocabulary the pieces; the place of each is its number
   * @throws IllegalArgumentException if it lacks one of the three special pieces
   */
  WordPieceTokenizer(List<String> vocabulary, boolean lowerCase) {
    for (int i = 0; i < vocabulary.size(); i++) {
      numbers.putIfAbsent(vocabulary.get(i), i);
    }
    this.lowerCase = lowerCase;
    this.first = special("[CLS]");
    this.last = special("[SEP]");
    this.unknown = special("[UNK]");
  }

  private long special(String piece) {
    Integer number = numbers.get(piece);
    if (number == null) {
      throw new IllegalArgumentException("The vocabulary has no piece " + piece);
    }
    return number;
  }

  @Override
  public Pieces cut(String text, int from, int to, int max) {
    var pieces = new ArrayList<Piece>();
    pieces.add(new Piece(first, NOWHERE, NOWHERE, false));
    WordScanner.scan(
        text,
        from,
        to,
        (start, end) -> {
          addWord(text, start, end, pieces);
          return pieces.size() < max;
        });
    while (pieces.size() > max - 1) {
      pieces.removeLast();
    }
    pieces.add(new Piece(last, NOWHERE, NOWHERE, false));
    int size = pieces.size();
    var ids = new long[size];
    var starts = new int[size];
    var ends = new int[size];
    var begins = new boolean[size];
    for (int i = 0; i < size; i++) {
      ids[i] = pieces.get(i).id();
      starts[i] = pieces.get(i).start();
      ends[i] = pieces.get(i).end();
      begins[i] = pieces.get(i).begins();
    }
    return new Pieces(ids, starts, ends, begins);
  }

  private void addWord(String text, int start, int end, List<Piece> pieces) {
    if (plain(text.substring(start, end)).isEmpty()) {
      return;
    }
    int size = pieces.size();
    int at = start;
    while (at < end) {
      int stop = end - start > WORD_MAX ? at : end;
      Integer number = null;
      while (stop > at && number == null) {
        String part = plain(text.substring(at, stop));
        number = numbers.get(at == start ? part : "##" + part);
        if (number == null) {
          stop--;
        }
      }
      if (number == null) {
        while (pieces.size() > size) {
          pieces.removeLast();
        }
        pieces.add(new Piece(unknown, start, end, true));
        return;
      }
      pieces.add(new Piece(number, at, stop, at == start));
      at = stop;
    }
  }

  /** Without controls; and in small letters without accents, as uncased models want them. */
  private String plain(String part) {
    var written = part;
    if (part.codePoints().anyMatch(WordScanner::isControl)) {
      written =
          part.codePoints()
              .filter(c -> !WordScanner.isControl(c))
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
    }
    return lowerCase
        ? Normalizer.normalize(written, Normalizer.Form.NFD)
            .replaceAll("\\p{Mn}", "")
            .toLowerCase(Locale.ROOT)
        : written;
  }

  private record Piece(long id, int start, int end, boolean begins) {}
}
