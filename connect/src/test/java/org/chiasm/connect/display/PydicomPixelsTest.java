package org.chiasm.connect.display;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.chiasm.connect.dicom.DicomFormatException;
import org.chiasm.connect.dicom.DicomReader;
import org.chiasm.connect.pixel.InstanceFrames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every odd file that pydicom can decode has the same pixels here; numpy reads our arrays. */
class PydicomPixelsTest {
  private static final String PYTHON = "/usr/bin/python3";

  /** Files on which pydicom 2.3 with gdcm differs, with the largest difference and why. */
  private static final Map<String, Double> DIFFERENT =
      Map.of(
          // gdcm does not spread the sign of 15 stored bits (PS3.5 8.1.1 has it at High Bit)
          "JLSL_16_15_1_1F.dcm",
          32768.0,
          // native pixels under a JPEG name: gdcm cannot decode them and gives unset memory
          "genFile.dcm",
          255.0,
          "GH195.dcm",
          3.0,
          "GH538-jpeg1.dcm",
          3.0);

  /** Lossy JPEG and JPEG 2000, of which decoders round a level up or down. */
  private static final Set<String> ROUNDED =
      Set.of(
          "CT1_J2KI",
          "JPEG2000.dcm",
          "US1_J2KI.dcm",
          "SC_jpeg_no_color_transform_2.dcm",
          "SC_rgb_dcmtk_+eb+cy+s4.dcm",
          "SC_rgb_jpeg_dcmtk.dcm",
          "CTImage.dcm_JPEGProcess1TransferSyntax_1.2.840.10008.1.2.4.50.dcm",
          "CTImage.dcm_JPEGProcess2_4TransferSyntax_1.2.840.10008.1.2.4.51.dcm");

  @TempDir private Path work = Path.of("");

  @Test
  void whatPydicomDecodesIsTheSameHereBitForBit() throws Exception {
    var shared = Path.of(System.getProperty("chiasm.shared", "../shared"), "data", "dicom_odd");
    assumeTrue(Files.isDirectory(shared), () -> "skipped: no " + shared);
    assumeTrue(
        Files.isExecutable(Path.of(PYTHON))
            && new ProcessBuilder(PYTHON, "-c", "import pydicom, numpy").start().waitFor() == 0,
        "skipped: " + PYTHON + " with pydicom and numpy is not here");
    var jobs = arrays(shared);
    assertThat(jobs).hasSizeGreaterThan(150);

    int same = 0;
    var different = new ArrayList<String>();
    for (String line : compared(jobs)) {
      var cells = line.split("\t", -1);
      String name = Path.of(cells[0]).getFileName().toString();
      double allowed = DIFFERENT.getOrDefault(name, ROUNDED.contains(name) ? 1.0 : 0.0);
      if (cells[1].equals("FAILED")) {
        different.add(line);
      } else if (cells[1].equals("READ")) {
        boolean close = !cells[2].startsWith("shape") && Double.parseDouble(cells[2]) <= allowed;
        boolean exact = close && (allowed > 0 || cells[3].equals("0.0"));
        same += exact ? 1 : 0;
        if (!exact) {
          different.add(line);
        }
      }
    }
    assertThat(different).isEmpty();
    assertThat(same).isGreaterThan(140);
  }

  private List<String> arrays(Path folder) throws IOException {
    List<Path> files;
    try (var walk = Files.walk(folder)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    var jobs = new ArrayList<String>();
    for (Path file : files) {
      try {
        var dicom = DicomReader.standard().readHeader(file);
        var frames = InstanceFrames.of(dicom);
        Path stored = work.resolve(jobs.size() + "-stored.npy");
        Path values = work.resolve(jobs.size() + "-values.npy");
        if (made(frames, true, stored) && made(frames, false, values)) {
          jobs.add(file.toAbsolutePath() + "\t" + stored + "\t" + values);
        }
      } catch (DicomFormatException notDicom) {
        assertThat(notDicom.getMessage()).isNotBlank();
      }
    }
    return jobs;
  }

  private static boolean made(InstanceFrames frames, boolean stored, Path into) throws IOException {
    try (var npy = new NpyFile(into)) {
      return new ImageArray(frames, stored, Optional.empty()).into(npy)
          instanceof ImageArray.Result.Made;
    }
  }

  private List<String> compared(List<String> jobs) throws Exception {
    Path script = work.resolve("compare.py");
    try (var in =
        Objects.requireNonNull(PydicomPixelsTest.class.getResourceAsStream("pydicom_pixels.py"))) {
      Files.write(script, in.readAllBytes());
    }
    Path list = Files.write(work.resolve("jobs.txt"), jobs, UTF_8);
    Path answers = work.resolve("answers.txt");
    var process =
        new ProcessBuilder(PYTHON, script.toString())
            .redirectInput(list.toFile())
            .redirectOutput(answers.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("python ends").isTrue();
    var lines = Files.readAllLines(answers, UTF_8);
    assertThat(lines).as("one answer for each file").hasSameSizeAs(jobs);
    return lines;
  }
}
