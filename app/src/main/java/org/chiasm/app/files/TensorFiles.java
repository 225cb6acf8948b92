package org.chiasm.app.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.chiasm.NpyFormat;
import org.chiasm.Tensor;
import org.chiasm.learn.encode.TensorSource;

/**
 * The tensors beside a file of rows, and the encoders beside study files. Safe for use by many
 * threads.
 *
 * @param studies at most one: the study file beside which given encoders lie
 */
public record TensorFiles(OutputFolder folder, List<Path> studies) implements TensorSource {
  /** Copies the list. */
  public TensorFiles {
    studies = List.copyOf(studies);
  }

  /** Tensors alone, for models that carry their encoders. */
  public TensorFiles(OutputFolder folder) {
    this(folder, List.of());
  }

  /** The same with the encoders of a study. */
  public TensorFiles with(StudyFiles files) {
    return new TensorFiles(folder, List.of(files.file()));
  }

  @Override
  public Optional<byte[]> encoder(String path) {
    return studies.stream().flatMap(study -> bytes(study, path).stream()).findFirst();
  }

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

  /** The encoder file that a study names, or nothing where there is none beside it. */
  static Optional<byte[]> bytes(Path study, String path) {
    try {
      var file = study.resolveSibling(path);
      return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    } catch (InvalidPathException noPath) {
      return Optional.empty();
    } catch (IOException failure) {
      throw new UncheckedIOException("Cannot read the encoder at " + path, failure);
    }
  }
}
