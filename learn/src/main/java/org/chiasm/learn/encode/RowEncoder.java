package org.chiasm.learn.encode;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.chiasm.learn.layers.TensorInput;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.InputCell.Present;
import org.chiasm.row.InputCell.Value;
import org.chiasm.study.Branch;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.StudyDefinition;
import org.chiasm.study.TextEncoderRule;

/**
 * The feature contract: which columns a study's rows give, settled once on training rows and the
 * same ever after. Immutable; safe between threads.
 */
public final class RowEncoder {
  private static final double MILLIS_PER_HOUR = 3_600_000.0;

  private final List<InputEncoding> encodings;
  private final List<Feature> features;
  private final int[] offsets;

  /** A contract as it was settled before; the names of its columns must be unique. */
  public RowEncoder(List<InputEncoding> encodings) {
    this.encodings = List.copyOf(encodings);
    this.offsets = new int[encodings.size() + 1];
    var columns = new ArrayList<Feature>();
    for (int i = 0; i < encodings.size(); i++) {
      columns.addAll(encodings.get(i).features());
      offsets[i + 1] = columns.size();
    }
    this.features = List.copyOf(columns);
  }

  /**
   * Settles the contract on training rows: the levels of categories, the kind of each tensor, the
   * words of notes and their weights, and which ages tell more than another age does. An input
   * without any value in training gives no columns, and none of its given encoder.
   *
   * @param study whose inputs become columns, in its order
   * @throws IllegalArgumentException if the study wants a 3-D network for an input whose tensors
   *     are no volumes
   */
  public static RowEncoder fit(
      StudyDefinition study, List<FeatureRow> training, TensorFeatures tensors) {
    var encodings = new ArrayList<InputEncoding>();
    for (var input : study.inputs()) {
      var own = encoding(input, study.branch(input), training, tensors);
      if (own.isEmpty()) {
        continue;
      }
      encodings.add(own.get());
      var rule = study.fusion().encoders().get(input.name());
      if (rule != null) {
        encodings.add(
            new InputEncoding.Given(input.name(), study.branch(input), tensors.encoder(rule)));
      }
      if (input instanceof InputDefinition.Notes notes
          && notes.encoder() instanceof TextEncoderRule.Given given) {
        encodings.add(
            new InputEncoding.GivenText(input.name(), study.branch(input), tensors.encoder(given)));
      }
    }
    return new RowEncoder(withoutRepeatedAges(encodings, training));
  }

  private static Optional<InputEncoding> encoding(
      InputDefinition input, Branch branch, List<FeatureRow> training, TensorFeatures tensors) {
    if (input instanceof InputDefinition.Trajectory trajectory) {
      boolean seen = training.stream().anyMatch(row -> row.cell(input.name()) instanceof Present);
      return seen
          ? Optional.of(
              new InputEncoding.Course(
                  input.name(),
                  branch,
                  trajectory.rows(),
                  trajectory.step().toMillis() / MILLIS_PER_HOUR,
                  true))
          : Optional.empty();
    }
    if (input instanceof InputDefinition.Notes notes) {
      var weights = WordWeights.fit(input.name(), training, notes.words());
      return weights.buckets().isEmpty()
          ? Optional.empty()
          : Optional.of(new InputEncoding.Words(input.name(), branch, weights, true));
    }
    measure(input, training, tensors);
    var levels = new TreeSet<String>();
    var kinds = new TreeMap<TensorKind, Integer>();
    boolean numeric = false;
    for (var row : training) {
      if (row.cell(input.name()) instanceof Present present) {
        switch (present.value()) {
          case Value.Numeric _ -> numeric = true;
          case Value.Grid _, Value.Words _ -> {}
          case Value.Label label -> levels.add(label.label());
          case Value.Reference reference ->
              tensors
                  .kind(input.modality(), reference.reference())
                  .ifPresent(kind -> kinds.merge(kind, 1, Integer::sum));
        }
      }
    }
    if (!kinds.isEmpty()) {
      var commonest =
          kinds.entrySet().stream()
              .reduce((a, b) -> b.getValue() > a.getValue() ? b : a)
              .orElseThrow()
              .getKey();
      return Optional.of(
          new InputEncoding.Measured(
              input.name(), branch, commonest, encoder(input, commonest), true));
    }
    if (!levels.isEmpty()) {
      return Optional.of(new InputEncoding.Levels(input.name(), branch, List.copyOf(levels), true));
    }
    return numeric
        ? Optional.of(new InputEncoding.Numeric(input.name(), branch, true))
        : Optional.empty();
  }

  /**
   * Measures the tensors of an input side by side, so that each is at hand when it is asked for.
   */
  private static void measure(
      InputDefinition input, List<FeatureRow> rows, TensorFeatures tensors) {
    rows.parallelStream()
        .forEach(
            row -> {
              if (row.cell(input.name()) instanceof Present present
                  && present.value() instanceof Value.Reference(var reference)) {
                tensors.kind(input.modality(), reference);
              }
            });
  }

  /** How networks read a kind of tensor for the extractor that the study names. */
  private static TensorInput.Encoder encoder(InputDefinition input, TensorKind kind) {
    boolean wholeVolume =
        input instanceof InputDefinition.Image image
            && image.extractor() == InputDefinition.Image.Extractor.CNN_3D;
    if (!wholeVolume) {
      return kind.encoders().getFirst();
    }
    if (!kind.encoders().contains(TensorInput.Encoder.VOLUME)) {
      throw new IllegalArgumentException(
          ("input '%s' has the extractor cnn_3d, got tensors of kind %s, expected volumes: leave"
                  + " the extractor out of the study file, or select series of slices")
              .formatted(input.name(), kind.name().toLowerCase(Locale.ROOT)));
    }
    return TensorInput.Encoder.VOLUME;
  }

  private static List<InputEncoding> withoutRepeatedAges(
      List<InputEncoding> encodings, List<FeatureRow> training) {
    var seen = new HashSet<List<Long>>();
    var result = new ArrayList<InputEncoding>();
    for (var encoding : encodings) {
      var ages =
          training.stream()
              .map(row -> Double.doubleToLongBits(age(row, encoding.input())))
              .toList();
      boolean varies = new HashSet<>(ages).size() > 1;
      result.add(encoding.withAge(varies && seen.add(ages)));
    }
    return result;
  }

  private static double age(FeatureRow row, String input) {
    return row.cell(input) instanceof Present present ? present.ageHours() : Double.NaN;
  }

  /** How each input that has columns becomes them, in study order. */
  public List<InputEncoding> encodings() {
    return encodings;
  }

  /** The columns. */
  public List<Feature> features() {
    return features;
  }

  /**
   * The rows as numbers. Tensors are measured in parallel; the result does not depend on it.
   *
   * @throws IllegalArgumentException if a row lacks an input of the contract
   */
  public FeatureMatrix encode(List<FeatureRow> rows, TensorFeatures tensors) {
    int width = features.size();
    var values = new double[Math.multiplyExact(rows.size(), width)];
    IntStream.range(0, rows.size())
        .parallel()
        .forEach(
            row -> {
              for (int i = 0; i < encodings.size(); i++) {
                var encoding = encodings.get(i);
                encoding.write(
                    rows.get(row).cell(encoding.input()),
                    tensors,
                    values,
                    row * width + offsets[i],
                    offsets[i + 1] - offsets[i]);
              }
            });
    return FeatureMatrix.of(features, rows.size(), values).withTensors(blocks(rows, tensors));
  }

  private List<TensorBlock> blocks(List<FeatureRow> rows, TensorFeatures tensors) {
    var blocks = new ArrayList<TensorBlock>();
    for (var encoding : encodings) {
      var numbers =
          rows.stream().map(row -> encoding.numbers(row.cell(encoding.input()), tensors)).toList();
      encoding
          .tensor(numbers)
          .ifPresent(
              input ->
                  blocks.add(
                      new TensorBlock(encoding.branch(), input, numbers.toArray(short[][]::new))));
    }
    return blocks;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RowEncoder encoder && encodings.equals(encoder.encodings);
  }

  @Override
  public int hashCode() {
    return encodings.hashCode();
  }

  @Override
  public String toString() {
    return "RowEncoder[" + encodings.size() + " inputs, " + features.size() + " columns]";
  }
}
