package org.chiasm.waveform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The adaptive threshold over the common curve, on which complexes are near 1 and noise near 0. */
final class PeakThreshold {
  private static final double SHARE = 0.35;
  private static final double T_WAVE_SECONDS = 0.36;
  private static final double SEARCH_BACK = 1.66;
  private static final double SHORTEST_SEARCH_SECONDS = 0.5;
  private static final int REMEMBERED = 8;

  private final float[] curve;
  private final double hz;
  private final int[] candidates;
  private final int refractory;
  private final List<Integer> peaks = new ArrayList<>();
  private final List<Boolean> doubtful = new ArrayList<>();
  private double signalLevel = 1;
  private double noiseLevel;

  PeakThreshold(float[] curve, double hz, int refractory) {
    this.curve = curve;
    this.hz = hz;
    this.refractory = refractory;
    this.candidates = candidates(curve, refractory);
    var sorted = curve.clone();
    Arrays.sort(sorted);
    this.noiseLevel = Math.min(0.4, sorted[sorted.length / 2]);
  }

  int[] peaks() {
    int considered = 0;
    for (int c = 0; c < candidates.length; c++) {
      int candidate = candidates[c];
      considered = searchBack(considered, c, candidate);
      if (curve[candidate] >= threshold() && !isTWave(candidate)) {
        accept(candidate, 0.125);
        considered = c + 1;
      } else {
        noiseLevel = 0.9 * noiseLevel + 0.1 * Math.min(curve[candidate], 0.5);
      }
    }
    searchBack(considered, candidates.length, curve.length);
    return peaks.stream().mapToInt(Integer::intValue).toArray();
  }

  private int searchBack(int from, int to, int time) {
    int first = from;
    while (!peaks.isEmpty() && time - peaks.getLast() > longestGap()) {
      int best = -1;
      for (int c = first; c < to; c++) {
        boolean inside =
            candidates[c] - peaks.getLast() >= refractory && time - candidates[c] >= refractory;
        if (inside
            && curve[candidates[c]] >= 0.5 * threshold()
            && !isTWave(candidates[c])
            && (best < 0 || curve[candidates[c]] > curve[candidates[best]])) {
          best = c;
        }
      }
      if (best < 0) {
        break;
      }
      accept(candidates[best], 0.25);
      first = best + 1;
    }
    return first;
  }

  private double longestGap() {
    int known = Math.min(REMEMBERED, peaks.size() - 1);
    if (known < 2) {
      return 1.6 * hz;
    }
    var recent = new int[known];
    for (int i = 0; i < known; i++) {
      int at = peaks.size() - 1 - i;
      recent[i] = peaks.get(at) - peaks.get(at - 1);
    }
    Arrays.sort(recent);
    return Math.max(SEARCH_BACK * recent[known / 2], SHORTEST_SEARCH_SECONDS * hz);
  }

  private boolean isTWave(int candidate) {
    return !peaks.isEmpty()
        && candidate - peaks.getLast() < T_WAVE_SECONDS * hz
        && curve[candidate] < 0.5 * curve[peaks.getLast()];
  }

  /** For each peak, in their order, whether only the search-back found it. */
  boolean[] isDoubtful() {
    var all = new boolean[doubtful.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = doubtful.get(i);
    }
    return all;
  }

  private void accept(int candidate, double learning) {
    peaks.add(candidate);
    doubtful.add(curve[candidate] < threshold());
    signalLevel = (1 - learning) * signalLevel + learning * Math.clamp(curve[candidate], 0.4, 1.5);
  }

  private double threshold() {
    return noiseLevel + SHARE * Math.max(0.2, signalLevel - noiseLevel);
  }

  /** Local maxima, of any two closer than the refractory time the larger one. */
  private static int[] candidates(float[] curve, int refractory) {
    var kept = new ArrayList<Integer>();
    for (int i = 1; i + 1 < curve.length; i++) {
      if (curve[i] > curve[i - 1] && curve[i] >= curve[i + 1]) {
        if (!kept.isEmpty() && i - kept.getLast() < refractory) {
          if (curve[i] > curve[kept.getLast()]) {
            kept.set(kept.size() - 1, i);
          }
        } else {
          kept.add(i);
        }
      }
    }
    return kept.stream().mapToInt(Integer::intValue).toArray();
  }
}
