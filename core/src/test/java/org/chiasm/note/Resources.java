package org.chiasm.note;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Texts beside these tests. */
final class Resources {
  private Resources() {}

  static String text(String name) {
    try (var stream =
        Objects.requireNonNull(Resources.class.getResourceAsStream(name), "resource " + name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
