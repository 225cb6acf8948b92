package org.chiasm.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.chiasm.study.file.SiteFile;
import org.chiasm.study.file.StudyFile;
import org.chiasm.study.yaml.Checked;
import org.chiasm.study.yaml.Problem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The studies that come with Chiasm. */
class StudiesTest {
  private static final Path STUDIES = Path.of(System.getProperty("chiasm.home", ""), "studies");

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(STUDIES)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyStudyAndSiteFileIsAcceptedWithoutAProblem(Path file) throws IOException {
    var text = Files.readString(file);
    Checked<?> checked =
        file.endsWith("site.yaml")
            ? SiteFile.read(text, file.toString())
            : StudyFile.read(text, file.toString());

    assertThat(problems(checked)).isEmpty();
  }

  private static List<Problem> problems(Checked<?> checked) {
    return switch (checked) {
      case Checked.Accepted<?>(_, var warnings) -> warnings;
      case Checked.Rejected<?>(var problems) -> problems;
    };
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyStudyLiesBesideTheSiteItRunsAt(Path file) {
    assertThat(file.resolveSibling("site.yaml")).isRegularFile();
    assertThat(file.resolveSibling("study.yaml")).isRegularFile();
  }
}
