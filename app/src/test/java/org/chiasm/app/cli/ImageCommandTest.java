package org.chiasm.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code chiasm image} decodes a file or says why not, whatever the file. */
class ImageCommandTest {
  @TempDir private Path work = Path.of("");

  private static Path shared() {
    var folder = Path.of(System.getProperty("chiasm.shared", "../shared"), "data", "dicom_odd");
    assumeTrue(Files.isDirectory(folder), () -> "skipped: no " + folder);
    return folder;
  }

  private static List<Path> files() throws IOException {
    try (var walk = Files.walk(shared())) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private JsonNode image(Path file, int... codes) throws IOException {
    var result =
        CommandResult.of(
            "image", file.toString(), "--out", work.resolve("out.npy").toString(), "--json");
    assertThat(codes).as("%s: %s", file, result.err()).contains(result.exitCode());
    var document = new ObjectMapper().readTree(result.out());
    assertThat(document.get("decoded").asBoolean()).isEqualTo(result.exitCode() == 0);
    return document;
  }

  @Test
  void everyOddFileIsDecodedOrAReasonIsGiven() throws Exception {
    int decoded = 0;
    for (Path file : files()) {
      var document = image(file, 0, 3);
      if (document.get("decoded").asBoolean()) {
        decoded++;
        assertThat(document.get("shape").size()).isBetween(3, 4);
        assertThat(document.get("syntax").get("uid").asText()).startsWith("1.2.840.");
        assertThat(document.get("burned_in_annotation").get("pixels").asText())
            .isIn("possible", "none", "not_tested");
      } else {
        assertThat(document.get("reason").asText()).as("%s", file).isNotBlank();
        boolean known = document.hasNonNull("syntax");
        if (known) {
          assertThat(document.get("reason").asText())
              .contains(document.get("syntax").get("uid").asText());
        }
      }
    }
    assertThat(decoded).isGreaterThan(150);
  }

  @Test
  void cutAndChangedFilesNeverEndInABug() throws Exception {
    var random = new Random(17);
    var all = files();
    Path damaged = work.resolve("damaged.dcm");
    for (int round = 0; round < 60; round++) {
      byte[] bytes = Files.readAllBytes(all.get(random.nextInt(all.size())));
      if (round % 3 == 0) {
        bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
      }
      int header = Math.min(bytes.length, 2000);
      for (int i = 0; i < round % 8 && header > 0; i++) {
        bytes[random.nextInt(i % 2 == 0 ? header : bytes.length)] = (byte) random.nextInt(256);
      }
      Files.write(damaged, bytes);
      image(damaged, 0, 3);
    }
  }

  @Test
  void aPictureOfEachKindIsWritten() throws Exception {
    Path png = work.resolve("out.png");
    for (String name :
        List.of(
            "pydicom_test_files/CT_small.dcm",
            "pydicom_test_files/examples_palette.dcm",
            "pydicom_data/emri_small.dcm",
            "fo-dicom/CR-MONO1-10-chest")) {
      var result =
          CommandResult.of(
              "image", shared().resolve(name).toString(), "--out", png.toString(), "--json");
      assertThat(result.exitCode()).as("%s: %s", name, result.err()).isZero();
      var picture = new ObjectMapper().readTree(result.out()).get("picture");
      assertThat(picture.get("mapping").asText()).isNotBlank();
      assertThat(Files.readAllBytes(png)).startsWith(0x89, 'P', 'N', 'G');
      Files.delete(png);
    }
  }

  @Test
  void wrongUseIsToldApartFromABadFile() throws Exception {
    Path none = work.resolve("none.dcm");
    assertThat(CommandResult.of("image", none.toString()).exitCode()).isEqualTo(2);
    Path empty = Files.write(work.resolve("empty.dcm"), new byte[0]);
    assertThat(CommandResult.of("image", empty.toString(), "--json").exitCode()).isEqualTo(3);
    assertThat(CommandResult.of("image", empty.toString(), "--out", "x.jpg").exitCode())
        .isEqualTo(2);
    assertThat(CommandResult.of("image", empty.toString(), "--window", "1").exitCode())
        .isEqualTo(2);
  }
}
