package org.chiasm.row;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.chiasm.Readiness;

/** What the gate says of a row: ready, wait until a time, or abstain for stated reasons. */
public sealed interface GateDecision {
  /** The decision without its detail. */
  Readiness readiness();

  /** Why not ready, in words; empty when ready. */
  List<String> reasons();

  /** The model may run. */
  record Ready() implements GateDecision {
    @Override
    public Readiness readiness() {
      return Readiness.READY;
    }

    @Override
    public List<String> reasons() {
      return List.of();
    }
  }

  /**
   * A required input may still arrive.
   *
   * @param until when waiting ends, inclusive
   */
  record Wait(Instant until, List<String> reasons) implements GateDecision {
    /** Copies the reasons. */
    public Wait {
      requireNonNull(until, "until");
      reasons = List.copyOf(reasons);
    }

    @Override
    public Readiness readiness() {
      return Readiness.WAIT;
    }
  }

  /** The model must not run. */
  record Abstain(List<String> reasons) implements GateDecision {
    /** Copies the reasons. */
    public Abstain {
      reasons = List.copyOf(reasons);
    }

    @Override
    public Readiness readiness() {
      return Readiness.ABSTAIN;
    }
  }
}
