package org.chiasm.learn.layers;

import java.util.ArrayList;
import java.util.List;

/**
 * The layers of one branch: tensors through their extractors, joined with the measured columns, to
 * a representation of which half is linear; absent branches and tensors give learned numbers.
 */
final class BranchLayers<T> {
  /** How the names of learned numbers begin that stand in for an absent branch or tensor. */
  static final String ABSENT = "absent.";

  /** Standard deviations from the mean beyond which a column says hardly more. */
  private static final float EXTREME = 3;

  private final NetworkPlan plan;
  private final BranchPlan branch;

  BranchLayers(NetworkPlan plan, BranchPlan branch) {
    this.plan = plan;
    this.branch = branch;
  }

  /** The length of the representation. */
  int width() {
    return branch.learned()
        ? 2 * plan.width()
        : branch.columns() + branch.tensors().size() * TensorLayers.WIDTH;
  }

  T build(Operations<T> operations, T present) {
    var parts = new ArrayList<T>();
    for (var tensor : branch.tensors()) {
      var embedding = new TensorLayers<>(operations, tensor).build();
      var has = operations.input(BranchPlan.hasInput(tensor), 1);
      parts.add(
          orAbsent(operations, embedding, has, "tensor." + tensor.name(), TensorLayers.WIDTH));
    }
    if (branch.columns() > 0) {
      parts.add(
          operations.dropout(
              Layers.bounded(
                  operations, operations.input(branch.columnsInput(), branch.columns()), EXTREME),
              plan.dropout() / 2));
    }
    var joined = parts.size() == 1 ? parts.getFirst() : operations.join(parts, 1);
    int size = branch.columns() + branch.tensors().size() * TensorLayers.WIDTH;
    var representation = branch.learned() ? learned(operations, joined, size) : joined;
    return orAbsent(operations, representation, present, branch.name(), width());
  }

  private T learned(Operations<T> operations, T value, int size) {
    var name = "branch." + branch.name();
    var straight = Layers.linear(operations, name + ".straight", value, size, plan.width());
    var bent =
        operations.relu(Layers.linear(operations, name + ".bent", value, size, plan.width()));
    return operations.join(List.of(straight, bent), 1);
  }

  /** {@code value} where present is 1, learned numbers where it is 0. */
  private static <T> T orAbsent(
      Operations<T> operations, T value, T present, String name, int width) {
    var absent = operations.parameter(ABSENT + name, 0, 1, width);
    return operations.add(
        operations.multiply(value, present),
        operations.multiply(absent, operations.affine(present, -1, 1)));
  }
}
