package org.chiasm.app.pipeline;

import static java.util.Objects.requireNonNull;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Where a run puts its files: the names scripts and later stages rely on. */
public record OutputFolder(Path root) {
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

  /** The file of such a reference. */
  public Path tensor(String tensorReference) {
    return root.resolve(tensorReference);
  }
}
