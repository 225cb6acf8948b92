package org.chiasm.learn.layers;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One branch of a network: measured columns and tensors that enter fusion together.
 *
 * @param columns how many columns, standardised and without absent values
 * @param tensors read by extractors
 * @param learned whether the columns pass a learned extractor, or enter fusion as they are
 */
public record BranchPlan(String name, int columns, List<TensorInput> tensors, boolean learned) {
  /** Copies the tensors. */
  public BranchPlan {
    requireNonNull(name, "name");
    tensors = List.copyOf(tensors);
    if (columns == 0 && tensors.isEmpty()) {
      throw new IllegalArgumentException("Branch '" + name + "' has neither columns nor tensors");
    }
  }

  /** The input of its columns: rows × columns. */
  public String columnsInput() {
    return "columns." + name;
  }

  /** The input that is 1 where a row has the branch and 0 where not: rows × 1. */
  public String presentInput() {
    return "present." + name;
  }

  /** The input of a tensor's numbers. */
  public static String tensorInput(TensorInput tensor) {
    return "tensor." + tensor.name();
  }

  /** The input that is 1 where a row has the tensor and 0 where not: rows × 1. */
  public static String hasInput(TensorInput tensor) {
    return "has." + tensor.name();
  }
}
