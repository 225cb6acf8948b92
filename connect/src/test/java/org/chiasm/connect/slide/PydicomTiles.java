package org.chiasm.connect.slide;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A tiled image put together the slow way by pydicom and numpy, where Debian's are installed. */
final class PydicomTiles {
  private static final String SCRIPT =
      """
      import sys, numpy, pydicom
      d = pydicom.dcmread(sys.argv[1])
      rows, columns = int(sys.argv[2]), int(sys.argv[3])
      p = d.pixel_array
      across = (columns + d.Columns - 1) // d.Columns
      whole = numpy.zeros((rows + d.Rows, columns + d.Columns, 3), numpy.uint8)
      for f in range(p.shape[0]):
          y, x = f // across * d.Rows, f % across * d.Columns
          for r in range(d.Rows):
              for c in range(d.Columns):
                  whole[y + r, x + c] = p[f, r, c]
      print(' '.join(map(str, whole[:rows, :columns].ravel())))
      """;

  private PydicomTiles() {}

  static float[] read(Path file, int rows, int columns) throws Exception {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/python3")),
        "skipped: /usr/bin/python3 with pydicom is not here (apt-get install python3-pydicom)");
    var answer = Files.createTempFile("tiles", ".txt");
    try {
      int code =
          new ProcessBuilder(
                  "/usr/bin/python3",
                  "-c",
                  SCRIPT,
                  file.toString(),
                  Integer.toString(rows),
                  Integer.toString(columns))
              .redirectOutput(answer.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor();
      Assumptions.assumeTrue(code == 0, "skipped: pydicom cannot decode " + file.getFileName());
      String[] words = Files.readString(answer, UTF_8).strip().split(" ", -1);
      float[] values = new float[words.length];
      for (int i = 0; i < words.length; i++) {
        values[i] = Float.parseFloat(words[i]);
      }
      return values;
    } finally {
      Files.deleteIfExists(answer);
    }
  }
}
