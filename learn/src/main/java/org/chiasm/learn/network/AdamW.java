package org.chiasm.learn.network;

import java.util.Arrays;
import org.chiasm.learn.layers.Parameters;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019, arXiv:1711.05101), the gradient
 * drawn in to a norm of 1 (Pascanu et al. 2013, arXiv:1211.5063), arrays that another network has
 * learned before moving at a tenth of the rate (discriminative fine-tuning, Howard and Ruder 2018,
 * arXiv:1801.06146), and a running average of the parameters (Polyak and Juditsky 1992), which at
 * first forgets quickly so that the start does not linger. Everything that it changes lies in
 * arrays that a checkpoint keeps. For one thread.
 */
final class AdamW {
  private static final double BETA_1 = 0.9;
  private static final double BETA_2 = 0.99;
  private static final double EPSILON = 1e-8;
  private static final double AVERAGED = 0.98;
  private static final double LARGEST_NORM = 1;
  private static final double LEARNED_RATE = 0.1;

  private final boolean[] decayed;
  private final float[] rates;
  final float[] values;
  final float[] first;
  final float[] second;
  final float[] average;
  int step;
  int leftOut;

  /** An optimizer that starts at parameters, and copies them. */
  AdamW(Parameters start) {
    values = start.values().clone();
    average = start.values().clone();
    first = new float[values.length];
    second = new float[values.length];
    decayed = new boolean[values.length];
    rates = new float[values.length];
    for (var slot : start.slots()) {
      int end = slot.offset() + slot.size();
      Arrays.fill(decayed, slot.offset(), end, slot.isWeight());
      Arrays.fill(rates, slot.offset(), end, (float) (start.isLearned(slot) ? LEARNED_RATE : 1));
    }
  }

  /**
   * One step against a gradient. One that is not finite says nowhere to go: nothing changes but the
   * count of such steps.
   */
  void step(float[] gradient, double learningRate, double weightDecay) {
    double squares = 0;
    for (float slope : gradient) {
      squares += (double) slope * slope;
    }
    if (!Double.isFinite(squares)) {
      leftOut++;
      return;
    }
    double drawnIn = Math.min(1, LARGEST_NORM / Math.max(Math.sqrt(squares), EPSILON));
    step++;
    double kept = Math.min(AVERAGED, (1.0 + step) / (10 + step));
    double correction1 = 1 - StrictMath.pow(BETA_1, step);
    double correction2 = 1 - StrictMath.pow(BETA_2, step);
    for (int i = 0; i < values.length; i++) {
      double slope = drawnIn * gradient[i];
      first[i] = (float) (BETA_1 * first[i] + (1 - BETA_1) * slope);
      second[i] = (float) (BETA_2 * second[i] + (1 - BETA_2) * slope * slope);
      double move = first[i] / correction1 / (Math.sqrt(second[i] / correction2) + EPSILON);
      double shrink = decayed[i] ? weightDecay * values[i] : 0;
      values[i] = (float) (values[i] - rates[i] * learningRate * (move + shrink));
      average[i] = (float) (kept * average[i] + (1 - kept) * values[i]);
    }
  }
}
