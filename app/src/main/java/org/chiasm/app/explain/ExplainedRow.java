package org.chiasm.app.explain;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.chiasm.learn.encode.TensorSource;
import org.chiasm.learn.explain.Explanation;
import org.chiasm.learn.fusion.OutcomeScale;
import org.chiasm.row.LabelledRow;
import org.chiasm.study.StudyDefinition;

/**
 * A row with why its prediction is what it is.
 *
 * @param model the bundle's id
 * @param className of an outcome of several classes the one whose score is explained, else empty
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
    String className,
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
    requireNonNull(className, "className");
    requireNonNull(row, "row");
    requireNonNull(root, "root");
    requireNonNull(scale, "scale");
    requireNonNull(tensors, "tensors");
  }

  /** Up to which time the prediction is of a risk; nothing where it is a quantity. */
  public Optional<RiskHorizon> horizon() {
    return RiskHorizon.of(study);
  }

  /** What the prediction is: {@code risk within 30 days}, {@code risk of died within 30 days}. */
  public String what() {
    return scale == OutcomeScale.LOGIT
        ? "risk"
            + (className.isEmpty() ? "" : " of " + className.replace('_', ' '))
            + horizon().map(each -> " " + each.words()).orElse("")
        : "prediction";
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
