package org.chiasm.connect.burnedin;

import java.util.List;

/**
 * What is known of words in the pixels of an instance.
 *
 * @param verdict the worse of header and pixels
 * @param header what Burned In Annotation (0028,0301) says: {@code YES}, {@code NO}, or {@code
 *     ABSENT}
 * @param visualFeatures what Recognizable Visual Features (0028,0302) says, the same way
 * @param pixels {@code POSSIBLE} if shapes like a line of text were found, {@code NONE} if not,
 *     {@code NOT_TESTED} if there are no pixels to look at
 * @param evidence in words, without what the text says
 */
public record BurnedInAnnotation(
    Verdict verdict, String header, String visualFeatures, String pixels, List<String> evidence) {
  /** How sure it is that there are words. */
  public enum Verdict {
    /** Nothing speaks for it. */
    NO,
    /** Shapes like a line of text were found. */
    POSSIBLE,
    /** The kind of instance usually carries words, and its header does not deny it. */
    LIKELY,
    /** The header says so. */
    YES
  }

  /** Copies the evidence. */
  public BurnedInAnnotation {
    evidence = List.copyOf(evidence);
  }
}
