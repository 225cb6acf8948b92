package org.chiasm.app.limits;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.chiasm.app.files.OutputFolder;
import org.chiasm.app.files.SummaryFile;

/**
 * Where the answers go: a JSON document of their own, and the summary of the run if there is one.
 */
public final class LimitFiles {
  private LimitFiles() {}

  /**
   * Writes {@code NAME.json}, and the section {@code NAME} of {@code summary.json} where that is
   * there, so that the report shows it.
   */
  public static void write(OutputFolder out, String name, ObjectNode node) throws IOException {
    Files.createDirectories(out.root());
    Files.write(
        out.root().resolve(name + ".json"),
        (node.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8));
    if (Files.exists(out.summary())) {
      var summary = SummaryFile.open(out);
      summary.root().set(name, node);
      summary.save();
    }
  }
}
