package org.chiasm.learn.layers;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/**
 * The architecture of a network: branches, how they are joined, and sizes.
 *
 * @param fusion how representations of branches become an output
 * @param width half the length of a learned branch's representation
 * @param dropout share of numbers dropped in training, 0 to below 1
 * @param outputs how many numbers a row gets; of several, each is a number that all share and one
 *     of its own, whose weights start a tenth as large, so that little data tells them apart little
 */
public record NetworkPlan(
    List<BranchPlan> branches, Fusion fusion, int width, double dropout, int outputs) {
  /** How representations of branches become an output. */
  public enum Fusion {
    /** One branch, or the plain concatenation of several, times weights. */
    LINEAR,
    /**
     * Concatenation with the elementwise products of each two branches (low-rank bilinear pooling,
     * Kim et al. 2017) and a hidden layer over all of it.
     */
    PRODUCTS,
    /** Self-attention over one token for each branch that is present. */
    ATTENTION
  }

  /**
   * What a network gives.
   *
   * @param outputs rows × outputs
   * @param representation rows × all representations, one branch after another
   */
  public record Result<T>(T outputs, T representation) {}

  /** Copies the branches. */
  public NetworkPlan {
    branches = List.copyOf(branches);
    requireNonNull(fusion, "fusion");
    if (branches.isEmpty() || width < 1 || outputs < 1 || !(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException(
          "A network needs a branch, a width, an output and a dropout below 1, got "
              + List.of(branches.size(), width, outputs, dropout));
    }
  }

  /** The length of a branch's representation. */
  public int representationWidth(BranchPlan branch) {
    return new BranchLayers<>(this, branch).width();
  }

  /** Runs the network over operations. */
  public <T> Result<T> build(Operations<T> operations) {
    var representations = new ArrayList<T>();
    var present = new ArrayList<T>();
    var widths = new ArrayList<Integer>();
    for (var branch : branches) {
      var layers = new BranchLayers<T>(this, branch);
      var here = operations.input(branch.presentInput(), 1);
      representations.add(layers.build(operations, here));
      present.add(here);
      widths.add(layers.width());
    }
    var all =
        representations.size() == 1
            ? representations.getFirst()
            : operations.join(representations, 1);
    var fusionLayers = new FusionLayers<>(operations, this, widths);
    return new Result<>(
        switch (fusion) {
          case LINEAR -> fusionLayers.linear(all);
          case PRODUCTS -> fusionLayers.products(representations, all);
          case ATTENTION -> fusionLayers.attention(representations, present, all);
        },
        all);
  }
}
