package org.chiasm.app.explain;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chiasm.ClinicalEvent;
import org.chiasm.EffectiveTime;
import org.chiasm.EventValue;
import org.chiasm.app.files.OutputFolder;
import org.chiasm.connect.store.RecordReader;
import org.chiasm.learn.explain.Evidence;
import org.chiasm.learn.explain.WordOcclusion;
import org.chiasm.note.NoteReader;
import org.chiasm.note.text.Language;
import org.chiasm.note.text.Span;
import org.chiasm.note.text.WordHash;
import org.chiasm.row.ConceptIndex;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.Moment;
import org.chiasm.row.NoteCells;
import org.chiasm.row.SubjectFacts;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.StudyDefinition;

/**
 * The words that move a score, found again in the notes of the run's record as they stood at the
 * prediction time. Rows and models hold hashed words only; the words are read here and not kept.
 */
final class NoteWords {
  private static final int AROUND = 80;

  private final StudyDefinition study;
  private final OutputFolder run;

  /** The words of a run's rows. */
  NoteWords(StudyDefinition study, OutputFolder run) {
    this.study = requireNonNull(study, "study");
    this.run = requireNonNull(run, "run");
  }

  /**
   * Each word in the sentence in which it stands last.
   *
   * @return none where no word moves the score; where the record cannot be read, why not
   */
  List<Evidence> of(
      InputDefinition.Notes input, FeatureRow row, List<WordOcclusion.Found> strongest) {
    if (strongest.isEmpty()) {
      return List.of();
    }
    if (!Files.isDirectory(run.record())) {
      return unquoted(input, "the folder of the run holds no record to read the words in");
    }
    List<ClinicalEvent> notes;
    try (var record = RecordReader.open(run.record())) {
      var facts = new SubjectFacts(new ConceptIndex(study), record.timeline(row.subject()));
      notes = NoteCells.notes(input, facts, new Moment(row.triggerTime(), row.predictionTime()));
    } catch (IOException | UncheckedIOException _) {
      return unquoted(input, "the record of the run cannot be read");
    }
    var evidence = new ArrayList<Evidence>();
    for (var word : strongest) {
      notes.reversed().stream()
          .flatMap(note -> sentence(input.name(), note, word).stream())
          .findFirst()
          .ifPresent(evidence::add);
    }
    int lost = strongest.size() - evidence.size();
    if (lost > 0) {
      evidence.addAll(
          unquoted(
              input, lost + " of the words that move the score are not in the record of the run"));
    }
    return evidence;
  }

  private static List<Evidence> unquoted(InputDefinition.Notes input, String reason) {
    return List.of(new Evidence.Unquoted(input.name(), "", reason));
  }

  private static Optional<Evidence> sentence(
      String input, ClinicalEvent note, WordOcclusion.Found word) {
    if (!(note.value() instanceof EventValue.Narrative(var written))) {
      return Optional.empty();
    }
    var text = WordHash.normalised(written);
    return WordHash.terms(written).reversed().stream()
        .filter(term -> term.bucket() == word.bucket())
        .findFirst()
        .map(
            term -> {
              var sentence = sentence(text, term.span());
              return new Evidence.Sentence(
                  input,
                  note.origin().reference(),
                  note.effective() instanceof EffectiveTime.At(var at) ? at.toString() : "",
                  "",
                  String.format(Locale.ROOT, "moves the score by %+.3f", word.move()),
                  sentence.of(text),
                  term.span().start() - sentence.start(),
                  term.span().end() - sentence.start(),
                  List.of());
            });
  }

  /** The sentence that holds a span, or where none does what stands around it. */
  private static Span sentence(String text, Span span) {
    return NoteReader.of(Language.detect(text)).read(text).sentences().stream()
        .filter(each -> each.covers(span))
        .findFirst()
        .orElseGet(
            () ->
                new Span(
                    Math.max(0, span.start() - AROUND),
                    Math.min(text.length(), span.end() + AROUND)));
  }
}
