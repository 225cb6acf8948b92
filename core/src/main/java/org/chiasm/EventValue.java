package org.chiasm;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a fact says, as its feed gave it; the curators of each kind judge it later. */
public sealed interface EventValue
    permits Quantity,
        EventValue.Coded,
        EventValue.Narrative,
        EventValue.ImageInstance,
        EventValue.Waveform,
        EventValue.Occurrence,
        EventValue.Absent {

  /**
   * An answer that is a code or an ordinal word, such as {@code positive} (FHIR {@code
   * valueCodeableConcept}, {@code valueString} of a coded question).
   *
   * @param text the code's display or the feed's own words, never blank
   * @param code the answer's code in MEDS form, may be empty
   */
  record Coded(String text, String code) implements EventValue {
    /** Checks that there is an answer. */
    public Coded {
      requireNonNull(code, "code");
      if (text.isBlank()) {
        throw new IllegalArgumentException("Coded value must have text");
      }
    }
  }

  /**
   * Free text: a note, a report.
   *
   * @param text as written, line ends as {@code \n}
   */
  record Narrative(String text) implements EventValue {
    /** Normalises line ends. */
    public Narrative {
      text = text.replace("\r\n", "\n").replace('\r', '\n');
    }

    @Override
    public String toString() {
      return "Narrative[" + text.length() + " characters withheld]";
    }
  }

  /**
   * One DICOM instance of an image series, by reference: its header attributes without pixels and
   * without patient-identifying ones (DICOM PS3.3 C.7.6).
   *
   * @param studyInstanceUid the imaging study
   * @param seriesInstanceUid the series
   * @param sopInstanceUid the instance
   * @param attributes DICOM keyword to value, multiple values joined by a backslash
   */
  record ImageInstance(
      String studyInstanceUid,
      String seriesInstanceUid,
      String sopInstanceUid,
      SortedMap<String, String> attributes)
      implements EventValue {
    /** Copies the attributes. */
    public ImageInstance {
      requireNonNull(studyInstanceUid, "studyInstanceUid");
      requireNonNull(seriesInstanceUid, "seriesInstanceUid");
      requireNonNull(sopInstanceUid, "sopInstanceUid");
      attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    /** The attribute's value, empty where the header has none. */
    public String attribute(String keyword) {
      return attributes.getOrDefault(keyword, "");
    }
  }

  /**
   * A sampled signal, by reference.
   *
   * @param reference where the samples lie, as the feed names the recording
   * @param samplingFrequencyHz positive
   * @param durationSeconds positive
   * @param leads lead names in channel order, joined by a backslash
   * @param attributes what was measured on it at ingest, name to value
   */
  record Waveform(
      String reference,
      double samplingFrequencyHz,
      double durationSeconds,
      String leads,
      SortedMap<String, String> attributes)
      implements EventValue {
    /** Copies the attributes. */
    public Waveform {
      requireNonNull(reference, "reference");
      requireNonNull(leads, "leads");
      if (!(samplingFrequencyHz > 0) || !(durationSeconds > 0)) {
        throw new IllegalArgumentException(
            "Waveform needs a positive sampling frequency and duration, got "
                + samplingFrequencyHz
                + " Hz and "
                + durationSeconds
                + " s");
      }
      attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }
  }

  /** That something happened, began or ended; the code says what. */
  enum Occurrence implements EventValue {
    OCCURRED
  }

  /**
   * That a value was asked for and is not there (FHIR {@code dataAbsentReason}).
   *
   * @param reason the feed's reason, such as {@code negative-infinity}, or ours, never blank
   */
  record Absent(String reason) implements EventValue {
    /** Checks that there is a reason. */
    public Absent {
      if (reason.isBlank()) {
        throw new IllegalArgumentException("Absent value must have a reason");
      }
    }
  }
}
