package org.chiasm.waveform.delineation;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.chiasm.waveform.SignalQuality;

/** Collects intervals and axes, and the reasons for those that are absent. */
final class Intervals {
  /** Beyond what hearts do, ill ones too: leads differ by some 30 to 80 ms. */
  private static final double LARGEST_SPREAD = 100;

  /** Milliseconds from P to QRS that even fast rhythms need. */
  private static final double SHORTEST_PR = 80;

  private static final double ROUNDING = 10;
  private static final double SHORTEST_QTC = 240;
  private static final double LONGEST_QTC = 600;

  private final SortedMap<String, Double> milliseconds = new TreeMap<>();
  private final SortedMap<String, Double> degrees = new TreeMap<>();
  private final List<String> reasons = new ArrayList<>();
  private final Rhythm rhythm;

  Intervals(SortedMap<String, Double> measured, Rhythm rhythm) {
    this.rhythm = rhythm;
    Double rate = measured.get("heart_rate_bpm");
    if (rate != null) {
      put("rr", 60_000 / rate);
    } else {
      reasons.add("rr: fewer than two beats");
    }
  }

  void withoutBeat(SignalQuality.Verdict verdict) {
    reasons.add("pr, qrs, qt: no usual beat could be formed; the signal is " + verdict);
  }

  void of(RepresentativeBeat beat, WaveLimits limits) {
    put("qrs", limits.qrsOffset() - limits.qrsOnset());
    if (limits.hasP()) {
      put("p", limits.pOffset() - limits.pOnset());
      put("pr", limits.qrsOnset() - limits.pOnset());
    } else {
      reasons.add("pr: no P wave stands out from the noise before the usual QRS complex");
    }
    if (limits.hasT()) {
      repolarisation(limits);
    } else {
      reasons.add("qt: no T wave stands out in any lead");
    }
    axis("p", FrontalAxis.degrees(beat, limits.pOnset(), limits.pOffset()));
    axis("qrs", FrontalAxis.degrees(beat, limits.qrsOnset(), limits.qrsOffset()));
    axis("t", FrontalAxis.degrees(beat, limits.qrsOffset() + 40, limits.tOffset()));
    if (!degrees.containsKey("qrs")) {
      reasons.add("qrs axis: needs lead I and one of aVF, II, III, with a net deflection");
    }
    if (rhythm.kind() == Rhythm.Kind.IRREGULARLY_IRREGULAR) {
      reasons.add("rhythm: irregular without P waves; think of atrial fibrillation");
    }
  }

  /** QT, unless its end lies where the next P wave or QRS complex must be, or beyond belief. */
  private void repolarisation(WaveLimits limits) {
    double qt = limits.tOffset() - limits.qrsOnset();
    if (limits.tOffsetSpread() > LARGEST_SPREAD) {
      reasons.add(
          "qt: the leads disagree about the end of T by "
              + Math.round(limits.tOffsetSpread())
              + " ms; look at the tracing");
      return;
    }
    Double rr = milliseconds.get("rr");
    if (rr == null) {
      put("qt", qt);
      return;
    }
    double next = rr - (limits.hasP() ? limits.qrsOnset() - limits.pOnset() : SHORTEST_PR);
    double corrected = qt / Math.cbrt(rr / 1000);
    if (qt > next + ROUNDING) {
      reasons.add(
          "qt: the T wave runs into the next P wave or QRS complex; its end cannot be told");
    } else if (corrected < SHORTEST_QTC || corrected > LONGEST_QTC) {
      reasons.add(
          "qt: the end found would mean a QTc of "
              + Math.round(corrected)
              + " ms, outside 240 to 600 ms; look at the tracing");
    } else {
      put("qt", qt);
      put("qtc_bazett", qt / Math.sqrt(rr / 1000));
      put("qtc_fridericia", corrected);
    }
  }

  SortedMap<String, Double> milliseconds() {
    return milliseconds;
  }

  SortedMap<String, Double> degrees() {
    return degrees;
  }

  List<String> reasons() {
    return reasons;
  }

  private void axis(String wave, double value) {
    if (!Double.isNaN(value)) {
      degrees.put(wave, value);
    }
  }

  private void put(String name, double value) {
    milliseconds.put(name, Math.rint(value * 10) / 10);
  }
}
