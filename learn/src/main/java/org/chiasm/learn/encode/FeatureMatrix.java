package org.chiasm.learn.encode;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chiasm.study.Branch;

/**
 * Rows by features, row-major; NaN where a row has no value; with the reduced pixels, signals and
 * grids behind them for networks. Immutable; safe between threads. Holds eight bytes a cell.
 */
public final class FeatureMatrix {
  private final List<Feature> features;
  private final int rowCount;
  private final double[] values;
  private final List<TensorBlock> tensors;

  private FeatureMatrix(
      List<Feature> features, int rowCount, double[] values, List<TensorBlock> tensors) {
    this.features = features;
    this.rowCount = rowCount;
    this.values = values;
    this.tensors = List.copyOf(tensors);
  }

  /**
   * A matrix over {@code values}, which it owns from now on.
   *
   * @param values row-major, {@code rowCount * features.size()} of them; finite or NaN
   * @throws IllegalArgumentException if the counts differ
   */
  public static FeatureMatrix of(List<Feature> features, int rowCount, double[] values) {
    if (values.length != Math.multiplyExact(rowCount, features.size())) {
      throw new IllegalArgumentException(
          "A matrix of "
              + rowCount
              + " rows and "
              + features.size()
              + " features needs "
              + (long) rowCount * features.size()
              + " values, got "
              + values.length);
    }
    return new FeatureMatrix(List.copyOf(features), rowCount, values, List.of());
  }

  /** The columns, in order. */
  public List<Feature> features() {
    return features;
  }

  /** The same with tensors of the same rows. */
  FeatureMatrix withTensors(List<TensorBlock> blocks) {
    return new FeatureMatrix(features, rowCount, values, blocks);
  }

  /** What lies behind columns of pixels, signals and grids, by input. */
  public List<TensorBlock> tensors() {
    return tensors;
  }

  /** The rows as if they had nothing of any other branch. */
  public FeatureMatrix only(Set<Branch> present) {
    var copy = values.clone();
    for (int column = 0; column < features.size(); column++) {
      if (!present.contains(features.get(column).branch())) {
        for (int row = 0; row < rowCount; row++) {
          copy[row * features.size() + column] = Double.NaN;
        }
      }
    }
    var kept =
        tensors.stream()
            .map(each -> present.contains(each.branch()) ? each : each.emptied())
            .toList();
    return new FeatureMatrix(features, rowCount, copy, kept);
  }

  /** How many rows there are. */
  public int rowCount() {
    return rowCount;
  }

  /** How many columns there are. */
  public int columnCount() {
    return features.size();
  }

  /** One number, or NaN. */
  public double value(int row, int column) {
    return values[row * features.size() + column];
  }

  /** A copy of one column. */
  public double[] column(int column) {
    return IntStream.range(0, rowCount).mapToDouble(row -> value(row, column)).toArray();
  }

  /** A copy of one row. */
  public double[] row(int row) {
    int width = features.size();
    return Arrays.copyOfRange(values, row * width, (row + 1) * width);
  }

  /**
   * A copy of all numbers in single precision, row-major: what tree learners read. Numbers beyond
   * its range become its largest.
   */
  public float[] toFloats() {
    var floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) Math.min(Math.max(values[i], -Float.MAX_VALUE), Float.MAX_VALUE);
    }
    return floats;
  }

  /** The named rows, in the given order. */
  public FeatureMatrix rows(int[] chosen) {
    int width = features.size();
    var copy = new double[Math.multiplyExact(chosen.length, width)];
    for (int i = 0; i < chosen.length; i++) {
      System.arraycopy(values, chosen[i] * width, copy, i * width, width);
    }
    var blocks = tensors.stream().map(each -> each.rows(chosen)).toList();
    return new FeatureMatrix(features, chosen.length, copy, blocks);
  }

  /**
   * The same rows without what lies behind their columns, and after them copies of some.
   *
   * @param chosen the rows to copy
   * @param hidden of each copy, the branch of which it has nothing
   */
  public FeatureMatrix withCopies(List<Integer> chosen, List<Branch> hidden) {
    int width = features.size();
    var copy = Arrays.copyOf(values, Math.multiplyExact(rowCount + chosen.size(), width));
    for (int i = 0; i < chosen.size(); i++) {
      int at = (rowCount + i) * width;
      System.arraycopy(values, chosen.get(i) * width, copy, at, width);
      for (int column = 0; column < width; column++) {
        if (features.get(column).branch().equals(hidden.get(i))) {
          copy[at + column] = Double.NaN;
        }
      }
    }
    return new FeatureMatrix(features, rowCount + chosen.size(), copy, List.of());
  }

  /** The columns that satisfy a condition, in their order. */
  public FeatureMatrix columns(Predicate<Feature> condition) {
    int[] chosen =
        IntStream.range(0, features.size()).filter(c -> condition.test(features.get(c))).toArray();
    if (chosen.length == features.size()) {
      return this;
    }
    var copy = new double[rowCount * chosen.length];
    for (int row = 0; row < rowCount; row++) {
      for (int i = 0; i < chosen.length; i++) {
        copy[row * chosen.length + i] = value(row, chosen[i]);
      }
    }
    var kept = Arrays.stream(chosen).mapToObj(features::get).toList();
    var inputs = kept.stream().map(Feature::input).collect(Collectors.toSet());
    var blocks = tensors.stream().filter(each -> inputs.contains(each.input().name())).toList();
    return new FeatureMatrix(kept, rowCount, copy, blocks);
  }

  /** The branches that have columns, in order. */
  public SortedSet<Branch> branches() {
    var found = new TreeSet<Branch>();
    features.forEach(feature -> found.add(feature.branch()));
    return found;
  }

  /** For each row, whether it has any value of a branch. */
  public boolean[] present(Branch branch) {
    var present = new boolean[rowCount];
    for (int column = 0; column < features.size(); column++) {
      if (!features.get(column).branch().equals(branch)) {
        continue;
      }
      for (int row = 0; row < rowCount; row++) {
        present[row] |= !Double.isNaN(value(row, column));
      }
    }
    return present;
  }

  @Override
  public String toString() {
    return "FeatureMatrix[" + rowCount + " x " + features.size() + "]";
  }
}
