package org.chiasm.app.explain;

import static java.util.Objects.requireNonNull;

import org.chiasm.learn.encode.TensorSource;
import org.chiasm.learn.explain.Explanation;
import org.chiasm.learn.fusion.OutcomeScale;
import org.chiasm.row.LabelledRow;
import org.chiasm.study.StudyDefinition;

/**
 * A row with why its prediction is what it is.
 *
 * @param model the bundle's id
 * @param position of the row in its file, from 0
 * @param scale from a score to a probability or quantity
 * @param score on the scale on which contributions add up
 * @param base the score without any input
 * @param tensors where the row's pixels and signals are
 */
public record ExplainedRow(
    StudyDefinition study,
    String model,
    String strategy,
    long position,
    LabelledRow row,
    OutcomeScale scale,
    double score,
    double base,
    Explanation root,
    TensorSource tensors) {
  /** Checks that nothing is missing. */
  public ExplainedRow {
    requireNonNull(study, "study");
    requireNonNull(row, "row");
    requireNonNull(root, "root");
    requireNonNull(scale, "scale");
    requireNonNull(tensors, "tensors");
  }

  /** The probability, or the quantity in the outcome's unit. */
  public double prediction() {
    return scale.prediction(score);
  }

  /** The same for a row without any input. */
  public double basePrediction() {
    return scale.prediction(base);
  }
}
