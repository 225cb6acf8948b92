package org.chiasm.app.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;
import org.chiasm.NpyFormat;
import org.chiasm.Tensor;
import org.chiasm.learn.encode.TensorSource;

/** The tensors beside a file of rows. Safe for use by many threads. */
public record TensorFiles(OutputFolder folder) implements TensorSource {
  @Override
  public Optional<Tensor> tensor(String reference) {
    var file = folder.tensor(reference);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(NpyFormat.decode(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
