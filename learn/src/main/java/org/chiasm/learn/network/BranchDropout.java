package org.chiasm.learn.network;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.chiasm.learn.layers.NetworkPlan;
import org.chiasm.learn.layers.NetworkRows;

/**
 * Hides branches from rows in training, so that every subset of branches is a state the network has
 * learned from (modality dropout, Neverova et al. 2016, doi:10.1109/TPAMI.2015.2461544).
 */
final class BranchDropout {
  private BranchDropout() {}

  /** What takes the place of the inputs that say which branches a row has; none for one branch. */
  static Map<String, float[]> draw(
      NetworkPlan plan, NetworkRows all, int[] rows, TrainingSettings settings, Random random) {
    var names = NetworkTrainer.presentInputs(plan);
    var present = new TreeMap<String, float[]>();
    if (names.size() < 2 || settings.branchDropout() == 0) {
      return present;
    }
    names.forEach(name -> present.put(name, all.batch(name, rows)));
    for (int row = 0; row < rows.length; row++) {
      if (random.nextBoolean()) {
        continue;
      }
      int start = random.nextInt(names.size());
      int left = 0;
      for (var numbers : present.values()) {
        left += numbers[row] > 0 ? 1 : 0;
      }
      for (int i = 0; i < names.size(); i++) {
        var numbers = all(present, names.get((start + i) % names.size()));
        if (random.nextDouble() < settings.branchDropout() && numbers[row] > 0 && left > 1) {
          numbers[row] = 0;
          left--;
        }
      }
    }
    return present;
  }

  private static float[] all(Map<String, float[]> present, String name) {
    return present.getOrDefault(name, new float[0]);
  }
}
