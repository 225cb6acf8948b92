package org.chiasm.app.hospital;

/**
 * A chest in Hounsfield units: a body, two lungs with vessels, a heart, a spine, and as much ground
 * glass and consolidation in the lungs as the patient has.
 */
final class ChestCtPhantom {
  /** Rows and columns of a slice. */
  static final int MATRIX = 96;

  /** Side of a pixel. */
  static final double PIXEL_MM = 3.6;

  /** How much of the chest is scanned: its middle. */
  static final double HEIGHT_MM = 72;

  private static final double AIR = -1000;
  private static final double LUNG = -840;
  private static final double FAT = -95;
  private static final double TISSUE = 45;
  private static final double BONE = 520;
  private static final double INFILTRATE = -180;
  private static final int PATCHES = 14;

  private final double opacity;
  private final double[][] patches;
  private final Chance noise;

  /** The chest of a patient. */
  ChestCtPhantom(long seed, PatientTruth patient) {
    this.opacity = patient.opacity();
    var chance = new Chance(seed, patient.index(), "chest");
    this.patches = new double[PATCHES][];
    for (int i = 0; i < PATCHES; i++) {
      double side = i % 2 == 0 ? -1 : 1;
      patches[i] =
          new double[] {
            side * chance.between(35, 95),
            chance.between(-55, 55),
            chance.between(-10, HEIGHT_MM + 10),
            chance.between(0.75, 1.25)
          };
    }
    this.noise = new Chance(seed, patient.index(), "ct-noise");
  }

  /**
   * One axial slice, row-major.
   *
   * @param positionMm of its middle, from the base
   * @param thicknessMm averaged over
   * @param noiseHu standard deviation of the noise a kernel leaves
   * @param smooth whether the kernel smooths, as soft-tissue kernels do
   */
  short[] slice(double positionMm, double thicknessMm, double noiseHu, boolean smooth) {
    var values = new double[MATRIX * MATRIX];
    for (int row = 0; row < MATRIX; row++) {
      for (int column = 0; column < MATRIX; column++) {
        double x = (column - MATRIX / 2.0 + 0.5) * PIXEL_MM;
        double y = (row - MATRIX / 2.0 + 0.5) * PIXEL_MM;
        double mean =
            (density(x, y, positionMm - thicknessMm / 4)
                    + density(x, y, positionMm + thicknessMm / 4))
                / 2;
        values[row * MATRIX + column] = mean + noiseHu * noise.normal();
      }
    }
    return round(smooth ? smoothed(values) : values);
  }

  /** A coronal survey, as a scanner takes it before the scan. */
  short[] localizer() {
    var values = new double[MATRIX * MATRIX];
    for (int row = 0; row < MATRIX; row++) {
      for (int column = 0; column < MATRIX; column++) {
        double x = (column - MATRIX / 2.0 + 0.5) * PIXEL_MM;
        double z = HEIGHT_MM * (1 - (row + 0.5) / MATRIX);
        double sum = 0;
        for (int step = -10; step <= 10; step++) {
          sum += density(x, step * 12.0, z);
        }
        values[row * MATRIX + column] = sum / 21 + 10 * noise.normal();
      }
    }
    return round(values);
  }

  private double density(double x, double y, double z) {
    double body = square(x / 160) + square(y / 110);
    if (body > 1) {
      return AIR;
    }
    if (body > 0.9) {
      return FAT;
    }
    if (square(x / 18) + square((y - 72) / 18) < 1) {
      return BONE;
    }
    double taper = StrictMath.sqrt(Math.max(0.05, 1 - square((z - 40) / 130)));
    double lung = square((Math.abs(x) - 68) / (52 * taper)) + square(y / (78 * taper));
    if (lung > 1) {
      return TISSUE;
    }
    if (square((x - 25) / 45) + square((y + 15) / 40) + square((z - 20) / 60) < 1) {
      return TISSUE;
    }
    double vessel = StrictMath.sin(x * 0.21) * StrictMath.sin(y * 0.19) * StrictMath.sin(z * 0.17);
    double parenchyma = vessel > 0.82 ? -250 : LUNG;
    return parenchyma + infiltration(x, y, z) * (INFILTRATE - parenchyma);
  }

  private double infiltration(double x, double y, double z) {
    double reach = 46 * StrictMath.cbrt(opacity);
    double most = 0;
    for (var patch : patches) {
      double distance =
          StrictMath.sqrt(square(x - patch[0]) + square(y - patch[1]) + square(z - patch[2]))
              / (reach * patch[3] + 1e-9);
      most = Math.max(most, Math.clamp(1.6 - 1.6 * distance, 0, 1));
    }
    return most;
  }

  private static double[] smoothed(double[] values) {
    var smoothed = values.clone();
    for (int row = 1; row < MATRIX - 1; row++) {
      for (int column = 1; column < MATRIX - 1; column++) {
        double sum = 0;
        for (int dy = -1; dy <= 1; dy++) {
          for (int dx = -1; dx <= 1; dx++) {
            sum += values[(row + dy) * MATRIX + column + dx];
          }
        }
        smoothed[row * MATRIX + column] = sum / 9;
      }
    }
    return smoothed;
  }

  private static short[] round(double[] values) {
    var rounded = new short[values.length];
    for (int i = 0; i < values.length; i++) {
      rounded[i] = (short) Math.clamp(Math.round(values[i]), -1024, 3071);
    }
    return rounded;
  }

  private static double square(double value) {
    return value * value;
  }
}
