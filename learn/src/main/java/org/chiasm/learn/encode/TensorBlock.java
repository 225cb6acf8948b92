package org.chiasm.learn.encode;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import org.chiasm.learn.layers.TensorInput;
import org.chiasm.study.Branch;

/**
 * The pixels, signals or grids of one input for every row of a matrix, reduced and in half
 * precision: two bytes a number, 8 KiB a projection, 16 KiB a volume, 12 KiB an electrocardiogram.
 *
 * @param branch of the input
 * @param input how networks read it
 * @param rows the numbers of each row; empty where it has none; not copied
 */
@SuppressWarnings("ArrayRecordComponent")
public record TensorBlock(Branch branch, TensorInput input, short[][] rows) {
  private static final short[] NONE = {};

  /** Checks that nothing is missing. */
  public TensorBlock {
    requireNonNull(branch, "branch");
    requireNonNull(input, "input");
    requireNonNull(rows, "rows");
  }

  /** The named rows, in the given order. */
  TensorBlock rows(int[] chosen) {
    return new TensorBlock(
        branch, input, Arrays.stream(chosen).mapToObj(row -> rows[row]).toArray(short[][]::new));
  }

  /** The same rows, all without numbers. */
  TensorBlock emptied() {
    var emptied = new short[rows.length][];
    Arrays.fill(emptied, NONE);
    return new TensorBlock(branch, input, emptied);
  }

  /** Whether a row has numbers. */
  public boolean has(int row) {
    return rows[row].length > 0;
  }
}
