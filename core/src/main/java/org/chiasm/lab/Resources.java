package org.chiasm.lab;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** The tables that ship with this package. */
final class Resources {
  private Resources() {}

  static BufferedReader open(String name) {
    var stream = Resources.class.getResourceAsStream(name);
    if (stream == null) {
      throw new IllegalStateException(
          "The table org/chiasm/lab/" + name + " is not on the classpath; the jar is incomplete");
    }
    return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
  }
}
