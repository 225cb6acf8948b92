package org.chiasm.waveform.synthetic;

import java.util.ArrayList;
import java.util.List;
import org.chiasm.waveform.EcgSignal;

/**
 * What an electrocardiogram can be like: a rhythm and what disturbs its recording.
 *
 * @param name for a table
 * @param hz sampling frequency
 * @param drawing of the rhythm from a number of seconds and a seed
 * @param disturbances by seed
 */
record Condition(String name, double hz, Drawing drawing, Disturbances disturbances) {
  /** Draws. */
  @FunctionalInterface
  interface Drawing {
    HeartTrace draw(double seconds, double hz, long seed);
  }

  /** Disturbs. */
  @FunctionalInterface
  interface Disturbances {
    List<Disturbance> of(long seed);
  }

  static Condition clean(String name, double hz, Drawing drawing) {
    return new Condition(name, hz, drawing, _ -> List.of());
  }

  static Condition disturbed(String name, Disturbances disturbances) {
    return new Condition(
        name, 360, (seconds, hz, seed) -> Rhythms.sinus(74, seconds, hz, seed), disturbances);
  }

  EcgSignal signal(HeartTrace trace, List<String> leads, long seed) {
    var all = new ArrayList<>(disturbances.of(seed));
    all.add(Disturbance.muscle(8, seed + 5));
    all.add(Disturbance.wander(80, seed + 6));
    all.add(Disturbance.steps(200));
    return trace.signal(leads, all.toArray(new Disturbance[0]));
  }

  /** All that are tried. */
  static List<Condition> all() {
    var all = new ArrayList<Condition>();
    for (double bpm : new double[] {30, 35, 45, 100, 150, 180, 220}) {
      all.add(
          clean("sinus " + (int) bpm + "/min", 360, (t, hz, s) -> Rhythms.sinus(bpm, t, hz, s)));
    }
    for (double each : new double[] {100, 125, 128, 250, 500, 1000}) {
      all.add(
          clean(
              "sampled at " + (int) each + " Hz", each, (t, hz, s) -> Rhythms.sinus(74, t, hz, s)));
    }
    all.add(clean("ventricular beats, 1 in 10", 360, pvc(0.1, 1)));
    all.add(clean("ventricular beats, half as large", 360, pvc(0.1, 0.5)));
    all.add(clean("ventricular beats, twice as large", 360, pvc(0.1, 2)));
    all.add(clean("bigeminy, 1.6 times as large", 360, pvc(1, 1.6)));
    all.add(clean("ventricular tachycardia 150/min in runs", 360, vt(150)));
    all.add(clean("ventricular tachycardia 200/min in runs", 360, vt(200)));
    all.add(clean("early atrial beats", 360, Rhythms::earlyAtrial));
    all.add(clean("atrial fibrillation 90/min", 360, af(90)));
    all.add(clean("atrial fibrillation 140/min", 360, af(140)));
    all.add(clean("atrial flutter 2:1 to 4:1", 360, Rhythms::flutter));
    all.add(
        clean("paced, pulses of 1 mV", 360, (t, hz, s) -> Rhythms.paced(1000, false, t, hz, s)));
    all.add(
        clean("paced, pulses of 4 mV", 360, (t, hz, s) -> Rhythms.paced(4000, false, t, hz, s)));
    all.add(
        clean("paced in both chambers", 500, (t, hz, s) -> Rhythms.paced(2500, true, t, hz, s)));
    all.add(
        clean(
            "left bundle branch block", 360, steady(BeatShape.leftBundleBranchBlock(0.16, 0.43))));
    all.add(
        clean(
            "right bundle branch block", 360, steady(BeatShape.rightBundleBranchBlock(0.16, 0.4))));
    all.add(clean("complete block, escape 38/min", 360, (t, hz, s) -> Rhythms.block(38, t, hz, s)));
    all.add(clean("pauses of 4 to 7 s with P waves", 360, Rhythms::pauses));
    all.add(clean("T waves three times as tall", 360, steady(Rhythms.sinusBeat(0.8).withT(3))));
    all.add(
        clean("a fifth of the usual amplitude", 360, steady(Rhythms.sinusBeat(0.8).times(0.2))));
    all.add(clean("three times the usual amplitude", 360, steady(Rhythms.sinusBeat(0.8).times(3))));
    all.add(clean("upside down", 360, steady(Rhythms.sinusBeat(0.8).times(-1))));
    all.add(clean("amplitude swings to a third", 360, Rhythms::swinging));
    all.add(disturbed("base line wanders by 2 mV", s -> List.of(Disturbance.wander(2000, s))));
    all.add(disturbed("mains hum of 200 µV", _ -> List.of(Disturbance.mains(50, 200))));
    all.add(disturbed("muscle noise of 50 µV", s -> List.of(Disturbance.muscle(50, s))));
    all.add(disturbed("muscle noise of 100 µV", s -> List.of(Disturbance.muscle(100, s))));
    all.add(disturbed("muscle noise of 200 µV", s -> List.of(Disturbance.muscle(200, s))));
    all.add(disturbed("electrode jerks of 0.5 mV", s -> List.of(Disturbance.motion(500, 8, s))));
    all.add(disturbed("electrode jerks of 2 mV", s -> List.of(Disturbance.motion(2000, 8, s))));
    all.add(
        new Condition(
            "ventricular beats in muscle noise of 60 µV",
            360,
            pvc(0.15, 1),
            s -> List.of(Disturbance.muscle(60, s))));
    all.add(
        new Condition(
            "atrial fibrillation in muscle noise of 60 µV",
            360,
            af(100),
            s -> List.of(Disturbance.muscle(60, s), Disturbance.wander(500, s))));
    all.addAll(further());
    return all;
  }

  /**
   * What other hospitals send: large T waves at a fast rate, raised ST segments, small complexes.
   */
  private static List<Condition> further() {
    var lbbb = BeatShape.leftBundleBranchBlock(0.16, 0.43);
    var small = Rhythms.sinusBeat(0.8).times(0.2);
    return List.of(
        clean("bigeminy, as large", 360, pvc(1, 1)),
        clean("bigeminy, 0.7 times as large", 360, pvc(1, 0.7)),
        clean("bigeminy at a fixed coupling", 360, (t, hz, s) -> Rhythms.coupled(1, 1.2, t, hz, s)),
        clean(
            "trigeminy at a fixed coupling", 360, (t, hz, s) -> Rhythms.coupled(2, 1.2, t, hz, s)),
        clean(
            "T waves three times as tall, 150/min",
            500,
            steady(Rhythms.sinusBeat(0.4).withT(3), 0.4)),
        clean(
            "T waves four times as tall, 45/min",
            500,
            steady(Rhythms.sinusBeat(1.33).withT(4), 1.33)),
        clean("ST segment raised by 0.6 mV", 500, steady(Rhythms.sinusBeat(0.7).withSt(600), 0.7)),
        clean(
            "ST segment lowered by 0.4 mV", 500, steady(Rhythms.sinusBeat(0.7).withSt(-400), 0.7)),
        clean("left bundle branch block 130/min", 500, steady(lbbb.withoutP(), 0.46)),
        clean("left bundle branch block, small", 500, steady(lbbb.times(0.3), 0.9)),
        clean("atrial fibrillation 170/min", 500, af(170)),
        clean("atrial fibrillation 50/min", 500, af(50)),
        new Condition(
            "a fifth of the usual amplitude in muscle noise of 20 µV",
            500,
            steady(small),
            s -> List.of(Disturbance.muscle(20, s), Disturbance.mains(60, 20))),
        new Condition(
            "ventricular tachycardia 200/min in runs, wandering by 1 mV",
            250,
            vt(200),
            s -> List.of(Disturbance.wander(1000, s))));
  }

  private static Drawing pvc(double share, double size) {
    return (t, hz, s) -> Rhythms.ventricularBeats(share, size, t, hz, s);
  }

  private static Drawing vt(double bpm) {
    return (t, hz, s) -> Rhythms.runs(bpm, t, hz, s);
  }

  private static Drawing af(double bpm) {
    return (t, hz, s) -> Rhythms.fibrillation(bpm, t, hz, s);
  }

  private static Drawing steady(BeatShape beat) {
    return steady(beat, 0.8);
  }

  private static Drawing steady(BeatShape beat, double rr) {
    return (t, hz, s) -> Rhythms.steady(beat, rr, t, hz, s);
  }
}
