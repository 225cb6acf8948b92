package org.chiasm.learn.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A file that goes with a bundle and that predicting does not need, such as the site file or the
 * model card: it stands in the manifest, so that it is missed and checked like the others.
 */
public final class BundleAddition {
  private static final Set<String> OWN =
      Set.of(
          BundleFolder.MANIFEST,
          "study.yaml",
          "features.json",
          "reference.json",
          "provenance.json",
          "strategies.json",
          MultiClassBundle.CLASSES,
          "budget.json");

  private BundleAddition() {}

  /**
   * Adds files to a bundle, or replaces those added before.
   *
   * @throws IllegalArgumentException if a name is one of the bundle's own
   * @throws IOException if the folder is no whole bundle, or cannot be written
   */
  public static void put(Path bundle, Map<String, byte[]> added) throws IOException {
    for (var name : added.keySet()) {
      if (OWN.contains(name)
          || name.endsWith(".onnx")
          || name.endsWith(".ubj")
          || name.startsWith("class-")) {
        throw new IllegalArgumentException(name + " is a bundle's own file");
      }
    }
    var files = BundleFolder.read(bundle, added.keySet());
    files.putAll(added);
    BundleFolder.write(bundle, files);
  }

  /** Takes files that lie in a bundle's folder into its manifest; names without a file are left. */
  public static void adopt(Path bundle, Set<String> names) throws IOException {
    var found = new TreeMap<String, byte[]>();
    for (var name : new TreeSet<>(names)) {
      if (Files.isRegularFile(bundle.resolve(name))) {
        found.put(name, Files.readAllBytes(bundle.resolve(name)));
      }
    }
    put(bundle, found);
  }

  /** A file of a bundle, checked as all of it is. */
  public static Optional<byte[]> read(Path bundle, String name) throws IOException {
    return Optional.ofNullable(BundleFolder.read(bundle).get(name));
  }
}
