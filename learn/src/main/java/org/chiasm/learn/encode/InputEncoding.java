package org.chiasm.learn.encode;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chiasm.Modality;
import org.chiasm.row.InputCell;
import org.chiasm.row.InputCell.Present;
import org.chiasm.row.InputCell.Value;

/** How one input of a row becomes columns. */
public sealed interface InputEncoding {
  /** The input's name. */
  String input();

  /** The input's modality. */
  Modality modality();

  /** Whether the value's age is a column too, the last of this input. */
  boolean age();

  /** The same, with or without the age. */
  InputEncoding withAge(boolean wanted);

  /**
   * A number as it stands.
   *
   * @param age whether the value's age is a column too
   */
  record Numeric(String input, Modality modality, boolean age) implements InputEncoding {
    /** Checks that nothing is missing. */
    public Numeric {
      requireNonNull(input, "input");
      requireNonNull(modality, "modality");
    }

    @Override
    public InputEncoding withAge(boolean wanted) {
      return new Numeric(input, modality, wanted);
    }
  }

  /**
   * One indicator for each level seen in training, and one for a level that was not; all NaN where
   * the input is missing.
   *
   * @param levels sorted
   */
  record Levels(String input, Modality modality, List<String> levels, boolean age)
      implements InputEncoding {
    /** Copies the levels. */
    public Levels {
      requireNonNull(input, "input");
      requireNonNull(modality, "modality");
      levels = List.copyOf(levels);
    }

    @Override
    public InputEncoding withAge(boolean wanted) {
      return new Levels(input, modality, levels, wanted);
    }
  }

  /** The original features of pixels or a signal. */
  record Measured(String input, Modality modality, TensorKind kind, boolean age)
      implements InputEncoding {
    /** Checks that nothing is missing. */
    public Measured {
      requireNonNull(input, "input");
      requireNonNull(modality, "modality");
      requireNonNull(kind, "kind");
    }

    @Override
    public InputEncoding withAge(boolean wanted) {
      return new Measured(input, modality, kind, wanted);
    }
  }

  /** The columns, in order. */
  default List<Feature> features() {
    var features = new ArrayList<Feature>();
    switch (this) {
      case Numeric _ -> features.add(feature(input(), Feature.Kind.QUANTITY));
      case Levels levels -> {
        for (var level : levels.levels()) {
          features.add(feature(input() + "=" + level, Feature.Kind.INDICATOR));
        }
        features.add(feature(input() + ".unseen_level", Feature.Kind.INDICATOR));
      }
      case Measured measured -> {
        for (var name : measured.kind().names()) {
          features.add(feature(input() + "." + name, Feature.Kind.QUANTITY));
        }
      }
    }
    if (age()) {
      features.add(feature(input() + ".age_hours", Feature.Kind.AGE_HOURS));
    }
    return List.copyOf(features);
  }

  private Feature feature(String name, Feature.Kind kind) {
    return new Feature(name, input(), modality(), kind);
  }

  /**
   * Writes a cell's numbers.
   *
   * @param width how many: as many as {@link #features} names
   */
  default void write(
      InputCell cell, TensorFeatures tensors, double[] target, int offset, int width) {
    Arrays.fill(target, offset, offset + width, Double.NaN);
    if (!(cell instanceof Present present)) {
      return;
    }
    switch (this) {
      case Numeric _ -> {
        if (present.value() instanceof Value.Numeric numeric) {
          target[offset] = numeric.number();
        }
      }
      case Levels levels -> {
        if (present.value() instanceof Value.Label label) {
          int count = levels.levels().size();
          Arrays.fill(target, offset, offset + count + 1, 0);
          int level = levels.levels().indexOf(label.label());
          target[offset + (level >= 0 ? level : count)] = 1;
        }
      }
      case Measured measured -> {
        if (present.value() instanceof Value.Reference reference) {
          var numbers = tensors.of(modality(), reference.reference(), measured.kind());
          System.arraycopy(numbers, 0, target, offset, numbers.length);
        }
      }
    }
    if (age() && !Double.isNaN(target[offset])) {
      target[offset + width - 1] = present.ageHours();
    }
  }
}
