package org.chiasm.app.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.chiasm.app.files.StudyFiles;
import org.chiasm.app.files.SummaryFile;

/** What {@code chiasm check} found, as one JSON document. */
public final class CheckSummary {
  private CheckSummary() {}

  /** Of the files alone. */
  public static ObjectNode of(StudyFiles files) {
    var node = SummaryFile.node();
    node.put("study", files.study().name());
    node.put("site", files.site().name());
    var warnings = node.putArray("warnings");
    files.warnings().forEach(warnings::add);
    return node;
  }

  /** Of the files against data. */
  public static ObjectNode of(StudyFiles files, RowsStage.Result result) {
    var node = of(files);
    CohortSections.funnel(node, result.funnel());
    CohortSections.availability(node, result.audit());
    return node;
  }
}
