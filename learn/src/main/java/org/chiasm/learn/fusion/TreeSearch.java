package org.chiasm.learn.fusion;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Which shapes of trees are tried: four that suit a few thousand rows, from shallow to deep, then
 * random ones (Bergstra and Bengio 2012, jmlr.org/papers/v13/bergstra12a.html). A larger budget
 * tries the same and more.
 */
final class TreeSearch {
  private static final int DIGITS = 3;

  private static final List<XgBoostLearner.Settings> FIRST =
      List.of(
          new XgBoostLearner.Settings(0.02, 2, 3, 0.6, 0.1, 5),
          new XgBoostLearner.Settings(0.02, 3, 5, 0.5, 0.1, 10),
          new XgBoostLearner.Settings(0.02, 4, 3, 0.7, 0.15, 10),
          new XgBoostLearner.Settings(0.02, 5, 5, 0.6, 0.1, 20));

  private TreeSearch() {}

  /** So many settings; the same seed gives the same. */
  static List<XgBoostLearner.Settings> settings(int budget, long seed) {
    var settings = new ArrayList<>(FIRST.subList(0, Math.min(budget, FIRST.size())));
    var random = new SplittableRandom(seed);
    while (settings.size() < budget) {
      settings.add(
          new XgBoostLearner.Settings(
              between(random, 0.015, 0.04),
              random.nextInt(2, 7),
              between(random, 1, 16),
              between(random, 0.5, 0.9),
              between(random, 0.05, 0.3),
              between(random, 2, 50)));
    }
    return List.copyOf(settings);
  }

  /** Uniform on a logarithmic scale, rounded. */
  private static double between(SplittableRandom random, double low, double high) {
    double log = StrictMath.log(low) + random.nextDouble() * StrictMath.log(high / low);
    return new BigDecimal(StrictMath.exp(log)).round(new MathContext(DIGITS)).doubleValue();
  }
}
