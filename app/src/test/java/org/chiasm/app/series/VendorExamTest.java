package org.chiasm.app.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.chiasm.app.files.StageProgress;
import org.chiasm.imaging.ImagingStudy;
import org.chiasm.imaging.SeriesSelector;
import org.chiasm.study.SeriesRule;
import org.chiasm.study.file.SeriesRuleText;
import org.chiasm.study.yaml.Checked;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Series as many vendors write them, written by pydicom, against what each of them is. */
class VendorExamTest {
  private static final Path PYTHON = Path.of("/usr/bin/python3");

  @TempDir private Path folder;

  private record Question(String name, String rule, boolean accepted) {}

  private static Path resource(String name) throws Exception {
    return Path.of(Objects.requireNonNull(VendorExamTest.class.getResource(name), name).toURI());
  }

  private Path generated(String table) throws Exception {
    assumeTrue(Files.isExecutable(PYTHON), "skipped: no /usr/bin/python3");
    Path pacs = Files.createDirectory(folder.resolve(table));
    Path log = folder.resolve("log");
    var process =
        new ProcessBuilder(
                PYTHON.toString(),
                "-W",
                "ignore",
                resource("vendor-series.py").toString(),
                resource(table).toString(),
                pacs.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    String said = Files.readString(log);
    assumeTrue(!said.contains("No module named"), "skipped: pydicom is not installed");
    assertThat(process.exitValue()).as(said).isZero();
    return pacs;
  }

  /** By SeriesInstanceUID, which numbers the lines of the table from 100. */
  private static Map<String, List<Question>> questions(String table) throws Exception {
    Map<String, List<Question>> questions = new LinkedHashMap<>();
    int number = 100;
    for (String line : Files.readAllLines(resource(table))) {
      if (line.startsWith("#") || line.startsWith("name\t")) {
        continue;
      }
      String[] cells = line.split("\t", -1);
      var asked = new ArrayList<Question>();
      for (String rule : cells[3].split(" [&|] ", -1)) {
        asked.add(
            rule.equals("-")
                ? new Question(cells[0], "*", false)
                : new Question(cells[0], rule, true));
      }
      for (String rule : cells[4].split(" [&|] ", -1)) {
        if (!rule.isEmpty()) {
          asked.add(new Question(cells[0], rule, false));
        }
      }
      questions.put("2.25.8" + number++, asked);
    }
    return questions;
  }

  private static Set<String> accepted(List<ImagingStudy> studies, String text) {
    var rule =
        switch (SeriesRuleText.read(text.equals("*") ? "" : text, "exam")) {
          case Checked.Accepted<SeriesRule>(var accepted, _) -> accepted;
          case Checked.Rejected<SeriesRule>(var problems) -> throw new AssertionError(problems);
        };
    var accepted = new TreeSet<String>();
    for (var study : studies) {
      SeriesSelector.rank(rule, study)
          .accepted()
          .forEach(each -> accepted.add(each.series().seriesInstanceUid()));
    }
    return accepted;
  }

  @ParameterizedTest
  @ValueSource(strings = {"vendor-series.tsv", "vendor-series-third.tsv"})
  void everySeriesIsTakenForWhatItIs(String table) throws Exception {
    var studies =
        SeriesExamination.of(generated(table), PixelUse.NEVER, StageProgress.SILENT).studies();
    var questions = questions(table);
    assertThat(studies).hasSameSizeAs(questions.keySet());
    Map<String, Set<String>> accepted = new TreeMap<>();
    var wrong = new ArrayList<String>();
    int asked = 0;
    for (var series : questions.entrySet()) {
      for (var question : series.getValue()) {
        asked++;
        var found = accepted.computeIfAbsent(question.rule(), text -> accepted(studies, text));
        if (found.contains(series.getKey()) != question.accepted()) {
          wrong.add(
              question.name()
                  + (question.accepted() ? " is not accepted by " : " is accepted by ")
                  + question.rule());
        }
      }
    }
    assertThat(wrong).as("of " + asked).isEmpty();
  }
}
