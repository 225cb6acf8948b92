package org.chiasm.app.pipeline;

import java.util.Set;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.TensorRule;
import org.jspecify.annotations.Nullable;

/**
 * How a row refers to the tensor of a series or recording. Inputs share a series' tensor where they
 * read all of it in the standard shape; an input with a shape of its own, or one that reads only
 * some instances of a series (one eye, one view), has a tensor of its own.
 */
public final class TensorReference {
  private static final Set<String> WITHIN_SERIES = Set.of("view", "laterality");

  private TensorReference() {}

  /**
   * The path relative to the output folder.
   *
   * @param input who reads it; null where the study no longer has the input
   * @param reference the UID of a series, or the name of a recording
   */
  public static String of(@Nullable InputDefinition input, String reference) {
    return OutputFolder.tensorReference(
        input instanceof InputDefinition.Image image && isOwn(image)
            ? reference + "/" + image.name()
            : reference);
  }

  private static boolean isOwn(InputDefinition.Image image) {
    return !(image.tensor() instanceof TensorRule.Standard)
        || image.select().criteria().stream()
            .anyMatch(criterion -> WITHIN_SERIES.contains(criterion.property()));
  }
}
