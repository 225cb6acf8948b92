package org.chiasm.connect.dicom;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Prints how many headers a second of processor time this reader and pydicom read in one folder:
 * {@code ./mvnw -q -pl connect -am test-compile && ./mvnw -q -pl connect exec:java
 * -Dexec.classpathScope=test -Dexec.mainClass=org.chiasm.connect.dicom.HeaderReadingRate
 * -Dexec.args=../../shared/data/dicom_ct_study}.
 */
public final class HeaderReadingRate {
  private static final int ROUNDS = 15;
  private static final String PYDICOM =
      """
      import os, sys, time, warnings
      import pydicom
      warnings.simplefilter("ignore")
      files = sorted(os.path.join(d, f) for d, _, fs in os.walk(sys.argv[1], followlinks=True) for f in fs)
      for number in range(2):
          read = 0
          start = time.process_time()
          for name in files:
              try:
                  pydicom.dcmread(name, stop_before_pixels=True)
                  read += 1
              except Exception:
                  pass
          seconds = time.process_time() - start
      print("pydicom %s: %d headers in %.3f s, %.0f a second" % (pydicom.__version__, read, seconds, read / seconds))
      """;

  private HeaderReadingRate() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    List<Path> files;
    try (var all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    for (int round = 1; round <= ROUNDS; round++) {
      long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      int read = 0;
      for (Path file : files) {
        read += isRead(file) ? 1 : 0;
      }
      double seconds =
          (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9;
      if (round == 1 || round == ROUNDS) {
        System.out.printf(
            Locale.ROOT,
            "Chiasm, round %d: %d headers in %.3f s, %.0f a second%n",
            round,
            read,
            seconds,
            read / seconds);
      }
    }
    var peer =
        new ProcessBuilder("/usr/bin/python3", "-c", PYDICOM, folder.toString())
            .redirectErrorStream(true)
            .start();
    System.out.print(new String(peer.getInputStream().readAllBytes(), UTF_8));
  }

  private static boolean isRead(Path file) throws IOException {
    try {
      return DicomReader.standard().readHeader(file).dataset().size() > 0;
    } catch (DicomFormatException _) {
      return false;
    }
  }
}
