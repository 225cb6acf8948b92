package org.chiasm.learn.network;

import org.chiasm.learn.layers.LossCurve;
import org.chiasm.learn.layers.NetworkPlan;
import org.chiasm.learn.layers.Parameters;

/**
 * A network after training.
 *
 * @param parameters those after the pass that was kept
 * @param loss of all networks trained beside it, on the rows that stop them, after that pass; on
 *     the training rows where there are none
 * @param leftOut steps whose gradient was not finite, which changed nothing
 */
public record TrainedNetwork(
    NetworkPlan plan, Parameters parameters, double loss, LossCurve curve, int leftOut) {}
