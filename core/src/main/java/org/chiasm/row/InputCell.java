package org.chiasm.row;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;
import org.chiasm.MissingReason;
import org.chiasm.Tensor;
import org.chiasm.note.text.WordCounts;

/**
 * What a row holds for one input: a value with its age and origin, or the one reason why there is
 * none.
 */
public sealed interface InputCell {
  /** What was taken on trust on the way to a value. */
  enum Assumption {
    /** The available time is assumed by the site file. */
    ASSUMED_AVAILABILITY,
    /** The unit was missing or wrong and was inferred from evidence. */
    INFERRED_UNIT,
    /** The value is a bound ({@code <5}) taken at its limit. */
    CENSORED_VALUE
  }

  /** A value as a model may read it. */
  sealed interface Value {
    /**
     * A number in the unit of the input's concept.
     *
     * @param number finite
     */
    record Numeric(double number) implements Value {
      /** Checks that there is a number; minus zero becomes zero. */
      public Numeric {
        if (!Double.isFinite(number)) {
          throw new IllegalArgumentException("A row value must be finite, got " + number);
        }
        number = number == 0 ? 0.0 : number;
      }
    }

    /**
     * One label of a category concept.
     *
     * @param label never blank
     */
    record Label(String label) implements Value {}

    /**
     * Pixels or a signal, by reference.
     *
     * @param reference the series UID, or the recording's reference
     */
    record Reference(String reference) implements Value {}

    /**
     * Means over time, concepts by steps, NaN where nothing was measured.
     *
     * @param means in the concepts' units
     */
    record Grid(Tensor means) implements Value {
      /** Checks that there is a grid. */
      public Grid {
        if (means.rank() != 2) {
          throw new IllegalArgumentException("A grid has two axes, got " + means);
        }
      }
    }

    /**
     * The words of notes.
     *
     * @param counts hashed; never empty
     * @param reference of the tensor that a given encoder made of the notes; empty where there is
     *     none
     */
    record Words(WordCounts counts, String reference) implements Value {
      /** Checks that there are words. */
      public Words {
        requireNonNull(reference, "reference");
        if (counts.size() == 0) {
          throw new IllegalArgumentException("Notes without a word are missing, not empty");
        }
      }

      /** As a table of rows holds them: the reference and a bar where there is one, the counts. */
      public String written() {
        return (reference.isEmpty() ? "" : reference + '|') + counts.written();
      }

      /** Reads what {@link #written} wrote; nothing where the text is anything else. */
      public static Optional<Words> read(String text) {
        int bar = text.lastIndexOf('|');
        return WordCounts.read(text.substring(bar + 1))
            .filter(counts -> counts.size() > 0)
            .map(counts -> new Words(counts, bar < 0 ? "" : text.substring(0, bar)));
      }
    }
  }

  /**
   * A value.
   *
   * @param ageHours prediction time minus effective time of the fact it rests on; for a reduction
   *     over many facts, of the latest; NaN for timeless facts
   * @param unit UCUM, empty where there is none
   * @param origin the fact, or the latest of the facts, it rests on
   * @param assumptions what was taken on trust
   */
  record Present(
      Value value, double ageHours, String unit, String origin, Set<Assumption> assumptions)
      implements InputCell {
    /** Copies the assumptions. */
    public Present {
      requireNonNull(value, "value");
      requireNonNull(unit, "unit");
      requireNonNull(origin, "origin");
      assumptions = Set.copyOf(assumptions);
    }
  }

  /**
   * No value.
   *
   * @param reason the one reason
   */
  record Missing(MissingReason reason) implements InputCell {
    /** Checks that there is a reason. */
    public Missing {
      requireNonNull(reason, "reason");
    }
  }
}
