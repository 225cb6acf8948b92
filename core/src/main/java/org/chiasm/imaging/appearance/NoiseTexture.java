package org.chiasm.imaging.appearance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How fine the noise of a CT slice is, measured where tissue is uniform.
 *
 * <p>Filtered back projection shapes quantum noise by the kernel alone: dose and slice thickness
 * scale its height and leave its spectrum as it is (Solomon et al. 2012, doi:10.1118/1.4754297).
 * The mean spatial frequency of the noise in uniform patches of soft tissue or water therefore
 * tells the kernel. It is given as the frequency at which the modulation transfer of a Gaussian
 * kernel with this noise would be one half, so that pixel size, which cuts the spectrum off, is
 * accounted for: typically 0.3 to 0.45 per mm for soft and 0.6 to 1.0 per mm for sharp kernels.
 *
 * @param halfFrequency that frequency, per mm; {@link #WHITE} where the noise is as fine as pixels
 *     can show
 * @param deviation median standard deviation of the patches, in Hounsfield units
 * @param patches how many patches it was measured in
 */
public record NoiseTexture(double halfFrequency, double deviation, int patches) {
  /** The largest {@link #halfFrequency}, per mm. */
  public static final double WHITE = 2.0;

  private static final double SIDE_MM = 11;
  private static final double MAX_PIXEL_MM = 1.0;
  private static final double MAX_SHRUNK_PIXEL_MM = 0.8;
  private static final int SHRUNK_SIDE = 400;
  private static final double MIN_STEP_HU = 1e-3;
  private static final int MIN_SIDE = 16;
  private static final int MAX_SIDE = 32;
  private static final int SMOOTH = 3;
  private static final int MIN_PATCHES = 6;
  private static final int MAX_PATCHES = 120;
  private static final double MIN_DEVIATION_HU = 0.8;
  private static final double MIN_TISSUE_HU = -150;
  private static final double MAX_TISSUE_HU = 200;
  private static final double LN_4 = Math.log(4);

  private record Patch(int row, int column, double unevenness) {}

  /**
   * Measures a slice; empty where it holds too little uniform tissue, where pixels above 1 mm show
   * no frequency that only a sharp kernel has or a coarse picture is as small as shrunk ones are,
   * and where noise is below the steps of the numbers or below a Hounsfield unit, as in phantoms
   * made by a computer. Cost: about 20 ms for 512 × 512 pixels.
   */
  static Optional<NoiseTexture> of(HounsfieldSlice slice) {
    double pixel = Math.sqrt(slice.rowSpacingMm() * slice.columnSpacingMm());
    int side = Math.clamp(2 * Math.round(SIDE_MM / pixel / 2), MIN_SIDE, MAX_SIDE);
    var patches = isTooCoarse(slice, pixel) ? List.<Patch>of() : quietest(slice, side);
    if (patches.size() < MIN_PATCHES) {
      return Optional.empty();
    }
    double[][] shapes = smoothShapes(side);
    double[] power = new double[side * side];
    double[] deviations = new double[patches.size()];
    for (int i = 0; i < deviations.length; i++) {
      double[] noise = detrended(slice, patches.get(i), side, shapes);
      deviations[i] = deviation(noise);
      PatchSpectrum.add(noise, side, power);
    }
    Arrays.sort(deviations);
    double deviation = deviations[deviations.length / 2];
    var mean = PatchSpectrum.meanFrequency(power, side);
    boolean stepped = deviation < step(slice, patches.getFirst(), side);
    if (deviation < MIN_DEVIATION_HU || stepped || mean.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new NoiseTexture(
            halfFrequency(mean.getAsDouble() / pixel, 0.5 / pixel), deviation, patches.size()));
  }

  /** Scanners make 512 × 512; averaging four pixels into one takes a sharp kernel's noise away. */
  private static boolean isTooCoarse(HounsfieldSlice slice, double pixel) {
    boolean shrunk = Math.min(slice.rows(), slice.columns()) < SHRUNK_SIDE;
    return pixel > (shrunk ? MAX_SHRUNK_PIXEL_MM : MAX_PIXEL_MM);
  }

  /** The smallest distance between two numbers of a patch: coarse steps make noise of their own. */
  private static double step(HounsfieldSlice slice, Patch patch, int side) {
    double[] values = new double[side * side];
    for (int i = 0; i < values.length; i++) {
      values[i] = slice.at(patch.row() + i / side, patch.column() + i % side);
    }
    Arrays.sort(values);
    double step = Double.MAX_VALUE;
    for (int i = 1; i < values.length; i++) {
      double distance = values[i] - values[i - 1];
      step = distance > MIN_STEP_HU ? Math.min(step, distance) : step;
    }
    return step;
  }

  /**
   * The Gaussian kernel whose ramp-filtered noise, seen up to {@code limit}, has this mean
   * frequency: the noise power is proportional to f exp(-f² ln 4 / h²), weighted by f over the
   * plane.
   */
  static double halfFrequency(double mean, double limit) {
    double low = 0.02;
    double high = WHITE;
    if (meanOf(high, limit) <= mean) {
      return WHITE;
    }
    for (int i = 0; i < 40; i++) {
      double middle = (low + high) / 2;
      if (meanOf(middle, limit) < mean) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  private static double meanOf(double half, double limit) {
    int steps = 200;
    double above = 0;
    double below = 0;
    for (int i = 0; i < steps; i++) {
      double f = (i + 0.5) / steps * limit;
      double weight = f * f * Math.exp(-f * f * LN_4 / (half * half));
      above += f * weight;
      below += weight;
    }
    return above / below;
  }

  /** The quarter of all tissue patches whose smoothed tissue is most even: edges are not noise. */
  private static List<Patch> quietest(HounsfieldSlice slice, int side) {
    float[] smooth = BoxMean.of(slice, SMOOTH);
    int step = side / 4;
    var patches = new ArrayList<Patch>();
    for (int row = 0; row + side <= slice.rows(); row += step) {
      for (int column = 0; column + side <= slice.columns(); column += step) {
        var unevenness = unevenness(smooth, slice, row, column, side);
        if (unevenness.isPresent()) {
          patches.add(new Patch(row, column, unevenness.getAsDouble()));
        }
      }
    }
    patches.sort(
        Comparator.comparingDouble(Patch::unevenness)
            .thenComparingInt(Patch::row)
            .thenComparingInt(Patch::column));
    int taken = Math.clamp(patches.size() / 4, MIN_PATCHES, MAX_PATCHES);
    return patches.subList(0, Math.min(patches.size(), taken));
  }

  private static OptionalDouble unevenness(
      float[] smooth, HounsfieldSlice slice, int row, int column, int side) {
    double sum = 0;
    double squares = 0;
    for (int y = row; y < row + side; y++) {
      for (int x = column; x < column + side; x++) {
        double value = smooth[y * slice.columns() + x];
        if (!(value > MIN_TISSUE_HU && value < MAX_TISSUE_HU)) {
          return OptionalDouble.empty();
        }
        sum += value;
        squares += value * value;
      }
    }
    double mean = sum / (side * side);
    return OptionalDouble.of(squares / (side * side) - mean * mean);
  }

  /** The patch without its mean, slopes and curvature, which belong to anatomy. */
  private static double[] detrended(
      HounsfieldSlice slice, Patch patch, int side, double[][] shapes) {
    double[] noise = new double[side * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        noise[y * side + x] = slice.at(patch.row() + y, patch.column() + x);
      }
    }
    for (double[] shape : shapes) {
      double share = 0;
      for (int i = 0; i < noise.length; i++) {
        share += noise[i] * shape[i];
      }
      for (int i = 0; i < noise.length; i++) {
        noise[i] -= share * shape[i];
      }
    }
    return noise;
  }

  private static double deviation(double[] noise) {
    double squares = 0;
    for (double value : noise) {
      squares += value * value;
    }
    return Math.sqrt(squares / noise.length);
  }

  /** Orthonormal polynomials of degree 2 over a patch, by Gram and Schmidt. */
  private static double[][] smoothShapes(int side) {
    double[][] shapes = new double[6][side * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        double u = (x - (side - 1) / 2.0) / side;
        double v = (y - (side - 1) / 2.0) / side;
        double[] values = {1, u, v, u * u, v * v, u * v};
        for (int k = 0; k < values.length; k++) {
          shapes[k][y * side + x] = values[k];
        }
      }
    }
    for (int k = 0; k < shapes.length; k++) {
      for (int j = 0; j < k; j++) {
        double share = 0;
        for (int i = 0; i < side * side; i++) {
          share += shapes[k][i] * shapes[j][i];
        }
        for (int i = 0; i < side * side; i++) {
          shapes[k][i] -= share * shapes[j][i];
        }
      }
      double length = 0;
      for (double value : shapes[k]) {
        length += value * value;
      }
      for (int i = 0; i < side * side; i++) {
        shapes[k][i] /= Math.sqrt(length);
      }
    }
    return shapes;
  }
}
