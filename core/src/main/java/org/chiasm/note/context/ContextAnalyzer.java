package org.chiasm.note.context;

import static java.util.Objects.requireNonNull;

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
  private static final int LABEL_WORDS_MAX = 8;

  private final Tokens tokens;
  private final List<Hit> triggers = new ArrayList<>(4);
  private final List<Hit> stops = new ArrayList<>(4);
  private final List<Hit> answers = new ArrayList<>(2);
  private final BitSet joints = new BitSet();

  /** The triggers of a sentence, given as its tokens. */
  ContextAnalyzer(Tokens tokens, ContextLanguage language) {
    this.tokens = tokens;
    var pseudo = new ArrayList<Hit>(2);
    language
        .triggers()
        .find(
            tokens,
            (from, to, phrase) -> {
              switch (phrase.action()) {
                case PSEUDO -> pseudo.add(new Hit(from, to, phrase));
                case ANSWER -> answers.add(new Hit(from, to, phrase));
                case JOIN -> joints.set(from);
                case STOP -> stops.add(new Hit(from, to, phrase));
                case FORWARD, BACKWARD, INSIDE, ALONE -> triggers.add(new Hit(from, to, phrase));
              }
            });
    if (!pseudo.isEmpty()) {
      triggers.removeIf(trigger -> pseudo.stream().anyMatch(mask -> mask.masks(trigger)));
    }
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
    var answer = answer(to);
    var negated = answered(answer, Effect.NEGATED, from, to);
    var hypothetical = answered(answer, Effect.HYPOTHETICAL, from, to);
    if (negated != null && negated.phrase().asks() && (asks || hypothetical != null)) {
      hypothetical = hypothetical == null ? negated : hypothetical;
      negated = null;
    }
    var historical = decisive(Effect.HISTORICAL, from, to, lists);
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

  private void decide(Effect effect, @Nullable Hit hit, List<Context.Trigger> decided) {
    if (hit != null) {
      decided.add(new Context.Trigger(effect, tokens.span(hit.from(), hit.to())));
    }
  }

  /** In a form the answer to an item decides, and what else stands on the line does not. */
  private @Nullable Hit answered(@Nullable Hit answer, Effect effect, int from, int to) {
    if (answer == null) {
      return decisive(effect, from, to);
    }
    return answer.phrase().effect() == effect ? answer : null;
  }

  /** The longest answer to the item that ends before a token. */
  private @Nullable Hit answer(int item) {
    if (answers.isEmpty() || item >= tokens.size()) {
      return null;
    }
    int start = labelEnd(item);
    while (start < tokens.size() && isMarkOf(start, ":?=|–-")) {
      start++;
    }
    if (start == item && !tokens.endsCell(item - 1)) {
      return null;
    }
    Hit longest = null;
    for (var answer : answers) {
      if (answer.from() == start
          && isClosed(answer.to())
          && (longest == null || answer.to() > longest.to())) {
        longest = answer;
      }
    }
    return longest;
  }

  /** The colon of an item that names several things, as in {@code Asthma/COPD: no}. */
  private int labelEnd(int item) {
    boolean joined = false;
    for (int i = item; i < Math.min(tokens.size(), item + LABEL_WORDS_MAX); i++) {
      if (isMarkOf(i, ":?")) {
        return joined ? i : item;
      }
      if (i > item && tokens.endsCell(i - 1)) {
        return item;
      }
      joined |= isMarkOf(i, "/,&") || joints.get(i);
      if (isMarkOf(i, ".;|=")) {
        return item;
      }
    }
    return item;
  }

  /** Whether an answer that ends before a token is the whole answer. */
  private boolean isClosed(int token) {
    return token >= tokens.size()
        || tokens.endsCell(token - 1)
        || isMarkOf(token, ",;.|([☐")
        || (token + 1 < tokens.size() && isMarkOf(token + 1, ":?"));
  }

  private boolean isMarkOf(int token, String marks) {
    for (int i = 0; i < marks.length(); i++) {
      if (tokens.isMark(token, marks.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** The trigger of an effect that stands nearest to the mention and reaches it. */
  private @Nullable Hit decisive(Effect effect, int from, int to) {
    return decisive(effect, from, to, true);
  }

  private @Nullable Hit decisive(Effect effect, int from, int to, boolean lists) {
    Hit nearest = null;
    for (var trigger : triggers) {
      if (trigger.phrase().effect() == effect
          && (lists || !trigger.isAlone())
          && reaches(trigger, from, to)
          && (nearest == null || trigger.distance(from, to) < nearest.distance(from, to))) {
        nearest = trigger;
      }
    }
    return nearest;
  }

  private boolean reaches(Hit trigger, int from, int to) {
    return switch (trigger.phrase().action()) {
      case FORWARD -> trigger.to() <= from && isOpen(trigger, trigger.to(), from, to);
      case BACKWARD -> trigger.from() >= to && isOpen(trigger, to, trigger.from(), trigger.from());
      case INSIDE -> trigger.from() >= from && trigger.to() <= to;
      case ALONE -> trigger.from() == from && trigger.to() == to && isWholeSentence(from, to);
      case ANSWER, PSEUDO, JOIN, STOP -> false;
    };
  }

  /**
   * Whether nothing between two tokens ends the scope of a trigger; a phrase that ends it may go on
   * into the mention, up to a limit.
   */
  private boolean isOpen(Hit trigger, int from, int to, int limit) {
    int reach = trigger.phrase().reach() - 1;
    if (to - from > reach && to - from - inBrackets(from, to) > reach) {
      return false;
    }
    for (var stop : stops) {
      if (stop.from() >= from
          && stop.from() < to
          && stop.to() <= limit
          && stop.phrase().concerns(trigger.effect())) {
        return false;
      }
    }
    for (int i = from; i < to; i++) {
      if ((tokens.isMark(i, ';') && !isHeading(trigger))
          || (tokens.isMark(i, ',') && trigger.phrase().endsAtComma())
          || (tokens.isMark(i, ')') && isListNumber(i - 1))
          || (tokens.isMark(i, ':') && i > from && tokens.isCapitals(i - 1))) {
        return false;
      }
    }
    return true;
  }

  /** How many tokens stand in brackets, as in {@code COPD (GOLD III, on oxygen): none}. */
  private int inBrackets(int from, int to) {
    int count = 0;
    int open = -1;
    for (int i = from; i < to; i++) {
      if (tokens.isMark(i, '(')) {
        open = i;
      } else if (open >= 0 && tokens.isMark(i, ')')) {
        count += i + 1 - open;
        open = -1;
      }
    }
    return count;
  }

  /** A trigger before a colon heads a list, whose entries semicolons part. */
  private boolean isHeading(Hit trigger) {
    return trigger.to() < tokens.size() && tokens.isMark(trigger.to(), ':');
  }

  private boolean isListNumber(int token) {
    return token >= 0 && tokens.isNumber(token) && (token == 0 || !tokens.isMark(token - 1, '('));
  }

  /** Whether a sentence is nothing but names of such conditions, marks and numbers. */
  private boolean isWholeSentence(int from, int to) {
    int i = 0;
    while (i < tokens.size()) {
      if (i == from) {
        i = to;
      } else if (isPunctuation(i) || tokens.isNumber(i)) {
        i++;
      } else {
        int end = aloneEnd(i);
        if (end < 0) {
          return false;
        }
        i = end;
      }
    }
    return true;
  }

  /** Where the longest of the names ends that begins at a token, or -1. */
  private int aloneEnd(int token) {
    int end = -1;
    for (var trigger : triggers) {
      if (trigger.phrase().action() == TriggerPhrase.Action.ALONE && trigger.from() == token) {
        end = Math.max(end, trigger.to());
      }
    }
    return end;
  }

  private boolean isPunctuation(int token) {
    return isMarkOf(token, ".,;:-*#)(•");
  }

  private record Hit(int from, int to, TriggerPhrase phrase) {
    Effect effect() {
      return requireNonNull(phrase.effect(), "a trigger has one effect");
    }

    boolean masks(Hit trigger) {
      return from <= trigger.from
          && trigger.to <= to
          && to - from > trigger.to - trigger.from
          && phrase.concerns(trigger.effect());
    }

    boolean isAlone() {
      return phrase.action() == TriggerPhrase.Action.ALONE;
    }

    int distance(int mentionFrom, int mentionTo) {
      return Math.max(0, Math.max(mentionFrom - to, from - mentionTo));
    }
  }
}
