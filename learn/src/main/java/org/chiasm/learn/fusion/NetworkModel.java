package org.chiasm.learn.fusion;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.chiasm.learn.encode.Feature;
import org.chiasm.learn.encode.FeatureMatrix;
import org.chiasm.learn.encode.NetworkInputs;
import org.chiasm.learn.layers.LossCurve;
import org.chiasm.learn.layers.NetworkRows;
import org.chiasm.learn.onnx.OnnxNetwork;
import org.chiasm.study.Branch;

/**
 * Networks of one architecture from different seeds, their scores averaged (Lakshminarayanan et al.
 * 2017), run by ONNX Runtime.
 *
 * @param name unique among the networks of a trained study
 * @param inputs how rows become what the networks read
 * @param members at least one
 * @param curves how each was trained
 * @param ends of the intervals in which a network gives the logit of the hazard, one output each;
 *     the score is then that of the risk by the last. Empty where it gives one score
 */
public record NetworkModel(
    String name,
    NetworkInputs inputs,
    List<OnnxNetwork> members,
    SortedMap<String, String> hyperParameters,
    List<LossCurve> curves,
    List<Double> ends)
    implements Model {
  /**
   * What a network has to do with a score.
   *
   * @param weight the derivative of the score with respect to what the network gives; where it is
   *     not direct, the network's share in the models that read it
   * @param direct whether the score is a sum of what the network gives and of what others do, or
   *     comes from a further model that reads the network's score as a column
   */
  public record Share(NetworkModel network, double weight, boolean direct) {
    /** The same in a score of which this one is a part. */
    Share times(double factor) {
      return new Share(network, weight * factor, direct);
    }
  }

  /** Copies the lists. */
  public NetworkModel {
    requireNonNull(name, "name");
    requireNonNull(inputs, "inputs");
    members = List.copyOf(members);
    hyperParameters = Collections.unmodifiableSortedMap(new TreeMap<>(hyperParameters));
    curves = List.copyOf(curves);
    ends = List.copyOf(ends);
    if (members.isEmpty()) {
      throw new IllegalArgumentException("A network model needs at least one network");
    }
  }

  @Override
  public double[] scores(FeatureMatrix features) {
    return scores(mean(features));
  }

  @Override
  public double[][] riskLogits(FeatureMatrix features) {
    if (ends.isEmpty()) {
      throw new IllegalArgumentException("The network " + name + " tells no risk over time");
    }
    return HazardModel.riskLogits(mean(features));
  }

  /** The score of each row, from its outputs. */
  private double[] scores(double[][] outputs) {
    return ends.isEmpty() ? outputs[0] : HazardModel.riskLogits(outputs)[ends.size() - 1];
  }

  /** The mean of the members' outputs: outputs by rows. */
  private double[][] mean(FeatureMatrix features) {
    var rows = inputs.rows(features);
    var mean = new double[Math.max(1, ends.size())][features.rowCount()];
    for (var member : members) {
      var outputs = outputs(member, rows);
      for (int output = 0; output < mean.length; output++) {
        for (int row = 0; row < mean[output].length; row++) {
          mean[output][row] += outputs[output][row] / members.size();
        }
      }
    }
    return mean;
  }

  private double[][] outputs(OnnxNetwork member, NetworkRows rows) {
    int count = Math.max(1, ends.size());
    var given = member.run(rows, OnnxNetwork.OUTPUTS);
    if (given.length != rows.count() * count) {
      throw new IllegalArgumentException(
          "The network "
              + name
              + " gave "
              + given.length
              + " numbers for "
              + rows.count()
              + " rows of "
              + count);
    }
    var outputs = new double[count][rows.count()];
    for (int i = 0; i < given.length; i++) {
      outputs[i % count][i / count] = given[i];
    }
    return outputs;
  }

  /** The first branch that it reads: the only one of a network of one. */
  private Branch branch() {
    return inputs.parts().getFirst().branch();
  }

  /** One member's score of each row. */
  double[] memberScores(int member, FeatureMatrix features) {
    return scores(memberOutputs(member, features));
  }

  /** One member's outputs: outputs by rows. */
  double[][] memberOutputs(int member, FeatureMatrix features) {
    return outputs(members.get(member), inputs.rows(features));
  }

  /**
   * Scores as a column; NaN where a row lacks the branch.
   *
   * @param scores one for each row
   */
  FeatureMatrix learned(FeatureMatrix features, double[] scores) {
    var present = features.present(branch());
    var values = scores.clone();
    for (int row = 0; row < values.length; row++) {
      values[row] = present[row] ? values[row] : Double.NaN;
    }
    var column =
        new Feature(name + ".learned_score", branch().name(), branch(), Feature.Kind.QUANTITY);
    return FeatureMatrix.of(List.of(column), values.length, values);
  }

  /**
   * What the networks have learned of each row: the representations of all members, one after the
   * other; NaN where a row lacks the branch.
   */
  FeatureMatrix representations(FeatureMatrix features) {
    var branch = branch();
    var rows = inputs.rows(features);
    var present = features.present(branch);
    var parts = new ArrayList<float[]>();
    int width = 0;
    for (var member : members) {
      var part = member.run(rows, OnnxNetwork.REPRESENTATION);
      parts.add(part);
      width += rows.count() == 0 ? 0 : part.length / rows.count();
    }
    var values = new double[Math.multiplyExact(rows.count(), width)];
    for (int row = 0; row < rows.count(); row++) {
      int at = row * width;
      for (var part : parts) {
        int own = part.length / rows.count();
        for (int i = 0; i < own; i++) {
          values[at++] = present[row] ? part[row * own + i] : Double.NaN;
        }
      }
    }
    var columns = new ArrayList<Feature>();
    for (int i = 0; i < width; i++) {
      var column = name + ".learned_" + i;
      columns.add(new Feature(column, branch.name(), branch, Feature.Kind.QUANTITY));
    }
    return FeatureMatrix.of(columns, rows.count(), values);
  }
}
