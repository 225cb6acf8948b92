package org.chiasm.connect.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What dcmtk encodes and decodes again, we decode alike. Skipped where dcmtk is not installed. */
class DcmtkOracleTest {
  @TempDir Path work = Path.of("");

  private void run(String... command) throws Exception {
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(work.resolve("log").toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(command[0] + " ends").isTrue();
    assertThat(process.exitValue()).as(() -> String.join(" ", command) + ": " + logged()).isZero();
  }

  private String logged() {
    try {
      return Files.readString(work.resolve("log"));
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }

  private double farthest(String source, String encoder, String options, String decoder)
      throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin", encoder)), "skipped: no dcmtk");
    var original = SharedPixels.folder("dicom_odd").resolve(source);
    var coded = work.resolve("coded.dcm");
    var plain = work.resolve("plain.dcm");
    var encode = new ArrayList<>(List.of("/usr/bin/" + encoder));
    encode.addAll(Arrays.asList(options.strip().split(" +", -1)));
    encode.removeIf(String::isEmpty);
    encode.add(original.toString());
    encode.add(coded.toString());
    run(encode.toArray(String[]::new));
    run("/usr/bin/" + decoder, coded.toString(), plain.toString());
    float[] ours = SharedPixels.image(coded).stored().values();
    float[] theirs = SharedPixels.image(plain).stored().values();
    assertThat(ours).hasSameSizeAs(theirs);
    double farthest = 0;
    for (int i = 0; i < ours.length; i++) {
      farthest = Math.max(farthest, Math.abs(ours[i] - theirs[i]));
    }
    return farthest;
  }

  private static final String CT = "cornerstone_same_ct_15_syntaxes/CTImage.dcm";
  private static final String MR = "pydicom_test_files/MR_small.dcm";
  private static final String COLOR = "pydicom_test_files/SC_rgb_jpeg_dcmd.dcm";

  @ParameterizedTest
  @CsvSource({
    "+el +sv 1",
    "+el +sv 2",
    "+el +sv 3",
    "+el +sv 4",
    "+el +sv 5",
    "+el +sv 6",
    "+el +sv 7",
    "+e1",
  })
  void losslessJpegWithEveryPredictorIsExact(String options) throws Exception {
    assertThat(farthest(CT, "dcmcjpeg", options, "dcmdjpeg")).isZero();
    assertThat(farthest(COLOR, "dcmcjpeg", options, "dcmdjpeg")).isZero();
  }

  @ParameterizedTest
  @CsvSource({"+eb", "+ee", "+es", "+ep", "+eb +q 30", "+ep +q 60"})
  void lossyJpegDiffersByRoundingOnly(String options) throws Exception {
    assertThat(farthest(MR, "dcmcjpeg", options, "dcmdjpeg")).isLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"+eb +s4", "+eb +s2", "+eb +cr", "+ep +s4", "+es +s2", "+ee +s4"})
  void lossyColorJpegDiffersByRoundingOnly(String options) throws Exception {
    assertThat(farthest(COLOR, "dcmcjpeg", options, "dcmdjpeg")).isLessThanOrEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({
    CT + ", +el",
    MR + ", +el",
    COLOR + ", +el +il",
    COLOR + ", +el +is",
    COLOR + ", +el +in",
    COLOR + ", +en +md 2 +il",
    COLOR + ", +en +md 3 +is",
    COLOR + ", +en +md 1 +in",
  })
  void jpegLsIsExact(String source, String options) throws Exception {
    assertThat(farthest(source, "dcmcjpls", options, "dcmdjpls")).isZero();
  }

  @ParameterizedTest
  @CsvSource({CT, MR, COLOR})
  void runLengthCodingIsExact(String source) throws Exception {
    assertThat(farthest(source, "dcmcrle", "", "dcmdrle")).isZero();
  }
}
