package org.chiasm.study;

import java.util.List;

/**
 * Which image series an input accepts: every criterion must hold. Criteria are named in the words
 * of the study file; the imaging curator decides what they mean in DICOM attributes.
 *
 * @param criteria in file order
 */
public record SeriesRule(List<Criterion> criteria) {
  /**
   * One condition on a series.
   *
   * @param property {@code dicom_modality}, {@code body_part}, {@code plane}, {@code kernel},
   *     {@code slice_thickness}, {@code view}, {@code contrast}, {@code min_slices}
   * @param comparison how the series' value must relate to {@code values}
   * @param values accepted values, at least one; exactly one number, in the property's unit (mm),
   *     where the comparison is not equality
   */
  public record Criterion(String property, Comparison comparison, List<String> values) {
    /** Copies the values. */
    public Criterion {
      values = List.copyOf(values);
    }
  }

  /** Copies the criteria. */
  public SeriesRule {
    criteria = List.copyOf(criteria);
  }
}
