package org.chiasm.note.context;

import static java.util.Objects.requireNonNull;

import org.chiasm.note.context.Context.Effect;

/**
 * A trigger phrase where it stands in a sentence.
 *
 * @param from its first token
 * @param to the token after its last
 */
record TriggerHit(int from, int to, TriggerPhrase phrase) {
  Effect effect() {
    return requireNonNull(phrase.effect(), "a trigger has one effect");
  }

  /** Whether it is a longer phrase around a trigger that it takes the effect from. */
  boolean masks(TriggerHit trigger) {
    return from <= trigger.from
        && trigger.to <= to
        && to - from > trigger.to - trigger.from
        && phrase.concerns(trigger.effect());
  }

  /** Whether it acts only where it is all that a sentence says. */
  boolean isAlone() {
    return phrase.action() == TriggerPhrase.Action.ALONE;
  }

  /** How many tokens lie between it and a mention; 0 where they touch or overlap. */
  int distance(int mentionFrom, int mentionTo) {
    return Math.max(0, Math.max(mentionFrom - to, from - mentionTo));
  }
}
