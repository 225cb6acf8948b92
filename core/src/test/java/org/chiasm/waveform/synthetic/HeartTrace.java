package org.chiasm.waveform.synthetic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chiasm.waveform.EcgSignal;

/**
 * An electrocardiogram drawn beat by beat: the heart vector of every beat's waves, seen from each
 * lead by the coefficients of Dower (doi:10.1016/S0022-0736(80)80016-3), so that the leads of one
 * beat belong together as a body's do.
 */
public final class HeartTrace {
  /** Independent leads; the other limb leads follow from I and II. */
  private static final double[][] DOWER = {
    {0.632, -0.235, 0.059},
    {0.235, 1.066, -0.132},
    {-0.515, 0.157, -0.917},
    {0.044, 0.164, -1.387},
    {0.882, 0.098, -1.277},
    {1.213, 0.127, -0.601},
    {1.125, 0.127, -0.086},
    {0.831, 0.076, 0.230}
  };

  private static final List<String> NAMES = List.of("I", "II", "V1", "V2", "V3", "V4", "V5", "V6");

  private final double hz;
  private final double[][] vector;
  private final double[] spikes;
  private final List<Double> beats = new ArrayList<>();

  /** An empty trace. */
  public HeartTrace(double seconds, double hz) {
    this.hz = hz;
    int count = (int) Math.round(seconds * hz);
    this.vector = new double[3][count];
    this.spikes = new double[count];
  }

  /** Draws a beat and remembers its R peak. */
  public HeartTrace beat(double seconds, BeatShape shape) {
    beats.add(seconds);
    draw(seconds, shape.p());
    draw(seconds, shape.qrs());
    draw(seconds, shape.t());
    if (shape.spike() != 0) {
      pulse(seconds + shape.qrsBegin() - 0.004, shape.spike());
    }
    return this;
  }

  /** Draws waves that are no beat: a blocked P wave, flutter. */
  public HeartTrace draw(double seconds, List<Wave> waves) {
    for (var wave : waves) {
      int from = Math.max(0, (int) Math.ceil((seconds + wave.begin()) * hz));
      int to = Math.min(spikes.length - 1, (int) Math.floor((seconds + wave.end()) * hz));
      for (int i = from; i <= to; i++) {
        double size = wave.at(i / hz - seconds);
        vector[0][i] += size * wave.x();
        vector[1][i] += size * wave.y();
        vector[2][i] += size * wave.z();
      }
    }
    return this;
  }

  /** A pacemaker's pulse of 2 ms as the recorder's filter leaves it, with its after-potential. */
  public HeartTrace pulse(double seconds, double microvolts) {
    int from = Math.max(0, (int) Math.ceil(seconds * hz));
    for (int i = from; i < Math.min(spikes.length, from + 0.15 * hz); i++) {
      double since = i / hz - seconds;
      double edge = since < 0.002 ? 1 : Math.exp(-(since - 0.002) / 0.001);
      spikes[i] += microvolts * (edge - 0.06 * Math.exp(-since / 0.03));
    }
    return this;
  }

  /** The R peaks that lie a fifth of a second or more inside, in seconds, ascending. */
  public double[] beats() {
    double end = spikes.length / hz - 0.2;
    return beats.stream()
        .mapToDouble(Double::doubleValue)
        .filter(beat -> beat >= 0.2 && beat <= end)
        .sorted()
        .toArray();
  }

  /** Seconds. */
  public double duration() {
    return spikes.length / hz;
  }

  /** One lead, in microvolts. */
  public float[] lead(String name) {
    double[] view = view(name);
    var samples = new float[spikes.length];
    for (int i = 0; i < samples.length; i++) {
      double spike = spikes[i] * (0.5 * view[0] + view[1] - 0.2 * view[2]);
      samples[i] =
          (float)
              (view[0] * vector[0][i] + view[1] * vector[1][i] + view[2] * vector[2][i] + spike);
    }
    return samples;
  }

  /** Some leads, with what disturbs them added. */
  public EcgSignal signal(List<String> names, Disturbance... disturbances) {
    var leads = new float[names.size()][];
    for (int i = 0; i < leads.length; i++) {
      leads[i] = lead(names.get(i));
      for (var disturbance : disturbances) {
        disturbance.add(leads[i], hz, i);
      }
    }
    return EcgSignal.of(hz, names, leads);
  }

  private static double[] view(String name) {
    double[] one = DOWER[0];
    double[] two = DOWER[1];
    return switch (name) {
      case "III" -> mix(one, -1, two, 1);
      case "aVR" -> mix(one, -0.5, two, -0.5);
      case "aVL" -> mix(one, 1, two, -0.5);
      case "aVF" -> mix(one, -0.5, two, 1);
      default -> DOWER[NAMES.indexOf(name)];
    };
  }

  private static double[] mix(double[] one, double a, double[] two, double b) {
    var mixed = new double[3];
    Arrays.setAll(mixed, i -> a * one[i] + b * two[i]);
    return mixed;
  }
}
