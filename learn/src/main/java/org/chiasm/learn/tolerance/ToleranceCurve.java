package org.chiasm.learn.tolerance;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * How a concept's inputs answer to the width of their window.
 *
 * @param concept or, where there is none, the input
 * @param inputs made of it that have the same window
 * @param window the study's
 * @param unit of the value; empty where there is none
 * @param variogram empty bins where values are no numbers
 * @param widths rising
 * @param cut what is recommended
 */
public record ToleranceCurve(
    String concept,
    List<String> inputs,
    String window,
    String unit,
    Semivariogram variogram,
    List<WidthResult> widths,
    Cut cut) {
  /** Copies the lists. */
  public ToleranceCurve {
    requireNonNull(concept, "concept");
    inputs = List.copyOf(inputs);
    requireNonNull(window, "window");
    requireNonNull(unit, "unit");
    requireNonNull(variogram, "variogram");
    widths = List.copyOf(widths);
    requireNonNull(cut, "cut");
  }
}
