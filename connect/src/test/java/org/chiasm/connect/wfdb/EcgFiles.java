package org.chiasm.connect.wfdb;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the public recordings lie that the tests read. */
final class EcgFiles {
  private EcgFiles() {}

  static Path folder(String name) {
    Path folder = Path.of(System.getProperty("chiasm.shared", "")).resolve("data/ecg/" + name);
    assumeTrue(Files.isDirectory(folder), "Skipped: " + folder + " is not there");
    return folder;
  }

  static List<Path> headers(Path root) throws IOException {
    try (var files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(".hea")).sorted().toList();
    }
  }

  static String reference(Path root, Path header) {
    String path = root.relativize(header).toString().replace('\\', '/');
    return path.substring(0, path.length() - ".hea".length());
  }
}
