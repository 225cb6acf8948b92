package org.chiasm.learn.fusion;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.chiasm.learn.encode.FeatureMatrix;
import org.chiasm.learn.layers.LossCurve;

/**
 * The mean score of several models of the same columns.
 *
 * @param members at least one
 */
public record EnsembleModel(List<Model> members) implements Model {
  /**
   * Copies the members.
   *
   * @throws IllegalArgumentException if there is none
   */
  public EnsembleModel {
    members = List.copyOf(members);
    if (members.isEmpty()) {
      throw new IllegalArgumentException("An ensemble needs at least one member");
    }
  }

  @Override
  public double[] scores(FeatureMatrix features) {
    var mean = new double[features.rowCount()];
    for (var member : members) {
      var scores = member.scores(features);
      for (int i = 0; i < mean.length; i++) {
        mean[i] += scores[i] / members.size();
      }
    }
    return mean;
  }

  @Override
  public List<LossCurve> curves() {
    return members.stream().flatMap(each -> each.curves().stream()).toList();
  }

  @Override
  public SortedMap<String, String> hyperParameters() {
    var all = new TreeMap<String, String>();
    members.forEach(member -> all.putAll(member.hyperParameters()));
    return all;
  }
}
