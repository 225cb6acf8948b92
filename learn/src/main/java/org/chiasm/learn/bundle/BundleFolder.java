package org.chiasm.learn.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.chiasm.learn.onnx.FileHash;

/** Files in one folder under a manifest of SHA-256 hashes. */
final class BundleFolder {
  static final String MANIFEST = "manifest.json";

  private static final String FORMAT = "chiasm-model";

  /** The format that is written; every earlier one is read. */
  private static final int FIRST = 1;

  /** Since when networks and models of fewer branches may tell risk over time. */
  private static final int OVER_TIME = 2;

  /** The newest that can be read. */
  static final int VERSION = OVER_TIME;

  private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9+._-]*");

  private BundleFolder() {}

  static byte[] manifest(SortedMap<String, byte[]> files) {
    var node = BundleJson.object().put("format", FORMAT).put("version", version(files));
    var hashes = node.putObject("sha256");
    files.forEach((name, bytes) -> hashes.put(name, FileHash.sha256(bytes)));
    return BundleJson.bytes(node);
  }

  /** The lowest version whose readers understand the files. */
  private static int version(SortedMap<String, byte[]> files) {
    return files.keySet().stream().anyMatch(StrategyFiles::isOverTime) ? OVER_TIME : FIRST;
  }

  /** Writes the files and last of all the manifest; replaces a bundle, nothing else. */
  static void write(Path folder, SortedMap<String, byte[]> files) throws IOException {
    Files.createDirectories(folder);
    try (var present = Files.list(folder)) {
      if (present.findAny().isPresent()) {
        if (!Files.exists(folder.resolve(MANIFEST))) {
          throw new BundleException(
              folder + " is not empty and holds no " + MANIFEST + "; choose an empty folder");
        }
      }
    }
    if (Files.exists(folder.resolve(MANIFEST))) {
      var old = names(folder);
      Files.delete(folder.resolve(MANIFEST));
      for (var name : old.keySet()) {
        Files.deleteIfExists(folder.resolve(name));
      }
    }
    for (var file : files.entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
    Files.write(folder.resolve(MANIFEST), manifest(files));
  }

  /**
   * Reads every file the manifest lists and checks its hash; a file it does not list is refused,
   * unless its name begins with a point as operating systems' own do.
   */
  static SortedMap<String, byte[]> read(Path folder) throws IOException {
    return read(folder, Set.of());
  }

  /** The same where some files may lie there unlisted. */
  static SortedMap<String, byte[]> read(Path folder, Set<String> unlisted) throws IOException {
    var files = new TreeMap<String, byte[]>();
    var names = names(folder);
    try (var present = Files.list(folder)) {
      for (var path : (Iterable<Path>) present.sorted()::iterator) {
        var name = String.valueOf(path.getFileName());
        if (!names.containsKey(name)
            && !name.equals(MANIFEST)
            && !name.startsWith(".")
            && !unlisted.contains(name)) {
          throw new BundleException(
              path + " does not belong to the model: its manifest does not list it; take it away");
        }
      }
    }
    for (var entry : names.entrySet()) {
      var path = folder.resolve(entry.getKey());
      if (!Files.isRegularFile(path)) {
        throw new BundleException(
            path + " is absent though the manifest lists it; copy the whole folder again");
      }
      var bytes = Files.readAllBytes(path);
      var hash = FileHash.sha256(bytes);
      if (!hash.equals(entry.getValue())) {
        throw new BundleException(
            path
                + " has been altered: SHA-256 is "
                + hash
                + ", the manifest says "
                + entry.getValue()
                + "; copy the whole folder again");
      }
      files.put(entry.getKey(), bytes);
    }
    return files;
  }

  private static SortedMap<String, String> names(Path folder) throws IOException {
    var path = folder.resolve(MANIFEST);
    if (!Files.isRegularFile(path)) {
      throw new BundleException(folder + " is no model folder: it has no " + MANIFEST);
    }
    try {
      var node = BundleJson.parse(Files.readAllBytes(path));
      var format = BundleJson.text(node.required("format"));
      double version = BundleJson.number(node.required("version"));
      if (!format.equals(FORMAT) || !(version >= 1)) {
        throw new BundleException(
            path + " is of format " + format + " " + version + ", expected " + FORMAT);
      }
      if (version > VERSION) {
        throw new BundleException(
            path
                + " is of format "
                + (long) version
                + ", made by a newer Chiasm; this one reads formats up to "
                + VERSION);
      }
      var names = new TreeMap<>(BundleJson.strings(node.required("sha256")));
      for (var name : names.keySet()) {
        if (!FILE_NAME.matcher(name).matches()) {
          throw new BundleException(path + " lists a file outside its folder");
        }
      }
      return names;
    } catch (IllegalArgumentException | com.fasterxml.jackson.core.JacksonException malformed) {
      throw new BundleException(path + " is not a manifest: " + malformed.getMessage(), malformed);
    }
  }
}
