package org.chiasm.learn.layers;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * An input of pixels, samples or grid cells.
 *
 * @param name of the study's input
 * @param shape of one row: slices × rows × columns, tiles × channels × rows × columns, leads ×
 *     samples, or measures × steps
 */
public record TensorInput(String name, Encoder encoder, List<Integer> shape) {
  /** How many numbers an extractor gives for a row. */
  public static final int EXTRACTED = TensorLayers.WIDTH;

  /** Which extractor reads it. */
  public enum Encoder {
    /** A 2-D network over each slice, slices pooled by gated attention. */
    SLICES,
    /** A 3-D network over all slices at once. */
    VOLUME,
    /** A 2-D network over each tile, tiles pooled by gated attention (Ilse et al. 2018). */
    TILES,
    /** A 1-D residual network. */
    LEADS,
    /** Values decaying with the time since they were measured, then a temporal network. */
    COURSE
  }

  /** Copies the shape. */
  public TensorInput {
    requireNonNull(name, "name");
    requireNonNull(encoder, "encoder");
    shape = List.copyOf(shape);
  }

  /** Runs its extractor alone over operations: rows × {@link #EXTRACTED}. */
  public <T> T extract(Operations<T> operations) {
    return new TensorLayers<>(operations, this).build();
  }

  /** How many numbers a row has. */
  public int size() {
    return shape.stream().reduce(1, Math::multiplyExact);
  }
}
