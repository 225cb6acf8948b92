package org.chiasm.learn.fusion;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.chiasm.learn.encode.FeatureMatrix;
import org.chiasm.learn.layers.LossCurve;
import org.chiasm.study.Branch;
import org.chiasm.study.LateRule;

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

  /**
   * The networks that the calibrated score of a row comes from.
   *
   * @param row a matrix of that row alone
   * @return none where no network has a say; none either where votes are counted
   */
  default List<NetworkModel.Share> networks(FeatureMatrix row) {
    return switch (this) {
      case Joined joined -> {
        var own = joined.scoring(row);
        yield own.model().networks().stream()
            .map(share -> share.times(own.calibration().slope()))
            .toList();
      }
      case Late late -> late.memberNetworks(row);
    };
  }

  /** The ends of the intervals by which it tells risk, as {@link Model#ends} has them. */
  default List<Double> ends() {
    return switch (this) {
      case Joined joined -> joined.model().ends();
      case Late late -> late.members().getFirst().model().ends();
    };
  }

  /** What was chosen or fitted on tuning rows, by name. */
  SortedMap<String, String> hyperParameters();

  /** One prediction for each row: a probability, or a quantity in the outcome's unit. */
  default double[] predictions(FeatureMatrix features) {
    return scale().predictions(scores(features));
  }

  /**
   * One model over the columns of some branches: a branch alone, or a fusion of several.
   *
   * @param branches whose columns the model reads
   * @param model what gives the score
   * @param calibration applied to it
   * @param reduced the same of fewer branches, for rows that lack the others (reduced-feature
   *     models, Saar-Tsechansky and Provost 2007, jmlr.org/papers/v8/saar-tsechansky07a.html): a
   *     row is scored by the one with the fewest branches that still has all of the row's, of
   *     equally small ones by the first; by {@code model} where none has
   */
  record Joined(
      Set<Branch> branches,
      Model model,
      Calibration calibration,
      OutcomeScale scale,
      List<Joined> reduced)
      implements Strategy {
    /** Copies the collections. */
    public Joined {
      branches = Set.copyOf(branches);
      requireNonNull(model, "model");
      requireNonNull(calibration, "calibration");
      requireNonNull(scale, "scale");
      reduced =
          reduced.stream().sorted(Comparator.comparingInt(each -> each.branches.size())).toList();
      for (var each : reduced) {
        if (!branches.containsAll(each.branches) || each.branches.size() == branches.size()) {
          throw new IllegalArgumentException(
              "A model of " + branches + " cannot be reduced to " + each.branches);
        }
      }
    }

    /** One for all rows, whatever they lack. */
    public Joined(Set<Branch> branches, Model model, Calibration calibration, OutcomeScale scale) {
      this(branches, model, calibration, scale, List.of());
    }

    /** The same with models of fewer branches. */
    Joined with(List<Joined> fewer) {
      return new Joined(branches, model, calibration, scale, fewer);
    }

    @Override
    public double[] scores(FeatureMatrix features) {
      var scores = new double[features.rowCount()];
      eachScoring(
          features,
          (own, rows) -> {
            var given = own.calibration.apply(own.model.scores(own.columns(features, rows)));
            for (int i = 0; i < rows.length; i++) {
              scores[rows[i]] = given[i];
            }
          });
      return scores;
    }

    /** What the model of a row's branches gives over time, before calibration; as there. */
    public double[][] riskLogits(FeatureMatrix features) {
      var logits = new double[Math.max(1, ends().size())][features.rowCount()];
      eachScoring(
          features,
          (own, rows) -> {
            var given = own.model.riskLogits(own.columns(features, rows));
            for (int interval = 0; interval < logits.length; interval++) {
              for (int i = 0; i < rows.length; i++) {
                logits[interval][rows[i]] = given[interval][i];
              }
            }
          });
      return logits;
    }

    /** What is asked of the one of this and its reduced models that scores some rows. */
    private interface Scoring {
      /** Asks it; at least one row. */
      void ask(Joined own, int[] rows);
    }

    private void eachScoring(FeatureMatrix features, Scoring scoring) {
      var left = new boolean[features.rowCount()];
      Arrays.fill(left, true);
      for (var each : reduced) {
        var fits = left.clone();
        for (var branch : branches) {
          if (!each.branches.contains(branch)) {
            var present = features.present(branch);
            for (int row = 0; row < fits.length; row++) {
              fits[row] &= !present[row];
            }
          }
        }
        ask(each, fits, scoring);
        for (int row = 0; row < fits.length; row++) {
          left[row] &= !fits[row];
        }
      }
      ask(this, left, scoring);
    }

    private static void ask(Joined own, boolean[] chosen, Scoring scoring) {
      int[] rows = IntStream.range(0, chosen.length).filter(row -> chosen[row]).toArray();
      if (rows.length > 0) {
        scoring.ask(own, rows);
      }
    }

    /** The one of this and its reduced models that scores the only row of a matrix. */
    private Joined scoring(FeatureMatrix row) {
      return reduced.stream()
          .filter(
              each ->
                  branches.stream()
                      .allMatch(
                          branch -> each.branches.contains(branch) || !row.present(branch)[0]))
          .findFirst()
          .orElse(this);
    }

    private FeatureMatrix columns(FeatureMatrix features, int[] rows) {
      boolean all = model.readsExtracted();
      var columns =
          features.columns(
              feature -> branches.contains(feature.branch()) && (all || feature.isOriginal()));
      return rows.length == features.rowCount() ? columns : columns.rows(rows);
    }

    @Override
    public SortedMap<String, String> hyperParameters() {
      var all = new TreeMap<>(model.hyperParameters());
      all.put("calibration.slope", Double.toString(calibration.slope()));
      all.put("calibration.intercept", Double.toString(calibration.intercept()));
      for (var each : reduced) {
        var names = each.branches.stream().map(Branch::name).sorted().toList();
        var prefix = "reduced_to." + String.join("+", names) + ".";
        each.hyperParameters().forEach((key, value) -> all.put(prefix + key, value));
      }
      return all;
    }
  }

  /**
   * Late fusion: each branch's own model, joined over the branches that a row has, so that nothing
   * need be made up for one that is absent.
   *
   * <p>Of the calibrated scores z with weights w, over the branches present: {@code MEAN} and
   * {@code WEIGHTED} give Σ w·z / Σ w; {@code VOTE} gives ln((a + ½) / (n − a + ½)) where a of n
   * scores exceed the base score, or the median score for a quantity; {@code STACKED} gives base +
   * intercept + Σ w·(z − base). A row without any branch has the base score.
   *
   * @param rule any but {@code CHOSEN}
   * @param members one for each branch
   * @param base the score without evidence
   * @param intercept added to {@code base} when stacked
   * @param calibration applied to what the rule gives
   */
  record Late(
      LateRule rule,
      List<Member> members,
      double base,
      double intercept,
      Calibration calibration,
      OutcomeScale scale)
      implements Strategy {
    /**
     * One branch's part.
     *
     * @param weight not negative
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
      requireNonNull(rule, "rule");
      members = List.copyOf(members);
      requireNonNull(calibration, "calibration");
      requireNonNull(scale, "scale");
      if (rule == LateRule.CHOSEN) {
        throw new IllegalArgumentException("A fitted late fusion has one rule");
      }
    }

    @Override
    public double[] scores(FeatureMatrix features) {
      var evidence = new double[members.size()][];
      var present = new boolean[members.size()][];
      for (int i = 0; i < evidence.length; i++) {
        evidence[i] = members.get(i).evidence(features, base);
        present[i] = features.present(members.get(i).branch());
      }
      return scores(features.rowCount(), evidence, present);
    }

    /**
     * Scores from what the members gave.
     *
     * @param evidence of each member, one for each row
     * @param present likewise
     */
    double[] scores(int rows, double[][] evidence, boolean[][] present) {
      var scores = new double[rows];
      for (int row = 0; row < scores.length; row++) {
        scores[row] = base + joined(row, evidence, present);
      }
      return calibration.apply(scores);
    }

    private List<NetworkModel.Share> memberNetworks(FeatureMatrix row) {
      var spoken =
          members.stream()
              .filter(member -> member.weight() > 0 && row.present(member.branch())[0])
              .toList();
      double weights = spoken.stream().mapToDouble(Member::weight).sum();
      return spoken.stream()
          .flatMap(
              member ->
                  member.model().networks(row).stream()
                      .map(
                          share ->
                              share.times(
                                  calibration.slope()
                                      * switch (rule) {
                                        case STACKED -> member.weight();
                                        case MEAN, WEIGHTED, CHOSEN -> member.weight() / weights;
                                        case VOTE -> 0;
                                      })))
          .filter(share -> share.weight() > 0)
          .toList();
    }

    /** What the rule gives for a row, from the base score on. */
    private double joined(int row, double[][] evidence, boolean[][] present) {
      double sum = rule == LateRule.STACKED ? intercept : 0;
      double weights = 0;
      var spoken = new double[evidence.length];
      int count = 0;
      int votes = 0;
      for (int i = 0; i < evidence.length; i++) {
        if (present[i][row]) {
          double own = evidence[i][row];
          sum += members.get(i).weight() * own;
          weights += members.get(i).weight();
          votes += own > 0 ? 1 : 0;
          spoken[count++] = own;
        }
      }
      return switch (rule) {
        case STACKED -> sum;
        case MEAN, WEIGHTED, CHOSEN -> weights > 0 ? sum / weights : 0;
        case VOTE -> {
          if (count == 0) {
            yield 0;
          }
          yield scale == OutcomeScale.LOGIT
              ? StrictMath.log((votes + 0.5) / (count - votes + 0.5)) - base
              : median(Arrays.copyOf(spoken, count));
        }
      };
    }

    private static double median(double[] numbers) {
      Arrays.sort(numbers);
      int middle = numbers.length / 2;
      return numbers.length % 2 == 1
          ? numbers[middle]
          : (numbers[middle - 1] + numbers[middle]) / 2;
    }

    @Override
    public SortedMap<String, String> hyperParameters() {
      var all = new TreeMap<String, String>();
      all.put("late.rule", rule.name().toLowerCase(Locale.ROOT));
      all.put("late.intercept", Double.toString(intercept));
      all.put("late.calibration.slope", Double.toString(calibration.slope()));
      all.put("late.calibration.intercept", Double.toString(calibration.intercept()));
      for (var member : members) {
        var name = member.branch().name();
        all.put("late.weight." + name, Double.toString(member.weight()));
        member.model().hyperParameters().forEach((key, value) -> all.put(name + "." + key, value));
      }
      return all;
    }
  }
}
