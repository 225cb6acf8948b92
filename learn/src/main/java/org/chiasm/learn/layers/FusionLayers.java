package org.chiasm.learn.layers;

import java.util.ArrayList;
import java.util.List;

/** The layers that join branches. */
final class FusionLayers<T> {
  /** How the names of the weights begin that make outputs of everything else. */
  static final String HEAD = "head";

  /** What outputs are where nothing speaks. */
  static final String BIAS = HEAD + ".bias";

  private static final int RANK = 8;
  private static final int HIDDEN = 24;
  private static final int TOKEN = 16;
  private static final float MASKED = -1e4f;

  /** By how much smaller the variance of weights starts that are to say little at first. */
  private static final int FAINT = 100;

  private final Operations<T> operations;
  private final NetworkPlan plan;
  private final List<Integer> widths;

  FusionLayers(Operations<T> operations, NetworkPlan plan, List<Integer> widths) {
    this.operations = operations;
    this.plan = plan;
    this.widths = widths;
  }

  private int total() {
    return widths.stream().reduce(0, Integer::sum);
  }

  T linear(T all) {
    return head(operations.dropout(all, plan.dropout()), 0);
  }

  /**
   * One output, or several that have most in common.
   *
   * @param value all representations, and after them what was made of them together
   * @param more how many numbers that is
   */
  private T head(T value, int more) {
    if (plan.outputs() == 1) {
      return operations.linear(value, weights(more), operations.parameter(BIAS, 0, 1));
    }
    int width = total() + more;
    var common = operations.parameter(HEAD + ".common.bias", 0, 1);
    var own =
        operations.linear(
            value,
            operations.parameter(HEAD + ".weight", FAINT * width, width, plan.outputs()),
            operations.parameter(BIAS, 0, plan.outputs()));
    return operations.add(operations.linear(value, weights(more), common), own);
  }

  /**
   * Those of each branch under its own name, so that a joint network starts from the sum of what
   * its branches have learned alone, which is late fusion, and learns what goes beyond.
   */
  private T weights(int more) {
    var parts = new ArrayList<T>();
    for (int i = 0; i < widths.size(); i++) {
      var name = HEAD + ".branch." + plan.branches().get(i).name();
      parts.add(operations.parameter(name, total(), widths.get(i), 1));
    }
    if (more > 0) {
      parts.add(operations.parameter(HEAD + ".more", FAINT * (total() + more), more, 1));
    }
    return parts.size() == 1 ? parts.getFirst() : operations.join(parts, 0);
  }

  T products(List<T> representations, T all) {
    var factors = new ArrayList<T>();
    for (int i = 0; i < widths.size(); i++) {
      factors.add(
          operations.tanh(
              Layers.linear(
                  operations,
                  "factor." + plan.branches().get(i).name(),
                  representations.get(i),
                  widths.get(i),
                  RANK)));
    }
    var parts = new ArrayList<T>();
    parts.add(all);
    int width = total();
    for (int i = 0; i < factors.size(); i++) {
      for (int j = i + 1; j < factors.size(); j++) {
        parts.add(operations.multiply(factors.get(i), factors.get(j)));
        width += RANK;
      }
    }
    var joined = parts.size() == 1 ? all : operations.join(parts, 1);
    var dropped = operations.dropout(joined, plan.dropout());
    var hidden = operations.relu(Layers.linear(operations, "hidden", dropped, width, HIDDEN));
    return head(operations.join(List.of(dropped, hidden), 1), width + HIDDEN - total());
  }

  /** One layer of self-attention (Vaswani et al. 2017) over the branches present. */
  T attention(List<T> representations, List<T> present, T all) {
    int count = representations.size();
    var tokens = new ArrayList<T>();
    for (int i = 0; i < count; i++) {
      tokens.add(
          Layers.linear(
              operations,
              "token." + plan.branches().get(i).name(),
              representations.get(i),
              widths.get(i),
              TOKEN));
    }
    var flat = operations.reshape(operations.join(tokens, 1), -1, TOKEN);
    var here = operations.join(present, 1);
    var mask = operations.reshape(operations.affine(here, -MASKED, MASKED), -1, 1, count);
    var query = stacked("query", flat, count);
    var key = operations.transpose(stacked("key", flat, count), 0, 2, 1);
    var value = stacked("value", flat, count);
    var scores =
        operations.affine(operations.matrixProduct(query, key), (float) (1 / Math.sqrt(TOKEN)), 0);
    var weights = operations.softmax(operations.add(scores, mask));
    var attended =
        operations.add(
            flat, operations.reshape(operations.matrixProduct(weights, value), -1, TOKEN));
    var hidden =
        operations.relu(Layers.linear(operations, "forward.in", attended, TOKEN, 2 * TOKEN));
    var moved =
        operations.add(
            attended, Layers.linear(operations, "forward.out", hidden, 2 * TOKEN, TOKEN));
    var kept =
        operations.multiply(
            operations.reshape(moved, -1, count, TOKEN), operations.reshape(here, -1, count, 1));
    var own = operations.reshape(kept, -1, count * TOKEN);
    var dropped = operations.dropout(operations.join(List.of(all, own), 1), plan.dropout());
    int width = count * TOKEN + total();
    var bilinear =
        operations.multiply(
            operations.tanh(Layers.linear(operations, "left", dropped, width, HIDDEN)),
            operations.tanh(Layers.linear(operations, "right", dropped, width, HIDDEN)));
    return head(operations.join(List.of(dropped, bilinear), 1), width + HIDDEN - total());
  }

  private T stacked(String name, T flat, int count) {
    return operations.reshape(
        Layers.linear(operations, name, flat, TOKEN, TOKEN), -1, count, TOKEN);
  }
}
