package org.chiasm.learn.fusion;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import org.chiasm.Modality;
import org.chiasm.study.FusionStrategy;

/** Which modalities a model reads and how it joins them. */
public sealed interface StrategyKey extends Comparable<StrategyKey> {
  /** As written in results: {@code single:image}, {@code early_i}. */
  String id();

  /**
   * One modality alone.
   *
   * @param modality which
   */
  record Single(Modality modality) implements StrategyKey {
    /** Checks that there is one. */
    public Single {
      requireNonNull(modality, "modality");
    }

    @Override
    public String id() {
      return "single:" + modality.name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * All modalities.
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
   * The key written so.
   *
   * @throws IllegalArgumentException if none is
   */
  static StrategyKey of(String id) {
    for (var modality : Modality.values()) {
      if (new Single(modality).id().equals(id)) {
        return new Single(modality);
      }
    }
    for (var strategy : FusionStrategy.values()) {
      if (new Fused(strategy).id().equals(id)) {
        return new Fused(strategy);
      }
    }
    throw new IllegalArgumentException(
        "Unknown strategy '" + id + "'; expected single:<modality> or a fusion strategy");
  }

  /** Singles before fused, each in the order of its enum. */
  @Override
  default int compareTo(StrategyKey other) {
    return switch (this) {
      case Single single ->
          other instanceof Single another ? single.modality().compareTo(another.modality()) : -1;
      case Fused fused ->
          other instanceof Fused another ? fused.strategy().compareTo(another.strategy()) : 1;
    };
  }
}
