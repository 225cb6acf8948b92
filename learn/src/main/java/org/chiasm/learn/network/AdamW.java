package org.chiasm.learn.network;

import java.util.Arrays;
import org.chiasm.learn.layers.Parameters;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019, arXiv:1711.05101) and a running
 * average of the parameters (Polyak and Juditsky 1992). Everything that it changes lies in arrays
 * that a checkpoint keeps. For one thread.
 */
final class AdamW {
  private static final double BETA_1 = 0.9;
  private static final double BETA_2 = 0.99;
  private static final double EPSILON = 1e-8;
  private static final double AVERAGED = 0.9;

  private final boolean[] decayed;
  final float[] values;
  final float[] first;
  final float[] second;
  final float[] average;
  int step;

  /** An optimizer that starts at parameters, and copies them. */
  AdamW(Parameters start) {
    values = start.values().clone();
    average = start.values().clone();
    first = new float[values.length];
    second = new float[values.length];
    decayed = new boolean[values.length];
    for (var slot : start.slots()) {
      Arrays.fill(decayed, slot.offset(), slot.offset() + slot.size(), slot.isWeight());
    }
  }

  /** One step against a gradient. */
  void step(float[] gradient, double learningRate, double weightDecay) {
    step++;
    double correction1 = 1 - StrictMath.pow(BETA_1, step);
    double correction2 = 1 - StrictMath.pow(BETA_2, step);
    for (int i = 0; i < values.length; i++) {
      double slope = gradient[i];
      first[i] = (float) (BETA_1 * first[i] + (1 - BETA_1) * slope);
      second[i] = (float) (BETA_2 * second[i] + (1 - BETA_2) * slope * slope);
      double move = first[i] / correction1 / (Math.sqrt(second[i] / correction2) + EPSILON);
      double shrink = decayed[i] ? weightDecay * values[i] : 0;
      values[i] = (float) (values[i] - learningRate * (move + shrink));
      average[i] = (float) (AVERAGED * average[i] + (1 - AVERAGED) * values[i]);
    }
  }
}
