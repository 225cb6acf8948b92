package org.chiasm.connect.dicom;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** What pydicom reads in the same files, where Debian's python3-pydicom is installed. */
final class PydicomPeer {
  private static final String PYTHON = "/usr/bin/python3";

  /**
   * One element as pydicom sees it.
   *
   * @param length in the file, where pydicom keeps it
   * @param words the value of a string representation
   */
  record Element(
      String vr, Optional<Long> length, Optional<String> words, Optional<String> problem) {}

  private PydicomPeer() {}

  /** File to path of tags to element; a file that pydicom refuses is left out. */
  static Map<Path, Map<String, Element>> read(List<Path> files) throws Exception {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of(PYTHON))
            && new ProcessBuilder(PYTHON, "-c", "import pydicom").start().waitFor() == 0,
        "skipped: " + PYTHON + " with pydicom is not here (apt-get install python3-pydicom)");
    Path script = Files.createTempFile("pydicom_dump", ".py");
    Path names = Files.createTempFile("names", ".txt");
    Path answers = Files.createTempFile("answers", ".json");
    try (var in =
        Objects.requireNonNull(PydicomPeer.class.getResourceAsStream("pydicom_dump.py"))) {
      Files.write(script, in.readAllBytes());
      Files.write(names, files.stream().map(Path::toString).toList(), UTF_8);
      var process =
          new ProcessBuilder(PYTHON, script.toString())
              .redirectInput(names.toFile())
              .redirectOutput(answers.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD);
      process.environment().put("PYTHONIOENCODING", "utf-8");
      Assumptions.assumeTrue(process.start().waitFor() == 0, "skipped: pydicom failed");
      var read = new LinkedHashMap<Path, Map<String, Element>>();
      for (String line : Files.readAllLines(answers, UTF_8)) {
        parse(line, read);
      }
      return read;
    } finally {
      Files.deleteIfExists(script);
      Files.deleteIfExists(names);
      Files.deleteIfExists(answers);
    }
  }

  private static void parse(String line, Map<Path, Map<String, Element>> into) throws IOException {
    try (var json = new JsonFactory().createParser(line)) {
      String file = "";
      while (json.nextToken() != null) {
        if (json.currentToken() != JsonToken.FIELD_NAME) {
          continue;
        }
        String field = json.currentName();
        json.nextToken();
        if (field.equals("file")) {
          file = json.getText();
        } else if (field.equals("elements")) {
          into.put(Path.of(file), elements(json));
        }
      }
    }
  }

  private static Map<String, Element> elements(JsonParser json) throws IOException {
    var found = new TreeMap<String, Element>();
    while (json.nextToken() == JsonToken.START_ARRAY) {
      String path = Objects.requireNonNull(json.nextTextValue());
      String vr = Objects.requireNonNull(json.nextTextValue());
      Optional<Long> length =
          json.nextToken() == JsonToken.VALUE_NULL
              ? Optional.empty()
              : Optional.of(json.getLongValue());
      var words = text(json);
      var problem = text(json);
      json.nextToken();
      found.put(path, new Element(vr, length, words, problem));
    }
    return found;
  }

  private static Optional<String> text(JsonParser json) throws IOException {
    @Nullable String text = json.nextToken() == JsonToken.VALUE_NULL ? null : json.getText();
    return Optional.ofNullable(text);
  }
}
