package org.chiasm.note;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.chiasm.note.ComorbidityLexicon.LexiconTerm;
import org.chiasm.note.Context.Effect;
import org.chiasm.note.Context.Experiencer;
import org.chiasm.note.Context.Temporality;

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
  private static final NoteReader ENGLISH =
      new NoteReader("en", ContextLanguage.english(), ComorbidityLexicon.english());

  private final ContextLanguage language;
  private final ComorbidityLexicon lexicon;
  private final SectionSplitter sectionSplitter;
  private final SentenceSplitter sentenceSplitter;

  private NoteReader(String iso639, ContextLanguage language, ComorbidityLexicon lexicon) {
    this.language = language;
    this.lexicon = lexicon;
    this.sectionSplitter = new SectionSplitter(iso639);
    this.sentenceSplitter = new SentenceSplitter(iso639);
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
    return new NoteFindings(sections, sentences, findings);
  }

  private void read(String text, Section section, Span sentence, List<Finding> findings) {
    var mentions = mentions(text, sentence);
    if (mentions.isEmpty()) {
      return;
    }
    var tokens = Tokens.of(text, sentence.start(), sentence.end(), language.vocabulary());
    var analyzer = new ContextAnalyzer(tokens, language);
    for (var mention : mentions) {
      if (!mention.term().group().isEmpty()) {
        findings.add(
            new Finding(
                tokens.span(mention.from(), mention.to()),
                mention.term().group(),
                mention.term().term(),
                inSection(analyzer.context(mention.from(), mention.to()), section),
                section.kind(),
                sentence));
      }
    }
  }

  /** The terms of a sentence, the longest where several overlap; of equally long ones all. */
  private List<Mention> mentions(String text, Span sentence) {
    var tokens = Tokens.of(text, sentence.start(), sentence.end(), lexicon.vocabulary());
    var all = new ArrayList<Mention>(4);
    lexicon
        .terms()
        .find(
            tokens,
            (from, to, term) -> {
              if (!term.capitalsOnly() || isCapitals(text, tokens.span(from, to))) {
                all.add(new Mention(from, to, term));
              }
            });
    if (all.size() < 2) {
      return all;
    }
    all.sort(
        Comparator.comparingInt((Mention each) -> each.from() - each.to())
            .thenComparingInt(Mention::from));
    var kept = new ArrayList<Mention>(all.size());
    for (var mention : all) {
      if (kept.stream().noneMatch(longer -> longer.hides(mention))) {
        kept.add(mention);
      }
    }
    kept.sort(Comparator.comparingInt(Mention::from).thenComparing(each -> each.term().group()));
    return kept;
  }

  private static Context inSection(Context context, Section section) {
    var triggers = new ArrayList<>(context.triggers());
    var temporality = context.temporality();
    var experiencer = context.experiencer();
    if (temporality == Temporality.RECENT && section.kind().temporality() != Temporality.RECENT) {
      temporality = section.kind().temporality();
      triggers.add(
          new Context.Trigger(
              temporality == Temporality.HISTORICAL ? Effect.HISTORICAL : Effect.HYPOTHETICAL,
              section.heading()));
    }
    if (experiencer == Experiencer.PATIENT && section.kind().experiencer() != Experiencer.PATIENT) {
      experiencer = section.kind().experiencer();
      triggers.add(new Context.Trigger(Effect.OTHER_EXPERIENCER, section.heading()));
    }
    triggers.sort(Comparator.comparing(Context.Trigger::span));
    return new Context(context.negation(), temporality, experiencer, triggers);
  }

  private static boolean isCapitals(String text, Span span) {
    return span.of(text).chars().noneMatch(Character::isLowerCase);
  }

  private record Mention(int from, int to, LexiconTerm term) {
    boolean hides(Mention other) {
      int longer = (to - from) - (other.to - other.from);
      boolean overlaps = from < other.to && other.from < to;
      return overlaps && (longer > 0 || (longer == 0 && term.group().equals(other.term.group())));
    }
  }
}
