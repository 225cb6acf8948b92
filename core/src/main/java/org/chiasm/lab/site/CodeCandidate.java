package org.chiasm.lab.site;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.chiasm.Code;

/**
 * A standard code that a local one may stand for.
 *
 * @param code LOINC
 * @param analyte the analyte's name
 * @param score 0 to 1; not a probability
 * @param reasons what speaks for and against it
 */
public record CodeCandidate(Code code, String analyte, double score, List<String> reasons) {
  /** Copies the reasons. */
  public CodeCandidate {
    requireNonNull(code, "code");
    requireNonNull(analyte, "analyte");
    reasons = List.copyOf(reasons);
  }
}
