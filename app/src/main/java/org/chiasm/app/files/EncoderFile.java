package org.chiasm.app.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** The file of a given encoder, beside the study file that names it. */
final class EncoderFile {
  private EncoderFile() {}

  /** Its bytes, or nothing where there is no such file. */
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
