package org.chiasm.learn.fusion;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import org.chiasm.study.Branch;
import org.chiasm.study.FusionStrategy;

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
   */
  record Fused(FusionStrategy strategy) implements StrategyKey {
    /** Checks that there is one. */
    public Fused {
      requireNonNull(strategy, "strategy");
    }

    @Override
    public String id() {
      return strategy.name().toLowerCase(Locale.ROOT);
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
    throw new IllegalArgumentException("Unknown fusion strategy '" + id + "'");
  }

  /** Singles before fused, each in its own order. */
  @Override
  default int compareTo(StrategyKey other) {
    return switch (this) {
      case Single single ->
          other instanceof Single another ? single.branch().compareTo(another.branch()) : -1;
      case Fused fused ->
          other instanceof Fused another ? fused.strategy().compareTo(another.strategy()) : 1;
    };
  }
}
