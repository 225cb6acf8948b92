package org.chiasm.learn.bundle;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.chiasm.learn.SyntheticCohort;
import org.chiasm.learn.division.SubjectSplit;
import org.chiasm.learn.encode.TensorFeatures;
import org.chiasm.learn.fusion.TrainedStudy;
import org.chiasm.study.FusionStrategy;
import org.chiasm.study.SplitDefinition;

/**
 * Makes the golden bundles of a release: {@code GoldenBundleMain
 * learn/src/test/resources/org/chiasm/learn/bundle/golden VERSION}. Those of earlier releases stay.
 */
public final class GoldenBundleMain {
  private static final SplitDefinition SPLIT = new SplitDefinition.Shares(4, 0.6, 0.2, 0.2);
  static final int PREDICTED = 12;
  private static final List<FusionStrategy> EVERY_FUSION =
      List.of(
          FusionStrategy.EARLY_I,
          FusionStrategy.EARLY_II,
          FusionStrategy.JOINT_I,
          FusionStrategy.JOINT_II,
          FusionStrategy.JOINT_ATTENTION,
          FusionStrategy.LATE);

  private GoldenBundleMain() {}

  /** Takes the folder of all golden bundles and the version. */
  public static void main(String[] arguments) throws IOException {
    write(Path.of(arguments[0]).resolve(arguments[1] + "-binary"), arguments[1], false);
    write(Path.of(arguments[0]).resolve(arguments[1] + "-quantity"), arguments[1], true);
  }

  private static void write(Path folder, String version, boolean quantity) throws IOException {
    var cohort = new GoldenCohort(90);
    var outcomes = cohort.outcomes(quantity);
    var study =
        SyntheticCohort.study(
            SPLIT,
            quantity,
            quantity ? List.of(FusionStrategy.EARLY_I, FusionStrategy.LATE) : EVERY_FUSION);
    var bundle =
        new ModelBundle(
            "study: golden\n",
            TrainedStudy.fit(
                study,
                cohort.rows(),
                outcomes,
                SubjectSplit.of(SPLIT, cohort.rows(), outcomes).getFirst(),
                new TensorFeatures(cohort.tensors()),
                SyntheticCohort.quickTraining(4)),
            new Provenance("", 4, Map.of("chiasm", version), Map.of()));
    bundle.save(folder.resolve("model"));
    var expected = JsonNodeFactory.instance.objectNode();
    bundle
        .predict(cohort.rows().subList(0, PREDICTED), cohort.tensors())
        .forEach((key, predictions) -> predictions.forEach(expected.withArray(key.id())::add));
    Files.writeString(
        folder.resolve("expected.json"), expected.toPrettyString() + "\n", StandardCharsets.UTF_8);
  }
}
