package org.chiasm.waveform.synthetic;

import java.util.List;
import java.util.Random;

/** Rhythms of the heart, drawn on a trace. */
public final class Rhythms {
  private Rhythms() {}

  /** A sinus beat whose PR and QT suit the interval before it. */
  public static BeatShape sinusBeat(double rr) {
    return BeatShape.sinus(
        Math.clamp(0.1 + 0.06 * rr, 0.09, 0.18), 0.09, Math.clamp(0.4 * Math.cbrt(rr), 0.2, 0.5));
  }

  /** Sinus rhythm that breathes. */
  public static HeartTrace sinus(double bpm, double seconds, double hz, long seed) {
    var random = new Random(seed);
    var trace = new HeartTrace(seconds, hz);
    double rr = 60 / bpm;
    for (double at = 0.5; at < seconds; ) {
      trace.beat(at, sinusBeat(rr));
      at += rr * (1 + 0.04 * Math.sin(1.6 * at) + 0.01 * random.nextGaussian());
    }
    return trace;
  }

  /**
   * Sinus rhythm in which a share of the beats comes early from a ventricle, alone or in pairs,
   * with a compensatory pause.
   */
  public static HeartTrace ventricularBeats(
      double share, double size, double seconds, double hz, long seed) {
    var random = new Random(seed);
    var trace = new HeartTrace(seconds, hz);
    double rr = 0.8;
    int kind = random.nextInt(4);
    for (double at = 0.5; at < seconds; ) {
      trace.beat(at, sinusBeat(rr));
      if (random.nextDouble() < share) {
        double early = at + rr * (0.55 + 0.25 * random.nextDouble());
        kind = random.nextInt(4) == 0 ? kind + 1 : kind;
        trace.beat(early, BeatShape.ventricular(kind, size * (0.8 + 0.4 * random.nextDouble())));
        if (random.nextInt(5) == 0) {
          trace.beat(early + 0.45, BeatShape.ventricular(kind, size));
          at += 0.4;
        }
        at += 2 * rr;
      } else {
        at += rr * (1 + 0.03 * random.nextGaussian());
      }
    }
    return trace;
  }

  /**
   * Sinus beats of which every n-th is followed by a ventricular one, always after the same time.
   */
  public static HeartTrace coupled(int every, double size, double seconds, double hz, long seed) {
    var random = new Random(seed);
    var trace = new HeartTrace(seconds, hz);
    double rr = 0.7 + 0.2 * random.nextDouble();
    int kind = random.nextInt(4);
    int count = 0;
    for (double at = 0.5; at < seconds; at += rr * (1 + 0.015 * random.nextGaussian())) {
      trace.beat(at, sinusBeat(rr));
      if (++count % every == 0) {
        trace.beat(at + 0.5 + 0.01 * random.nextGaussian(), BeatShape.ventricular(kind, size));
        at += rr;
      }
    }
    return trace;
  }

  /** Atrial fibrillation: no P waves, a restless base line, intervals without order. */
  public static HeartTrace fibrillation(double bpm, double seconds, double hz, long seed) {
    var random = new Random(seed);
    var trace = new HeartTrace(seconds, hz);
    for (double at = 0.1; at < seconds; at += 0.13 + 0.06 * random.nextDouble()) {
      double size = 40 + 60 * random.nextDouble();
      trace.draw(at, List.of(new Wave(0, 0.06, 0.08, 0.4 * size, size, -size)));
    }
    for (double at = 0.5; at < seconds; ) {
      double rr = Math.max(0.3, 60 / bpm * (1 + 0.25 * random.nextGaussian()));
      trace.beat(at, sinusBeat(rr).withoutP().times(0.9 + 0.2 * random.nextDouble()));
      at += rr;
    }
    return trace;
  }

  /** Atrial flutter of 280 a minute, conducted one in two to one in four. */
  public static HeartTrace flutter(double seconds, double hz, long seed) {
    var random = new Random(seed);
    var trace = new HeartTrace(seconds, hz);
    double period = 60.0 / 280;
    for (double at = 0.1; at < seconds; at += period) {
      trace.draw(at, List.of(new Wave(0, 0.15, 0.06, -40, -210, -60)));
    }
    for (double at = 0.5; at < seconds; at += period * (2 + random.nextInt(3))) {
      trace.beat(at, sinusBeat(0.7).withoutP());
    }
    return trace;
  }

  /** A pacemaker in the ventricle, or with a second pulse in the atrium before. */
  public static HeartTrace paced(double spike, boolean dual, double seconds, double hz, long seed) {
    var random = new Random(seed);
    var trace = new HeartTrace(seconds, hz);
    for (double at = 0.6; at < seconds; at += 0.857) {
      if (dual) {
        trace.pulse(at - 0.26, 0.6 * spike);
        trace.draw(at, List.of(new Wave(-0.19, 0.05, 0.05, 80, 120, 10)));
      }
      boolean captures = random.nextInt(25) != 0;
      if (captures) {
        trace.beat(at, BeatShape.paced(spike));
      } else {
        trace.pulse(at - 0.07, spike);
      }
    }
    return trace;
  }

  /** Complete block: P waves at their own rate, the ventricles at another. */
  public static HeartTrace block(double escape, double seconds, double hz, long seed) {
    var random = new Random(seed);
    var trace = new HeartTrace(seconds, hz);
    for (double at = 0.3; at < seconds; at += 0.75 + 0.02 * random.nextGaussian()) {
      trace.draw(at + 0.2, BeatShape.sinus(0.16, 0.09, 0.4).p());
    }
    for (double at = 0.7; at < seconds; at += 60 / escape) {
      trace.beat(at, BeatShape.rightBundleBranchBlock(0.16, 0.48).withoutP());
    }
    return trace;
  }

  /** Sinus rhythm that stands still for four to seven seconds while P waves go on. */
  public static HeartTrace pauses(double seconds, double hz, long seed) {
    var random = new Random(seed);
    var trace = new HeartTrace(seconds, hz);
    var beat = sinusBeat(0.85);
    for (double at = 0.5; at < seconds; at += 0.85) {
      if (random.nextInt(15) == 0) {
        int blocked = 4 + random.nextInt(4);
        for (int i = 0; i < blocked && at < seconds; i++, at += 0.85) {
          trace.draw(at, beat.p());
        }
      }
      trace.beat(at, beat);
    }
    return trace;
  }

  /** Beats that are all alike, at a steady rate but for breath. */
  public static HeartTrace steady(BeatShape beat, double rr, double seconds, double hz, long seed) {
    var random = new Random(seed);
    var trace = new HeartTrace(seconds, hz);
    for (double at = 0.5; at < seconds; at += rr * (1 + 0.02 * random.nextGaussian())) {
      trace.beat(at, beat);
    }
    return trace;
  }

  /** Sinus rhythm with runs of ventricular tachycardia. */
  public static HeartTrace runs(double bpm, double seconds, double hz, long seed) {
    var random = new Random(seed);
    var trace = new HeartTrace(seconds, hz);
    for (double at = 0.5; at < seconds; ) {
      if (random.nextInt(25) == 0) {
        int kind = random.nextInt(4);
        int length = 5 + random.nextInt(20);
        at -= 0.25;
        for (int i = 0; i < length && at < seconds; i++, at += 60 / bpm) {
          trace.beat(at, BeatShape.ventricular(kind, 1));
        }
        at += 0.6;
      }
      trace.beat(at, sinusBeat(0.8));
      at += 0.8 * (1 + 0.03 * random.nextGaussian());
    }
    return trace;
  }

  /** Early atrial beats, every second or at random, some of them conducted with a broad complex. */
  public static HeartTrace earlyAtrial(double seconds, double hz, long seed) {
    var random = new Random(seed);
    var trace = new HeartTrace(seconds, hz);
    for (double at = 0.5; at < seconds; at += 0.85) {
      trace.beat(at, sinusBeat(0.85));
      if (random.nextInt(3) == 0) {
        at += 0.38 + 0.15 * random.nextDouble();
        boolean broad = random.nextInt(3) == 0;
        trace.beat(
            at,
            broad
                ? BeatShape.rightBundleBranchBlock(0.14, 0.36)
                : BeatShape.sinus(0.14, 0.09, 0.32));
      }
    }
    return trace;
  }

  /** Sinus rhythm whose size swings with posture and breath, down to a third. */
  public static HeartTrace swinging(double seconds, double hz, long seed) {
    var random = new Random(seed);
    var trace = new HeartTrace(seconds, hz);
    for (double at = 0.5; at < seconds; at += 0.78 * (1 + 0.03 * random.nextGaussian())) {
      double posture = Math.floorMod((int) (at / 40), 2) == 0 ? 1 : 0.5;
      trace.beat(at, sinusBeat(0.78).times(posture * (0.83 + 0.17 * Math.sin(1.7 * at))));
    }
    return trace;
  }
}
