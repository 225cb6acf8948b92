package org.chiasm.learn.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chiasm.Tensor;
import org.chiasm.learn.SyntheticCohort;
import org.chiasm.learn.bundle.ModelBundle;
import org.chiasm.learn.bundle.Provenance;
import org.chiasm.learn.division.SubjectSplit;
import org.chiasm.learn.encode.Feature;
import org.chiasm.learn.encode.FeatureMatrix;
import org.chiasm.learn.encode.TensorFeatures;
import org.chiasm.learn.encode.TensorSource;
import org.chiasm.learn.fusion.FusionTraining;
import org.chiasm.learn.fusion.LearnerKind;
import org.chiasm.learn.fusion.LinearLearner;
import org.chiasm.learn.fusion.Strategy;
import org.chiasm.learn.fusion.StrategyKey;
import org.chiasm.learn.fusion.TrainedStudy;
import org.chiasm.learn.fusion.XgBoostLearner;
import org.chiasm.learn.layers.BranchPlan;
import org.chiasm.learn.layers.NetworkPlan;
import org.chiasm.learn.layers.Parameters;
import org.chiasm.learn.layers.TensorInput;
import org.chiasm.learn.survival.FollowUp;
import org.chiasm.learn.survival.HazardTraining;
import org.chiasm.learn.survival.RiskCurves;
import org.chiasm.study.EncoderRule;
import org.chiasm.study.FusionStrategy;
import org.chiasm.study.SplitDefinition;
import org.chiasm.study.StudyDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encoders that come as ONNX files, most of them written by our own exporter. */
class GivenEncoderTest {
  private static final TensorInput PICTURE =
      new TensorInput("xray", TensorInput.Encoder.SLICES, List.of(1, 64, 64));
  private static final TensorInput ECG =
      new TensorInput("ecg", TensorInput.Encoder.LEADS, List.of(12, 500));
  private static final EncoderRule RULE =
      new EncoderRule("encoders/xray.onnx", List.of(1, 64, 64), 0.5, 0.5);

  private static byte[] extractor(TensorInput input) {
    var plan =
        new NetworkPlan(
            List.of(new BranchPlan("other", 3, List.of(input), true)),
            NetworkPlan.Fusion.LINEAR,
            4,
            0.1,
            1);
    return OnnxExport.writeExtractor(input, Parameters.initial(plan, 11));
  }

  private static StudyDefinition withEncoder(StudyDefinition study) {
    return study.withFusion(study.fusion().withEncoders(Map.of("xray", RULE)));
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record WithEncoder(TensorSource tensors, byte[] bytes) implements TensorSource {
    @Override
    public Optional<Tensor> tensor(String reference) {
      return tensors.tensor(reference);
    }

    @Override
    public Optional<byte[]> encoder(String path) {
      return path.equals(RULE.onnx()) ? Optional.of(bytes) : Optional.empty();
    }
  }

  @Test
  void earlyFusionIiReadsWhatAGivenEncoderExtractsAndTheBundleCarriesIt(@TempDir Path folder)
      throws Exception {
    var fusion = List.of(FusionStrategy.EARLY_I, FusionStrategy.EARLY_II, FusionStrategy.LATE);
    var study =
        withEncoder(
            SyntheticCohort.study(new SplitDefinition.Shares(3, 0.6, 0.2, 0.2), false, fusion));
    var cohort = new SyntheticCohort(90, 5, false);
    var source = new WithEncoder(cohort.tensors(), extractor(PICTURE));
    var partition = SubjectSplit.of(study.split(), cohort.features(), cohort.outcomes()).getFirst();
    var model =
        TrainedStudy.fit(
            study,
            cohort.features(),
            cohort.outcomes(),
            partition,
            new TensorFeatures(source),
            SyntheticCohort.quickTraining(3));

    var given = model.encoder().features().stream().filter(each -> !each.isOriginal()).toList();
    assertThat(given)
        .hasSize(TensorInput.EXTRACTED)
        .allMatch(each -> each.kind() == Feature.Kind.EXTRACTED)
        .first()
        .extracting(Feature::name)
        .isEqualTo("xray.given_0");

    var features = model.encode(cohort.features(), new TensorFeatures(source));
    var blinded = features.columns(Feature::isOriginal);
    var early = model.fitted(new StrategyKey.Fused(FusionStrategy.EARLY_I)).orElseThrow().best();
    assertThat(early.scores(features)).isEqualTo(early.scores(blinded));
    var extracted =
        model
            .fitted(new StrategyKey.Fused(FusionStrategy.EARLY_II))
            .orElseThrow()
            .with(LearnerKind.LINEAR);
    var others = new double[features.rowCount() * features.columnCount()];
    for (int row = 0; row < features.rowCount(); row++) {
      for (int column = 0; column < features.columnCount(); column++) {
        others[row * features.columnCount() + column] =
            features.features().get(column).isOriginal() ? features.value(row, column) : 7;
      }
    }
    var changed = FeatureMatrix.of(features.features(), features.rowCount(), others);
    assertThat(extracted.scores(changed)).isNotEqualTo(extracted.scores(features));

    var bundle = new ModelBundle("study: x\n", model, new Provenance("0", 3, Map.of(), Map.of()));
    bundle.save(folder.resolve("model"));
    var loaded = ModelBundle.load(folder.resolve("model"));
    assertThat(loaded.model().encoder()).isEqualTo(model.encoder());
    assertThat(loaded.predict(cohort.features(), cohort.tensors()))
        .isEqualTo(bundle.predict(cohort.features(), source));
  }

  @Test
  void overTimeTooOnlyEarlyFusionIiReadsWhatAGivenEncoderExtracts() {
    var fusion = List.of(FusionStrategy.EARLY_I, FusionStrategy.EARLY_II, FusionStrategy.LATE);
    var split = new SplitDefinition.Shares(3, 0.6, 0.2, 0.2);
    var study = withEncoder(SyntheticCohort.study(split, false, fusion));
    var cohort = new SyntheticCohort(90, 5, false);
    var tensors = new TensorFeatures(new WithEncoder(cohort.tensors(), extractor(PICTURE)));
    var outcomes = cohort.outcomes();
    var followUps = new ArrayList<FollowUp>();
    for (int row = 0; row < outcomes.length; row++) {
      followUps.add(new FollowUp(1 + row % 5, outcomes[row] == 1));
    }
    var model =
        new HazardTraining(
                new FusionTraining(
                    new XgBoostLearner(
                        List.of(new XgBoostLearner.Settings(0.1, 3, 3, 0.8, 0.5, 5)),
                        20,
                        10,
                        10,
                        3),
                    new LinearLearner(List.of(0.1), 0.1),
                    SyntheticCohort.quickNetworks(3)))
            .fit(
                study,
                cohort.features(),
                followUps,
                6,
                SubjectSplit.of(split, cohort.features(), outcomes).getFirst(),
                tensors);
    var features = model.encode(cohort.features(), tensors);
    for (var fitted : model.fitted()) {
      var reads = fitted.key().equals(new StrategyKey.Fused(FusionStrategy.EARLY_II));
      for (var strategy : fitted.byLearner().values()) {
        if (strategy instanceof Strategy.Joined joined) {
          assertThat(joined.model().readsExtracted()).as(fitted.key().id()).isEqualTo(reads);
        }
        assertThat(RiskCurves.at(List.of(3.0, 6.0), strategy, features)[1])
            .hasSize(cohort.features().size());
      }
    }
  }

  @Test
  void anEncoderOfSignalsReadsThemAtItsOwnLength() {
    var rule = new EncoderRule("ecg.onnx", List.of(12, 500), 0, 1);
    var encoder = new GivenEncoder(rule, extractor(ECG));
    var samples = new float[12 * 2500];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) Math.sin(i / 40.0);
    }
    var numbers = encoder.encode(Tensor.of(samples, 12, 2500)).orElseThrow();
    assertThat(numbers).hasSize(TensorInput.EXTRACTED);
    var means = new float[12 * 500];
    for (int i = 0; i < means.length; i++) {
      for (int j = 0; j < 5; j++) {
        means[i] += samples[5 * i + j] / 5;
      }
    }
    var same = encoder.encode(Tensor.of(means, 12, 500)).orElseThrow();
    for (int i = 0; i < numbers.length; i++) {
      assertThat(numbers[i]).isCloseTo(same[i], within(1e-5f));
    }
    assertThat(encoder.encode(Tensor.of(new float[8 * 500], 8, 500))).isEmpty();
  }

  @Test
  void slicesAreReadOneByOneAndTheirMeanIsTaken() {
    var encoder = new GivenEncoder(RULE, extractor(PICTURE));
    var dark = new float[64 * 64];
    var bright = new float[64 * 64];
    Arrays.fill(bright, 0.9f);
    var both = Arrays.copyOf(dark, 2 * 64 * 64);
    System.arraycopy(bright, 0, both, dark.length, bright.length);
    var one = encoder.encode(Tensor.of(dark, 1, 64, 64)).orElseThrow();
    var other = encoder.encode(Tensor.of(bright, 1, 64, 64)).orElseThrow();
    var mean = encoder.encode(Tensor.of(both, 2, 64, 64)).orElseThrow();
    for (int i = 0; i < mean.length; i++) {
      assertThat(mean[i]).isCloseTo((one[i] + other[i]) / 2, within(1e-5f));
    }
    assertThat(one).isNotEqualTo(other);
  }

  @Test
  void aFileThatDoesNotKeepItsContractSaysHow() {
    assertThat(GivenEncoder.problem(RULE, extractor(PICTURE))).isEmpty();
    assertThat(GivenEncoder.problem(RULE, extractor(ECG)))
        .contains("a network that reads [?, 12, 500] (rows first, ? for any)");
    assertThat(GivenEncoder.problem(RULE, "no network".getBytes(StandardCharsets.UTF_8)))
        .hasValueSatisfying(words -> assertThat(words).contains("cannot read"));
    var whole =
        new NetworkPlan(
            List.of(new BranchPlan("image", 0, List.of(PICTURE), true)),
            NetworkPlan.Fusion.LINEAR,
            4,
            0.1,
            1);
    assertThat(
            GivenEncoder.problem(RULE, OnnxExport.write(whole, Parameters.initial(whole, 1), 1, 0)))
        .contains("a network of 3 inputs, which needs 1");
  }
}
