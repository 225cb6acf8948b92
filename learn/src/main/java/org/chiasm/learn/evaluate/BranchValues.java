package org.chiasm.learn.evaluate;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.chiasm.learn.fusion.StrategyKey;

/**
 * What each branch is worth to one fused strategy on held-out rows.
 *
 * @param strategy the fusion with the lowest mean loss on tuning rows
 * @param values one for each branch, in order
 */
public record BranchValues(StrategyKey strategy, List<BranchValue> values) {
  /** Copies the values. */
  public BranchValues {
    requireNonNull(strategy, "strategy");
    values = List.copyOf(values);
  }
}
