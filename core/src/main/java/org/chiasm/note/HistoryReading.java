package org.chiasm.note;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.chiasm.Code;
import org.chiasm.EffectiveTime;

/**
 * What the sources say of one comorbidity of a patient, with every piece of evidence for and
 * against.
 *
 * @param state what they say together; one that affirms outweighs all that deny
 * @param affirming who says yes, in the order of the facts
 * @param denying who says no, in the order of the facts
 */
public record HistoryReading(State state, List<Evidence> affirming, List<Evidence> denying) {
  /** What sources can say. */
  public enum State {
    PRESENT,
    DENIED,
    UNMENTIONED
  }

  /** A piece of evidence. */
  public sealed interface Evidence {
    /** The reference of the fact it comes from, such as {@code Condition/123}. */
    String origin();

    /** When that fact is of. */
    EffectiveTime effective();

    /**
     * Words in a note.
     *
     * @param finding where and how meant
     */
    record Written(String origin, EffectiveTime effective, Finding finding) implements Evidence {
      /** Checks that nothing is missing. */
      public Written {
        requireNonNull(origin, "origin");
        requireNonNull(effective, "effective");
        requireNonNull(finding, "finding");
      }
    }

    /**
     * A coded problem.
     *
     * @param code the code that names the comorbidity
     */
    record Coded(String origin, EffectiveTime effective, Code code) implements Evidence {
      /** Checks that nothing is missing. */
      public Coded {
        requireNonNull(origin, "origin");
        requireNonNull(effective, "effective");
        requireNonNull(code, "code");
      }
    }
  }

  /** Copies the evidence. */
  public HistoryReading {
    requireNonNull(state, "state");
    affirming = List.copyOf(affirming);
    denying = List.copyOf(denying);
  }

  /** Whether one source says yes and another no. */
  public boolean isConflicting() {
    return !affirming.isEmpty() && !denying.isEmpty();
  }
}
