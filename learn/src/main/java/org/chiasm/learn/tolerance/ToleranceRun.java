package org.chiasm.learn.tolerance;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.chiasm.learn.division.Partition;
import org.chiasm.learn.division.SubjectSplit;
import org.chiasm.learn.encode.TensorFeatures;
import org.chiasm.learn.evaluate.Judge;
import org.chiasm.learn.evaluate.Metric;
import org.chiasm.learn.evaluate.MetricEstimate;
import org.chiasm.learn.fusion.XgBoostLearner;
import org.chiasm.learn.outcome.KnownRows;
import org.chiasm.learn.outcome.OutcomeKind;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.InputCell;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.StudyDefinition;

/**
 * Judges window widths on one division of rows by a probe: boosted trees of fixed size, the same
 * for every width, fitted on training rows. The cut is chosen on training and tuning rows; held-out
 * rows are only reported. Safe between threads.
 */
public final class ToleranceRun {
  /** Widths asked for: from an hour to a month. */
  public static final List<Duration> LADDER =
      List.of(
          Duration.ofHours(1),
          Duration.ofHours(2),
          Duration.ofHours(4),
          Duration.ofHours(6),
          Duration.ofHours(12),
          Duration.ofHours(24),
          Duration.ofHours(48),
          Duration.ofDays(3),
          Duration.ofDays(7),
          Duration.ofDays(14),
          Duration.ofDays(30));

  private static final XgBoostLearner.Settings PROBE =
      new XgBoostLearner.Settings(0.06, 3, 5, 0.8, 0.4, 10);
  private static final int ROUNDS = 120;

  private final StudyDefinition study;
  private final KnownRows known;
  private final List<FeatureRow> rows;
  private final Partition partition;
  private final TensorFeatures tensors;
  private final OutcomeKind kind;
  private final Judge heldOut;
  private final Judge tuning;
  private final XgBoostLearner probe;

  /**
   * The probes of a study's rows.
   *
   * @param known the rows
   */
  public ToleranceRun(StudyDefinition study, KnownRows known, TensorFeatures tensors) {
    this.study = requireNonNull(study, "study");
    this.known = requireNonNull(known, "known");
    this.rows = known.rows();
    this.tensors = requireNonNull(tensors, "tensors");
    this.kind = OutcomeKind.of(study);
    this.partition = SubjectSplit.of(study.split(), rows, kind.strata(known)).getFirst();
    this.heldOut = judge(partition.heldOut());
    this.tuning = judge(partition.tuning());
    this.probe = new XgBoostLearner(List.of(PROBE), ROUNDS, ROUNDS, ROUNDS, study.split().seed());
  }

  /** Rows that the probe is fitted on and values drift is measured on. */
  public List<Integer> trainingRows() {
    return partition.training();
  }

  private Judge judge(List<Integer> part) {
    return kind.judge(study, known.at(part));
  }

  /**
   * The curve of one concept.
   *
   * @param inputs of the study, made of the concept, with one window
   * @param unit of the value; empty where there is none
   * @param variogram of the concept
   * @param cells for each width its rows' cells of these inputs, in the order of the rows
   * @param maxDrift share of the variance between subjects that is borne
   */
  public ToleranceCurve curve(
      String concept,
      List<InputDefinition> inputs,
      String unit,
      Semivariogram variogram,
      Map<Duration, List<Map<String, InputCell>>> cells,
      double maxDrift) {
    if (inputs.stream().anyMatch(ToleranceRun::isReference)) {
      return coverageOnly(concept, inputs, variogram, cells);
    }
    var predictions = new LinkedHashMap<Duration, Predicted>();
    var fitted =
        cells.entrySet().parallelStream()
            .map(each -> Map.entry(each.getKey(), predict(inputs, each.getValue())))
            .toList();
    fitted.forEach(each -> predictions.put(each.getKey(), each.getValue()));
    var best = best(predictions);
    var bestTuning = requireNonNull(predictions.get(best), "best").tuning();
    var widths = new ArrayList<WidthResult>();
    cells.forEach(
        (width, ofRows) -> {
          var predicted = requireNonNull(predictions.get(width), "predicted");
          var drift = variogram.mostWithin(width.toMillis() / 3_600_000.0);
          widths.add(
              new WidthResult(
                  width,
                  coverage(ofRows),
                  medianAge(ofRows),
                  drift.map(GapBin::drift).orElse(Double.NaN),
                  drift.map(GapBin::driftLow).orElse(Double.NaN),
                  drift.map(GapBin::driftHigh).orElse(Double.NaN),
                  heldOut.estimate(kind.told(), predicted.alone()),
                  heldOut.estimate(kind.told(), predicted.added()),
                  width.equals(best)
                      ? new MetricEstimate.Undefined("the best on tuning rows")
                      : tuning.advantage(kind.primary(), predicted.tuning(), bestTuning)));
        });
    return new ToleranceCurve(
        concept,
        inputs.stream().map(InputDefinition::name).toList(),
        inputs.getFirst().window().toString(),
        unit,
        variogram,
        widths,
        Cut.of(widths, maxDrift));
  }

  /**
   * Pixels and signals are read for the study's own window only, so that no probe can judge others.
   */
  private static ToleranceCurve coverageOnly(
      String concept,
      List<InputDefinition> inputs,
      Semivariogram variogram,
      Map<Duration, List<Map<String, InputCell>>> cells) {
    var widths = new ArrayList<WidthResult>();
    cells.forEach(
        (width, ofRows) ->
            widths.add(
                new WidthResult(
                    width,
                    coverage(ofRows),
                    medianAge(ofRows),
                    Double.NaN,
                    Map.of(),
                    Map.of(),
                    new MetricEstimate.Undefined("only coverage was measured"))));
    return new ToleranceCurve(
        concept,
        inputs.stream().map(InputDefinition::name).toList(),
        inputs.getFirst().window().toString(),
        "",
        variogram,
        widths,
        Cut.ofCoverage(widths));
  }

  private static boolean isReference(InputDefinition input) {
    return input instanceof InputDefinition.Image || input instanceof InputDefinition.Waveform;
  }

  /** Predictions of held-out rows by each probe, and of tuning rows by the second. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Predicted(double[][] alone, double[][] added, double[][] tuning) {}

  /** The width whose second probe predicts the tuning rows best; the first of equals. */
  private Duration best(Map<Duration, Predicted> predictions) {
    return predictions.entrySet().stream()
        .max(Comparator.comparingDouble(each -> goodness(each.getValue().tuning())))
        .orElseThrow()
        .getKey();
  }

  private double goodness(double[][] predictions) {
    double value = tuning.value(kind.primary(), predictions);
    if (Double.isNaN(value)) {
      return Double.NEGATIVE_INFINITY;
    }
    return kind.primary().better() == Metric.Better.LOWER ? -value : value;
  }

  private Predicted predict(List<InputDefinition> inputs, List<Map<String, InputCell>> cells) {
    var all =
        IntStream.range(0, rows.size())
            .mapToObj(row -> with(rows.get(row), cells.get(row)))
            .toList();
    var training =
        known.at(partition.training()).with(partition.training().stream().map(all::get).toList());
    var alone = kind.probe(study.withInputs(inputs), training, tensors, probe);
    var added = kind.probe(study, training, tensors, probe);
    var heldOutRows = partition.heldOut().stream().map(all::get).toList();
    return new Predicted(
        alone.predict(heldOutRows),
        added.predict(heldOutRows),
        added.predict(partition.tuning().stream().map(all::get).toList()));
  }

  private static FeatureRow with(FeatureRow row, Map<String, InputCell> replaced) {
    var cells = new LinkedHashMap<>(row.cells());
    cells.putAll(replaced);
    return new FeatureRow(
        row.subject(),
        row.triggerSource(),
        row.triggerTime(),
        row.predictionTime(),
        row.decision(),
        cells);
  }

  private static double coverage(List<Map<String, InputCell>> cells) {
    return cells.stream().filter(ToleranceRun::isPresent).count() / (double) cells.size();
  }

  private static boolean isPresent(Map<String, InputCell> cells) {
    return cells.values().stream()
        .anyMatch(
            cell ->
                cell instanceof InputCell.Present present
                    && !(present.origin().isEmpty() && Double.isNaN(present.ageHours())));
  }

  private static double medianAge(List<Map<String, InputCell>> cells) {
    var ages =
        cells.stream()
            .mapToDouble(
                each ->
                    each.values().stream()
                        .filter(InputCell.Present.class::isInstance)
                        .mapToDouble(cell -> ((InputCell.Present) cell).ageHours())
                        .filter(age -> !Double.isNaN(age))
                        .min()
                        .orElse(Double.NaN))
            .filter(age -> !Double.isNaN(age))
            .sorted()
            .toArray();
    return ages.length == 0 ? Double.NaN : ages[ages.length / 2];
  }
}
