package org.chiasm.note.context;

import org.chiasm.note.text.Language;
import org.chiasm.note.text.Span;
import org.chiasm.note.text.Tokens;

/** The triggers of one sentence of a note, found once for all its mentions; of one thread. */
public final class SentenceAnalysis {
  private final Tokens tokens;
  private final ContextAnalyzer analyzer;

  private SentenceAnalysis(Tokens tokens, ContextAnalyzer analyzer) {
    this.tokens = tokens;
    this.analyzer = analyzer;
  }

  /** The analysis of a part of a text. */
  public static SentenceAnalysis of(String text, Span sentence, Language language) {
    var words = ContextLanguage.of(language);
    var tokens = Tokens.of(text, sentence.start(), sentence.end(), words.vocabulary());
    return new SentenceAnalysis(tokens, new ContextAnalyzer(tokens, words));
  }

  /** How a mention is meant; nothing speaks against it where its span holds no word. */
  public Context context(Span mention) {
    int from = tokens.at(mention.start());
    int to = from;
    while (to < tokens.size() && tokens.start(to) < mention.end()) {
      to++;
    }
    return from == to ? Context.PLAIN : analyzer.context(from, to);
  }
}
