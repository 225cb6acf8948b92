package org.chiasm.learn.encode;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.chiasm.learn.layers.TensorInput;
import org.chiasm.learn.onnx.GivenEncoder;
import org.chiasm.learn.tagger.TextEncoder;
import org.chiasm.row.InputCell;
import org.chiasm.row.InputCell.Present;
import org.chiasm.row.InputCell.Value;
import org.chiasm.study.Branch;

/** How one input of a row becomes columns. */
public sealed interface InputEncoding {
  /** The input's name. */
  String input();

  /** The branch with which it enters fusion. */
  Branch branch();

  /** Whether the value's age is a column too, the last of this input. */
  boolean age();

  /** The same, with or without the age. */
  InputEncoding withAge(boolean wanted);

  /**
   * A number as it stands.
   *
   * @param age whether the value's age is a column too
   */
  record Numeric(String input, Branch branch, boolean age) implements InputEncoding {
    /** Checks that nothing is missing. */
    public Numeric {
      requireNonNull(input, "input");
      requireNonNull(branch, "branch");
    }

    @Override
    public InputEncoding withAge(boolean wanted) {
      return new Numeric(input, branch, wanted);
    }
  }

  /**
   * One indicator for each level seen in training, and one for a level that was not; all NaN where
   * the input is missing.
   *
   * @param levels sorted
   */
  record Levels(String input, Branch branch, List<String> levels, boolean age)
      implements InputEncoding {
    /** Copies the levels. */
    public Levels {
      requireNonNull(input, "input");
      requireNonNull(branch, "branch");
      levels = List.copyOf(levels);
    }

    @Override
    public InputEncoding withAge(boolean wanted) {
      return new Levels(input, branch, levels, wanted);
    }
  }

  /**
   * The original features of pixels or a signal.
   *
   * @param encoder how networks read it; one of {@link TensorKind#encoders}
   */
  record Measured(
      String input, Branch branch, TensorKind kind, TensorInput.Encoder encoder, boolean age)
      implements InputEncoding {
    /** Checks that networks can read it so. */
    public Measured {
      requireNonNull(input, "input");
      requireNonNull(branch, "branch");
      requireNonNull(kind, "kind");
      requireNonNull(encoder, "encoder");
      if (!kind.encoders().contains(encoder)) {
        throw new IllegalArgumentException(
            "networks read input '%s', a %s, as one of %s, got %s"
                .formatted(input, kind, kind.encoders(), encoder));
      }
    }

    /** One that networks read as they read its kind unless a study says otherwise. */
    public Measured(String input, Branch branch, TensorKind kind, boolean age) {
      this(input, branch, kind, kind.encoders().getFirst(), age);
    }

    @Override
    public InputEncoding withAge(boolean wanted) {
      return new Measured(input, branch, kind, encoder, wanted);
    }
  }

  /**
   * The original features of a trajectory.
   *
   * @param concepts the rows of its grid
   * @param stepHours the length of a step
   */
  record Course(String input, Branch branch, List<String> concepts, double stepHours, boolean age)
      implements InputEncoding {
    /** Copies the concepts. */
    public Course {
      requireNonNull(input, "input");
      requireNonNull(branch, "branch");
      concepts = List.copyOf(concepts);
    }

    @Override
    public InputEncoding withAge(boolean wanted) {
      return new Course(input, branch, concepts, stepHours, wanted);
    }
  }

  /**
   * The words of notes as TF-IDF; all NaN where there are no notes.
   *
   * @param weights which words, and what each weighs
   */
  record Words(String input, Branch branch, WordWeights weights, boolean age)
      implements InputEncoding {
    /** Checks that nothing is missing. */
    public Words {
      requireNonNull(input, "input");
      requireNonNull(branch, "branch");
      requireNonNull(weights, "weights");
    }

    @Override
    public InputEncoding withAge(boolean wanted) {
      return new Words(input, branch, weights, wanted);
    }
  }

  /**
   * What a given network extracts of pixels or a signal, beside their original features.
   *
   * @param encoder never trained further
   */
  record Given(String input, Branch branch, GivenEncoder encoder) implements InputEncoding {
    /** Checks that nothing is missing. */
    public Given {
      requireNonNull(input, "input");
      requireNonNull(branch, "branch");
      requireNonNull(encoder, "encoder");
    }

    @Override
    public boolean age() {
      return false;
    }

    @Override
    public InputEncoding withAge(boolean wanted) {
      return this;
    }
  }

  /**
   * What a given network extracts of notes, beside their words.
   *
   * @param encoder never trained further
   */
  record GivenText(String input, Branch branch, TextEncoder encoder) implements InputEncoding {
    /** Checks that nothing is missing. */
    public GivenText {
      requireNonNull(input, "input");
      requireNonNull(branch, "branch");
      requireNonNull(encoder, "encoder");
    }

    @Override
    public boolean age() {
      return false;
    }

    @Override
    public InputEncoding withAge(boolean wanted) {
      return this;
    }
  }

  /** How networks read the input, if it is more than columns. */
  default Optional<TensorInput> tensor(List<short[]> numbers) {
    return switch (this) {
      case Measured measured ->
          Optional.of(
              new TensorInput(input(), measured.encoder(), TensorReduction.shape(measured.kind())));
      case Course course -> {
        int size = numbers.stream().mapToInt(each -> each.length).max().orElse(0);
        int count = course.concepts().size();
        yield size == 0
            ? Optional.empty()
            : Optional.of(
                new TensorInput(input(), TensorInput.Encoder.COURSE, List.of(count, size / count)));
      }
      case Numeric _, Levels _, Words _, Given _, GivenText _ -> Optional.empty();
    };
  }

  /** A cell's numbers as networks read them; none where it has none. */
  default short[] numbers(InputCell cell, TensorFeatures tensors) {
    if (!(cell instanceof Present present)) {
      return new short[0];
    }
    return switch (this) {
      case Measured measured ->
          present.value() instanceof Value.Reference reference
              ? tensors.reduced(branch().modality(), reference.reference(), measured.kind())
              : new short[0];
      case Course course ->
          tensors
              .grid(present.value())
              .filter(grid -> grid.extent(0) == course.concepts().size())
              .map(grid -> TensorReduction.halves(grid.values()))
              .orElseGet(() -> new short[0]);
      case Numeric _, Levels _, Words _, Given _, GivenText _ -> new short[0];
    };
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
      case Words words -> {
        for (int bucket : words.weights().buckets()) {
          features.add(feature(input() + ".word_" + bucket, Feature.Kind.WORD));
        }
      }
      case Given given -> addExtracted(features, given.encoder().width());
      case GivenText given -> addExtracted(features, given.encoder().width());
      case Course course -> {
        for (var name : GridFeatures.names(course.concepts())) {
          features.add(feature(input() + "." + name, Feature.Kind.QUANTITY));
        }
      }
    }
    if (age()) {
      features.add(feature(input() + ".age_hours", Feature.Kind.AGE_HOURS));
    }
    return List.copyOf(features);
  }

  private void addExtracted(List<Feature> features, int width) {
    for (int i = 0; i < width; i++) {
      features.add(feature(input() + ".given_" + i, Feature.Kind.EXTRACTED));
    }
  }

  private Feature feature(String name, Feature.Kind kind) {
    return new Feature(name, input(), branch(), kind);
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
          var numbers = tensors.of(branch().modality(), reference.reference(), measured.kind());
          System.arraycopy(numbers, 0, target, offset, numbers.length);
        }
      }
      case Words words -> {
        if (present.value() instanceof Value.Words found) {
          var numbers = words.weights().of(found.counts());
          System.arraycopy(numbers, 0, target, offset, numbers.length);
        }
      }
      case Given given -> {
        if (present.value() instanceof Value.Reference reference) {
          tensors
              .encoded(reference.reference(), given.encoder())
              .ifPresent(numbers -> copy(numbers, target, offset));
        }
      }
      case GivenText given -> {
        if (present.value() instanceof Value.Words words) {
          tensors
              .extracted(words.reference(), given.encoder().width())
              .ifPresent(numbers -> copy(numbers, target, offset));
        }
      }
      case Course course ->
          tensors
              .grid(present.value())
              .filter(grid -> grid.extent(0) == course.concepts().size())
              .map(grid -> GridFeatures.measure(grid, course.stepHours()))
              .ifPresent(numbers -> System.arraycopy(numbers, 0, target, offset, numbers.length));
    }
    if (age() && isPresent(target, offset, width - 1)) {
      target[offset + width - 1] = present.ageHours();
    }
  }

  private static void copy(float[] numbers, double[] target, int offset) {
    for (int i = 0; i < numbers.length; i++) {
      target[offset + i] = numbers[i];
    }
  }

  private static boolean isPresent(double[] target, int offset, int width) {
    for (int i = offset; i < offset + width; i++) {
      if (!Double.isNaN(target[i])) {
        return true;
      }
    }
    return false;
  }
}
