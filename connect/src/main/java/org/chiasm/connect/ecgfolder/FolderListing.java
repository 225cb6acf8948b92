package org.chiasm.connect.ecgfolder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.chiasm.connect.ecgfile.EcgRecognition;
import org.chiasm.connect.ecgfile.EcgRecord;

/**
 * The regular files below a folder in the order of their paths; symbolic links are not followed.
 */
final class FolderListing {
  private final Path root;

  FolderListing(Path root) {
    this.root = root;
  }

  /** Their paths below the root, with {@code /}. */
  List<String> paths() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).map(this::path).sorted().toList();
    }
  }

  /** Which format a file seems to have by its first bytes; empty where none or not readable. */
  Optional<EcgRecord.Format> format(String path) {
    Path file = root.resolve(path);
    try (InputStream in = Files.newInputStream(file)) {
      return EcgRecognition.format(in.readNBytes(EcgRecognition.HEAD_BYTES), Files.size(file));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private String path(Path file) {
    var names = new ArrayList<String>();
    root.relativize(file).forEach(name -> names.add(name.toString()));
    return String.join("/", names);
  }
}
