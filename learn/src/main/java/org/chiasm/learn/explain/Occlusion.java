package org.chiasm.learn.explain;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chiasm.Tensor;
import org.chiasm.learn.encode.TensorSource;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.InputCell;
import org.chiasm.study.InputDefinition;

/**
 * Finds where in an image, signal or trajectory a score comes from by hiding one part after the
 * other and scoring again (Zeiler and Fergus 2014, {@code doi:10.1007/978-3-319-10590-1_53}).
 * Hidden pixels take the mean of their tensor's slice, hidden samples the median of their lead,
 * hidden steps of a trajectory are not measured. Moves are differences of scores; they do not add
 * up.
 */
public final class Occlusion {
  private static final int SLICE_PARTS = 8;
  private static final int PROJECTION_PARTS = 8;
  private static final int VOLUME_PARTS = 4;
  private static final int SIGNAL_PARTS = 5;
  private static final int TRAJECTORY_PARTS = 4;
  private static final int KEPT = 5;

  /** The leads of a twelve-lead tensor, in its order. */
  public static final List<String> LEADS =
      List.of("I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6");

  private static final double SIGNAL_SECONDS = 10;
  private static final double SECONDS_PER_HOUR = 3600;

  private final RowScorer scorer;
  private final TensorSource tensors;

  /** Occlusion for a strategy. */
  public Occlusion(RowScorer scorer, TensorSource tensors) {
    this.scorer = requireNonNull(scorer, "scorer");
    this.tensors = requireNonNull(tensors, "tensors");
  }

  /** A part that can be hidden: a block of a tensor's last three axes. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Block(int[] from, int[] to) {}

  /** The parts of an input that move the score most, those first; empty for other inputs. */
  public List<Evidence> strongest(InputDefinition input, FeatureRow row) {
    return all(input, row).stream().limit(KEPT).toList();
  }

  /** Every part of an input with how far it moves the score, those that move it most first. */
  public List<Evidence> all(InputDefinition input, FeatureRow row) {
    var tensor = tensor(input, row);
    if (tensor.isEmpty()) {
      return List.of();
    }
    var blocks = blocks(input, tensor.get());
    double[] moves = moves(input, row, tensor.get(), blocks);
    return IntStream.range(0, blocks.size())
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -Math.abs(moves[i])))
        .map(i -> evidence(input, tensor.get(), blocks.get(i), moves[i]))
        .toList();
  }

  private Optional<Tensor> tensor(InputDefinition input, FeatureRow row) {
    return row.cell(input.name()) instanceof InputCell.Present present
        ? switch (present.value()) {
          case InputCell.Value.Reference(var reference) -> tensors.tensor(reference);
          case InputCell.Value.Grid(var means) -> Optional.of(means);
          case InputCell.Value.Numeric _, InputCell.Value.Label _ -> Optional.empty();
        }
        : Optional.empty();
  }

  private double[] moves(InputDefinition input, FeatureRow row, Tensor tensor, List<Block> blocks) {
    var hidden = new LinkedHashMap<String, Tensor>();
    var rows = new ArrayList<FeatureRow>(List.of(row));
    for (int i = 0; i < blocks.size(); i++) {
      var reference = "occluded:" + i;
      hidden.put(reference, without(input, tensor, blocks.get(i)));
      rows.add(with(row, input.name(), reference));
    }
    double[] scores =
        scorer.scores(
            rows,
            reference -> {
              var own = hidden.get(reference);
              return own == null ? tensors.tensor(reference) : Optional.of(own);
            });
    return IntStream.range(0, blocks.size()).mapToDouble(i -> scores[0] - scores[i + 1]).toArray();
  }

  private static FeatureRow with(FeatureRow row, String input, String reference) {
    var cells = new LinkedHashMap<>(row.cells());
    if (row.cell(input) instanceof InputCell.Present present) {
      cells.put(
          input,
          new InputCell.Present(
              new InputCell.Value.Reference(reference),
              present.ageHours(),
              present.unit(),
              present.origin(),
              present.assumptions()));
    }
    return new FeatureRow(
        row.subject(),
        row.triggerSource(),
        row.triggerTime(),
        row.predictionTime(),
        row.decision(),
        cells);
  }

  private static List<Block> blocks(InputDefinition input, Tensor tensor) {
    int[] shape = tensor.shape();
    int[] parts =
        switch (input) {
          case InputDefinition.Image _ when shape.length == 3 && shape[0] == 1 ->
              new int[] {1, PROJECTION_PARTS, PROJECTION_PARTS};
          case InputDefinition.Image _ when shape.length == 3 ->
              new int[] {Math.min(SLICE_PARTS, shape[0]), VOLUME_PARTS, VOLUME_PARTS};
          case InputDefinition.Waveform _ -> new int[] {shape[0], SIGNAL_PARTS};
          case InputDefinition.Trajectory _ -> new int[] {shape[0], TRAJECTORY_PARTS};
          default -> new int[0];
        };
    return parts.length == 0 ? List.of() : blocks(shape, parts);
  }

  private static List<Block> blocks(int[] shape, int[] parts) {
    var blocks = new ArrayList<Block>();
    int total = Arrays.stream(parts).reduce(1, Math::multiplyExact);
    for (int index = 0; index < total; index++) {
      var from = new int[shape.length];
      var to = new int[shape.length];
      int rest = index;
      for (int axis = shape.length - 1; axis >= 0; axis--) {
        int part = rest % parts[axis];
        rest /= parts[axis];
        from[axis] = part * shape[axis] / parts[axis];
        to[axis] = (part + 1) * shape[axis] / parts[axis];
      }
      if (IntStream.range(0, shape.length).allMatch(axis -> to[axis] > from[axis])) {
        blocks.add(new Block(from, to));
      }
    }
    return blocks;
  }

  private static Tensor without(InputDefinition input, Tensor tensor, Block block) {
    var values = tensor.values().clone();
    int[] shape = tensor.shape();
    int width = shape[shape.length - 1];
    int planes = shape.length == 3 ? shape[0] : 1;
    int rows = shape[shape.length - 2];
    for (int plane = 0; plane < planes; plane++) {
      if (shape.length == 3 && (plane < block.from()[0] || plane >= block.to()[0])) {
        continue;
      }
      int rowAxis = shape.length - 2;
      for (int row = block.from()[rowAxis]; row < block.to()[rowAxis]; row++) {
        float fill = fill(input, tensor, plane, row);
        int start = (plane * rows + row) * width;
        Arrays.fill(
            values, start + block.from()[rowAxis + 1], start + block.to()[rowAxis + 1], fill);
      }
    }
    return Tensor.of(values, shape);
  }

  private static float fill(InputDefinition input, Tensor tensor, int plane, int row) {
    int[] shape = tensor.shape();
    int width = shape[shape.length - 1];
    return switch (input) {
      case InputDefinition.Image _ -> {
        int size = shape[1] * width;
        yield mean(tensor.values(), plane * size, (plane + 1) * size);
      }
      case InputDefinition.Waveform _ -> median(tensor.values(), row * width, (row + 1) * width);
      default -> Float.NaN;
    };
  }

  private static float mean(float[] values, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += values[i];
    }
    return (float) (sum / (to - from));
  }

  private static float median(float[] values, int from, int to) {
    var sorted = Arrays.copyOfRange(values, from, to);
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static Evidence evidence(InputDefinition input, Tensor tensor, Block block, double move) {
    int[] from = block.from();
    int[] to = block.to();
    return switch (input) {
      case InputDefinition.Waveform _ -> {
        double perSample = SIGNAL_SECONDS / tensor.extent(1);
        yield new Evidence.Stretch(
            input.name(), lead(from[0]), from[1] * perSample, to[1] * perSample, "s", move);
      }
      case InputDefinition.Trajectory trajectory -> {
        double hours = trajectory.step().toSeconds() / SECONDS_PER_HOUR;
        yield new Evidence.Stretch(
            input.name(),
            trajectory.rows().get(from[0]),
            from[1] * hours,
            to[1] * hours,
            "h",
            move);
      }
      default ->
          new Evidence.Region(input.name(), from[0], to[0], from[1], to[1], from[2], to[2], move);
    };
  }

  private static String lead(int index) {
    return index < LEADS.size() ? LEADS.get(index) : "lead " + (index + 1);
  }
}
