package org.chiasm.study.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.chiasm.study.yaml.Checked;
import org.chiasm.study.yaml.Problem;

/** Files that the tests read. */
final class Fixture {
  private Fixture() {}

  static String text(String name) {
    try (var in = Fixture.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("No test file " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> lines(List<Problem> problems) {
    return problems.stream().map(Problem::toString).toList();
  }

  static <T> T accepted(Checked<T> checked) {
    return switch (checked) {
      case Checked.Accepted<T>(var definition, _) -> definition;
      case Checked.Rejected<T>(var problems) ->
          throw new AssertionError(String.join("\n", lines(problems)));
    };
  }

  static <T> List<String> warnings(Checked<T> checked) {
    return switch (checked) {
      case Checked.Accepted<T>(_, var warnings) -> lines(warnings);
      case Checked.Rejected<T>(var problems) ->
          throw new AssertionError(String.join("\n", lines(problems)));
    };
  }

  static <T> List<String> problems(Checked<T> checked) {
    return switch (checked) {
      case Checked.Accepted<T> _ -> List.of();
      case Checked.Rejected<T>(var problems) -> lines(problems);
    };
  }
}
