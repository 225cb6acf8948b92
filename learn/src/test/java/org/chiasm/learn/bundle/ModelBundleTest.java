package org.chiasm.learn.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.chiasm.learn.SyntheticCohort;
import org.chiasm.learn.division.SubjectSplit;
import org.chiasm.learn.encode.TensorFeatures;
import org.chiasm.learn.fusion.TrainedStudy;
import org.chiasm.study.FusionStrategy;
import org.chiasm.study.SplitDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelBundleTest {
  private static final Provenance PROVENANCE =
      new Provenance(
          "ab".repeat(32),
          7,
          Map.of("chiasm", "0.1.0", "xgboost", "3.4.0"),
          Map.of("architecture", "amd64"));

  private static ModelBundle bundle(SyntheticCohort cohort, boolean quantity) {
    var study =
        SyntheticCohort.study(
            new SplitDefinition.Shares(2, 0.6, 0.2, 0.2),
            quantity,
            List.of(
                FusionStrategy.EARLY_I,
                FusionStrategy.EARLY_II,
                FusionStrategy.JOINT_II,
                FusionStrategy.JOINT_ATTENTION,
                FusionStrategy.LATE));
    var model =
        TrainedStudy.fit(
            study,
            cohort.features(),
            cohort.outcomes(),
            SubjectSplit.of(study.split(), cohort.features(), cohort.outcomes()).getFirst(),
            new TensorFeatures(cohort.tensors()),
            SyntheticCohort.quickTraining(2));
    return new ModelBundle("study: synthetic\n", model, PROVENANCE);
  }

  private static Map<String, byte[]> bytes(Path folder) throws IOException {
    var bytes = new TreeMap<String, byte[]>();
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        bytes.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return bytes;
  }

  @Test
  void aLoadedBundlePredictsBitForBitTheSame(@TempDir Path folder) throws IOException {
    for (boolean quantity : new boolean[] {false, true}) {
      var cohort = new SyntheticCohort(120, 1, quantity);
      var bundle = bundle(cohort, quantity);
      bundle.save(folder);
      var loaded = ModelBundle.load(folder);
      assertThat(loaded.predict(cohort.features(), cohort.tensors()))
          .isEqualTo(bundle.predict(cohort.features(), cohort.tensors()))
          .hasSize(12);
      assertThat(loaded.id()).isEqualTo(bundle.id());
      assertThat(loaded.provenance()).isEqualTo(PROVENANCE);
      assertThat(loaded.model().reference()).isEqualTo(bundle.model().reference());
      assertThat(loaded.model().notTrained()).isEqualTo(bundle.model().notTrained());
      assertThat(loaded.studyText()).isEqualTo("study: synthetic\n");
    }
  }

  @Test
  void aFreshJvmWithoutTheTrainingEnginePredictsTheSame(@TempDir Path folder)
      throws IOException, InterruptedException {
    var bundle = bundle(new SyntheticCohort(80, 1, false), false);
    bundle.save(folder.resolve("model"));
    var classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    var without =
        Arrays.stream(classPath.split(File.pathSeparator))
            .filter(each -> !each.contains("/ai/djl/"))
            .collect(Collectors.joining(File.pathSeparator));
    assertThat(without.length()).isLessThan(classPath.length());
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            PredictionMain.class.getName(),
            folder.resolve("model").toString());
    builder.environment().put("CLASSPATH", without);
    builder.redirectError(folder.resolve("errors.txt").toFile());
    var process = builder.start();
    var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(Files.readString(folder.resolve("errors.txt"))).isZero();
    var cohort = new SyntheticCohort(20, 9, false);
    assertThat(printed.strip())
        .isEqualTo(bundle.predict(cohort.features(), cohort.tensors()).toString());
  }

  @Test
  void theSameSeedGivesTheSameBytes(@TempDir Path one, @TempDir Path two) throws IOException {
    bundle(new SyntheticCohort(80, 1, false), false).save(one);
    bundle(new SyntheticCohort(80, 1, false), false).save(two);
    var first = bytes(one);
    var second = bytes(two);
    assertThat(first.keySet())
        .isEqualTo(second.keySet())
        .contains(
            "study.yaml",
            "features.json",
            "reference.json",
            "provenance.json",
            "strategies.json",
            "manifest.json",
            "image.xgboost.0.ubj",
            "single.image.network.json",
            "joint_ii.1.onnx",
            "image+text+tabular.linear.json");
    first.forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(second.get(name)));
  }

  @Test
  void aBundleReplacesABundleAndNothingElse(@TempDir Path folder) throws IOException {
    var bundle = bundle(new SyntheticCohort(60, 1, false), false);
    Files.writeString(folder.resolve("thesis.txt"), "years of work");
    assertThatThrownBy(() -> bundle.save(folder))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("choose an empty folder");
    Files.delete(folder.resolve("thesis.txt"));
    bundle.save(folder);
    bundle.save(folder);
    assertThat(ModelBundle.load(folder).id()).isEqualTo(bundle.id());
  }

  @Test
  void anyAlteredByteIsNoticed(@TempDir Path folder) throws IOException {
    bundle(new SyntheticCohort(60, 1, false), false).save(folder);
    var random = new Random(1);
    for (var entry : bytes(folder).entrySet()) {
      var path = folder.resolve(entry.getKey());
      for (int attempt = 0; attempt < 8; attempt++) {
        var damaged = entry.getValue().clone();
        int at = random.nextInt(damaged.length - 1);
        damaged[at] ^= (byte) (1 << random.nextInt(7));
        Files.write(path, damaged);
        assertThatThrownBy(() -> ModelBundle.load(folder))
            .as("%s at byte %d", entry.getKey(), at)
            .isInstanceOf(BundleException.class);
      }
      Files.write(path, entry.getValue());
    }
    assertThat(ModelBundle.load(folder)).isNotNull();
  }

  @Test
  void anAbsentFileOrFolderIsSaidByName(@TempDir Path folder) throws IOException {
    assertThatThrownBy(() -> ModelBundle.load(folder.resolve("nowhere")))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("manifest.json");
    bundle(new SyntheticCohort(60, 1, false), false).save(folder);
    Files.delete(folder.resolve("strategies.json"));
    assertThatThrownBy(() -> ModelBundle.load(folder))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("strategies.json");
  }

  @Test
  void aFileThatTheManifestDoesNotListIsSaidByName(@TempDir Path folder) throws IOException {
    bundle(new SyntheticCohort(60, 1, false), false).save(folder);
    Files.writeString(folder.resolve(".DS_Store"), "an operating system's own");
    assertThat(ModelBundle.load(folder)).isNotNull();
    Files.writeString(folder.resolve("site.yaml"), "slipped in");
    assertThatThrownBy(() -> ModelBundle.load(folder))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("site.yaml");
  }

  @Test
  void whatIsAddedStandsUnderTheManifestAndIsMissedWhenItGoes(@TempDir Path folder)
      throws IOException {
    var bundle = bundle(new SyntheticCohort(60, 1, false), false);
    bundle.save(folder);
    Files.writeString(folder.resolve("site.yaml"), "of the site");
    BundleAddition.adopt(folder, Set.of("site.yaml", "not-there.json"));
    BundleAddition.put(folder, Map.of("card.json", new byte[] {'{', '}'}));

    assertThat(ModelBundle.load(folder).id()).isEqualTo(bundle.id());
    assertThat(MeasuredBudget.bundleId(folder)).isNotEqualTo(bundle.id());
    assertThat(BundleAddition.read(folder, "card.json").orElseThrow()).hasSize(2);
    assertThatThrownBy(() -> BundleAddition.put(folder, Map.of("study.yaml", new byte[0])))
        .isInstanceOf(IllegalArgumentException.class);
    Files.writeString(folder.resolve("site.yaml"), "of another site");
    assertThatThrownBy(() -> ModelBundle.load(folder))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("site.yaml has been altered");
    Files.delete(folder.resolve("site.yaml"));
    assertThatThrownBy(() -> ModelBundle.load(folder)).hasMessageContaining("site.yaml is absent");
  }

  @Test
  void aBundleOfANewerFormatSaysSo(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("manifest.json"),
        "{\"format\":\"chiasm-model\",\"version\":99,\"sha256\":{}}");
    assertThatThrownBy(() -> ModelBundle.load(folder))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("newer Chiasm");
  }

  @Test
  void aManifestThatPointsOutsideItsFolderIsRefused(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("manifest.json"),
        "{\"format\":\"chiasm-model\",\"version\":1,\"sha256\":{\"../secret\":\"00\"}}");
    assertThatThrownBy(() -> ModelBundle.load(folder))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("outside");
  }
}
