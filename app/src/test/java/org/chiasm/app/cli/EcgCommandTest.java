package org.chiasm.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chiasm.NpyFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EcgCommandTest {
  private static Path record(String name) {
    Path file = Path.of(System.getProperty("chiasm.shared", "../shared"), "data/ecg", name);
    assumeTrue(Files.exists(file), "skipped: " + file + " is not here");
    return file.toAbsolutePath();
  }

  private static JsonNode json(CommandResult result) throws Exception {
    return new ObjectMapper().readTree(result.out());
  }

  @Test
  void aWfdbRecordIsNamedWithOrWithoutItsExtension() throws Exception {
    var file = record("wfdb/100.hea");
    var found = json(CommandResult.of("ecg", file.toString(), "--json"));
    assertThat(found.get("leads")).hasSize(2);
    assertThat(found.get("checksum").asText()).isEqualTo("verified");
    assertThat(found.get("sampling_frequency_hz").asDouble()).isEqualTo(360);
    assertThat(found.get("r_peaks")).hasSize(2273);
    assertThat(found.at("/stated/beats/sensitivity").asDouble()).isGreaterThanOrEqualTo(0.999);
    assertThat(found.at("/stated/beats/positive_predictive_value").asDouble())
        .isGreaterThanOrEqualTo(0.999);
    assertThat(found.get("axis_degrees").isNull()).isTrue();
    var named = file.toString().replace(".hea", "");
    assertThat(json(CommandResult.of("ecg", named, "--json")).get("r_peaks")).hasSize(2273);
  }

  @Test
  void theDicomEcgIsMeasuredDrawnAndWritten(@TempDir Path folder) throws Exception {
    var file = record("dicom/marcodebe/sample_files/anonymous_ecg.dcm");
    Path out = folder.resolve("ecg.npy");
    Path plot = folder.resolve("ecg.png");
    var result =
        CommandResult.of(
            "ecg", file.toString(), "--json", "--out", out.toString(), "--plot", plot.toString());
    assertThat(result.exitCode()).isZero();
    var found = json(result);
    for (String name : List.of("rr", "pr", "qrs", "qt")) {
      assertThat(found.at("/intervals_ms/" + name).asDouble())
          .isCloseTo(found.at("/stated/intervals_ms/" + name).asDouble(), within(10.0));
    }
    assertThat(NpyFormat.decode(Files.readAllBytes(out)).extent(1)).isEqualTo(10_000);
    assertThat(Files.readAllBytes(plot)).startsWith(0x89, 'P', 'N', 'G');
    CommandResult.of("ecg", file.toString(), "--encoder", "--out", out.toString());
    assertThat(NpyFormat.decode(Files.readAllBytes(out)).extent(1)).isEqualTo(2500);
  }

  @Test
  void whatCannotBeReadGivesAReasonAndExitCodeThree(@TempDir Path folder) throws Exception {
    var nothing = CommandResult.of("ecg", folder.resolve("absent").toString(), "--json");
    assertThat(nothing.exitCode()).isEqualTo(3);
    assertThat(json(nothing).get("problems")).hasSize(1);
    Path text = Files.writeString(folder.resolve("note.txt"), "no electrocardiogram");
    var other = CommandResult.of("ecg", text.toString(), "--json");
    assertThat(other.exitCode()).isEqualTo(3);
    assertThat(json(other).at("/problems/0").asText()).isNotBlank();
    assertThat(CommandResult.of("ecg").exitCode()).isEqualTo(2);
    assertThat(CommandResult.of("ecg", "--help").out()).contains("Examples:", "Exit codes:");
  }
}
