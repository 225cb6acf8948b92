package org.chiasm.note.context;

import org.chiasm.note.text.Language;
import org.chiasm.note.text.Section;
import org.chiasm.note.text.SectionKind;
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

  /** How a mention in a sentence of no section is meant; plainly where its span holds no word. */
  Context context(Span mention) {
    return context(mention, true, false);
  }

  /** How a mention in a section is meant: what its sentence leaves open its section decides. */
  public Context context(Span mention, Section section) {
    boolean asks = section.kind() == SectionKind.INDICATION;
    var context = context(mention, SectionDefaults.isList(section), asks);
    return SectionDefaults.complete(context, section);
  }

  private Context context(Span mention, boolean lists, boolean asks) {
    int from = tokens.at(mention.start());
    int to = from;
    while (to < tokens.size() && tokens.start(to) < mention.end()) {
      to++;
    }
    return from == to ? Context.PLAIN : analyzer.context(from, to, lists, asks);
  }
}
