package org.chiasm.note.context;

import java.util.List;
import org.chiasm.note.text.Tokens;

/**
 * How far the triggers of a sentence reach.
 *
 * @param stops phrases that end a scope
 * @param triggers of the sentence
 */
record TriggerScope(Tokens tokens, List<TriggerHit> stops, List<TriggerHit> triggers) {
  /** Whether a trigger acts on a mention. */
  boolean reaches(TriggerHit trigger, int from, int to) {
    return switch (trigger.phrase().action()) {
      case FORWARD -> trigger.to() <= from && isOpen(trigger, trigger.to(), from, to);
      case BACKWARD -> trigger.from() >= to && isOpen(trigger, to, trigger.from(), trigger.from());
      case INSIDE -> trigger.from() >= from && trigger.to() <= to;
      case ALONE -> trigger.from() == from && trigger.to() == to && isWholeSentence(from, to);
      case RECENT, ANSWER, PSEUDO, JOIN, STOP -> false;
    };
  }

  /**
   * Whether nothing between two tokens ends the scope of a trigger; a phrase that ends it may go on
   * into the mention, up to a limit.
   */
  boolean isOpen(TriggerHit trigger, int from, int to, int limit) {
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
  private boolean isHeading(TriggerHit trigger) {
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
    return tokens.isMarkOf(token, ".,;:-*#)(•");
  }
}
