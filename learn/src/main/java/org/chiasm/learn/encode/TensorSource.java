package org.chiasm.learn.encode;

import java.util.Optional;
import org.chiasm.Tensor;

/** Where the pixels and signals that rows refer to are read from. */
@FunctionalInterface
public interface TensorSource {
  /**
   * The tensor behind a row's reference, or nothing where it cannot be read.
   *
   * <p>May be called from several threads at once; equal references must give equal tensors.
   *
   * @param reference as in {@link org.chiasm.row.InputCell.Value.Reference}
   */
  Optional<Tensor> tensor(String reference);

  /**
   * The file of a given encoder, or nothing where it cannot be read.
   *
   * @param path as the study names it
   */
  default Optional<byte[]> encoder(String path) {
    return Optional.empty();
  }
}
