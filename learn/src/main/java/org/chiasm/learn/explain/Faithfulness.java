package org.chiasm.learn.explain;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much better than chance explanations name what a model rests on, over many rows, on the scale
 * of the score.
 *
 * @param rows that have at least two inputs to put in order
 * @param subjects they are of; intervals draw subjects again
 * @param deletion how far the curve of a score lies below that of random orders when inputs are
 *     taken away, those first that raise it most
 * @param insertion how far it lies above them when inputs come back in the same order
 * @param inside for each image, signal or trajectory: how much further the score falls when the
 *     parts that {@link Occlusion} names strongest are hidden than when as many random ones are
 * @param maps the same for the parts that an {@link ActivationMap} names, over the rows with one
 * @param mapsOverOcclusion the second minus the first, of the same rows
 */
public record Faithfulness(
    int rows,
    int subjects,
    Gain deletion,
    Gain insertion,
    Map<String, Gain> inside,
    Map<String, Gain> maps,
    Map<String, Gain> mapsOverOcclusion) {
  /**
   * A mean over rows; above zero where explanations are better than chance.
   *
   * @param low 2.5th percentile over resamples of subjects
   * @param high 97.5th percentile
   * @param rows it is the mean of; without any, the numbers are NaN
   */
  public record Gain(double value, double low, double high, int rows) {}

  /** Copies the maps. */
  public Faithfulness {
    inside = Collections.unmodifiableMap(new TreeMap<>(inside));
    maps = Collections.unmodifiableMap(new TreeMap<>(maps));
    mapsOverOcclusion = Collections.unmodifiableMap(new TreeMap<>(mapsOverOcclusion));
  }
}
