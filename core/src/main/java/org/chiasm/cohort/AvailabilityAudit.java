package org.chiasm.cohort;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chiasm.AvailableTime;
import org.chiasm.ClinicalEvent;
import org.chiasm.EffectiveTime;
import org.chiasm.EventValue;
import org.chiasm.FactKind;
import org.chiasm.record.Timeline;
import org.chiasm.row.ConceptIndex;
import org.chiasm.row.LabelledRow;
import org.chiasm.row.Moment;
import org.chiasm.row.NoteCells;
import org.chiasm.row.SubjectFacts;
import org.chiasm.study.Concept;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.StudyDefinition;

/**
 * What the availability rule does to a study: how late the facts of each concept become available,
 * and how often a value lay in an input's window by its effective time while nobody could know it
 * yet. A pipeline with one clock would have fed those values to its model.
 *
 * <p>Looks past the prediction time on purpose and has no part in making rows. Not safe for use by
 * many threads.
 */
public final class AvailabilityAudit {
  private final StudyDefinition study;
  private final ConceptIndex index;
  private final Map<String, LagHistogram> lags = new LinkedHashMap<>();
  private final Map<String, InputCount> inputs = new LinkedHashMap<>();

  /**
   * An input's part of the audit.
   *
   * @param rows how many rows were looked at
   * @param hiddenRows in how many at least one fact in the window was not yet available
   * @param hiddenFacts how many such facts
   */
  public record InputCount(long rows, long hiddenRows, long hiddenFacts) {}

  /** The audit of a study. */
  public AvailabilityAudit(StudyDefinition study) {
    this.study = requireNonNull(study, "study");
    this.index = new ConceptIndex(study);
    study.concepts().keySet().forEach(name -> lags.put(name, new LagHistogram()));
    study.inputs().forEach(input -> inputs.put(input.name(), new InputCount(0, 0, 0)));
  }

  /** Looks at a subject and the rows that were made for it. */
  public void add(Timeline timeline, List<LabelledRow> rows) {
    var facts = new SubjectFacts(index, timeline);
    for (var event : timeline.events()) {
      if (event.effective() instanceof EffectiveTime.At(var effective)) {
        for (var concept : index.conceptsOf(event.code())) {
          lagOf(concept)
              .add(
                  Duration.between(effective, event.available().instant()),
                  event.available().basis() != AvailableTime.Basis.STATED);
        }
      }
    }
    for (var labelled : rows) {
      var row = labelled.row();
      var moment = new Moment(row.triggerTime(), row.predictionTime());
      for (var input : study.inputs()) {
        long hidden =
            candidates(input, facts).stream()
                .filter(event -> event.effective() instanceof EffectiveTime.At)
                .filter(event -> moment.isInWindow(event, input.window()))
                .filter(event -> !event.available().isVisibleAt(row.predictionTime()))
                .count();
        inputs.merge(
            input.name(),
            new InputCount(1, hidden > 0 ? 1 : 0, hidden),
            (sum, more) ->
                new InputCount(
                    sum.rows() + more.rows(),
                    sum.hiddenRows() + more.hiddenRows(),
                    sum.hiddenFacts() + more.hiddenFacts()));
      }
    }
  }

  /** Concept to how late its facts are, in study order; concepts without a fact have none. */
  public Map<String, LagHistogram> lags() {
    return Collections.unmodifiableMap(lags);
  }

  /** Input to what the availability rule kept out of it, in study order. */
  public Map<String, InputCount> inputs() {
    return Collections.unmodifiableMap(inputs);
  }

  private LagHistogram lagOf(String concept) {
    return lags.computeIfAbsent(concept, _ -> new LagHistogram());
  }

  private List<ClinicalEvent> candidates(InputDefinition input, SubjectFacts facts) {
    return switch (input) {
      case InputDefinition.Tabular tabular ->
          study.concept(tabular.concept()) instanceof Concept.Demographic
              ? List.of()
              : facts.ofConcept(tabular.concept());
      case InputDefinition.Trajectory trajectory ->
          trajectory.concepts().stream()
              .flatMap(concept -> facts.ofConcept(concept).stream())
              .toList();
      case InputDefinition.Waveform _ -> facts.ofKind(FactKind.WAVEFORM);
      case InputDefinition.Image _ -> List.of();
      case InputDefinition.History history ->
          history.from().contains(InputDefinition.History.HistorySource.NOTE)
              ? facts.ofKind(FactKind.NOTE).stream()
                  .filter(event -> event.value() instanceof EventValue.Narrative)
                  .toList()
              : List.of();
      case InputDefinition.Notes notes -> NoteCells.candidates(notes, facts);
    };
  }
}
