package org.chiasm.learn.encode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Offset;
import org.chiasm.Tensor;
import org.junit.jupiter.api.Test;

class GridFeaturesTest {
  private static final double STEP_HOURS = 2;

  private static double feature(double[] features, int concept, String measure) {
    int width = GridFeatures.MEASURES.size();
    return features[concept * width + GridFeatures.MEASURES.indexOf(measure)];
  }

  @Test
  void aConceptThatNobodyMeasuredHasOnlyItsMeasuredShare() {
    var grid = Tensor.of(new float[] {Float.NaN, Float.NaN, 3, 5}, 2, 2);
    var features = GridFeatures.measure(grid, STEP_HOURS);

    assertThat(feature(features, 0, "measured_share")).isZero();
    assertThat(feature(features, 0, "mean")).isNaN();
    assertThat(feature(features, 1, "slope")).isEqualTo(1);
    assertThat(GridFeatures.names(List.of("hr", "map")))
        .hasSize(features.length)
        .contains("hr.first", "map.since_last");
  }

  @Property(tries = 300)
  void everyMeasureIsWhatItsDefinitionGives(
      @ForAll @Size(min = 1, max = 12) List<@FloatRange(min = -50, max = 50) Float> steps) {
    var row = new float[steps.size()];
    var seen = new ArrayList<Integer>();
    for (int i = 0; i < row.length; i++) {
      boolean measured = steps.get(i) > -20;
      row[i] = measured ? steps.get(i) : Float.NaN;
      if (measured) {
        seen.add(i);
      }
    }
    var features = GridFeatures.measure(Tensor.of(row, 1, row.length), STEP_HOURS);
    var values = seen.stream().mapToDouble(i -> row[i]).toArray();
    var within = Offset.offset(1e-6);

    assertThat(feature(features, 0, "measured_share"))
        .isEqualTo((double) values.length / row.length, within);
    if (values.length == 0) {
      return;
    }
    double mean = IntStream.range(0, values.length).mapToDouble(i -> values[i]).sum();
    mean /= values.length;
    assertThat(feature(features, 0, "mean")).isEqualTo(mean, within);
    assertThat(feature(features, 0, "first")).isEqualTo(values[0], within);
    assertThat(feature(features, 0, "last")).isEqualTo(values[values.length - 1], within);
    assertThat(feature(features, 0, "since_last"))
        .isEqualTo((row.length - 1 - seen.getLast()) * STEP_HOURS, within);
    double squares = 0;
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    assertThat(feature(features, 0, "min")).isEqualTo(least, within);
    assertThat(feature(features, 0, "max")).isEqualTo(most, within);
    if (values.length > 1) {
      assertThat(feature(features, 0, "std"))
          .isEqualTo(Math.sqrt(squares / (values.length - 1)), within);
      assertThat(feature(features, 0, "slope")).isEqualTo(slope(seen, values, mean), within);
    }
  }

  private static double slope(List<Integer> seen, double[] values, double mean) {
    double meanHours = seen.stream().mapToDouble(i -> i * STEP_HOURS).average().orElseThrow();
    double products = 0;
    double squares = 0;
    for (int i = 0; i < values.length; i++) {
      double hours = seen.get(i) * STEP_HOURS - meanHours;
      products += hours * (values[i] - mean);
      squares += hours * hours;
    }
    return products / squares;
  }
}
