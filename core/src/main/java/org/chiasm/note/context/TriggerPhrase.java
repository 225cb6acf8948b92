package org.chiasm.note.context;

import org.jspecify.annotations.Nullable;

/**
 * What a phrase of a language does to the mentions around it: one entry of a {@code *.context.tsv}
 * resource.
 *
 * @param action what it does
 * @param effect what it decides, ends or masks; null for all effects
 * @param reach how many tokens away it still acts; for a stop it means nothing
 * @param endsAtComma whether a comma ends its scope
 * @param asks whether in a question it only says what is looked for
 */
record TriggerPhrase(
    Action action, Context.@Nullable Effect effect, int reach, boolean endsAtComma, boolean asks) {
  /** What a phrase can do. */
  enum Action {
    /** Decides for mentions after it. */
    FORWARD,
    /** Decides for mentions before it. */
    BACKWARD,
    /** Decides for the mention it is part of. */
    INSIDE,
    /** Decides for a mention that is the whole sentence. */
    ALONE,
    /** Answers for the item it follows in a form; without an effect it says yes. */
    ANSWER,
    /** Only looks like a trigger: the triggers in it do nothing. */
    PSEUDO,
    /** Joins the items of a form that share one field. */
    JOIN,
    /** Ends the scope of triggers on the other side of it. */
    STOP
  }

  /** Whether it ends the scope of triggers of an effect, or masks them. */
  boolean concerns(Context.Effect other) {
    return effect == null || effect == other;
  }
}
