package org.chiasm.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.chiasm.connect.dicom.DicomFormatException;
import org.chiasm.connect.dicom.DicomReader;
import org.chiasm.connect.pixel.DecodedImage;
import org.chiasm.connect.pixel.InstancePixels;

/**
 * Milliseconds from a closed DICOM file to its numbers after the modality LUT, by transfer syntax,
 * one thread, the median of rounds after a warm-up; before it pydicom (with gdcm, Pillow or what it
 * finds) on the same files where Python has it.
 */
public final class DecodeBenchmark {
  private static final int ROUNDS = 30;

  private static final String PYDICOM =
      """
      import sys, time, warnings
      import pydicom
      from pydicom.pixel_data_handlers.util import apply_modality_lut
      warnings.simplefilter("ignore")
      for path in sys.argv[2:]:
          times = []
          try:
              for _ in range(int(sys.argv[1])):
                  start = time.perf_counter()
                  file = pydicom.dcmread(path)
                  apply_modality_lut(file.pixel_array, file)
                  times.append(time.perf_counter() - start)
          except Exception:
              times = []
          print(sorted(times)[len(times) // 2] * 1000 if times else "none", flush=True)
      """;

  private DecodeBenchmark() {}

  /** Takes a folder of DICOM files. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<Path> files;
    try (var walk = Files.list(Path.of(arguments[0]))) {
      files =
          walk.filter(path -> path.toString().endsWith(".dcm"))
              .sorted(Comparator.naturalOrder())
              .toList();
    }
    var peer = pydicom(files);
    for (int i = 0; i < files.size(); i++) {
      System.out.println(line(files.get(i), i < peer.size() ? peer.get(i) : "none"));
    }
  }

  private static String line(Path file, String peer) throws IOException {
    var times = new ArrayList<Double>();
    String name = "";
    try {
      for (int round = -ROUNDS; round < ROUNDS; round++) {
        long start = System.nanoTime();
        var read = DicomReader.standard().readHeader(file);
        if (!(InstancePixels.of(read).image() instanceof DecodedImage)) {
          return file.getFileName() + ": not decoded";
        }
        if (round >= 0) {
          times.add((System.nanoTime() - start) / 1e6);
        }
        name = read.transferSyntax().name();
      }
    } catch (DicomFormatException malformed) {
      return file.getFileName() + ": not DICOM";
    }
    double own = times.stream().sorted().skip(ROUNDS / 2).findFirst().orElseThrow();
    return peer.equals("none")
        ? String.format(Locale.ROOT, "%-50s %6.2f ms, pydicom does not read it", name, own)
        : String.format(
            Locale.ROOT,
            "%-50s %6.2f ms, pydicom %6.2f ms, ratio %.2f",
            name,
            own,
            Double.parseDouble(peer),
            own / Double.parseDouble(peer));
  }

  private static List<String> pydicom(List<Path> files) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("/usr/bin/python3", "-c", PYDICOM, "" + ROUNDS));
    files.forEach(file -> command.add(file.toString()));
    if (!Files.isExecutable(Path.of(command.getFirst()))) {
      System.out.println("pydicom is not here: apt-get install python3-pydicom");
      return List.of();
    }
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    var answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor(1, TimeUnit.MINUTES);
    return answer.lines().map(String::strip).toList();
  }
}
