package org.chiasm.connect.dicom;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.chiasm.DataIssue;

/** What one reading of a file has noticed: each sort of departure once, where it was first met. */
final class IssueLog {
  private final List<DicomIssue> issues = new ArrayList<>();
  private final Set<String> sorts = new HashSet<>();

  /**
   * Notes a departure, unless one of its sort is noted.
   *
   * @param sort a constant text, which starts the detail
   * @param more what is special to this place, may be empty
   */
  void note(DataIssue.Kind kind, long offset, String sort, String more) {
    if (sorts.add(sort)) {
      issues.add(new DicomIssue(kind, offset, more.isEmpty() ? sort : sort + ": " + more));
    }
  }

  void malformed(long offset, String sort, String more) {
    note(DataIssue.Kind.MALFORMED, offset, sort, more);
  }

  void truncated(long offset, String sort, String more) {
    note(DataIssue.Kind.TRUNCATED, offset, sort, more);
  }

  List<DicomIssue> issues() {
    return List.copyOf(issues);
  }
}
