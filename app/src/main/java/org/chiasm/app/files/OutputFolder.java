package org.chiasm.app.files;

import static java.util.Objects.requireNonNull;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.TensorRule;
import org.jspecify.annotations.Nullable;

/** Where a run puts its files: the names scripts and later stages rely on. */
public record OutputFolder(Path root) {
  private static final Set<String> WITHIN_SERIES = Set.of("view", "laterality");

  /** Checks that there is a folder. */
  public OutputFolder {
    requireNonNull(root, "root");
  }

  /** Every subject's facts. */
  public Path record() {
    return root.resolve("record");
  }

  /** One line for each prediction. */
  public Path rowsParquet() {
    return root.resolve("rows.parquet");
  }

  /** The same as text. */
  public Path rowsCsv() {
    return root.resolve("rows.csv");
  }

  /** The folder of half-trained networks, gone when training has ended. */
  public Path training() {
    return root.resolve("model.training");
  }

  /** The trained model. */
  public Path model() {
    return root.resolve("model");
  }

  /** What a program reads of the run. */
  public Path summary() {
    return root.resolve("summary.json");
  }

  /** What a person reads of the run. */
  public Path report() {
    return root.resolve("report.html");
  }

  /** How a row refers to the tensor of a series or recording: a path relative to the folder. */
  public static String tensorReference(String reference) {
    return "tensors/" + URLEncoder.encode(reference, StandardCharsets.UTF_8) + ".npy";
  }

  /**
   * The same for who reads it. Inputs share a series' tensor where they read all of it in the
   * standard shape; an input with a shape of its own, or one that reads only some instances of a
   * series (one eye, one view), has a tensor of its own.
   *
   * @param input null where the study no longer has it
   */
  public static String tensorReference(@Nullable InputDefinition input, String reference) {
    return tensorReference(
        input instanceof InputDefinition.Image image && hasOwnTensor(image)
            ? reference + "/" + image.name()
            : reference);
  }

  private static boolean hasOwnTensor(InputDefinition.Image image) {
    return !(image.tensor() instanceof TensorRule.Standard)
        || image.select().criteria().stream()
            .anyMatch(criterion -> WITHIN_SERIES.contains(criterion.property()));
  }

  /** The file of such a reference. */
  public Path tensor(String tensorReference) {
    return root.resolve(tensorReference);
  }
}
