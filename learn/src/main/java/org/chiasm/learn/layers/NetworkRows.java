package org.chiasm.learn.layers;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The inputs of a network for some rows, by the names the plan gives them. Pixels and samples stay
 * in half precision (two bytes a number) and are widened a batch at a time. Immutable; safe between
 * threads.
 *
 * @param count how many rows there are
 */
public record NetworkRows(int count, Map<String, Block> blocks) {
  /** One input of every row. */
  public sealed interface Block {
    /** How many numbers a row has. */
    int width();

    /** Copies the numbers of a row. */
    void copy(int row, float[] target, int offset);
  }

  /**
   * Numbers in single precision.
   *
   * @param values row-major; not copied
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Numbers(int width, float[] values) implements Block {
    @Override
    public void copy(int row, float[] target, int offset) {
      System.arraycopy(values, row * width, target, offset, width);
    }
  }

  /**
   * Numbers in half precision (IEEE 754 binary16).
   *
   * @param rows one array for each row, empty where a row has none, which reads as zeros; not
   *     copied
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Halves(int width, short[][] rows) implements Block {
    @Override
    public void copy(int row, float[] target, int offset) {
      var own = rows[row];
      for (int i = 0; i < width; i++) {
        target[offset + i] = own.length == 0 ? 0 : Float.float16ToFloat(own[i]);
      }
    }
  }

  /** Copies the map. */
  public NetworkRows {
    blocks = Collections.unmodifiableMap(new LinkedHashMap<>(blocks));
  }

  /**
   * The input of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Block block(String name) {
    var block = blocks.get(name);
    if (block == null) {
      throw new IllegalArgumentException("No input '" + name + "' among " + blocks.keySet());
    }
    return block;
  }

  /** The named rows of an input, row-major. */
  public float[] batch(String name, int[] rows) {
    var block = block(name);
    var batch = new float[Math.multiplyExact(rows.length, block.width())];
    for (int i = 0; i < rows.length; i++) {
      block.copy(rows[i], batch, i * block.width());
    }
    return batch;
  }
}
