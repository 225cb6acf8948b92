package org.chiasm.app.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Round numbers along an axis: multiples of 1, 2, 2.5 or 5 times a power of ten.
 *
 * @param values rising, within the axis
 * @param digits after the decimal point that tell them apart
 */
record Ticks(List<Double> values, int digits) {
  private static final int WANTED = 5;
  private static final double[] STEPS = {1, 2, 2.5, 5, 10};

  Ticks {
    values = List.copyOf(values);
  }

  /** About five of them between two bounds. */
  static Ticks between(double low, double high) {
    double rough = (high - low) / WANTED;
    double power = StrictMath.pow(10, Math.floor(StrictMath.log10(rough)));
    double step = power;
    for (double each : STEPS) {
      step = each * power;
      if (step >= rough * (1 - 1e-9)) {
        break;
      }
    }
    var values = new ArrayList<Double>();
    long first = (long) Math.ceil(low / step - 1e-9);
    for (long i = first; i * step <= high + step * 1e-9; i++) {
      values.add(i * step);
    }
    int digits = 0;
    for (double scaled = step; digits < 9; scaled *= 10, digits++) {
      if (Math.abs(scaled - Math.rint(scaled)) < 1e-9 * Math.max(1, scaled)) {
        break;
      }
    }
    return new Ticks(values, digits);
  }
}
