package org.chiasm.imaging.words;

import java.util.Locale;

/** What kind of picture an instance is, beyond its equipment (DICOM PS3.3 C.7.6.1.1.2). */
public enum SeriesContent {
  /** Pixels as acquired and reconstructed. */
  ORIGINAL("an original image"),
  /** Pixels computed from others, or compressed with loss; for radiographs the usual case. */
  DERIVED("a derived image"),
  /** A stack resampled from another one. */
  REFORMATTED("a reformatted image"),
  /** A picture captured or scanned in, of whatever origin. */
  SECONDARY_CAPTURE("a secondary capture"),
  /** Planning image of a scanner: scout, topogram. */
  LOCALIZER("a localizer"),
  /** Dose page, patient protocol, exam summary. */
  DOSE_OR_SUMMARY("a dose or summary page"),
  /** Key images and screen shots, picked by a person. */
  KEY_IMAGE("a key image or screen shot"),
  /** Bolus timing: one place, many times. */
  MONITORING("bolus monitoring"),
  /** Maximum intensity projection, volume rendering, subtraction, parameter map, annotated copy. */
  RENDERED("a rendered or processed picture"),
  /** A projection computed from a tomosynthesis (DICOM PS3.3 C.8.11.7.1.4, GENERATED_2D). */
  SYNTHESIZED_2D("a two-dimensional view computed from a tomosynthesis"),
  /** Slices of a breast or chest from a limited sweep: neither a projection nor a CT. */
  TOMOSYNTHESIS("a tomosynthesis"),
  /** One projection of such a sweep, a biopsy's guidance, half of a two-energy exposure. */
  ACQUISITION_STEP("a step of an acquisition, no view of its own"),
  /** Detector data before processing. */
  FOR_PROCESSING("raw detector data (FOR PROCESSING)"),
  /** Label, overview or thumbnail of a whole slide; a label shows the patient's name. */
  SLIDE_LABEL("a slide's label, overview or thumbnail"),
  /** Report, presentation state, segmentation and the like. */
  NOT_AN_IMAGE("not an image");

  private final String words;

  SeriesContent(String words) {
    this.words = words;
  }

  /** In words, with an article where English wants one. */
  public String words() {
    return words;
  }

  /**
   * Whether a model reads it where its rule asks for just this kind, and never otherwise: it looks
   * like another kind of picture and is none.
   */
  public boolean isReadableWhereAsked() {
    return this == SYNTHESIZED_2D || this == TOMOSYNTHESIS;
  }

  /** As a study file spells it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a model may read it where nothing better is there. */
  public boolean isReadable() {
    return this == ORIGINAL || this == DERIVED || this == REFORMATTED || this == SECONDARY_CAPTURE;
  }
}
