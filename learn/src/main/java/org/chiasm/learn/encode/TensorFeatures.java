package org.chiasm.learn.encode;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.chiasm.Modality;
import org.chiasm.Tensor;
import org.chiasm.learn.onnx.GivenEncoder;
import org.chiasm.learn.tagger.TextEncoder;
import org.chiasm.row.InputCell.Value;
import org.chiasm.study.EncoderRule;
import org.chiasm.study.TextEncoderRule;

/**
 * The original features of every referenced tensor, each measured once and kept; of pixels and
 * signals only a reduced copy in half precision is kept. Safe between threads.
 */
public final class TensorFeatures {
  private static final class Measured {
    private final TensorKind kind;
    private final double[] values;
    private final short[] reduced;

    Measured(TensorKind kind, Tensor tensor) {
      this.kind = kind;
      this.values = kind.measure(tensor);
      this.reduced = TensorReduction.reduce(tensor, kind);
    }
  }

  private static final short[] NONE = {};

  private record Key(Modality modality, String reference) {}

  private record Encoded(GivenEncoder encoder, String reference) {}

  private final TensorSource source;
  private final Map<Encoded, Optional<float[]>> encoded = new ConcurrentHashMap<>();
  private final Map<Key, Optional<Measured>> measured = new ConcurrentHashMap<>();
  private final Map<String, Optional<float[]>> extracted = new ConcurrentHashMap<>();
  private final Map<String, Optional<Tensor>> grids = new ConcurrentHashMap<>();

  /** Features over a source. */
  public TensorFeatures(TensorSource source) {
    this.source = requireNonNull(source, "source");
  }

  /** The kind of a referenced tensor, or nothing where it cannot be read or fits no kind. */
  Optional<TensorKind> kind(Modality modality, String reference) {
    return measured(modality, reference).map(each -> each.kind);
  }

  /** The features of a referenced tensor; all NaN where it is unreadable or of another kind. */
  double[] of(Modality modality, String reference, TensorKind kind) {
    var found = measured(modality, reference).filter(each -> each.kind == kind);
    if (found.isPresent()) {
      return found.get().values;
    }
    var absent = new double[kind.names().size()];
    Arrays.fill(absent, Double.NaN);
    return absent;
  }

  /** The reduced numbers of a referenced tensor; none where it is unreadable or of another kind. */
  short[] reduced(Modality modality, String reference, TensorKind kind) {
    return measured(modality, reference)
        .filter(each -> each.kind == kind)
        .map(each -> each.reduced)
        .orElse(NONE);
  }

  /** The given encoder of a rule. */
  GivenEncoder encoder(EncoderRule rule) {
    return new GivenEncoder(rule, file(rule.onnx()));
  }

  /** What an encoder gives for a referenced tensor; nothing where it cannot be read. */
  Optional<float[]> encoded(String reference, GivenEncoder encoder) {
    return encoded.computeIfAbsent(
        new Encoded(encoder, reference), key -> source.tensor(reference).flatMap(encoder::encode));
  }

  /** The given encoder of a rule over notes. */
  TextEncoder encoder(TextEncoderRule.Given rule) {
    return new TextEncoder(rule, file(rule.onnx()), file(rule.vocabulary()));
  }

  private byte[] file(String path) {
    return source
        .encoder(path)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no encoder file at " + path + " beside the study file"));
  }

  /** What an encoder made of notes when the row was made; nothing where it made another width. */
  Optional<float[]> extracted(String reference, int width) {
    if (reference.isEmpty()) {
      return Optional.empty();
    }
    return extracted
        .computeIfAbsent(reference, key -> source.tensor(key).map(Tensor::values))
        .filter(numbers -> numbers.length == width);
  }

  /** The grid of a trajectory's cell; nothing where it cannot be read or is no grid. */
  Optional<Tensor> grid(Value value) {
    return switch (value) {
      case Value.Grid(var means) -> Optional.of(means);
      case Value.Reference(var reference) ->
          grids.computeIfAbsent(
              reference, key -> source.tensor(key).filter(tensor -> tensor.rank() == 2));
      case Value.Numeric _, Value.Label _, Value.Words _ -> Optional.empty();
    };
  }

  /** The references asked for so far that could not be read or fit no kind, sorted. */
  public SortedSet<String> unreadable() {
    var references = new TreeSet<String>();
    measured.forEach(
        (key, value) -> {
          if (value.isEmpty()) {
            references.add(key.reference());
          }
        });
    grids.forEach(
        (reference, grid) -> {
          if (grid.isEmpty()) {
            references.add(reference);
          }
        });
    return references;
  }

  private Optional<Measured> measured(Modality modality, String reference) {
    return measured.computeIfAbsent(
        new Key(modality, reference),
        key ->
            source
                .tensor(reference)
                .flatMap(
                    tensor ->
                        TensorKind.of(modality, tensor).map(kind -> new Measured(kind, tensor))));
  }
}
