package org.chiasm.connect.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** Whole folders: deleting them, and putting a finished one in the place of an older one. */
final class Folders {
  private Folders() {}

  /** Deletes the folder with all that is in it; nothing happens where there is none. */
  static void delete(Path folder) throws IOException {
    List<Path> all;
    try (var walk = Files.walk(folder)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    } catch (NoSuchFileException _) {
      return;
    }
    for (Path each : all) {
      Files.deleteIfExists(each);
    }
  }

  /** Moves {@code finished} to {@code place}; what was there goes only once it is in place. */
  static void replace(Path place, Path finished) throws IOException {
    Path old = finished.resolveSibling(finished.getFileName() + ".old");
    boolean replaces = Files.exists(place);
    if (replaces) {
      Files.move(place, old);
    }
    try {
      Files.move(finished, place);
    } catch (IOException e) {
      if (replaces) {
        Files.move(old, place);
      }
      throw e;
    }
    delete(old);
  }
}
