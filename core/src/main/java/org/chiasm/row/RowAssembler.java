package org.chiasm.row;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.chiasm.lab.LabCurator;
import org.chiasm.note.HistoryCurator;
import org.chiasm.record.Timeline;
import org.chiasm.study.Concept;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.SiteDefinition;
import org.chiasm.study.StudyDefinition;

/**
 * The pure function from a study, a subject's timeline and a time to a row: the only way rows are
 * made, in batch and live. Facts that became available after the prediction time cannot change its
 * result, nor can the order in which facts are given.
 *
 * <p>Safe for use by many threads. The cost of a row grows with the subject's facts, not with the
 * cohort.
 */
public final class RowAssembler {
  private final StudyDefinition study;
  private final ConceptIndex index;
  private final Gate gate;
  private final MeasurementCells measurements;
  private final TrajectoryCells trajectories;
  private final HistoryCells histories;

  /**
   * The assembler of a study at a site.
   *
   * @param site how the site spells units
   */
  public RowAssembler(StudyDefinition study, SiteDefinition site) {
    this(study, site, new Gate(study));
  }

  /**
   * The assembler of a study at a site for a model whose budget has been measured.
   *
   * @param region what may be absent for that model
   */
  public RowAssembler(StudyDefinition study, SiteDefinition site, BudgetRegion region) {
    this(study, site, new Gate(study, region));
  }

  private RowAssembler(StudyDefinition study, SiteDefinition site, Gate gate) {
    this.study = requireNonNull(study, "study");
    this.index = new ConceptIndex(study);
    this.gate = requireNonNull(gate, "gate");
    this.measurements = new MeasurementCells(new LabCurator(site));
    this.trajectories = new TrajectoryCells(measurements);
    this.histories = new HistoryCells(new HistoryCurator());
  }

  /**
   * The row of a case, from what is visible at a time.
   *
   * @param timeline everything known of the subject, before and after that time
   * @param predictionCase what opened the case
   * @param predictionTime facts available at or before it are seen
   */
  public FeatureRow assemble(
      Timeline timeline, PredictionCase predictionCase, Instant predictionTime) {
    return assemble(facts(timeline), predictionCase, predictionTime);
  }

  /** A timeline made ready for several rows of the same subject. */
  public SubjectFacts facts(Timeline timeline) {
    return new SubjectFacts(index, timeline);
  }

  /** The row of a case, from facts made ready by {@link #facts}. */
  public FeatureRow assemble(
      SubjectFacts facts, PredictionCase predictionCase, Instant predictionTime) {
    var moment = new Moment(predictionCase.triggerTime(), predictionTime);
    Map<String, InputCell> cells = new LinkedHashMap<>();
    for (var input : study.inputs()) {
      cells.put(input.name(), cell(input, facts, predictionCase, moment));
    }
    return new FeatureRow(
        facts.timeline().subject(),
        predictionCase.triggerSource(),
        predictionCase.triggerTime(),
        predictionTime,
        gate.decide(predictionCase, predictionTime, cells),
        cells);
  }

  /** How measured values are read. */
  public MeasurementCells measurements() {
    return measurements;
  }

  private InputCell cell(
      InputDefinition input, SubjectFacts facts, PredictionCase predictionCase, Moment moment) {
    return switch (input) {
      case InputDefinition.Tabular tabular ->
          switch (study.concept(tabular.concept())) {
            case Concept.Measurement concept -> measurements.cell(tabular, concept, facts, moment);
            case Concept.Category concept -> CategoryCells.cell(tabular, concept, facts, moment);
            case Concept.Demographic concept -> DemographicCells.cell(concept, facts, moment);
            case Concept.Occurrence _, Concept.Stay _ ->
                OccurrenceCells.cell(tabular, facts, moment);
          };
      case InputDefinition.Trajectory trajectory ->
          trajectories.cell(trajectory, study, facts, moment);
      case InputDefinition.Image image -> ImageCells.cell(image, facts, predictionCase, moment);
      case InputDefinition.Waveform waveform -> WaveformCells.cell(waveform, facts, moment);
      case InputDefinition.History history -> histories.cell(history, facts, moment);
      case InputDefinition.Notes notes -> NoteCells.cell(notes, facts, moment);
    };
  }
}
