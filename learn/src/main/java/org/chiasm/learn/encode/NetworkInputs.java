package org.chiasm.learn.encode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chiasm.learn.layers.BranchPlan;
import org.chiasm.learn.layers.NetworkRows;
import org.chiasm.learn.layers.TensorInput;
import org.chiasm.study.Branch;

/**
 * How rows become the inputs of a network. Everything in it was fitted on training rows.
 *
 * @param parts one for each branch, in order
 */
public record NetworkInputs(List<Part> parts) {
  private static final double LARGEST = 5;

  /**
   * One branch.
   *
   * @param columns how its measured columns are standardised
   * @param tensors as networks read them
   * @param grids the scaling of those that are courses, by input
   */
  public record Part(
      Branch branch,
      LinearPreprocessing columns,
      List<TensorInput> tensors,
      Map<String, GridScaling> grids) {
    /** Copies the collections. */
    public Part {
      tensors = List.copyOf(tensors);
      grids = Map.copyOf(grids);
    }

    /** Whether its columns are words of notes, too many and too rare to enter as they are. */
    public boolean readsWords() {
      return columns.features().stream().anyMatch(each -> each.kind() == Feature.Kind.WORD);
    }

    /** Its plan; {@code learned} as there. */
    public BranchPlan plan(boolean learned) {
      return new BranchPlan(branch.name(), columns.terms().size(), tensors, learned);
    }
  }

  /** Copies the parts. */
  public NetworkInputs {
    parts = List.copyOf(parts);
  }

  /** Fits on training rows; branches of which nothing varies are left out. */
  public static NetworkInputs fit(Set<Branch> branches, FeatureMatrix training) {
    var parts = new ArrayList<Part>();
    for (var branch : training.branches()) {
      if (!branches.contains(branch)) {
        continue;
      }
      var own =
          training.columns(feature -> feature.branch().equals(branch) && feature.isOriginal());
      var tensors = new ArrayList<TensorInput>();
      var grids = new LinkedHashMap<String, GridScaling>();
      for (var block : own.tensors()) {
        var input = block.input();
        if (input.encoder() == TensorInput.Encoder.COURSE) {
          grids.put(input.name(), GridScaling.fit(block));
          tensors.add(
              new TensorInput(
                  input.name(),
                  input.encoder(),
                  List.of(3 * input.shape().get(0), input.shape().get(1))));
        } else {
          tensors.add(input);
        }
      }
      var columns = LinearPreprocessing.fit(own);
      if (!columns.terms().isEmpty() || !tensors.isEmpty()) {
        parts.add(new Part(branch, columns, tensors, grids));
      }
    }
    return new NetworkInputs(parts);
  }

  /** The same for one branch. */
  public NetworkInputs of(Branch branch) {
    return new NetworkInputs(parts.stream().filter(p -> p.branch().equals(branch)).toList());
  }

  /** The rows as the network reads them. */
  public NetworkRows rows(FeatureMatrix matrix) {
    var blocks = new LinkedHashMap<String, NetworkRows.Block>();
    for (var part : parts) {
      var plan = part.plan(true);
      var own =
          matrix.columns(feature -> feature.branch().equals(part.branch()) && feature.isOriginal());
      if (plan.columns() > 0) {
        blocks.put(
            plan.columnsInput(),
            new NetworkRows.Numbers(plan.columns(), clipped(part.columns().transform(own))));
      }
      blocks.put(plan.presentInput(), indicators(own.present(part.branch())));
      for (var tensor : part.tensors()) {
        var rows = tensorRows(part, tensor, own);
        var has = new boolean[rows.length];
        for (int row = 0; row < has.length; row++) {
          has[row] = rows[row].length > 0;
        }
        blocks.put(BranchPlan.tensorInput(tensor), new NetworkRows.Halves(tensor.size(), rows));
        blocks.put(BranchPlan.hasInput(tensor), indicators(has));
      }
    }
    return new NetworkRows(matrix.rowCount(), blocks);
  }

  private static short[][] tensorRows(Part part, TensorInput tensor, FeatureMatrix matrix) {
    var given =
        matrix.tensors().stream()
            .filter(block -> block.input().name().equals(tensor.name()))
            .findFirst()
            .map(TensorBlock::rows)
            .orElseGet(() -> new short[matrix.rowCount()][0]);
    var scaling = part.grids().get(tensor.name());
    var rows = new short[given.length][];
    for (int row = 0; row < rows.length; row++) {
      var own = given[row].length == 0 || scaling == null ? given[row] : scaling.apply(given[row]);
      rows[row] = own.length == tensor.size() ? own : new short[0];
    }
    return rows;
  }

  private static float[] clipped(double[] numbers) {
    var clipped = new float[numbers.length];
    for (int i = 0; i < clipped.length; i++) {
      clipped[i] = (float) Math.clamp(numbers[i], -LARGEST, LARGEST);
    }
    return clipped;
  }

  private static NetworkRows.Numbers indicators(boolean[] present) {
    var numbers = new float[present.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = present[i] ? 1 : 0;
    }
    return new NetworkRows.Numbers(1, numbers);
  }
}
