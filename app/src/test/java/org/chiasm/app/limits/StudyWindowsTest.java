package org.chiasm.app.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.chiasm.app.files.WrongUseException;
import org.chiasm.study.TimeWindow;
import org.junit.jupiter.api.Test;

class StudyWindowsTest {
  private static final Path STUDY =
      Path.of(System.getProperty("chiasm.home", ""), "studies/icu-mortality/study.yaml");
  private static final TimeWindow SIX_HOURS =
      new TimeWindow(
          new TimeWindow.Bound(Duration.ofHours(42), true),
          new TimeWindow.Bound(Duration.ofHours(48), true));

  @Test
  void theWindowsOfAllReductionsOfAnInputAreWrittenAtOnceAndNothingElseChanges()
      throws IOException, WrongUseException {
    var text = Files.readString(STUDY);
    var windows = new LinkedHashMap<String, TimeWindow>();
    for (var reduce : new String[] {"first", "last", "min", "max", "mean", "count"}) {
      windows.put("lactate_" + reduce, SIX_HOURS);
    }
    var lines = StudyWindows.write(text, STUDY, windows).lines().toList();
    var before = text.lines().toList();
    assertThat(lines).hasSameSizeAs(before);
    for (int line = 0; line < lines.size(); line++) {
      assertThat(lines.get(line))
          .isEqualTo(
              before.get(line).startsWith("  lactate: ") && before.get(line).contains("window")
                  ? before.get(line).replace("[-1h, 48h]", "[42h, 48h]")
                  : before.get(line));
    }
  }

  @Test
  void aWindowForOnlySomeReductionsOfAnInputIsRefused() throws IOException {
    var text = Files.readString(STUDY);
    assertThatThrownBy(() -> StudyWindows.write(text, STUDY, Map.of("lactate_first", SIX_HOURS)))
        .isInstanceOf(WrongUseException.class)
        .hasMessageContaining("by hand");
  }
}
