package org.chiasm.learn.network;

import org.chiasm.learn.layers.LossCurve;
import org.chiasm.learn.layers.NetworkPlan;
import org.chiasm.learn.layers.Parameters;

/**
 * A network after training.
 *
 * @param parameters those with the lowest loss on the rows that stop it
 * @param loss that loss; of the training rows where there are none
 * @param leftOut steps whose gradient was not finite, which changed nothing
 */
public record TrainedNetwork(
    NetworkPlan plan, Parameters parameters, double loss, LossCurve curve, int leftOut) {}
