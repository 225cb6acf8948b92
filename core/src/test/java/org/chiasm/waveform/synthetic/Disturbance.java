package org.chiasm.waveform.synthetic;

import java.util.Random;

/** Something that is recorded beside the heart. */
@FunctionalInterface
public interface Disturbance {
  /** Adds it to a lead; another lead gets another course of the same kind. */
  void add(float[] lead, double hz, int number);

  /** Breathing and slow drift of up to so many microvolts. */
  static Disturbance wander(double microvolts, long seed) {
    return (lead, hz, number) -> {
      var random = new Random(seed + 31L * number);
      double phase = 6 * random.nextDouble();
      double size = microvolts * (0.5 + random.nextDouble()) / 1.5;
      for (int i = 0; i < lead.length; i++) {
        double t = i / hz;
        lead[i] +=
            (float)
                (size
                    * (0.6 * Math.sin(2 * Math.PI * 0.27 * t + phase)
                        + 0.4 * Math.sin(2 * Math.PI * 0.061 * t + 2 * phase)));
      }
    };
  }

  /** Mains hum with its third harmonic. */
  static Disturbance mains(double frequency, double microvolts) {
    return (lead, hz, number) -> {
      for (int i = 0; i < lead.length; i++) {
        double angle = 2 * Math.PI * frequency * i / hz + number;
        lead[i] += (float) (microvolts * (Math.sin(angle) + 0.15 * Math.sin(3 * angle)));
      }
    };
  }

  /** Muscle: noise above 15 Hz, whose size swells and falls, of a usual root mean square. */
  static Disturbance muscle(double microvolts, long seed) {
    return (lead, hz, number) -> {
      var random = new Random(seed + 77L * number);
      double keep = Math.exp(-2 * Math.PI * 15 / hz);
      double slow = 0;
      double scale = microvolts * Math.sqrt(2 / (1 + keep));
      for (int i = 0; i < lead.length; i++) {
        double white = random.nextGaussian();
        slow = keep * slow + (1 - keep) * white;
        double swell = 1 + 0.5 * Math.sin(2 * Math.PI * i / hz / 11 + number);
        lead[i] += (float) (scale * swell * (white - slow));
      }
    };
  }

  /** Electrodes that move: now and then jerks of some hundred milliseconds and steps that decay. */
  static Disturbance motion(double microvolts, double everySeconds, long seed) {
    return (lead, hz, number) -> {
      var random = new Random(seed + 13L * number);
      double next = everySeconds * random.nextDouble();
      while (next * hz < lead.length) {
        double size = microvolts * (random.nextBoolean() ? 1 : -1) * (0.5 + random.nextDouble());
        double rise = 0.05 + 0.15 * random.nextDouble();
        double decay = 0.1 + 0.5 * random.nextDouble();
        int from = (int) (next * hz);
        for (int i = from; i < Math.min(lead.length, from + 4 * decay * hz + rise * hz); i++) {
          double since = i / hz - next;
          double way =
              since < rise
                  ? (1 - Math.cos(Math.PI * since / rise)) / 2
                  : Math.exp(-(since - rise) / decay);
          lead[i] += (float) (size * way);
        }
        next += everySeconds * (0.3 + 1.4 * random.nextDouble());
      }
    };
  }

  /** A converter of so many steps to the millivolt and twelve bits. */
  static Disturbance steps(double perMillivolt) {
    return (lead, _, _) -> {
      for (int i = 0; i < lead.length; i++) {
        double step = Math.rint(lead[i] / 1000 * perMillivolt);
        lead[i] = (float) (Math.clamp(step, -2048, 2047) * 1000 / perMillivolt);
      }
    };
  }
}
