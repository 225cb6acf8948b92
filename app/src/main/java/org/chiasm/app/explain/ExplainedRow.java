package org.chiasm.app.explain;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.chiasm.learn.encode.TensorSource;
import org.chiasm.learn.explain.Explanation;
import org.chiasm.row.LabelledRow;
import org.chiasm.study.StudyDefinition;

/**
 * A row with why its prediction is what it is.
 *
 * @param model the bundle's id
 * @param position of the row in its file, from 0
 * @param score on the scale on which contributions add up
 * @param base the score without any input
 * @param predictions what the score and the base score mean: probabilities, or quantities
 * @param tensors where the row's pixels and signals are
 */
public record ExplainedRow(
    StudyDefinition study,
    String model,
    String strategy,
    long position,
    LabelledRow row,
    double score,
    double base,
    List<Double> predictions,
    Explanation root,
    TensorSource tensors) {
  /** Copies the predictions. */
  public ExplainedRow {
    requireNonNull(study, "study");
    requireNonNull(row, "row");
    requireNonNull(root, "root");
    predictions = List.copyOf(predictions);
  }
}
