package org.chiasm.app.explain;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.chiasm.Readiness;
import org.chiasm.app.files.FinishedModel;
import org.chiasm.app.files.OutputFolder;
import org.chiasm.app.files.Sha256;
import org.chiasm.app.files.StageProgress;
import org.chiasm.app.files.SummaryFile;
import org.chiasm.app.files.TensorFiles;
import org.chiasm.app.files.WrongUseException;
import org.chiasm.connect.store.RowsReader;
import org.chiasm.learn.division.SubjectSplit;
import org.chiasm.learn.explain.Faithfulness;
import org.chiasm.learn.explain.FaithfulnessRun;
import org.chiasm.learn.explain.GradCam;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.LabelledRow;
import org.chiasm.row.Outcome;
import org.chiasm.study.SplitDefinition;

/** How faithful a model's explanations are, over rows that it was not fitted on. */
public final class FaithfulnessStage {
  private static final String RANDOM = "random evidence";
  private static final String OCCLUSION = "the parts that occlusion names";

  private final FinishedModel model;
  private final OutputFolder run;
  private final StageProgress progress;

  /**
   * The stage for a model folder, whose hashes are checked.
   *
   * @param className of an outcome of several classes the one to explain, else empty
   * @param run the folder with {@code rows.parquet} and {@code tensors/}
   */
  public FaithfulnessStage(Path model, String className, OutputFolder run, StageProgress progress)
      throws IOException, WrongUseException {
    this.model = FinishedModel.load(model, List.of(), className);
    this.run = requireNonNull(run, "run");
    this.progress = requireNonNull(progress, "progress");
  }

  private record Chosen(List<FeatureRow> rows, String words) {}

  /**
   * Measures over at most so many rows, drawn with the study's seed.
   *
   * @param strategy which, or empty for the fusion with the lowest loss on tuning rows
   * @param parts whether what is inside images, signals and trajectories is tested too
   * @return the document of {@code explain --faithfulness}
   */
  public ObjectNode measure(int rowsMax, String strategy, boolean parts)
      throws IOException, WrongUseException {
    var fitted = model.strategy(strategy);
    var chosen = rows(rowsMax);
    progress.begin("explain " + chosen.rows().size() + " rows, and take away what they name");
    var tensors = new TensorFiles(run);
    var found =
        new FaithfulnessRun(
                model.study(),
                StrategyScorer.of(model, fitted, tensors),
                tensors,
                model.study().split().seed(),
                parts,
                new GradCam(model.bundle().model(), fitted.best(), tensors))
            .over(chosen.rows());
    progress.end(
        String.format(
            Locale.ROOT,
            "%s: deletion %+.3f, insertion %+.3f over random evidence",
            fitted.key().id(),
            found.deletion().value(),
            found.insertion().value()));
    return document(fitted.key().id(), chosen, found);
  }

  private ObjectNode document(String strategy, Chosen chosen, Faithfulness found)
      throws IOException {
    var node = SummaryFile.node();
    node.put("study", model.study().name());
    node.put("model", model.id());
    node.put("strategy", strategy);
    node.put("rows_are", chosen.words());
    node.put("rows", found.rows());
    node.put("subjects", found.subjects());
    node.put("unit", "area between curves, on the scale of the score");
    write(node.putObject("deletion_over_random"), found.deletion());
    write(node.putObject("insertion_over_random"), found.insertion());
    var inside = node.putObject("strongest_parts_over_random");
    found.inside().forEach((input, gain) -> write(inside.putObject(input), gain));
    var maps = node.putObject("grad_cam_parts_over_random");
    found.maps().forEach((input, gain) -> write(maps.putObject(input), gain));
    var over = node.putObject("grad_cam_parts_over_occlusion");
    found.mapsOverOcclusion().forEach((input, gain) -> write(over.putObject(input), gain));
    return node;
  }

  private static void write(ObjectNode node, Faithfulness.Gain gain) {
    node.put("rows", gain.rows());
    if (gain.rows() > 0) {
      node.put("value", gain.value()).put("low", gain.low()).put("high", gain.high());
    }
  }

  private Chosen rows(int rowsMax) throws IOException, WrongUseException {
    if (!Files.isRegularFile(run.rowsParquet())) {
      throw new WrongUseException(
          "no rows at " + run.rowsParquet() + "; name the folder of the run with --out DIR");
    }
    var rows = new ArrayList<FeatureRow>();
    var outcomes = new ArrayList<Double>();
    try (var reader = RowsReader.open(run.rowsParquet(), model.study());
        var stream = reader.rows()) {
      for (var each : (Iterable<LabelledRow>) stream::iterator) {
        if (each.row().decision().readiness() == Readiness.READY
            && each.outcome() instanceof Outcome.Observed(double value)
            && Double.isFinite(value)) {
          rows.add(each.row());
          outcomes.add(value);
        }
      }
    }
    boolean own = Sha256.hex(run.rowsParquet()).equals(model.bundle().provenance().dataSha256());
    var split = model.study().split();
    List<FeatureRow> unseen =
        own && !rows.isEmpty()
            ? SubjectSplit.of(
                    split, rows, outcomes.stream().mapToDouble(Double::doubleValue).toArray())
                .getFirst()
                .heldOut()
                .stream()
                .map(rows::get)
                .toList()
            : rows;
    if (unseen.isEmpty()) {
      throw new WrongUseException(
          "no row of "
              + run.rowsParquet()
              + " is ready, has a known outcome and was not fitted on");
    }
    var drawn = new ArrayList<>(unseen);
    Collections.shuffle(drawn, new Random(split.seed()));
    return new Chosen(
        List.copyOf(drawn.subList(0, Math.min(rowsMax, drawn.size()))),
        !own
            ? "rows the model was not made from"
            : split instanceof SplitDefinition.Folds
                ? "rows of the fold that tuned the model, which was fitted on the others"
                : "held-out rows");
  }

  /** The document in words. */
  public static String words(ObjectNode document) {
    var words = new StringBuilder();
    words.append(
        String.format(
            Locale.ROOT,
            "%s, %d %s%n",
            document.path("strategy").asText(),
            document.path("rows").asInt(),
            document.path("rows_are").asText()));
    append(words, "deletion", document.path("deletion_over_random"), RANDOM);
    append(words, "insertion", document.path("insertion_over_random"), RANDOM);
    append(words, "hiding parts of ", "", document.path("strongest_parts_over_random"), RANDOM);
    var gradCam = " by Grad-CAM";
    append(words, "parts of ", gradCam, document.path("grad_cam_parts_over_random"), RANDOM);
    append(words, "parts of ", gradCam, document.path("grad_cam_parts_over_occlusion"), OCCLUSION);
    return words.toString();
  }

  private static void append(
      StringBuilder words, String before, String after, JsonNode byInput, String than) {
    for (var entry : byInput.properties()) {
      append(words, before + entry.getKey() + after, entry.getValue(), than);
    }
  }

  private static void append(StringBuilder words, String what, JsonNode gain, String than) {
    words.append(
        gain.has("value")
            ? String.format(
                Locale.ROOT,
                "  %-32s %+.4f (%+.4f to %+.4f) over %s%n",
                what,
                gain.path("value").asDouble(),
                gain.path("low").asDouble(),
                gain.path("high").asDouble(),
                than)
            : String.format(Locale.ROOT, "  %-32s no row to judge by%n", what));
  }
}
