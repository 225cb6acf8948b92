package org.chiasm;

/** The kind of feed content a fact comes from; the site file gives each its assumed lag. */
public enum FactKind {
  IMAGE,
  WAVEFORM,
  OBSERVATION,
  NOTE,
  CONDITION,
  ENCOUNTER,
  MEDICATION,
  PROCEDURE,
  DEMOGRAPHIC
}
