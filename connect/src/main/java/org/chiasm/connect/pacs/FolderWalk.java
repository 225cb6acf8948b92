package org.chiasm.connect.pacs;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Every file below a folder in the order of names, part by part; links are followed once. */
final class FolderWalk {
  private final Path root;
  private final Visitor visitor;
  private final Set<Path> ancestors = new HashSet<>();

  /** Who is told of what lies in the folder; references have parts apart by {@code /}. */
  interface Visitor {
    void file(Path file, String reference);

    /** A folder, or something that is neither file nor folder, that cannot be read. */
    void unreadable(String reference, String reason);
  }

  FolderWalk(Path root, Visitor visitor) {
    this.root = root;
    this.visitor = visitor;
  }

  /**
   * Visits everything.
   *
   * @throws IOException if the root itself cannot be read
   */
  void walk() throws IOException {
    enter(root, "");
  }

  private void enter(Path folder, String reference) throws IOException {
    Path real = folder.toRealPath();
    if (!ancestors.add(real)) {
      visitor.unreadable(reference, "a link to a folder above it");
      return;
    }
    for (String name : names(folder)) {
      Path entry = folder.resolve(name);
      String below = reference.isEmpty() ? name : reference + "/" + name;
      if (Files.isRegularFile(entry)) {
        visitor.file(entry, below);
      } else if (Files.isDirectory(entry)) {
        try {
          enter(entry, below);
        } catch (IOException e) {
          visitor.unreadable(below, InstanceFacts.reason(e));
        }
      } else {
        visitor.unreadable(below, "neither file nor folder, or a broken link");
      }
    }
    ancestors.remove(real);
  }

  private static List<String> names(Path folder) throws IOException {
    var names = new ArrayList<String>();
    try (var entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        names.add(entry.getFileName().toString());
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    names.sort(null);
    return names;
  }
}
