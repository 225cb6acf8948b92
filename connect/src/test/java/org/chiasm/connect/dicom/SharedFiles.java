package org.chiasm.connect.dicom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * The public files that lie beside the project; tests that need one are skipped where it is not.
 */
public final class SharedFiles {
  private SharedFiles() {}

  /** A file or folder of the shared data. */
  public static Path path(String relative) {
    Path path = Path.of(System.getProperty("chiasm.shared", "../shared"), "data", relative);
    Assumptions.assumeTrue(Files.exists(path), () -> "skipped: " + path + " is not here");
    return path.toAbsolutePath().normalize();
  }

  /** Every file below a folder of the shared data, sorted. */
  public static List<Path> below(String relative) {
    try (var files = Files.walk(path(relative))) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
