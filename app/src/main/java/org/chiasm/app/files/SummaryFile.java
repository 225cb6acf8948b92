package org.chiasm.app.files;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The summary of a run as one JSON document, to which each stage adds its own section. Equal runs
 * give equal bytes: it holds no clock time and no path of the machine.
 */
public final class SummaryFile {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

  private final Path file;
  private final ObjectNode root;

  private SummaryFile(Path file, ObjectNode root) {
    this.file = file;
    this.root = root;
  }

  /** The summary of a folder, empty where there is none yet. */
  public static SummaryFile open(OutputFolder out) throws IOException {
    var file = out.summary();
    return new SummaryFile(
        file,
        Files.exists(file) && JSON.readTree(Files.readString(file)) instanceof ObjectNode node
            ? node
            : JSON.createObjectNode());
  }

  /** A new node to fill in. */
  public static ObjectNode node() {
    return JSON.createObjectNode();
  }

  /** The whole document; changes to it are written by {@link #save}. */
  public ObjectNode root() {
    return root;
  }

  /** The document as text. */
  public String text() throws IOException {
    return JSON.writeValueAsString(root) + "\n";
  }

  /** Writes the document. */
  public void save() throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, text().getBytes(StandardCharsets.UTF_8));
  }
}
