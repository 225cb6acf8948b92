package org.chiasm.app.explain;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.chiasm.ClinicalEvent;
import org.chiasm.FactKind;
import org.chiasm.app.files.OutputFolder;
import org.chiasm.connect.store.RecordReader;
import org.chiasm.learn.explain.Evidence;
import org.chiasm.note.HistoryCurator;
import org.chiasm.note.HistoryReading.State;
import org.chiasm.row.ConceptIndex;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.HistoryCells;
import org.chiasm.row.InputCell;
import org.chiasm.row.Moment;
import org.chiasm.row.SubjectFacts;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.StudyDefinition;

/**
 * The sentences and coded problems that the comorbidities of one row rest on: the run's record is
 * read again, as it stood at the prediction time, by the code that made the row. What cannot be
 * shown is evidence too, with the reason. Of one thread.
 */
final class HistorySentences {
  private static final int SHOWN_MAX = 6;

  private final OutputFolder run;
  private final StudyDefinition study;
  private final FeatureRow row;
  private final HistoryCurator curator = new HistoryCurator();
  private Optional<SubjectFacts> facts = Optional.empty();
  private String unreadable = "";

  /** The sentences of a run's row. */
  HistorySentences(OutputFolder run, StudyDefinition study, FeatureRow row) {
    this.run = requireNonNull(run, "run");
    this.study = requireNonNull(study, "study");
    this.row = requireNonNull(row, "row");
  }

  /**
   * What says for or against the comorbidity: first the source that the row names, then the others
   * that say the same, then those that say the contrary, at most {@value #SHOWN_MAX}.
   *
   * @return empty where the input is missing; else at least one piece, or why there is none
   */
  List<Evidence> of(InputDefinition.History input) {
    if (!(row.cell(input.name()) instanceof InputCell.Present present)) {
      return List.of();
    }
    read();
    if (facts.isEmpty()) {
      return List.of(new Evidence.Unquoted(input.name(), present.origin(), unreadable));
    }
    var moment = new Moment(row.triggerTime(), row.predictionTime());
    var speaking = HistoryCells.speaking(input, facts.get(), moment);
    if (speaking.stream().noneMatch(fact -> isNamed(fact, present))) {
      return unquoted(input, present, "the record of the run does not hold what the row names");
    }
    var state = curator.read(input.history(), speaking).state();
    boolean affirmed = present.value() instanceof InputCell.Value.Numeric(var value) && value > 0;
    if (affirmed != (state == State.PRESENT)) {
      return unquoted(input, present, "the record of the run no longer says what the row says");
    }
    if (state == State.UNMENTIONED) {
      return unquoted(input, present, "nothing names it: " + counted(speaking));
    }
    return shown(input, present, pieces(input, present, speaking, state));
  }

  private static List<Evidence> unquoted(
      InputDefinition.History input, InputCell.Present cell, String reason) {
    return List.of(new Evidence.Unquoted(input.name(), cell.origin(), reason));
  }

  private void read() {
    if (facts.isPresent() || !unreadable.isEmpty()) {
      return;
    }
    if (!Files.isDirectory(run.record())) {
      unreadable = "the folder of the run holds no record to read it in";
      return;
    }
    try (var record = RecordReader.open(run.record())) {
      facts =
          Optional.of(new SubjectFacts(new ConceptIndex(study), record.timeline(row.subject())));
    } catch (IOException | UncheckedIOException _) {
      unreadable = "the record of the run cannot be read";
    }
  }

  private static boolean isNamed(ClinicalEvent fact, InputCell.Present cell) {
    return fact.origin().reference().equals(cell.origin());
  }

  private static String counted(List<ClinicalEvent> facts) {
    long notes = facts.stream().filter(fact -> fact.kind() == FactKind.NOTE).count();
    long problems = facts.size() - notes;
    return notes
        + (notes == 1 ? " note" : " notes")
        + " and "
        + problems
        + (problems == 1 ? " coded problem" : " coded problems")
        + " were read";
  }

  private Set<Evidence> pieces(
      InputDefinition.History input,
      InputCell.Present cell,
      List<ClinicalEvent> speaking,
      State state) {
    var first = new ArrayList<Evidence>();
    var same = new ArrayList<Evidence>();
    var contrary = new ArrayList<Evidence>();
    for (var fact : speaking) {
      var reading = curator.read(input.history(), List.of(fact));
      var affirming = QuotedEvidence.of(input.name(), reading.affirming(), fact);
      var denying = QuotedEvidence.of(input.name(), reading.denying(), fact);
      (isNamed(fact, cell) ? first : same).addAll(state == State.PRESENT ? affirming : denying);
      contrary.addAll(state == State.PRESENT ? denying : affirming);
    }
    var pieces = new LinkedHashSet<Evidence>();
    Stream.of(first, same, contrary).forEach(pieces::addAll);
    return pieces;
  }

  private static List<Evidence> shown(
      InputDefinition.History input, InputCell.Present cell, Set<Evidence> pieces) {
    var shown = new ArrayList<>(pieces.stream().limit(SHOWN_MAX).toList());
    int more = pieces.size() - shown.size();
    if (more > 0) {
      shown.add(
          new Evidence.Unquoted(
              input.name(), cell.origin(), more + " more places in the record speak of it"));
    }
    return shown;
  }
}
