package org.chiasm;

/**
 * The kind of machine-learning input a source becomes: what decides which encoder may read it. Not
 * the DICOM attribute (0008,0060) of the same name.
 */
public enum Modality {
  /** Pixels: radiology, ophthalmology, pathology. */
  IMAGE,
  /** Sampled signals: electrocardiograms. */
  WAVEFORM,
  /** Notes, and what their text and coded problems say. */
  TEXT,
  /** Values, categories and occurrences. */
  TABULAR
}
