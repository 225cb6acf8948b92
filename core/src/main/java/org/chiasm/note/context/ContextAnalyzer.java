package org.chiasm.note.context;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.chiasm.note.context.Context.Effect;
import org.chiasm.note.context.Context.Experiencer;
import org.chiasm.note.context.Context.Negation;
import org.chiasm.note.context.Context.Temporality;
import org.chiasm.note.text.Tokens;
import org.jspecify.annotations.Nullable;

/**
 * The ConText rules on one sentence: finds its triggers once, then says how any mention in it is
 * meant (Harkema et al. 2009, doi:10.1016/j.jbi.2009.05.002).
 *
 * <p>A trigger acts from where it stands to the end of its scope: a phrase that stops it, a
 * semicolon, a list number, a heading in capitals, or the sentence's end. One that is part of a
 * longer phrase that only looks like a trigger does nothing. One inside the mention is part of what
 * is mentioned.
 */
final class ContextAnalyzer {
  private final Tokens tokens;
  private final List<TriggerHit> triggers = new ArrayList<>(4);
  private final FormAnswers answers;
  private final TriggerScope scope;

  /** The triggers of a sentence, given as its tokens. */
  ContextAnalyzer(Tokens tokens, ContextLanguage language) {
    this.tokens = tokens;
    var pseudo = new ArrayList<TriggerHit>(2);
    var stops = new ArrayList<TriggerHit>(4);
    var found = new ArrayList<TriggerHit>(2);
    var joints = new BitSet();
    language
        .triggers()
        .find(
            tokens,
            (from, to, phrase) -> {
              switch (phrase.action()) {
                case PSEUDO -> pseudo.add(new TriggerHit(from, to, phrase));
                case ANSWER -> found.add(new TriggerHit(from, to, phrase));
                case JOIN -> joints.set(from);
                case STOP -> stops.add(new TriggerHit(from, to, phrase));
                case FORWARD, BACKWARD, INSIDE, ALONE, RECENT ->
                    triggers.add(new TriggerHit(from, to, phrase));
              }
            });
    if (!pseudo.isEmpty()) {
      triggers.removeIf(trigger -> pseudo.stream().anyMatch(mask -> mask.masks(trigger)));
    }
    this.answers = new FormAnswers(tokens, found, joints);
    this.scope = new TriggerScope(tokens, stops, triggers);
  }

  /**
   * How a mention is meant.
   *
   * @param from its first token
   * @param to the token after its last
   * @param lists whether a lifelong condition that stands alone is an item of a history
   * @param asks whether the text says what is to be found out
   */
  Context context(int from, int to, boolean lists, boolean asks) {
    if (triggers.isEmpty() && answers.isEmpty()) {
      return Context.PLAIN;
    }
    var answer = answers.to(to);
    var negated = answered(answer, Effect.NEGATED, from, to);
    var hypothetical = answered(answer, Effect.HYPOTHETICAL, from, to);
    if (negated != null && negated.phrase().asks() && (asks || hypothetical != null)) {
      hypothetical = hypothetical == null ? negated : hypothetical;
      negated = null;
    }
    var historical = decisive(Effect.HISTORICAL, from, to, lists);
    if (historical != null && historical.to() <= from && isRecent(to)) {
      historical = null;
    }
    var other = decisive(Effect.OTHER_EXPERIENCER, from, to);
    var decided = new ArrayList<Context.Trigger>(4);
    decide(Effect.NEGATED, negated, decided);
    decide(Effect.HYPOTHETICAL, hypothetical, decided);
    decide(Effect.HISTORICAL, historical, decided);
    decide(Effect.OTHER_EXPERIENCER, other, decided);
    decided.sort(Comparator.comparing(Context.Trigger::span));
    return new Context(
        negated != null ? Negation.NEGATED : Negation.AFFIRMED,
        hypothetical != null
            ? Temporality.HYPOTHETICAL
            : historical != null ? Temporality.HISTORICAL : Temporality.RECENT,
        other != null ? Experiencer.OTHER : Experiencer.PATIENT,
        decided);
  }

  private void decide(Effect effect, @Nullable TriggerHit hit, List<Context.Trigger> decided) {
    if (hit != null) {
      decided.add(new Context.Trigger(effect, tokens.span(hit.from(), hit.to())));
    }
  }

  /** In a form the answer to an item decides, and what else stands on the line does not. */
  private @Nullable TriggerHit answered(
      @Nullable TriggerHit answer, Effect effect, int from, int to) {
    if (answer == null) {
      return decisive(effect, from, to);
    }
    return answer.phrase().effect() == effect ? answer : null;
  }

  /** The trigger of an effect that stands nearest to the mention and reaches it. */
  private @Nullable TriggerHit decisive(Effect effect, int from, int to) {
    return decisive(effect, from, to, true);
  }

  private @Nullable TriggerHit decisive(Effect effect, int from, int to, boolean lists) {
    TriggerHit nearest = null;
    for (var trigger : triggers) {
      if (trigger.phrase().effect() == effect
          && (lists || !trigger.isAlone())
          && scope.reaches(trigger, from, to)
          && (nearest == null || trigger.distance(from, to) < nearest.distance(from, to))) {
        nearest = trigger;
      }
    }
    return nearest;
  }

  /** Whether a time near now follows the mention. */
  private boolean isRecent(int to) {
    for (var trigger : triggers) {
      if (trigger.phrase().action() == TriggerPhrase.Action.RECENT
          && trigger.from() >= to
          && scope.isOpen(trigger, to, trigger.from(), trigger.from())) {
        return true;
      }
    }
    return false;
  }
}
