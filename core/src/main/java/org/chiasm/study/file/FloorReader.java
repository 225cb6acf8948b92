package org.chiasm.study.file;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chiasm.study.PerformanceFloor;
import org.chiasm.study.yaml.Field;
import org.chiasm.study.yaml.Keys;
import org.chiasm.study.yaml.NearestName;

/** Reads {@code missing.floor}: one metric with a bound, or with a signed change in quotes. */
final class FloorReader {
  /** Metric to whether more is better. */
  private static final Map<String, Boolean> METRICS = FloorMetrics.all();

  static final Keys FLOOR = Keys.of("a floor").allow(METRICS.keySet().toArray(String[]::new));
  private static final Pattern CHANGE = Pattern.compile("[+-](?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)");
  private static final int LENGTH_MAX = 20;

  private FloorReader() {}

  /**
   * A floor by a metric of the outcome.
   *
   * @param metrics those of the study's kind of outcome; nothing where that cannot be told
   */
  static Optional<PerformanceFloor> read(Field field, Optional<FloorMetrics> metrics) {
    var section =
        field
            .section("a metric with its floor, such as {auroc: 0.75} or {auroc: \"-0.02\"}")
            .map(present -> present.allow(FLOOR));
    if (section.isEmpty()) {
      return Optional.empty();
    }
    var entries = section.get().entries();
    if (entries.size() != 1) {
      if (section.get().isWhole()) {
        field.rejectKey(entries.size() + " metrics", "one metric with its floor", "");
      }
      return Optional.empty();
    }
    var entry = entries.entrySet().iterator().next();
    metrics.ifPresent(each -> check(entry.getKey(), entry.getValue(), each));
    return floor(entry.getKey(), entry.getValue());
  }

  private static void check(String metric, Field value, FloorMetrics metrics) {
    if (!metrics.names().contains(metric)) {
      value.rejectKey(
          "the metric " + Field.quote(metric),
          "one that judges "
              + metrics.outcome()
              + ", as the study's is: "
              + String.join(", ", metrics.names()),
          NearestName.of(metric, metrics.names()));
    }
  }

  private static Optional<PerformanceFloor> floor(String metric, Field value) {
    var raw = value.raw().strip();
    boolean worseIsLess = METRICS.getOrDefault(metric, true);
    var expected =
        "a bound such as 0.75, or in quotes the change that is borne, such as \""
            + (worseIsLess ? "-" : "+")
            + "0.02\"";
    if (value.isTextual() && raw.length() <= LENGTH_MAX && CHANGE.matcher(raw).matches()) {
      double change = Double.parseDouble(raw);
      if (change == 0 || change < 0 != worseIsLess) {
        value.reject(expected);
        return Optional.empty();
      }
      return Optional.of(new PerformanceFloor.Relative(metric, change));
    }
    return value.number(expected).map(bound -> new PerformanceFloor.Absolute(metric, bound));
  }
}
