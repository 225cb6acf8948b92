package org.chiasm.study.file;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chiasm.study.PerformanceFloor;
import org.chiasm.study.yaml.Field;
import org.chiasm.study.yaml.Keys;

/** Reads {@code missing.floor}: one metric with a bound, or with a signed change in quotes. */
final class FloorReader {
  /** Metric to whether more is better. */
  static final Map<String, Boolean> METRICS = metrics();

  static final Keys FLOOR = Keys.of("a floor").allow(METRICS.keySet().toArray(String[]::new));
  private static final Pattern CHANGE = Pattern.compile("[+-](?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)");
  private static final int LENGTH_MAX = 20;

  private FloorReader() {}

  static Optional<PerformanceFloor> read(Field field) {
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
    return floor(entry.getKey(), entry.getValue());
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

  private static Map<String, Boolean> metrics() {
    var metrics = new LinkedHashMap<String, Boolean>();
    metrics.put("auroc", true);
    metrics.put("auprc", true);
    metrics.put("brier", false);
    metrics.put("log_loss", false);
    metrics.put("mae", false);
    metrics.put("rmse", false);
    metrics.put("r2", true);
    metrics.put("concordance", true);
    metrics.put("auroc_hand_till", true);
    metrics.put("auroc_one_vs_rest", true);
    metrics.put("accuracy", true);
    metrics.put("balanced_accuracy", true);
    metrics.put("concordance_uno", true);
    metrics.put("concordance_harrell", true);
    metrics.put("integrated_brier", false);
    metrics.put("brier_at_horizon", false);
    return metrics;
  }
}
