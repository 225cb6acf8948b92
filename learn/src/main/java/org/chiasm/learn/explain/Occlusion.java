package org.chiasm.learn.explain;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.chiasm.Tensor;
import org.chiasm.learn.encode.ImagePlanes;
import org.chiasm.learn.encode.TensorSource;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.InputCell;
import org.chiasm.study.InputDefinition;

/**
 * Finds where in an image, signal or trajectory a score comes from by hiding one part after the
 * other and scoring again (Zeiler and Fergus 2014, {@code doi:10.1007/978-3-319-10590-1_53}).
 *
 * <p>A hidden block of an image is filled in from the pixels that border it, slice by slice, so
 * that nothing is put where nothing was (Chang et al. 2019, {@code arXiv:1807.08024}); hidden
 * samples take the median of their lead; hidden steps of a trajectory are not measured. The
 * strongest blocks of an image are cut in halves along each axis and hidden again. Moves are
 * differences of scores; they do not add up. Costs up to 152 scores for an input.
 */
public final class Occlusion {
  private static final int SLICE_PARTS = 8;
  private static final int FLAT_PARTS = 8;
  private static final int TILE_PARTS = 2;
  private static final int VOLUME_PARTS = 4;
  private static final int SIGNAL_PARTS = 5;
  private static final int TRAJECTORY_PARTS = 4;
  private static final int KEPT = 5;
  private static final int REFINED = 3;
  private static final int REFINED_SIDE_MIN = 8;
  private static final int RANDOM_SETS = 8;

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

  private record Found(TensorPart part, double move) {}

  /** The parts of an input that move the score most, those first; empty for other inputs. */
  public List<Evidence> strongest(InputDefinition input, FeatureRow row) {
    var tensor = tensor(input, row);
    if (tensor.isEmpty()) {
      return List.of();
    }
    var found = found(input, row, tensor.get(), parts(input, tensor.get()));
    if (input instanceof InputDefinition.Image && !found.isEmpty()) {
      var finer = new ArrayList<TensorPart>();
      for (var each : found.subList(0, Math.min(REFINED, found.size()))) {
        finer.addAll(halves(each.part()));
      }
      found = finer.isEmpty() ? found : found(input, row, tensor.get(), finer);
    }
    return found.stream()
        .limit(KEPT)
        .map(each -> evidence(input, tensor.get(), each.part(), each.move()))
        .toList();
  }

  /** Every part of an input with how far it moves the score, those that move it most first. */
  public List<Evidence> all(InputDefinition input, FeatureRow row) {
    return tensor(input, row).stream()
        .flatMap(
            tensor ->
                found(input, row, tensor, parts(input, tensor)).stream()
                    .map(each -> evidence(input, tensor, each.part(), each.move())))
        .toList();
  }

  private static List<TensorPart> halves(TensorPart part) {
    int side = Math.min(part.to()[1] - part.from()[1], part.to()[2] - part.from()[2]);
    return side < REFINED_SIDE_MIN ? List.of() : part.split(new int[] {2, 2, 2});
  }

  private Optional<Tensor> tensor(InputDefinition input, FeatureRow row) {
    return row.cell(input.name()) instanceof InputCell.Present present
        ? switch (present.value()) {
          case InputCell.Value.Reference(var reference) -> tensors.tensor(reference);
          case InputCell.Value.Grid(var means) -> Optional.of(means);
          case InputCell.Value.Numeric _, InputCell.Value.Label _, InputCell.Value.Words _ ->
              Optional.empty();
        }
        : Optional.empty();
  }

  /**
   * How much further the score falls when the five parts that are named strongest are hidden
   * together than when as many random ones are.
   *
   * @param occlusion where those are named that raise the score most when hidden one by one
   * @param map where those are named over which the map's mean is largest; NaN without a map
   */
  record PartsGain(double occlusion, double map) {}

  /**
   * The gains of one input.
   *
   * @param map of the input, or why there is none
   * @return nothing for inputs without parts, or with too few to draw from
   */
  Optional<PartsGain> gainOverRandom(
      InputDefinition input, FeatureRow row, Evidence map, Random random) {
    var tensor = tensor(input, row);
    var parts = tensor.map(each -> parts(input, each)).orElseGet(List::of);
    if (parts.size() <= KEPT) {
      return Optional.empty();
    }
    var found = new ArrayList<>(found(input, row, tensor.orElseThrow(), parts));
    found.sort(Comparator.comparingDouble((Found each) -> -each.move()));
    var sets = new ArrayList<List<TensorPart>>();
    sets.add(kept(found));
    for (int draw = 0; draw < RANDOM_SETS; draw++) {
      Collections.shuffle(found, random);
      sets.add(kept(found));
    }
    if (map instanceof ActivationMap activation) {
      sets.add(
          kept(
              parts.stream()
                  .map(part -> new Found(part, activation.mean(part)))
                  .sorted(Comparator.comparingDouble((Found each) -> -each.move()))
                  .toList()));
    }
    double[] moves = moves(input, row, tensor.orElseThrow(), sets);
    double chance = Arrays.stream(moves, 1, RANDOM_SETS + 1).average().orElseThrow();
    return Optional.of(
        new PartsGain(
            moves[0] - chance,
            map instanceof ActivationMap ? moves[RANDOM_SETS + 1] - chance : Double.NaN));
  }

  private static List<TensorPart> kept(List<Found> found) {
    return found.stream().limit(KEPT).map(Found::part).toList();
  }

  private List<Found> found(
      InputDefinition input, FeatureRow row, Tensor tensor, List<TensorPart> parts) {
    double[] moves = moves(input, row, tensor, parts.stream().map(List::of).toList());
    return IntStream.range(0, parts.size())
        .mapToObj(i -> new Found(parts.get(i), moves[i]))
        .sorted(Comparator.comparingDouble((Found each) -> -Math.abs(each.move())))
        .toList();
  }

  /** How far the score falls when each set of parts is hidden. */
  private double[] moves(
      InputDefinition input, FeatureRow row, Tensor tensor, List<List<TensorPart>> sets) {
    var hidden = new LinkedHashMap<String, List<TensorPart>>();
    var rows = new ArrayList<FeatureRow>(List.of(row));
    for (int i = 0; i < sets.size(); i++) {
      var reference = "occluded:" + i;
      hidden.put(reference, sets.get(i));
      rows.add(with(row, input.name(), reference));
    }
    double[] scores =
        scorer.scores(
            rows,
            reference -> {
              var parts = hidden.get(reference);
              return parts == null
                  ? tensors.tensor(reference)
                  : Optional.of(without(tensor, input, parts));
            });
    return IntStream.range(0, sets.size()).mapToDouble(i -> scores[0] - scores[i + 1]).toArray();
  }

  private static Tensor without(Tensor tensor, InputDefinition input, List<TensorPart> parts) {
    var without = tensor;
    for (var part : parts) {
      without = part.hiddenIn(without, input);
    }
    return without;
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

  private static List<TensorPart> parts(InputDefinition input, Tensor tensor) {
    return switch (input) {
      case InputDefinition.Image _ ->
          ImagePlanes.of(tensor).map(Occlusion::blocks).orElseGet(List::of);
      case InputDefinition.Waveform _ when tensor.rank() == 2 ->
          TensorPart.grid(tensor.shape(), new int[] {tensor.extent(0), SIGNAL_PARTS});
      case InputDefinition.Trajectory _ when tensor.rank() == 2 ->
          TensorPart.grid(tensor.shape(), new int[] {tensor.extent(0), TRAJECTORY_PARTS});
      default -> List.of();
    };
  }

  private static List<TensorPart> blocks(ImagePlanes image) {
    int[] parts =
        image.planes() == 1
            ? new int[] {1, FLAT_PARTS, FLAT_PARTS}
            : image.channels() > 1
                ? new int[] {image.planes(), TILE_PARTS, TILE_PARTS}
                : new int[] {Math.min(SLICE_PARTS, image.planes()), VOLUME_PARTS, VOLUME_PARTS};
    return TensorPart.grid(new int[] {image.planes(), image.rows(), image.columns()}, parts);
  }

  private static Evidence evidence(
      InputDefinition input, Tensor tensor, TensorPart block, double move) {
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
