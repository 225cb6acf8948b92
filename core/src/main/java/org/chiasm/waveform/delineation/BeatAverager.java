package org.chiasm.waveform.delineation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.chiasm.waveform.EcgSignal;
import org.chiasm.waveform.Gaps;
import org.chiasm.waveform.RPeaks;
import org.chiasm.waveform.SignalQuality;
import org.chiasm.waveform.ZeroPhaseFilter;

/**
 * Forms the usual beat: base line through the points before the QRS complexes, alignment by
 * correlation, the most frequent shape, mean of the middle half.
 */
final class BeatAverager {
  private static final double LONGEST_SECONDS = 120;
  private static final double HIGHEST_HZ = 45;
  private static final int MOST_BEATS = 48;

  /** Standard deviations of a normal distribution between its quartiles. */
  private static final float QUARTILES = 1.349f;

  private static final double ALIKE = 0.85;
  private static final double EARLY = 0.8;
  private static final double MOST_EARLY = 0.75;

  private final List<float[]> leads;
  private final List<Integer> peaks;
  private final double rr;

  private BeatAverager(List<float[]> leads, List<Integer> peaks, double rr) {
    this.leads = leads;
    this.peaks = peaks;
    this.rr = rr;
  }

  /** The usual beat; empty where no lead is usable or no whole beat is there. */
  static Optional<RepresentativeBeat> average(
      EcgSignal signal, RPeaks rPeaks, SignalQuality quality) {
    double hz = signal.samplingFrequencyHz();
    int[] found = rPeaks.samples();
    if (found.length == 0) {
      return Optional.empty();
    }
    int from = (int) Math.max(0, found[0] - 2 * hz);
    int to = (int) Math.min(signal.sampleCount(), from + LONGEST_SECONDS * hz);
    var part = signal.part(from, to).resampledTo(RepresentativeBeat.FREQUENCY_HZ);
    var names = new ArrayList<String>();
    var samples = new ArrayList<float[]>();
    for (int lead = 0; lead < part.leadCount(); lead++) {
      var bridged = Gaps.bridge(part.microvolts(lead));
      if (quality.leads().get(lead).isUsable() && bridged.length > 0) {
        names.add(part.leads().get(lead));
        samples.add(
            ZeroPhaseFilter.lowPass(HIGHEST_HZ, RepresentativeBeat.FREQUENCY_HZ).apply(bridged));
      }
    }
    var places = new ArrayList<Integer>();
    for (int peak : found) {
      if (peak >= from && peak < to) {
        places.add((int) Math.round((peak - from) * RepresentativeBeat.FREQUENCY_HZ / hz));
      }
    }
    if (names.isEmpty()) {
      return Optional.empty();
    }
    var averager = new BeatAverager(samples, places, usualInterval(places));
    return averager.average(names, from, hz);
  }

  private Optional<RepresentativeBeat> average(List<String> names, int from, double hz) {
    int before = RepresentativeBeat.samples(Math.clamp(rr - 0.16, 0.2, 0.56));
    int after = RepresentativeBeat.samples(Math.clamp(rr - 0.06, 0.26, 0.7));
    var beats = new ArrayList<Beat>();
    for (int place : chosen(before, after)) {
      beats.add(new Beat(place, cut(place, before, after)));
    }
    if (beats.isEmpty()) {
      return Optional.empty();
    }
    var alike = mostFrequent(beats, before);
    for (int round = 0; round < 2; round++) {
      var usual = middle(alike, before + after);
      alike.replaceAll(beat -> aligned(beat, usual, before, after));
    }
    var usual = middle(alike, before + after);
    return Optional.of(
        new RepresentativeBeat(
            names,
            usual,
            before,
            spread(alike, before + after),
            alike.size(),
            (double) alike.size() / beats.size(),
            alike.stream()
                .map(
                    beat ->
                        from + (int) Math.round(beat.place * hz / RepresentativeBeat.FREQUENCY_HZ))
                .toList(),
            rr));
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Beat(int place, float[][] samples) {}

  /** Whole beats, best those that no early beat cuts short. */
  private List<Integer> chosen(int before, int after) {
    var whole = new ArrayList<Integer>();
    for (int place : peaks) {
      if (place >= before + 2 && place + after + 2 < leads.getFirst().length) {
        whole.add(place);
      }
    }
    var undisturbed =
        whole.stream()
            .filter(
                place ->
                    next(place) >= 0.9 * rr * RepresentativeBeat.FREQUENCY_HZ || next(place) == 0)
            .toList();
    boolean isFew = 2 * undisturbed.size() < whole.size() || undisturbed.size() < 4;
    boolean isOfEarly =
        undisturbed.stream().filter(this::isEarly).count() > MOST_EARLY * undisturbed.size();
    var fit = isFew || isOfEarly ? whole : undisturbed;
    if (fit.size() <= MOST_BEATS) {
      return fit;
    }
    var some = new ArrayList<Integer>();
    for (int i = 0; i < MOST_BEATS; i++) {
      some.add(fit.get((int) ((long) i * fit.size() / MOST_BEATS)));
    }
    return some;
  }

  /**
   * Whether a beat came before its time, with a pause after it. In bigeminy only such beats have
   * time to end, and they are not the usual ones.
   */
  private boolean isEarly(int place) {
    int index = peaks.indexOf(place);
    int next = next(place);
    double usual = next > 0 ? next : rr * RepresentativeBeat.FREQUENCY_HZ;
    return index > 0 && place - peaks.get(index - 1) < EARLY * usual;
  }

  /** A beat of every lead less the straight line between the levels before it and the next. */
  private float[][] cut(int place, int before, int after) {
    var beat = new float[leads.size()][before + after];
    int gap = next(place);
    for (int lead = 0; lead < beat.length; lead++) {
      var samples = leads.get(lead);
      float level = level(samples, place);
      float slope = gap > 0 ? (level(samples, place + gap) - level) / gap : 0;
      for (int i = 0; i < before + after; i++) {
        int at = place - before + i;
        beat[lead][i] = samples[at] - level - slope * (at - place);
      }
    }
    return beat;
  }

  /** Samples from a peak to the next; 0 where there is none. */
  private int next(int place) {
    int index = peaks.indexOf(place);
    return index >= 0 && index + 1 < peaks.size() ? peaks.get(index + 1) - place : 0;
  }

  /** The median from 100 to 76 ms before a peak. */
  private static float level(float[] samples, int place) {
    int from = Math.max(0, place - RepresentativeBeat.samples(0.1));
    var some = Arrays.copyOfRange(samples, from, from + RepresentativeBeat.samples(0.024));
    Arrays.sort(some);
    return some[some.length / 2];
  }

  /**
   * The beats of the most frequent shape. One that came early counts half: where ectopic beats are
   * as many as the others, the others are the usual ones.
   */
  private List<Beat> mostFrequent(List<Beat> beats, int fiducial) {
    List<Beat> best = List.of();
    double bestScore = -1;
    for (var seed : beats) {
      var alike = new ArrayList<Beat>();
      double waited = 0;
      for (var other : beats) {
        if (other.equals(seed) || likeness(seed.samples, other.samples, fiducial) >= ALIKE) {
          alike.add(other);
          int index = beats.indexOf(other);
          waited += index > 0 ? Math.min(2000, other.place - beats.get(index - 1).place) : 0;
        }
      }
      long early = alike.stream().filter(beat -> isEarly(beat.place)).count();
      double score = alike.size() - early / 2.0 + waited / alike.size() / 1e4;
      if (score > bestScore) {
        bestScore = score;
        best = alike;
      }
    }
    return new ArrayList<>(best);
  }

  /** Correlation of two beats' QRS complexes over all leads, the best within 12 ms of shift. */
  private static double likeness(float[][] one, float[][] other, int fiducial) {
    double best = -1;
    for (int shift = -6; shift <= 6; shift += 2) {
      double product = 0;
      double first = 0;
      double second = 0;
      int reach = RepresentativeBeat.samples(0.1);
      for (int lead = 0; lead < one.length; lead++) {
        for (int i = fiducial - reach; i < fiducial + reach; i += 2) {
          double a = one[lead][i];
          double b = other[lead][i + shift];
          product += a * b;
          first += a * a;
          second += b * b;
        }
      }
      best = Math.max(best, product / Math.sqrt(Math.max(1e-9, first * second)));
    }
    return best;
  }

  private Beat aligned(Beat beat, float[][] usual, int before, int after) {
    int reach = RepresentativeBeat.samples(0.1);
    int best = 0;
    double bestProduct = Double.NEGATIVE_INFINITY;
    for (int shift = -10; shift <= 10; shift++) {
      int place = beat.place + shift;
      if (place < before || place + after >= leads.getFirst().length) {
        continue;
      }
      double product = 0;
      for (int lead = 0; lead < usual.length; lead++) {
        var samples = leads.get(lead);
        for (int i = -reach; i < reach; i++) {
          double slope = usual[lead][before + i + 1] - usual[lead][before + i];
          product += slope * (samples[place + i + 1] - samples[place + i]);
        }
      }
      if (product > bestProduct) {
        bestProduct = product;
        best = shift;
      }
    }
    if (best == 0) {
      return beat;
    }
    int index = peaks.indexOf(beat.place);
    int place = beat.place + best;
    if (index >= 0) {
      peaks.set(index, place);
    }
    return new Beat(place, cut(place, before, after));
  }

  private static float[][] middle(List<Beat> beats, int length) {
    var usual = new float[beats.getFirst().samples.length][length];
    var column = new float[beats.size()];
    int skip = beats.size() / 4;
    for (int lead = 0; lead < usual.length; lead++) {
      for (int i = 0; i < length; i++) {
        for (int b = 0; b < column.length; b++) {
          column[b] = beats.get(b).samples[lead][i];
        }
        Arrays.sort(column);
        double sum = 0;
        for (int b = skip; b < column.length - skip; b++) {
          sum += column[b];
        }
        usual[lead][i] = (float) (sum / (column.length - 2 * skip));
      }
    }
    return usual;
  }

  private static float[][] spread(List<Beat> beats, int length) {
    var spread = new float[beats.getFirst().samples.length][length];
    var column = new float[beats.size()];
    for (int lead = 0; lead < spread.length; lead++) {
      for (int i = 0; i < length; i++) {
        for (int b = 0; b < column.length; b++) {
          column[b] = beats.get(b).samples[lead][i];
        }
        Arrays.sort(column);
        int quarter = column.length / 4;
        spread[lead][i] = (column[column.length - 1 - quarter] - column[quarter]) / QUARTILES;
      }
    }
    return spread;
  }

  private static double usualInterval(List<Integer> places) {
    if (places.size() < 2) {
      return 0.8;
    }
    var intervals = new int[places.size() - 1];
    Arrays.setAll(intervals, i -> places.get(i + 1) - places.get(i));
    Arrays.sort(intervals);
    return intervals[intervals.length / 2] / RepresentativeBeat.FREQUENCY_HZ;
  }
}
