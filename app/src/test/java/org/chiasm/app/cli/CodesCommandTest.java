package org.chiasm.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a feed with local names to a site file that explains them. */
class CodesCommandTest {
  private static final Map<String, String> LOCAL =
      Map.of("KREA", "Kreatinin (Jaffé)", "NA", "Natrium i.S.", "GLUC", "Glukose nüchtern");

  @TempDir private Path folder;

  @Test
  void whatAPersonConfirmsStandsInTheSiteFileAndIsNotAskedAgain() throws Exception {
    Files.writeString(folder.resolve("study.yaml"), LabSite.STUDY);
    Files.writeString(
        folder.resolve("site.yaml"), "# ours\nsite: nord\nassume_lag: {condition: 1h}\n");
    feed();

    var before = new ObjectMapper().readTree(codes().out()).path("codes");
    assertThat(before).hasSize(3);
    for (var each : before) {
      String expected =
          switch (each.path("text").asText()) {
            case "Kreatinin (Jaffé)" -> "LOINC//14682-9";
            case "Natrium i.S." -> "LOINC//2951-2";
            default -> "LOINC//2345-7";
          };
      assertThat(each.path("candidates").path(0).path("code").asText())
          .as(each.toString())
          .isEqualTo(expected);
      assertThat(each.path("candidates").path(0).path("reasons").toString())
          .contains("the study asks for it");
    }

    var written =
        CommandResult.of(
            "codes",
            folder.resolve("study.yaml").toString(),
            "--site",
            folder.resolve("site.yaml").toString(),
            "--confirm",
            before.path(0).path("code").asText() + "=2160-0",
            "--write");
    assertThat(written.exitCode()).as(written.words()).isZero();
    assertThat(Files.readString(folder.resolve("site.yaml")))
        .startsWith("# ours\nsite: nord")
        .contains("LOINC//2160-0");
    assertThat(new ObjectMapper().readTree(codes().out()).path("codes")).hasSize(2);
  }

  @Test
  void aCodeThatIsNoLoincCodeOrIsNotConfirmedIsWrongUse() throws Exception {
    Files.writeString(folder.resolve("study.yaml"), LabSite.STUDY);
    Files.writeString(folder.resolve("site.yaml"), "site: nord\n");
    for (String[] wrong :
        new String[][] {
          {"--write"},
          {"--confirm", "TEXT//Krea", "--write"},
          {"--confirm", "TEXT//Krea=2160-1", "--write"}
        }) {
      var arguments =
          new ArrayList<>(
              List.of(
                  "codes",
                  folder.resolve("study.yaml").toString(),
                  "--site",
                  folder.resolve("site.yaml").toString()));
      arguments.addAll(List.of(wrong));
      var result = CommandResult.of(arguments.toArray(String[]::new));
      assertThat(result.exitCode()).as(result.words()).isEqualTo(2);
      assertThat(Files.readString(folder.resolve("site.yaml"))).isEqualTo("site: nord\n");
    }
  }

  private CommandResult codes() {
    var result =
        CommandResult.of(
            "codes",
            folder.resolve("study.yaml").toString(),
            "--site",
            folder.resolve("site.yaml").toString(),
            "--ehr",
            folder.resolve("ehr").toString(),
            "--json");
    assertThat(result.exitCode()).as(result.words()).isZero();
    return result;
  }

  private void feed() throws Exception {
    var chance = new Random(3);
    var lines = new ArrayList<String>();
    for (int i = 0; i < 40; i++) {
      lines.add(
          "{\"resourceType\":\"Patient\",\"id\":\"q%d\",\"identifier\":[{\"system\":\"urn:oid:2.999.1\",\"value\":\"q%d\"}]}"
              .formatted(i, i));
      for (var local : LOCAL.entrySet()) {
        String unit =
            switch (local.getKey()) {
              case "KREA" -> "µmol/l";
              case "NA" -> "mmol/l";
              default -> "mg/dl";
            };
        long value =
            switch (local.getKey()) {
              case "KREA" -> 60 + chance.nextInt(120);
              case "NA" -> 132 + chance.nextInt(14);
              default -> 80 + chance.nextInt(90);
            };
        lines.add(
            "{\"resourceType\":\"Observation\",\"id\":\"q%d-%s\",\"status\":\"final\",\"code\":{\"coding\":[{\"system\":\"urn:lab\",\"code\":\"%s\"}],\"text\":\"%s\"},\"subject\":{\"reference\":\"Patient/q%d\"},\"effectiveDateTime\":\"2026-03-01T08:00:00Z\",\"issued\":\"2026-03-01T09:00:00Z\",\"valueQuantity\":{\"value\":%d,\"unit\":\"%s\"}}"
                .formatted(i, local.getKey(), local.getKey(), local.getValue(), i, value, unit));
      }
    }
    Files.createDirectories(folder.resolve("ehr"));
    Files.write(folder.resolve("ehr/feed.ndjson"), lines);
  }
}
