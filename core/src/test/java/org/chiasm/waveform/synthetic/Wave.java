package org.chiasm.waveform.synthetic;

/**
 * One deflection of the heart vector: half a raised cosine up and another down, so that it begins
 * and ends exactly where it says.
 *
 * @param top seconds from the R peak
 * @param rise seconds from its begin to its top
 * @param fall seconds from its top to its end
 * @param x microvolts to the left
 * @param y microvolts to the feet
 * @param z microvolts to the back
 */
public record Wave(double top, double rise, double fall, double x, double y, double z) {
  double begin() {
    return top - rise;
  }

  double end() {
    return top + fall;
  }

  /** Its share of its largest size at a time, 0 to 1. */
  double at(double seconds) {
    double along = seconds < top ? (top - seconds) / rise : (seconds - top) / fall;
    return along >= 1 ? 0 : (1 + Math.cos(Math.PI * along)) / 2;
  }

  Wave moved(double seconds) {
    return new Wave(top + seconds, rise, fall, x, y, z);
  }

  Wave times(double factor) {
    return new Wave(top, rise, fall, factor * x, factor * y, factor * z);
  }
}
