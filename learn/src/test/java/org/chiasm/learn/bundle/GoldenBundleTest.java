package org.chiasm.learn.bundle;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.chiasm.learn.explain.ActivationMap;
import org.chiasm.learn.explain.GradCam;
import org.chiasm.row.InputCell;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.SeriesRule;
import org.chiasm.study.TimeWindow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bundles of every release load for ever and predict what they predicted. */
class GoldenBundleTest {
  /** ONNX Runtime chooses its kernels by the processor; single precision is what they share. */
  private static final double TOLERANCE = 2e-5;

  private static final String TREES_OVER_NETWORKS = "early_ii";

  /**
   * What one split of one tree among hundreds may move, where a network's number lies so near its
   * threshold that two processors fall on different sides.
   */
  private static final double ONE_SPLIT = 1e-3;

  static List<Path> bundles() throws IOException, URISyntaxException {
    var golden =
        Path.of(requireNonNull(GoldenBundleTest.class.getResource("golden"), "golden").toURI());
    try (var folders = Files.list(golden)) {
      return folders.filter(Files::isDirectory).sorted().toList();
    }
  }

  /** A release makes its own with {@code -Dchiasm.golden=VERSION}; those of earlier ones stay. */
  @Test
  void theBundlesOfAReleaseAreMadeWhenAskedFor() throws IOException {
    var version = System.getProperty("chiasm.golden", "");
    assumeFalse(version.isEmpty(), "no -Dchiasm.golden=VERSION, so no golden bundle is made");
    var golden =
        Path.of(
            System.getProperty("chiasm.home"),
            "learn/src/test/resources/org/chiasm/learn/bundle/golden");
    GoldenBundleMain.main(new String[] {golden.toString(), version});

    assertThat(golden.resolve(version + "-binary/model/manifest.json")).exists();
  }

  @Test
  void thisReleaseHasGoldenBundles() throws Exception {
    assertThat(bundles())
        .extracting(each -> each.getFileName().toString())
        .contains(
            "0.1.0-binary",
            "0.1.0-quantity",
            "0.1.1-binary",
            "0.1.1-quantity",
            "0.1.1-classes",
            "0.1.1-over-time");
  }

  @ParameterizedTest
  @MethodSource("bundles")
  void aReleasedBundleLoadsAndPredictsTheSame(Path golden) throws IOException {
    var expected = new ObjectMapper().readTree(Files.readAllBytes(golden.resolve("expected.json")));
    var predictions = GoldenBundleMain.predictions(golden);

    assertThat(predictions).hasSize(expected.size()).hasSizeGreaterThanOrEqualTo(5);
    predictions.forEach(
        (key, values) -> {
          var known = expected.path(key);
          assertThat(values).as(key).hasSize(known.size());
          int turned = 0;
          for (int row = 0; row < values.size(); row++) {
            double difference = Math.abs(values.get(row) - known.get(row).doubleValue());
            turned += difference > TOLERANCE ? 1 : 0;
            assertThat(difference)
                .as("%s, row %d", key, row)
                .isLessThanOrEqualTo(key.equals(TREES_OVER_NETWORKS) ? ONE_SPLIT : TOLERANCE);
          }
          assertThat(turned).as("%s, rows beyond rounding", key).isLessThanOrEqualTo(1);
        });
  }

  @ParameterizedTest
  @MethodSource("bundles")
  void theFormatStandsInTheManifest(Path golden) throws IOException {
    var manifest =
        new ObjectMapper().readTree(Files.readAllBytes(golden.resolve("model/manifest.json")));

    assertThat(manifest.path("format").asText()).isEqualTo("chiasm-model");
    assertThat(manifest.path("version").asInt()).isBetween(1, BundleFolder.VERSION);
  }

  /** What networks look at follows from their files, which are as they were released. */
  @ParameterizedTest
  @ValueSource(strings = {"0.1.0-binary", "0.1.1-binary"})
  void aReleasedNetworkShowsWhereItLooks(String golden) throws IOException, URISyntaxException {
    var folder = bundles().stream().filter(each -> each.endsWith(golden)).findFirst().orElseThrow();
    var trained = ModelBundle.load(folder.resolve("model")).model();
    var cohort = new GoldenCohort(90);
    var row = cohort.rows().getFirst();
    var image =
        new InputDefinition.Image(
            "xray",
            new SeriesRule(List.of()),
            new TimeWindow(
                new TimeWindow.Bound(Duration.ofDays(-1), true),
                new TimeWindow.Bound(Duration.ZERO, true)),
            InputDefinition.Missing.ALLOW);
    assertThat(row.cell("xray")).isInstanceOf(InputCell.Present.class);
    for (var fitted : trained.fitted()) {
      if (fitted.key().id().startsWith("joint")) {
        var map = new GradCam(trained, fitted.best(), cohort.tensors()).of(image, row);

        assertThat(map).as(fitted.key().id()).isInstanceOf(ActivationMap.class);
        assertThat(((ActivationMap) map).largestOfEither()).isPositive();
      }
    }
  }
}
