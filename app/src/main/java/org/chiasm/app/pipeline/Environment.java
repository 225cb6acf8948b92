package org.chiasm.app.pipeline;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a model is made with: the version of everything, and the machine. */
public final class Environment {
  /** The version of Chiasm. */
  public static final String CHIASM = "0.1.0";

  private static final Pattern JAR = Pattern.compile(".*/([^/!]+?)-(\\d[^/!]*)\\.jar!/.*");
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  private Environment() {}

  /** Chiasm, Java, and every library whose jar is on the class path and names its version. */
  public static SortedMap<String, String> versions() throws IOException {
    var versions = new TreeMap<String, String>();
    for (URL manifest :
        Collections.list(Environment.class.getClassLoader().getResources("META-INF/MANIFEST.MF"))) {
      var jar = JAR.matcher(manifest.toString());
      if (jar.matches() && !jar.group(1).startsWith("chiasm")) {
        versions.put(jar.group(1), jar.group(2));
      }
    }
    versions.put("chiasm", CHIASM);
    versions.put("java", Runtime.version().toString());
    return versions;
  }

  /** Operating system, architecture, processor and Java; no name of the machine. */
  public static SortedMap<String, String> machine() throws IOException {
    var machine = new TreeMap<String, String>();
    machine.put(
        "operating_system",
        System.getProperty("os.name", "") + " " + System.getProperty("os.version", ""));
    machine.put("architecture", System.getProperty("os.arch", ""));
    machine.put(
        "java",
        System.getProperty("java.vm.name", "") + " " + System.getProperty("java.vm.version", ""));
    if (Files.isReadable(PROCESSORS)) {
      try (var lines = Files.lines(PROCESSORS)) {
        lines
            .filter(line -> line.startsWith("model name") && line.contains(":"))
            .findFirst()
            .ifPresent(
                line -> machine.put("processor", line.substring(line.indexOf(':') + 1).strip()));
      }
    }
    return machine;
  }
}
