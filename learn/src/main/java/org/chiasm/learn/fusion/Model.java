package org.chiasm.learn.fusion;

import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.chiasm.learn.encode.FeatureMatrix;
import org.chiasm.learn.layers.LossCurve;

/** Something fitted that gives each row of features a score. Immutable; safe between threads. */
public sealed interface Model
    permits XgBoostModel, LinearModel, EnsembleModel, HazardModel, NetworkModel, ExtractedModel {
  /**
   * One score for each row, uncalibrated.
   *
   * @throws IllegalArgumentException if the columns are not those it was fitted on
   */
  double[] scores(FeatureMatrix features);

  /**
   * The ends of the intervals by which it tells the risk of an event, rising, in the outcome's
   * unit; none where it gives one score and nothing over time.
   */
  default List<Double> ends() {
    return List.of();
  }

  /**
   * The logit of the risk of an event by the end of each interval, uncalibrated; the last is the
   * score.
   *
   * @return intervals by rows, rising along the intervals
   * @throws IllegalArgumentException if it tells no risk over time
   */
  default double[][] riskLogits(FeatureMatrix features) {
    throw new IllegalArgumentException(
        "A model without intervals was asked for the risk over time of " + features);
  }

  /** How its networks were trained; none where it has none. */
  default List<LossCurve> curves() {
    return List.of();
  }

  /** The networks that its score comes from; none of weight 0, and none of a risk over time. */
  default List<NetworkModel.Share> networks() {
    return switch (this) {
      case NetworkModel network -> List.of(new NetworkModel.Share(network, 1, true));
      case EnsembleModel ensemble ->
          IntStream.range(0, ensemble.members().size())
              .filter(i -> ensemble.weights().get(i) > 0)
              .boxed()
              .flatMap(
                  i ->
                      ensemble.members().get(i).networks().stream()
                          .map(share -> share.times(ensemble.weights().get(i))))
              .toList();
      case ExtractedModel extracted ->
          extracted.extractors().stream()
              .map(network -> new NetworkModel.Share(network, 1, false))
              .toList();
      case HazardModel _, XgBoostModel _, LinearModel _ -> List.of();
    };
  }

  /** Whether it reads what given networks extract, beside the original features. */
  default boolean readsExtracted() {
    return switch (this) {
      case ExtractedModel _ -> true;
      case EnsembleModel ensemble -> ensemble.members().stream().anyMatch(Model::readsExtracted);
      case HazardModel overTime -> overTime.hazard().readsExtracted();
      case XgBoostModel _, LinearModel _, NetworkModel _ -> false;
    };
  }

  /** What was chosen on tuning rows, by name. */
  SortedMap<String, String> hyperParameters();
}
