package org.chiasm.app.explain;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.chiasm.ClinicalEvent;
import org.chiasm.EffectiveTime;
import org.chiasm.EventValue;
import org.chiasm.app.files.OutputFolder;
import org.chiasm.connect.store.RecordReader;
import org.chiasm.learn.explain.Evidence;
import org.chiasm.note.Finding;
import org.chiasm.note.HistoryCurator;
import org.chiasm.note.HistoryReading;
import org.chiasm.note.context.Context;
import org.chiasm.record.VisibleFacts;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.InputCell;
import org.chiasm.study.InputDefinition;

/**
 * The sentences and coded problems that a comorbidity of a row rests on: the run's record is read
 * again, as it stood at the prediction time, by the code that made the row.
 */
final class HistorySentences {
  private final OutputFolder run;
  private final HistoryCurator curator = new HistoryCurator();

  /** The sentences of a run's rows. */
  HistorySentences(OutputFolder run) {
    this.run = requireNonNull(run, "run");
  }

  /**
   * What the source that a cell names says for or against the comorbidity.
   *
   * @return none where the input is missing, where no source speaks of it, or where the run's
   *     folder holds no record
   */
  List<Evidence> of(InputDefinition.History input, FeatureRow row) throws IOException {
    if (!(row.cell(input.name()) instanceof InputCell.Present present)
        || !Files.isDirectory(run.record())) {
      return List.of();
    }
    List<ClinicalEvent> named;
    try (var record = RecordReader.open(run.record())) {
      named =
          VisibleFacts.at(record.timeline(row.subject()).events(), row.predictionTime())
              .current()
              .stream()
              .filter(fact -> fact.origin().reference().equals(present.origin()))
              .toList();
    }
    var reading = curator.read(input.history(), named);
    var pieces =
        reading.state() == HistoryReading.State.PRESENT ? reading.affirming() : reading.denying();
    Set<Evidence> sentences = new LinkedHashSet<>();
    for (var piece : pieces) {
      sentences.add(sentence(input.name(), piece, named));
    }
    return new ArrayList<>(sentences);
  }

  private static Evidence sentence(
      String input, HistoryReading.Evidence piece, List<ClinicalEvent> facts) {
    return switch (piece) {
      case HistoryReading.Evidence.Coded(var origin, var effective, var code) ->
          new Evidence.Sentence(input, origin, time(effective), "", "coded", code.toString(), 0, 0);
      case HistoryReading.Evidence.Written(var origin, var effective, var finding) ->
          new Evidence.Sentence(
              input,
              origin,
              time(effective),
              finding.section().name().toLowerCase(Locale.ROOT).replace('_', ' '),
              meaning(finding),
              finding.sentence().of(text(origin, facts, finding)),
              finding.span().start() - finding.sentence().start(),
              finding.span().end() - finding.sentence().start());
    };
  }

  /** The note of that origin that is long enough to hold the finding. */
  private static String text(String origin, List<ClinicalEvent> facts, Finding finding) {
    for (var fact : facts) {
      if (fact.origin().reference().equals(origin)
          && fact.value() instanceof EventValue.Narrative(var text)
          && text.length() >= finding.sentence().end()) {
        return text;
      }
    }
    throw new IllegalStateException("A finding without its note, of " + origin);
  }

  private static String time(EffectiveTime effective) {
    return switch (effective) {
      case EffectiveTime.At(var instant) -> instant.toString();
      case EffectiveTime.Timeless _ -> "";
    };
  }

  private static String meaning(Finding finding) {
    var context = finding.context();
    var words = new ArrayList<String>();
    words.add(context.negation().name());
    if (context.temporality() != Context.Temporality.RECENT) {
      words.add(context.temporality().name());
    }
    if (context.experiencer() == Context.Experiencer.OTHER) {
      words.add("of somebody else");
    }
    return String.join(", ", words).toLowerCase(Locale.ROOT);
  }
}
