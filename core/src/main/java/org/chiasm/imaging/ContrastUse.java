package org.chiasm.imaging;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.chiasm.imaging.words.HeaderWords;
import org.chiasm.study.SeriesRule.Criterion;

/**
 * Whether contrast medium was used, and how we know (DICOM PS3.3 C.7.6.4).
 *
 * @param used with contrast
 * @param stated by the contrast attributes or the series description; otherwise it follows from
 *     their silence, because the contrast module is required where contrast is used
 * @param words what was found
 * @param attribute the keyword that says so, empty where none does
 */
record ContrastUse(boolean used, boolean stated, String words, String attribute) {
  private static final Set<String> YES = Set.of("yes", "true", "with", "1");
  private static final Set<String> NO = Set.of("no", "false", "without", "none", "0");
  private static final List<String> DESCRIPTIONS = List.of("SeriesDescription", "ProtocolName");

  static ContrastUse of(ImagingSeries series) {
    var table = HeaderWords.shipped();
    String agent = series.attribute("ContrastBolusAgent");
    if (!agent.isBlank()) {
      boolean none = table.saysNoAgent(agent);
      return new ContrastUse(
          !none, true, none ? "no agent" : "an agent is named", "ContrastBolusAgent");
    }
    if (!series.attribute("ContrastBolusAgentSequence").isBlank()) {
      return new ContrastUse(true, true, "an agent is named", "ContrastBolusAgentSequence");
    }
    for (String keyword : DESCRIPTIONS) {
      String text = series.attribute(keyword);
      if (table.saysWithoutContrast(text)) {
        return new ContrastUse(false, true, "without contrast", keyword);
      }
      if (table.saysWithContrast(text)) {
        return new ContrastUse(true, true, "with contrast", keyword);
      }
    }
    return new ContrastUse(false, false, "no mention of contrast", "");
  }

  /**
   * Whether a criterion asks for contrast.
   *
   * @throws IllegalArgumentException if its value is neither yes nor no
   */
  static boolean isAsked(Criterion criterion) {
    String value = criterion.values().getFirst().strip().toLowerCase(Locale.ROOT);
    if (!YES.contains(value) && !NO.contains(value)) {
      throw new IllegalArgumentException("contrast expects yes or no, got '" + value + "'");
    }
    return YES.contains(value);
  }
}
