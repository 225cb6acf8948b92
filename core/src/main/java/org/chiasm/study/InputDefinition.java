package org.chiasm.study;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.chiasm.Modality;

/** One input of the model: what it is, the window it may come from, and what its absence means. */
public sealed interface InputDefinition {
  /** The input's name: the row's column. */
  String name();

  /** The kind of input. */
  Modality modality();

  /** On effective time, around the trigger time. */
  TimeWindow window();

  /** What its absence means. */
  Missing missing();

  /** What the absence of an input means. */
  enum Missing {
    /** The gate waits for it and then abstains. */
    REQUIRE,
    /**
     * The preprocessing fitted on training rows fills it in; it counts against the missing budget.
     */
    IMPUTE,
    /** The model takes the absence as it is; it counts against the missing budget. */
    ALLOW
  }

  /** A value reduced from the facts of a concept in the window. */
  record Tabular(String name, String concept, TimeWindow window, Reduce reduce, Missing missing)
      implements InputDefinition {
    /** Checks that nothing is missing. */
    public Tabular {
      requireNonNull(name, "name");
      requireNonNull(concept, "concept");
      requireNonNull(window, "window");
      requireNonNull(reduce, "reduce");
      requireNonNull(missing, "missing");
    }

    @Override
    public Modality modality() {
      return Modality.TABULAR;
    }
  }

  /**
   * What measurement concepts did over a window: their means in equal steps of effective time, and
   * what is derived from them, a grid of rows by steps.
   *
   * @param concepts at least one, each once; the first rows of the grid
   * @param derived the rows after them
   * @param window both ends finite
   * @param step the length of a step, positive; the last one may be cut by the window's end
   */
  record Trajectory(
      String name,
      List<String> concepts,
      List<Derived> derived,
      TimeWindow window,
      Duration step,
      Missing missing)
      implements InputDefinition {
    /**
     * A quantity that two concepts make together, such as the shock index: at each step in which
     * the left one was measured, with the latest value of the right one. Both are in their
     * concepts' units.
     *
     * @param name in the grid; unlike that of any concept of the trajectory
     * @param left a concept of the trajectory
     * @param right a concept of the trajectory
     */
    public record Derived(String name, String left, Operation operation, String right) {
      /** A value of the right concept counts until it is older than this. */
      public static final Duration CARRY = Duration.ofHours(12);

      /** What is done with the two values. */
      public enum Operation {
        /** Left by right; none where right is 0. */
        RATIO,
        /** Left minus right. */
        DIFFERENCE
      }

      /** Checks that nothing is missing. */
      public Derived {
        requireNonNull(name, "name");
        requireNonNull(left, "left");
        requireNonNull(operation, "operation");
        requireNonNull(right, "right");
      }

      /** The quantity, or NaN where it is not defined. */
      public double of(double leftValue, double rightValue) {
        return switch (operation) {
          case RATIO -> rightValue == 0 ? Double.NaN : leftValue / rightValue;
          case DIFFERENCE -> leftValue - rightValue;
        };
      }
    }

    /** The most steps a window may have. */
    public static final int STEPS_MAX = 10_000;

    /** Copies the concepts and checks that the steps can be counted. */
    public Trajectory {
      requireNonNull(name, "name");
      concepts = List.copyOf(concepts);
      derived = List.copyOf(derived);
      requireNonNull(missing, "missing");
      for (var each : derived) {
        if (!concepts.contains(each.left()) || !concepts.contains(each.right())) {
          throw new IllegalArgumentException(
              "A trajectory of " + concepts + " cannot derive " + each);
        }
      }
      if (concepts.isEmpty() || Set.copyOf(concepts).size() != concepts.size()) {
        throw new IllegalArgumentException(
            "A trajectory needs concepts, each once, got " + concepts);
      }
      if (window.start().isInfinite() || window.end().isInfinite()) {
        throw new IllegalArgumentException(
            "A trajectory needs a window with two ends, got " + window);
      }
      if (!step.isPositive() || steps(window, step) > STEPS_MAX) {
        throw new IllegalArgumentException(
            "A trajectory needs 1 to " + STEPS_MAX + " steps, got " + window + " by " + step);
      }
    }

    /** One from which nothing is derived. */
    public Trajectory(
        String name, List<String> concepts, TimeWindow window, Duration step, Missing missing) {
      this(name, concepts, List.of(), window, step, missing);
    }

    /** The names of the grid's rows: the concepts, then what is derived. */
    public List<String> rows() {
      return Stream.concat(concepts.stream(), derived.stream().map(Derived::name)).toList();
    }

    /** How many steps the window has: the columns of the grid. */
    public int steps() {
      return Math.toIntExact(steps(window, step));
    }

    private static long steps(TimeWindow window, Duration step) {
      var length = window.end().offset().minus(window.start().offset());
      long whole = length.dividedBy(step);
      return Math.max(1, step.multipliedBy(whole).equals(length) ? whole : whole + 1);
    }

    @Override
    public Modality modality() {
      return Modality.TABULAR;
    }
  }

  /**
   * An image series chosen by rule.
   *
   * @param tensor in which shape its pixels reach the encoder
   * @param extractor the network that is trained on its pixels; one over volumes only where the
   *     rule and the tensor allow slices
   */
  record Image(
      String name,
      SeriesRule select,
      TensorRule tensor,
      Extractor extractor,
      TimeWindow window,
      Missing missing)
      implements InputDefinition {
    /** Which network is trained to extract numbers of pixels. */
    public enum Extractor {
      /** A 2-D network over each picture, slice or tile, pooled by gated attention. */
      CNN_2D_ATTENTION,
      /** A 3-D network over a whole volume. */
      CNN_3D
    }

    /** Checks that nothing is missing and that a volume can be had where one is read. */
    public Image {
      requireNonNull(name, "name");
      requireNonNull(select, "select");
      requireNonNull(tensor, "tensor");
      requireNonNull(extractor, "extractor");
      requireNonNull(window, "window");
      requireNonNull(missing, "missing");
      if (extractor == Extractor.CNN_3D && !(select.allowsSlices() && tensor.allowsSlices())) {
        throw new IllegalArgumentException(
            "A 3-D network needs series of slices, got " + select + " and " + tensor);
      }
    }

    /** One whose pixels take the standard shape and pass the standard network. */
    public Image(String name, SeriesRule select, TimeWindow window, Missing missing) {
      this(name, select, new TensorRule.Standard(), Extractor.CNN_2D_ATTENTION, window, missing);
    }

    @Override
    public Modality modality() {
      return Modality.IMAGE;
    }
  }

  /**
   * A sampled signal.
   *
   * @param minLeads at least so many leads, limb leads that follow from two others included
   * @param minDurationSeconds at least so long
   */
  record Waveform(
      String name, int minLeads, double minDurationSeconds, TimeWindow window, Missing missing)
      implements InputDefinition {
    /** Checks that nothing is missing. */
    public Waveform {
      requireNonNull(name, "name");
      requireNonNull(window, "window");
      requireNonNull(missing, "missing");
    }

    @Override
    public Modality modality() {
      return Modality.WAVEFORM;
    }
  }

  /**
   * Whether a comorbidity is in the patient's own history: 1, or 0 where the sources speak and do
   * not say so.
   *
   * @param history the comorbidity group's name in the lexicon, such as {@code diabetes}
   * @param from which sources may say so, at least one
   */
  record History(
      String name, String history, Set<HistorySource> from, TimeWindow window, Missing missing)
      implements InputDefinition {
    /** Where history may come from. */
    public enum HistorySource {
      /** Coded problems. */
      CONDITION,
      /** The text of notes. */
      NOTE
    }

    /** Copies the sources. */
    public History {
      requireNonNull(name, "name");
      requireNonNull(history, "history");
      from = Set.copyOf(from);
      requireNonNull(window, "window");
      requireNonNull(missing, "missing");
    }

    @Override
    public Modality modality() {
      return Modality.TEXT;
    }
  }

  /**
   * The words of notes, counted.
   *
   * @param kinds the concepts whose notes are read; of any kind where there is none
   * @param words at most so many words and pairs of words become columns
   * @param encoder a given network that reads the notes too
   */
  record Notes(
      String name,
      List<String> kinds,
      int words,
      TextEncoderRule encoder,
      TimeWindow window,
      Missing missing)
      implements InputDefinition {
    /** How many words and pairs become columns unless a study says otherwise. */
    public static final int WORDS_STANDARD = 500;

    /** The most that may. */
    public static final int WORDS_MAX = 10_000;

    /** Copies the kinds. */
    public Notes {
      requireNonNull(name, "name");
      kinds = List.copyOf(kinds);
      requireNonNull(encoder, "encoder");
      requireNonNull(window, "window");
      requireNonNull(missing, "missing");
      if (words < 1 || words > WORDS_MAX) {
        throw new IllegalArgumentException(
            "Notes become 1 to " + WORDS_MAX + " columns, got " + words);
      }
    }

    /** One that no given network reads. */
    public Notes(String name, List<String> kinds, int words, TimeWindow window, Missing missing) {
      this(name, kinds, words, new TextEncoderRule.None(), window, missing);
    }

    @Override
    public Modality modality() {
      return Modality.TEXT;
    }
  }

  /**
   * How the facts in a window become one value. Equal times are told apart by the order of events.
   */
  enum Reduce {
    /**
     * The one whose effective time is closest to the trigger; of two equally close, the earlier.
     */
    NEAREST,
    /** The one with the latest effective time. */
    LAST,
    /** The one with the earliest effective time. */
    FIRST,
    MIN,
    MAX,
    MEAN,
    /** Sample standard deviation; needs two facts. */
    STD,
    SUM,
    /** Least-squares change per hour; needs facts at two different times. */
    SLOPE,
    /** How many usable facts: 0 where there is none, never missing. */
    COUNT,
    /** 1 where there is one, else 0, never missing. */
    EXISTS
  }

  /** The names of every reduction, as a study file spells them. */
  static List<String> reduceNames() {
    return List.of(
        "nearest", "last", "first", "min", "max", "mean", "std", "sum", "slope", "count", "exists");
  }
}
