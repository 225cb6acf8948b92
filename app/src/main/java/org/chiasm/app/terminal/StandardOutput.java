package org.chiasm.app.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Where results go, and nothing else: UTF-8 whatever the machine's default is. */
public final class StandardOutput {
  private StandardOutput() {}

  /** Prints text as it is. */
  public static void print(String text) {
    var standardOutput = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    standardOutput.print(text);
    standardOutput.flush();
  }

  /** Prints one JSON document and a line end. */
  public static void print(JsonNode document) {
    print(document.toPrettyString() + "\n");
  }
}
