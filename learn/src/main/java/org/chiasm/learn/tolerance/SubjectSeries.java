package org.chiasm.learn.tolerance;

import static java.util.Objects.requireNonNull;

import org.chiasm.SubjectId;

/**
 * One subject's values of one concept.
 *
 * @param hours when each was true, on any origin, rising
 * @param values as many
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SubjectSeries(SubjectId subject, double[] hours, double[] values) {
  /** Copies the arrays. */
  public SubjectSeries {
    requireNonNull(subject, "subject");
    if (hours.length != values.length) {
      throw new IllegalArgumentException(
          hours.length + " times were given " + values.length + " values");
    }
    hours = hours.clone();
    values = values.clone();
  }

  int size() {
    return values.length;
  }
}
