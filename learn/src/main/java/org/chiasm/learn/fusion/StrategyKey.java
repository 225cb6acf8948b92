package org.chiasm.learn.fusion;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import org.chiasm.study.Branch;
import org.chiasm.study.FusionStrategy;
import org.chiasm.study.LateRule;

/** Which branches a model reads and how it joins them. */
public sealed interface StrategyKey extends Comparable<StrategyKey> {
  /** As written in results: {@code single:image}, {@code early_i}. */
  String id();

  /**
   * One branch alone.
   *
   * @param branch which
   */
  record Single(Branch branch) implements StrategyKey {
    /** Checks that there is one. */
    public Single {
      requireNonNull(branch, "branch");
    }

    @Override
    public String id() {
      return "single:" + branch.name();
    }
  }

  /**
   * All branches.
   *
   * @param strategy how they are joined
   * @param rule which rule of late fusion; {@code CHOSEN} for the one that the study or the tuning
   *     rows chose, and for every other strategy
   */
  record Fused(FusionStrategy strategy, LateRule rule) implements StrategyKey {
    /** Checks that only late fusion has a rule. */
    public Fused {
      requireNonNull(strategy, "strategy");
      if (requireNonNull(rule, "rule") != LateRule.CHOSEN && strategy != FusionStrategy.LATE) {
        throw new IllegalArgumentException(strategy + " has no rule of late fusion, got " + rule);
      }
    }

    /** A strategy as the study lists it. */
    public Fused(FusionStrategy strategy) {
      this(strategy, LateRule.CHOSEN);
    }

    /** As written in results: {@code early_i}, {@code late}, {@code late:mean}. */
    @Override
    public String id() {
      var name = strategy.name().toLowerCase(Locale.ROOT);
      return rule == LateRule.CHOSEN ? name : name + ":" + rule.name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The fusion written so.
   *
   * @throws IllegalArgumentException if none is
   */
  static Fused fused(String id) {
    for (var strategy : FusionStrategy.values()) {
      if (new Fused(strategy).id().equals(id)) {
        return new Fused(strategy);
      }
    }
    for (var rule : LateRule.values()) {
      if (new Fused(FusionStrategy.LATE, rule).id().equals(id)) {
        return new Fused(FusionStrategy.LATE, rule);
      }
    }
    throw new IllegalArgumentException("Unknown fusion strategy '" + id + "'");
  }

  /** Singles before fused, each in its own order. */
  @Override
  default int compareTo(StrategyKey other) {
    return switch (this) {
      case Single single ->
          other instanceof Single another ? single.branch().compareTo(another.branch()) : -1;
      case Fused fused -> {
        if (!(other instanceof Fused another)) {
          yield 1;
        }
        int byStrategy = fused.strategy().compareTo(another.strategy());
        yield byStrategy == 0 ? fused.rule().compareTo(another.rule()) : byStrategy;
      }
    };
  }
}
