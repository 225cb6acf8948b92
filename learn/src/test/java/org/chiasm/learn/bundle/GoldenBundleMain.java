package org.chiasm.learn.bundle;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.chiasm.learn.SyntheticCohort;
import org.chiasm.learn.division.SubjectSplit;
import org.chiasm.learn.encode.TensorFeatures;
import org.chiasm.learn.fusion.FusionTraining;
import org.chiasm.learn.fusion.LinearLearner;
import org.chiasm.learn.fusion.TrainedStudy;
import org.chiasm.learn.fusion.XgBoostLearner;
import org.chiasm.learn.multiclass.TrainedClasses;
import org.chiasm.learn.survival.HazardTraining;
import org.chiasm.learn.survival.RiskCurves;
import org.chiasm.study.FusionStrategy;
import org.chiasm.study.SplitDefinition;

/**
 * Makes the golden bundles of a release: {@code GoldenBundleMain
 * learn/src/test/resources/org/chiasm/learn/bundle/golden VERSION}. Those of earlier releases stay.
 */
public final class GoldenBundleMain {
  private static final SplitDefinition SPLIT = new SplitDefinition.Shares(4, 0.6, 0.2, 0.2);
  static final int PREDICTED = 12;
  private static final String OVER_TIME = "over-time";
  private static final double HORIZON = 6;
  private static final List<Double> TIMES = List.of(1.5, 3.0, 4.5, HORIZON);
  private static final List<String> CLASSES = List.of("low", "middle", "high");
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
    writeClasses(Path.of(arguments[0]).resolve(arguments[1] + "-classes"), arguments[1]);
    writeOverTime(Path.of(arguments[0]).resolve(arguments[1] + "-" + OVER_TIME), arguments[1]);
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
                quantity ? severalShapes() : SyntheticCohort.quickTraining(4)),
            new Provenance("", 4, Map.of("chiasm", version), Map.of()));
    bundle.save(folder.resolve("model"));
    expect(folder);
  }

  /** Few rounds, so that the bundle is small; the mean of two shapes of trees. */
  private static FusionTraining severalShapes() {
    return new FusionTraining(
        new XgBoostLearner(
            List.of(
                new XgBoostLearner.Settings(0.2, 3, 3, 0.8, 0.5, 5),
                new XgBoostLearner.Settings(0.2, 2, 3, 0.8, 0.5, 5)),
            2,
            40,
            20,
            20,
            4),
        new LinearLearner(List.of(1.0, 0.1), 0.1));
  }

  private static void writeClasses(Path folder, String version) throws IOException {
    var cohort = new GoldenCohort(90);
    var fusion = List.of(FusionStrategy.EARLY_I, FusionStrategy.LATE);
    var study = SyntheticCohort.study(SPLIT, false, fusion);
    var partition = SubjectSplit.of(SPLIT, cohort.rows(), cohort.classes()).getFirst();
    var models = new ArrayList<TrainedStudy>();
    for (int place = 0; place < CLASSES.size(); place++) {
      int wanted = place;
      models.add(
          TrainedStudy.fit(
              study,
              cohort.rows(),
              Arrays.stream(cohort.classes()).map(each -> each == wanted ? 1 : 0).toArray(),
              partition,
              new TensorFeatures(cohort.tensors()),
              severalShapes()));
    }
    new MultiClassBundle(
            "study: golden\n",
            new TrainedClasses(CLASSES, models),
            new Provenance("", 4, Map.of("chiasm", version), Map.of()))
        .save(folder.resolve("model"));
    expect(folder);
  }

  private static void writeOverTime(Path folder, String version) throws IOException {
    var cohort = new GoldenCohort(90);
    var settings = List.of(new XgBoostLearner.Settings(0.1, 3, 3, 0.8, 0.5, 5));
    var followUps = cohort.followUps();
    var events = followUps.stream().mapToDouble(each -> each.event() ? 1 : 0).toArray();
    var model =
        new HazardTraining(
                new FusionTraining(
                    new XgBoostLearner(settings, 60, 30, 30, 4),
                    new LinearLearner(List.of(1.0, 0.1), 0.1),
                    SyntheticCohort.quickNetworks(4)))
            .fit(
                SyntheticCohort.study(SPLIT, false, EVERY_FUSION),
                cohort.rows(),
                followUps,
                HORIZON,
                SubjectSplit.of(SPLIT, cohort.rows(), events).getFirst(),
                new TensorFeatures(cohort.tensors()));
    new ModelBundle(
            "study: golden\n", model, new Provenance("", 4, Map.of("chiasm", version), Map.of()))
        .save(folder.resolve("model"));
    expect(folder);
  }

  /**
   * What a golden bundle predicts for its first rows, by strategy; of several classes by strategy
   * and class, over time by strategy and time.
   */
  static SortedMap<String, List<Double>> predictions(Path folder) throws IOException {
    var cohort = new GoldenCohort(PREDICTED);
    var model = folder.resolve("model");
    var features = new TensorFeatures(cohort.tensors());
    var predictions = new TreeMap<String, List<Double>>();
    if (MultiClassBundle.isAt(model)) {
      MultiClassBundle.load(model)
          .model()
          .probabilities(cohort.rows(), features)
          .forEach(
              (key, figures) -> {
                for (int place = 0; place < figures.length; place++) {
                  predictions.put(key.id() + ", " + CLASSES.get(place), boxed(figures[place]));
                }
              });
      return predictions;
    }
    var bundle = ModelBundle.load(model);
    bundle
        .predict(cohort.rows(), cohort.tensors())
        .forEach((key, values) -> predictions.put(key.id(), values));
    if (folder.getFileName().toString().endsWith("-" + OVER_TIME)) {
      var columns = bundle.model().encode(cohort.rows(), features);
      for (var fitted : bundle.model().fitted()) {
        var risks = RiskCurves.at(TIMES, fitted.best(), columns);
        for (int time = 0; time < risks.length; time++) {
          predictions.put(fitted.key().id() + ", day " + TIMES.get(time), boxed(risks[time]));
        }
      }
    }
    return predictions;
  }

  private static List<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  private static void expect(Path folder) throws IOException {
    var expected = JsonNodeFactory.instance.objectNode();
    predictions(folder).forEach((key, values) -> values.forEach(expected.putArray(key)::add));
    Files.writeString(
        folder.resolve("expected.json"), expected.toPrettyString() + "\n", StandardCharsets.UTF_8);
  }
}
