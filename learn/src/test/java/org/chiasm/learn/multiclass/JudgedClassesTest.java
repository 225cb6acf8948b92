package org.chiasm.learn.multiclass;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JudgedClassesTest {
  static Stream<JsonNode> storedCases() throws IOException {
    try (var file = JudgedClassesTest.class.getResourceAsStream("sklearn_multiclass.json")) {
      var cases = new ObjectMapper().readTree(requireNonNull(file)).path("cases");
      return StreamSupport.stream(cases.spliterator(), false).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("storedCases")
  void metricsEqualScikitLearnsOnStoredCases(JsonNode stored) {
    var classes = new ArrayList<Integer>();
    stored.get("classes").forEach(each -> classes.add(each.intValue()));
    var probabilities =
        StreamSupport.stream(stored.get("probabilities").spliterator(), false)
            .map(JudgedClassesTest::numbers)
            .toArray(double[][]::new);
    var judged = new JudgedClasses(classes, probabilities);
    for (var entry : stored.get("metrics").properties()) {
      var metric = MultiClassMetric.valueOf(entry.getKey().toUpperCase(Locale.ROOT));
      assertThat(judged.compute(metric, once(classes.size())))
          .as("%s of '%s'", entry.getKey(), stored.get("name").textValue())
          .isCloseTo(entry.getValue().doubleValue(), within(1e-9));
    }
    var confusion = judged.confusion();
    for (int row = 0; row < confusion.size(); row++) {
      for (int column = 0; column < confusion.size(); column++) {
        assertThat(confusion.get(row).get(column))
            .isEqualTo(stored.get("confusion").path(row).path(column).intValue());
      }
    }
  }

  private static double[] numbers(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false)
        .mapToDouble(JsonNode::doubleValue)
        .toArray();
  }

  private static int[] once(int rows) {
    var weights = new int[rows];
    Arrays.fill(weights, 1);
    return weights;
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Sample(List<Integer> classes, double[][] probabilities) {
    static Sample draw(long seed, int rows, int count) {
      var random = new Random(seed);
      var classes = new ArrayList<Integer>();
      var against = new double[count][rows];
      for (int row = 0; row < rows; row++) {
        classes.add(row < count ? row : random.nextInt(count));
        for (int place = 0; place < count; place++) {
          against[place][row] = Math.round(8 * random.nextDouble()) / 8.0;
        }
      }
      return new Sample(classes, TrainedClasses.normalised(against));
    }
  }

  @Property(tries = 60)
  void aRowCountedTwiceIsTheSameAsTheRowTwice(
      @ForAll @LongRange(min = 0, max = 1_000_000) long seed,
      @ForAll @IntRange(min = 2, max = 4) int count) {
    var sample = Sample.draw(seed, 30, count);
    var weights = new Random(seed + 1).ints(30, 1, 4).toArray();
    var classes = new ArrayList<Integer>();
    var rows = new ArrayList<Integer>();
    for (int row = 0; row < weights.length; row++) {
      for (int i = 0; i < weights[row]; i++) {
        classes.add(sample.classes().get(row));
        rows.add(row);
      }
    }
    var repeated =
        Arrays.stream(sample.probabilities())
            .map(each -> rows.stream().mapToDouble(row -> each[row]).toArray())
            .toArray(double[][]::new);
    var weighted = new JudgedClasses(sample.classes(), sample.probabilities());
    var written = new JudgedClasses(classes, repeated);
    for (var metric : MultiClassMetric.values()) {
      assertThat(weighted.compute(metric, weights))
          .as(metric.id())
          .isCloseTo(written.compute(metric, once(classes.size())), within(1e-12));
    }
  }

  @Property(tries = 60)
  void theAreaOfPairsIsTheShareOfPairsInOrder(
      @ForAll @LongRange(min = 0, max = 1_000_000) long seed,
      @ForAll @IntRange(min = 2, max = 4) int count) {
    var sample = Sample.draw(seed, 25, count);
    double sum = 0;
    for (int one = 0; one < count; one++) {
      for (int other = 0; other < count; other++) {
        sum += one == other ? 0 : ordered(sample, one, other) / (count * (count - 1.0));
      }
    }
    assertThat(
            new JudgedClasses(sample.classes(), sample.probabilities())
                .compute(MultiClassMetric.AUROC_HAND_TILL, once(25)))
        .isCloseTo(sum, within(1e-12));
  }

  private static double ordered(Sample sample, int one, int other) {
    double right = 0;
    double pairs = 0;
    var own = sample.probabilities()[one];
    for (int row = 0; row < own.length; row++) {
      for (int against = 0; against < own.length; against++) {
        if (sample.classes().get(row) == one && sample.classes().get(against) == other) {
          right += own[row] > own[against] ? 1 : own[row] == own[against] ? 0.5 : 0;
          pairs++;
        }
      }
    }
    return right / pairs;
  }

  @Property(tries = 60)
  void probabilitiesOfARowSumToOneAndKeepTheirOrder(
      @ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
    var random = new Random(seed);
    var against = new double[3][20];
    for (var each : against) {
      Arrays.setAll(each, _ -> random.nextInt(4) == 0 ? 0 : random.nextDouble());
    }
    var normalised = TrainedClasses.normalised(against);
    for (int row = 0; row < 20; row++) {
      assertThat(normalised[0][row] + normalised[1][row] + normalised[2][row])
          .isCloseTo(1, within(1e-12));
      assertThat(Double.compare(normalised[0][row], normalised[1][row]))
          .isEqualTo(Double.compare(against[0][row], against[1][row]));
    }
  }

  @Test
  void withoutAnyRowOfAClassAreasAreNotDefined() {
    var judged =
        new JudgedClasses(
            List.of(0, 1, 0), new double[][] {{0.5, 0.2, 0.4}, {0.3, 0.5, 0.3}, {0.2, 0.3, 0.3}});
    assertThat(judged.compute(MultiClassMetric.AUROC_HAND_TILL, once(3))).isNaN();
    assertThat(judged.compute(MultiClassMetric.AUROC_ONE_VS_REST, once(3))).isNaN();
    assertThat(judged.compute(MultiClassMetric.BALANCED_ACCURACY, once(3))).isNaN();
    assertThat(judged.compute(MultiClassMetric.ACCURACY, once(3))).isEqualTo(1);
  }
}
