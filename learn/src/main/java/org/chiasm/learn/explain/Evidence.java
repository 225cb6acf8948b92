package org.chiasm.learn.explain;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chiasm.MissingReason;
import org.chiasm.Quantity;

/** What a contribution rests on: a leaf of an explanation, which names the input it came from. */
public sealed interface Evidence
    permits ActivationMap,
        Evidence.Value,
        Evidence.Absent,
        Evidence.Region,
        Evidence.NoMap,
        Evidence.Stretch,
        Evidence.Sentence,
        Evidence.Unquoted {
  /** In words, for a person. */
  String words();

  /**
   * A value of a row.
   *
   * @param text the number or label
   * @param unit UCUM, empty where there is none
   * @param ageHours prediction time minus effective time; NaN where timeless
   * @param origin the fact, such as {@code Observation/123} or a series UID; empty where none
   */
  record Value(String input, String text, String unit, double ageHours, String origin)
      implements Evidence {
    /** Checks that nothing is missing. */
    public Value {
      requireNonNull(input, "input");
      requireNonNull(text, "text");
      requireNonNull(unit, "unit");
      requireNonNull(origin, "origin");
    }

    @Override
    public String words() {
      return input
          + " = "
          + Quantity.toFourDigits(text)
          + (unit.isEmpty() ? "" : " " + unit)
          + (Double.isNaN(ageHours) ? "" : String.format(Locale.ROOT, ", %.1f h old", ageHours))
          + (origin.isEmpty() ? "" : ", " + origin);
    }
  }

  /** An input without a value. */
  record Absent(String input, MissingReason reason) implements Evidence {
    @Override
    public String words() {
      return input + " is missing: " + reason;
    }
  }

  /**
   * A block of an image: first and one past the last index of each axis of the tensor that the
   * model reads.
   *
   * @param move score of the whole minus score with the block hidden
   */
  record Region(
      String input,
      int sliceFrom,
      int sliceTo,
      int rowFrom,
      int rowTo,
      int columnFrom,
      int columnTo,
      double move)
      implements Evidence {
    @Override
    public String words() {
      return String.format(
          Locale.ROOT,
          "%s: slices %d–%d, rows %d–%d, columns %d–%d of the model's tensor (%+.3f)",
          input,
          sliceFrom,
          sliceTo - 1,
          rowFrom,
          rowTo - 1,
          columnFrom,
          columnTo - 1,
          move);
    }
  }

  /**
   * An image without an {@link ActivationMap}.
   *
   * @param reason why, in words
   */
  record NoMap(String input, String reason) implements Evidence {
    /** Checks that nothing is missing. */
    public NoMap {
      requireNonNull(input, "input");
      requireNonNull(reason, "reason");
    }

    @Override
    public String words() {
      return input + ": no Grad-CAM, " + reason;
    }
  }

  /**
   * A stretch of a signal or trajectory.
   *
   * @param channel the lead or concept
   * @param from in {@code unit}, from the beginning of the window, inclusive
   * @param to exclusive
   * @param unit {@code s} or {@code h}
   * @param move score of the whole minus score with the stretch hidden
   */
  record Stretch(String input, String channel, double from, double to, String unit, double move)
      implements Evidence {
    @Override
    public String words() {
      return String.format(
          Locale.ROOT, "%s: %s from %.1f to %.1f %s (%+.3f)", input, channel, from, to, unit, move);
    }
  }

  /**
   * Words of a note, or a coded problem.
   *
   * @param origin the note or condition
   * @param time when it is of, ISO 8601 in UTC; empty where timeless
   * @param section of the note; empty for a code
   * @param meaning how it is meant: affirmed, negated, historical …; {@code coded} for a code
   * @param text the sentence, or the code
   * @param start offset of the mention in the sentence, inclusive; 0 for a code
   * @param end exclusive; 0 for a code
   * @param triggers the words that decided how it is meant, in the order of the note
   */
  record Sentence(
      String input,
      String origin,
      String time,
      String section,
      String meaning,
      String text,
      int start,
      int end,
      List<Trigger> triggers)
      implements Evidence {
    /** Checks that nothing is missing. */
    public Sentence {
      requireNonNull(input, "input");
      requireNonNull(origin, "origin");
      requireNonNull(time, "time");
      requireNonNull(section, "section");
      requireNonNull(meaning, "meaning");
      requireNonNull(text, "text");
      triggers = List.copyOf(triggers);
      if (start < 0 || end < start || end > text.length()) {
        throw new IllegalArgumentException(
            "Words " + start + " to " + end + " of a sentence of " + text.length());
      }
    }

    @Override
    public String words() {
      var marked =
          start == end
              ? text
              : text.substring(0, start)
                  + "["
                  + text.substring(start, end)
                  + "]"
                  + text.substring(end);
      return input + ": “" + onOneLine(marked) + "” (" + where() + ")";
    }

    /** How it is meant and by which words, section, time and origin. */
    public String where() {
      return Stream.of(verdict(), section, time, origin)
          .filter(each -> !each.isEmpty())
          .collect(Collectors.joining(", "));
    }

    /** How it is meant, and the words that decided. */
    public String verdict() {
      return triggers.isEmpty()
          ? meaning
          : meaning
              + " by "
              + triggers.stream().map(Trigger::words).collect(Collectors.joining(" and "));
    }
  }

  /**
   * Words that decided how a mention is meant.
   *
   * @param effect what they decided, such as negated
   * @param text the words
   * @param start offset in the sentence, inclusive
   * @param end exclusive; 0 where they stand outside it, in the heading of its section
   */
  record Trigger(String effect, String text, int start, int end) {
    /** Checks that nothing is missing. */
    public Trigger {
      requireNonNull(effect, "effect");
      requireNonNull(text, "text");
      if (start < 0 || end < start) {
        throw new IllegalArgumentException("Words " + start + " to " + end);
      }
    }

    /** Whether the words are the heading of the section. */
    public boolean isHeading() {
      return end == 0;
    }

    private String words() {
      return (isHeading() ? "the heading “" : "“") + onOneLine(text) + "”";
    }
  }

  /**
   * An input of notes of which no words can be shown.
   *
   * @param origin the note or condition that the row names
   * @param reason why, in words
   */
  record Unquoted(String input, String origin, String reason) implements Evidence {
    /** Checks that nothing is missing. */
    public Unquoted {
      requireNonNull(input, "input");
      requireNonNull(origin, "origin");
      requireNonNull(reason, "reason");
    }

    @Override
    public String words() {
      return input + ": no words to show, " + reason + (origin.isEmpty() ? "" : ", " + origin);
    }
  }

  private static String onOneLine(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }
}
