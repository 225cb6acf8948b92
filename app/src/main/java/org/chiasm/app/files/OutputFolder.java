package org.chiasm.app.files;

import static java.util.Objects.requireNonNull;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.chiasm.EventValue.ImageInstance;
import org.chiasm.connect.pacs.InstanceAttributes;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.TensorRule;

/** Where a run puts its files: the names scripts and later stages rely on. */
public record OutputFolder(Path root) {
  private static final int KEY_LENGTH = 16;

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
   * How a row refers to the tensor of a series: named by the series, by what shape it was brought
   * to, and by the instances that were read, each with the file it was in. Inputs share a tensor
   * where they read the same instances in the standard shape; a series of which more has arrived is
   * another tensor, so that no row sees pixels that came after it.
   *
   * @param instances in the order in which they are read
   */
  public static String tensorReference(
      InputDefinition.Image input, String series, List<ImageInstance> instances) {
    var read = new StringBuilder();
    for (var instance : instances) {
      read.append(instance.sopInstanceUid())
          .append('\n')
          .append(instance.attribute(InstanceAttributes.FILE_ID))
          .append('\n');
    }
    String which =
        Sha256.hex(read.toString().getBytes(StandardCharsets.UTF_8)).substring(0, KEY_LENGTH);
    return tensorReference(
        series
            + (input.tensor() instanceof TensorRule.Standard ? "" : "/" + input.name())
            + "-"
            + which);
  }

  /** The file of such a reference. */
  public Path tensor(String tensorReference) {
    return root.resolve(tensorReference);
  }
}
