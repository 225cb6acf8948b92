package org.chiasm.learn.fusion;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.chiasm.learn.encode.FeatureMatrix;
import org.chiasm.learn.layers.LossCurve;
import org.chiasm.study.Branch;

/**
 * A fitted way of predicting from all columns of a feature contract, whatever part of a row is
 * missing. Immutable; safe between threads.
 */
public sealed interface Strategy {
  /** The scale of its scores. */
  OutcomeScale scale();

  /** One calibrated score for each row, always finite. */
  double[] scores(FeatureMatrix features);

  /**
   * Scores of the rows as if they had nothing of any branch but these: a state that every fused
   * strategy was trained for.
   */
  default double[] scores(FeatureMatrix features, Set<Branch> present) {
    return scores(features.only(present));
  }

  /** How its networks were trained; none where it has none. */
  default List<LossCurve> curves() {
    return switch (this) {
      case Joined joined -> joined.model().curves();
      case Late late ->
          late.members().stream().flatMap(each -> each.model().curves().stream()).toList();
    };
  }

  /** What was chosen or fitted on tuning rows, by name. */
  SortedMap<String, String> hyperParameters();

  /** One prediction for each row: a probability, or a quantity in the outcome's unit. */
  default double[] predictions(FeatureMatrix features) {
    return scale().predictions(scores(features));
  }

  /**
   * One model over the columns of some branches: a branch alone, or early fusion I.
   *
   * @param branches whose columns the model reads
   * @param model what gives the score
   * @param calibration applied to it
   */
  record Joined(Set<Branch> branches, Model model, Calibration calibration, OutcomeScale scale)
      implements Strategy {
    /** Copies the branches. */
    public Joined {
      branches = Set.copyOf(branches);
      requireNonNull(model, "model");
      requireNonNull(calibration, "calibration");
      requireNonNull(scale, "scale");
    }

    @Override
    public double[] scores(FeatureMatrix features) {
      var own = features.columns(feature -> branches.contains(feature.branch()));
      return calibration.apply(model.scores(own));
    }

    @Override
    public SortedMap<String, String> hyperParameters() {
      var all = new TreeMap<>(model.hyperParameters());
      all.put("calibration.slope", Double.toString(calibration.slope()));
      all.put("calibration.intercept", Double.toString(calibration.intercept()));
      return all;
    }
  }

  /**
   * Late fusion: the evidence of each branch's own model, stacked. Evidence is the calibrated score
   * minus the base score, and none where a row lacks the branch, so that absence moves nothing.
   *
   * @param members one for each branch
   * @param base the score without evidence
   * @param intercept added to {@code base}
   */
  record Late(List<Member> members, double base, double intercept, OutcomeScale scale)
      implements Strategy {
    /**
     * One branch's part.
     *
     * @param weight of its evidence, not negative
     */
    public record Member(Branch branch, Joined model, double weight) {
      /** Checks the weight. */
      public Member {
        requireNonNull(branch, "branch");
        requireNonNull(model, "model");
        if (!(weight >= 0)) {
          throw new IllegalArgumentException("A weight must not be negative, got " + weight);
        }
      }

      double[] evidence(FeatureMatrix features, double base) {
        var evidence = model.scores(features);
        var present = features.present(branch);
        for (int row = 0; row < evidence.length; row++) {
          evidence[row] = present[row] ? evidence[row] - base : 0;
        }
        return evidence;
      }
    }

    /** Copies the members. */
    public Late {
      members = List.copyOf(members);
      requireNonNull(scale, "scale");
    }

    @Override
    public double[] scores(FeatureMatrix features) {
      var scores = new double[features.rowCount()];
      Arrays.fill(scores, base + intercept);
      for (var member : members) {
        var evidence = member.evidence(features, base);
        for (int row = 0; row < scores.length; row++) {
          scores[row] += member.weight() * evidence[row];
        }
      }
      return scores;
    }

    @Override
    public SortedMap<String, String> hyperParameters() {
      var all = new TreeMap<String, String>();
      all.put("late.intercept", Double.toString(intercept));
      for (var member : members) {
        var name = member.branch().name();
        all.put("late.weight." + name, Double.toString(member.weight()));
        member.model().hyperParameters().forEach((key, value) -> all.put(name + "." + key, value));
      }
      return all;
    }
  }
}
