package org.chiasm.waveform.synthetic;

import java.util.ArrayList;
import java.util.List;

/**
 * The waves of one beat around its R peak, P and T apart from the QRS complex.
 *
 * @param p empty where the atria do not lead
 * @param qrs the ventricles' activation
 * @param t their recovery
 * @param spike volts of a pacemaker's pulse at the begin of the QRS complex in microvolts, or 0
 */
public record BeatShape(List<Wave> p, List<Wave> qrs, List<Wave> t, double spike) {
  /** Copies. */
  public BeatShape {
    p = List.copyOf(p);
    qrs = List.copyOf(qrs);
    t = List.copyOf(t);
  }

  /**
   * A conducted beat.
   *
   * @param pr seconds from the begin of P to that of QRS
   * @param width of the QRS complex in seconds; the shape is stretched from one of 90 ms
   * @param qt seconds from the begin of QRS to the end of T
   */
  public static BeatShape sinus(double pr, double width, double qt) {
    double k = width / 0.09;
    var qrs =
        List.of(
            new Wave(-0.024 * k, 0.018 * k, 0.02 * k, -130, -60, -230),
            new Wave(0, 0.024 * k, 0.024 * k, 1050, 850, 150),
            new Wave(0.024 * k, 0.02 * k, 0.024 * k, -190, -170, 520));
    double onset = -0.042 * k;
    double p = onset - pr;
    return new BeatShape(
        List.of(
            new Wave(p + 0.045, 0.045, 0.045, 55, 95, -25),
            new Wave(p + 0.06, 0.045, 0.045, 45, 60, 35)),
        qrs,
        t(onset + qt, 300, 250, -170),
        0);
  }

  private static List<Wave> t(double end, double x, double y, double z) {
    return List.of(new Wave(end - 0.1, 0.14, 0.1, x, y, z));
  }

  /** Left bundle branch block: slow, notched, to the left and back; T the other way. */
  public static BeatShape leftBundleBranchBlock(double pr, double qt) {
    var qrs =
        List.of(
            new Wave(-0.03, 0.03, 0.05, 500, 100, 250),
            new Wave(0.02, 0.045, 0.045, 850, 150, 700),
            new Wave(0.055, 0.035, 0.045, 450, -150, 500));
    var sinus = sinus(pr, 0.12, qt);
    return new BeatShape(moved(sinus.p, -0.004), qrs, t(-0.06 + qt, -280, -60, -300), 0);
  }

  /** Right bundle branch block: a sharp begin, then a slow wave to the right and front. */
  public static BeatShape rightBundleBranchBlock(double pr, double qt) {
    var qrs =
        List.of(
            new Wave(-0.024, 0.018, 0.02, -130, -60, -230),
            new Wave(0, 0.024, 0.026, 900, 800, 150),
            new Wave(0.055, 0.035, 0.045, -430, -120, -620));
    var sinus = sinus(pr, 0.09, qt);
    return new BeatShape(sinus.p, qrs, t(-0.042 + qt, 290, 220, 130), 0);
  }

  /** A beat that arises in a ventricle, 150 ms wide, of which there are four kinds. */
  public static BeatShape ventricular(int kind, double size) {
    double[][] ways = {{700, -900, 700}, {-900, 700, -800}, {300, 1300, 500}, {-500, -900, -600}};
    double[] way = ways[Math.floorMod(kind, ways.length)];
    var qrs = new ArrayList<Wave>();
    qrs.add(new Wave(0, 0.055, 0.06, way[0], way[1], way[2]));
    qrs.add(new Wave(-0.03, 0.035, 0.05, 0.4 * way[0], 0.2 * way[1], -0.2 * way[2]));
    qrs.add(new Wave(0.055, 0.04, 0.045, -0.15 * way[0], 0.3 * way[1], 0.25 * way[2]));
    var t = List.of(new Wave(0.26, 0.16, 0.14, -0.42 * way[0], -0.42 * way[1], -0.38 * way[2]));
    return new BeatShape(List.of(), scaled(qrs, size), scaled(t, size), 0);
  }

  /** A beat paced in the right ventricle, led by a pulse. */
  public static BeatShape paced(double spike) {
    var beat = ventricular(0, 0.9);
    return new BeatShape(List.of(), beat.qrs, beat.t, spike);
  }

  /** Without its P wave. */
  public BeatShape withoutP() {
    return new BeatShape(List.of(), qrs, t, spike);
  }

  /** With T waves of another size. */
  public BeatShape withT(double factor) {
    return new BeatShape(p, qrs, scaled(t, factor), spike);
  }

  /** With an ST segment that departs from the base line, in microvolts to the left and down. */
  public BeatShape withSt(double microvolts) {
    var all = new ArrayList<>(t);
    double top = t.getFirst().begin() + 0.02;
    double rise = 0.03;
    all.add(new Wave(qrsEnd() + rise - 0.01, rise, top - qrsEnd(), microvolts, 0.8 * microvolts, 0));
    return new BeatShape(p, qrs, all, spike);
  }

  /** All of it of another size. */
  public BeatShape times(double factor) {
    return new BeatShape(scaled(p, factor), scaled(qrs, factor), scaled(t, factor), spike);
  }

  /** Seconds from the R peak at which the QRS complex begins. */
  public double qrsBegin() {
    return qrs.stream().mapToDouble(Wave::begin).min().orElseThrow();
  }

  /** Seconds from the R peak at which the QRS complex ends. */
  public double qrsEnd() {
    return qrs.stream().mapToDouble(Wave::end).max().orElseThrow();
  }

  /** Seconds from the R peak at which the P wave begins. */
  public double pBegin() {
    return p.stream().mapToDouble(Wave::begin).min().orElseThrow();
  }

  /** Seconds from the R peak at which the T wave ends. */
  public double tEnd() {
    return t.stream().mapToDouble(Wave::end).max().orElseThrow();
  }

  private static List<Wave> scaled(List<Wave> waves, double factor) {
    return waves.stream().map(wave -> wave.times(factor)).toList();
  }

  private static List<Wave> moved(List<Wave> waves, double seconds) {
    return waves.stream().map(wave -> wave.moved(seconds)).toList();
  }
}
