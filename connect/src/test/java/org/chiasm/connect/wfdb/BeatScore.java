package org.chiasm.connect.wfdb;

/** How far found beats are the true ones, each true beat matched at most once (ANSI/AAMI EC57). */
record BeatScore(int matched, int found, int truth) {
  static BeatScore of(int[] found, int[] truth, double tolerance) {
    int matched = 0;
    int f = 0;
    int t = 0;
    while (f < found.length && t < truth.length) {
      if (Math.abs(found[f] - truth[t]) <= tolerance) {
        matched++;
        f++;
        t++;
      } else if (found[f] < truth[t]) {
        f++;
      } else {
        t++;
      }
    }
    return new BeatScore(matched, found.length, truth.length);
  }

  double sensitivity() {
    return (double) matched / truth;
  }

  double positivePredictiveValue() {
    return (double) matched / found;
  }
}
