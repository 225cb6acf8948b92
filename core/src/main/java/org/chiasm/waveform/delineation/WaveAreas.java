package org.chiasm.waveform.delineation;

import java.util.List;

/** Net areas of the waves of the usual beat by lead, in µV·ms, and how alike leads are. */
final class WaveAreas {
  private final RepresentativeBeat beat;
  private final WaveLimits limits;

  WaveAreas(RepresentativeBeat beat, WaveLimits limits) {
    this.beat = beat;
    this.limits = limits;
  }

  boolean has(String... leads) {
    return beat.leads().containsAll(List.of(leads));
  }

  /** 0 where there is no P wave. */
  double p(String lead) {
    return limits.hasP() ? area(lead, limits.pOnset(), limits.pOffset()) : 0;
  }

  double qrs(String lead) {
    return area(lead, limits.qrsOnset(), limits.qrsOffset());
  }

  /** From the lowest to the highest sample of the beat, in µV. */
  double range(String lead) {
    float lowest = Float.MAX_VALUE;
    float highest = -Float.MAX_VALUE;
    for (float sample : samples(lead)) {
      lowest = Math.min(lowest, sample);
      highest = Math.max(highest, sample);
    }
    return highest - lowest;
  }

  /** The sum of the correlations of each lead with the next, over QRS and T. */
  double chain(List<String> leads) {
    double sum = 0;
    for (int i = 0; i + 1 < leads.size(); i++) {
      sum += correlation(samples(leads.get(i)), samples(leads.get(i + 1)));
    }
    return sum;
  }

  private double correlation(float[] one, float[] other) {
    int from = FrontalAxis.place(beat, limits.qrsOnset());
    int to = limits.hasT() ? FrontalAxis.place(beat, limits.tOffset()) : one.length;
    double product = 0;
    double first = 0;
    double second = 0;
    for (int i = from; i < to; i++) {
      product += (double) one[i] * other[i];
      first += (double) one[i] * one[i];
      second += (double) other[i] * other[i];
    }
    return product / Math.sqrt(Math.max(1e-9, first * second));
  }

  private double area(String lead, double fromMs, double toMs) {
    int from = FrontalAxis.place(beat, fromMs);
    int to = FrontalAxis.place(beat, toMs);
    return FrontalAxis.area(beat, beat.leads().indexOf(lead), from, to)
        * RepresentativeBeat.milliseconds(1);
  }

  private float[] samples(String lead) {
    return beat.microvolts()[beat.leads().indexOf(lead)];
  }
}
