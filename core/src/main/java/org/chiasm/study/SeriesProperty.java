package org.chiasm.study;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a rule can ask of an image series, by the study file's names. */
public enum SeriesProperty {
  /** DICOM Modality (0008,0060). */
  DICOM_MODALITY(Kind.CODE),
  /** A region of the body. */
  BODY_PART(Kind.TEXT),
  /** The anatomical plane of a stack. */
  PLANE(Kind.WORD, "axial", "coronal", "sagittal", "oblique"),
  /** A family of CT reconstruction kernels, or a kernel's own name. */
  KERNEL(Kind.TEXT),
  /** In mm. */
  SLICE_THICKNESS(Kind.LENGTH),
  /** Distance between neighbouring slices, in mm. */
  SPACING(Kind.LENGTH),
  /** The view of a radiograph or mammogram. */
  VIEW(Kind.TEXT),
  /** The side of a paired organ. */
  LATERALITY(Kind.WORD, "left", "right", "both"),
  /** Whether contrast medium was given. */
  CONTRAST(Kind.WORD, "yes", "no"),
  /** The phase after contrast medium was given. */
  PHASE(Kind.WORD, "native", "arterial", "portal_venous", "delayed"),
  /** The contrast of an MR sequence. */
  MR_SEQUENCE(
      Kind.WORD,
      "t1",
      "t2",
      "pd",
      "flair",
      "stir",
      "t2star",
      "swi",
      "dwi",
      "adc",
      "perfusion",
      "angiography"),
  /** Original, derived, reformatted or captured. */
  IMAGE_KIND(
      Kind.WORD,
      "original",
      "derived",
      "reformatted",
      "secondary_capture",
      "synthesized_2d",
      "tomosynthesis"),
  /** The series' description, by regular expression. */
  SERIES_DESCRIPTION(Kind.TEXT),
  /** The least number of slices. */
  MIN_SLICES(Kind.COUNT);

  /** What values a property has. */
  public enum Kind {
    /** One of a few words. */
    WORD,
    /** A DICOM code string. */
    CODE,
    /** Any text. */
    TEXT,
    /** A length in mm, which can be compared. */
    LENGTH,
    /** A whole number from 1. */
    COUNT
  }

  private final Kind kind;

  @SuppressWarnings("ImmutableEnumChecker") // a copy nothing can change
  private final List<String> words;

  SeriesProperty(Kind kind, String... words) {
    this.kind = kind;
    this.words = List.of(words);
  }

  /** As a study file spells it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What values it has. */
  public Kind kind() {
    return kind;
  }

  /** The words it may be; none unless it is of kind {@link Kind#WORD}. */
  public List<String> words() {
    return words;
  }

  /** The property spelled so. */
  public static Optional<SeriesProperty> of(String key) {
    return Arrays.stream(values()).filter(each -> each.key().equals(key)).findFirst();
  }

  /** Every property as a study file spells it. */
  public static List<String> keys() {
    return Arrays.stream(values()).map(SeriesProperty::key).toList();
  }
}
