package org.chiasm.note.context;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.chiasm.note.text.Span;

/**
 * How a mention is meant (ConText, Harkema et al. 2009, doi:10.1016/j.jbi.2009.05.002).
 *
 * @param negation whether it is said to be there
 * @param temporality when
 * @param experiencer of whom
 * @param triggers the words that decided, in text order; empty where nothing speaks against
 *     affirmed, recent, patient
 */
public record Context(
    Negation negation, Temporality temporality, Experiencer experiencer, List<Trigger> triggers) {

  /** Affirmed, recent and of the patient: nothing speaks against it. */
  public static final Context PLAIN =
      new Context(Negation.AFFIRMED, Temporality.RECENT, Experiencer.PATIENT, List.of());

  /** Whether a mention is said to be there. */
  public enum Negation {
    AFFIRMED,
    NEGATED
  }

  /** When a mention is, seen from the note. */
  public enum Temporality {
    /** At most two weeks before. */
    RECENT,
    /** It began earlier. */
    HISTORICAL,
    /** It may come, or is a matter of advice. */
    HYPOTHETICAL
  }

  /** Of whom a mention is. */
  public enum Experiencer {
    PATIENT,
    OTHER
  }

  /** What words can decide. */
  public enum Effect {
    NEGATED,
    HISTORICAL,
    HYPOTHETICAL,
    OTHER_EXPERIENCER
  }

  /**
   * The words that decided.
   *
   * @param effect what they decided
   * @param span where they stand
   */
  public record Trigger(Effect effect, Span span) {
    /** Checks that nothing is missing. */
    public Trigger {
      requireNonNull(effect, "effect");
      requireNonNull(span, "span");
    }
  }

  /** Copies the triggers. */
  public Context {
    requireNonNull(negation, "negation");
    requireNonNull(temporality, "temporality");
    requireNonNull(experiencer, "experiencer");
    triggers = List.copyOf(triggers);
  }

  /** Whether it says that the patient has or had it. */
  public boolean isOfPatient() {
    return negation == Negation.AFFIRMED
        && temporality != Temporality.HYPOTHETICAL
        && experiencer == Experiencer.PATIENT;
  }
}
