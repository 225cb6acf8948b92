package org.chiasm.note;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.chiasm.note.context.SentenceAnalysis;
import org.chiasm.note.text.Language;
import org.chiasm.note.text.Section;
import org.chiasm.note.text.SectionSplitter;
import org.chiasm.note.text.SentenceSplitter;
import org.chiasm.note.text.Span;

/**
 * Reads a note: cuts it into sections and sentences, finds the comorbidities it mentions, and says
 * of each how it is meant. No text makes it fail.
 *
 * <p>A section speaks where a sentence is silent: what stands under Family History is of somebody
 * else, what stands under Past Medical History began earlier, what stands under Return Precautions
 * has not happened. History of Present Illness says nothing of the kind. Safe for use by many
 * threads.
 */
public final class NoteReader {
  private static final NoteReader ENGLISH = of(Language.english());

  private final Language language;
  private final FindingMatcher matcher;
  private final SectionSplitter sectionSplitter;
  private final SentenceSplitter sentenceSplitter;

  /** A reader of a language with a matcher of one's own. */
  public NoteReader(Language language, FindingMatcher matcher) {
    this.language = requireNonNull(language, "language");
    this.matcher = requireNonNull(matcher, "matcher");
    this.sectionSplitter = new SectionSplitter(language);
    this.sentenceSplitter = new SentenceSplitter(language);
  }

  /** The reader of a language with its lexicon. */
  public static NoteReader of(Language language) {
    return new NoteReader(language, new LexiconMatcher(language));
  }

  /** The reader of English notes. */
  public static NoteReader english() {
    return ENGLISH;
  }

  /** What a note says. */
  public NoteFindings read(String text) {
    var sections = sectionSplitter.split(text);
    var sentences = new ArrayList<Span>();
    var findings = new ArrayList<Finding>();
    for (var section : sections) {
      for (var sentence : sentenceSplitter.split(text, section.body())) {
        sentences.add(sentence);
        read(text, section, sentence, findings);
      }
    }
    return new NoteFindings(language, sections, sentences, findings);
  }

  private void read(String text, Section section, Span sentence, List<Finding> findings) {
    var mentions = matcher.mentions(text, section, sentence);
    if (mentions.isEmpty()) {
      return;
    }
    var analysis = SentenceAnalysis.of(text, sentence, language);
    for (var mention : mentions) {
      var context = analysis.context(mention.span(), section);
      findings.add(new Finding(mention, context, section.kind(), sentence));
    }
  }
}
