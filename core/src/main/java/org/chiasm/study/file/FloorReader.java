package org.chiasm.study.file;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chiasm.study.PerformanceFloor;
import org.chiasm.study.yaml.Field;
import org.chiasm.study.yaml.Keys;
import org.chiasm.study.yaml.NearestName;
import org.chiasm.study.yaml.Section;

/** Reads {@code missing.floor}: one metric with a bound, or with a signed change in quotes. */
final class FloorReader {
  /** Metric to whether more is better. */
  private static final Map<String, Boolean> METRICS = Metrics.all();

  static final Keys FLOOR = Keys.of("a floor").allow(METRICS.keySet().toArray(String[]::new));
  private static final Pattern CHANGE = Pattern.compile("[+-](?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)");
  private static final int LENGTH_MAX = 20;

  private FloorReader() {}

  /** The metrics that can be a floor, for each kind of outcome; of each whether more is better. */
  enum Metrics {
    YES_OR_NO("a yes-or-no outcome", List.of("auroc", "auprc"), List.of("brier", "log_loss")),
    QUANTITY("an outcome that is a quantity", List.of("r2", "concordance"), List.of("mae", "rmse")),
    CLASSES(
        "an outcome of several classes",
        List.of("auroc_hand_till", "auroc_one_vs_rest", "accuracy", "balanced_accuracy"),
        List.of("log_loss", "brier")),
    OVER_TIME(
        "a time to an event (no_followup: censor)",
        List.of("concordance_uno", "concordance_harrell"),
        List.of("integrated_brier", "brier_at_horizon"));

    private final String outcome;

    @SuppressWarnings("ImmutableEnumChecker") // changed by nothing after the constructor
    private final Map<String, Boolean> moreIsBetter = new LinkedHashMap<>();

    Metrics(String outcome, List<String> moreIsBetter, List<String> lessIsBetter) {
      this.outcome = outcome;
      moreIsBetter.forEach(each -> this.moreIsBetter.put(each, true));
      lessIsBetter.forEach(each -> this.moreIsBetter.put(each, false));
    }

    /** Of the kind of outcome that a section's keys ask for, whatever else is wrong with it. */
    static Optional<Metrics> of(Section outcome) {
      if (outcome.has("time_to")) {
        return switch (outcome.get("no_followup").map(Field::raw).orElse("drop")) {
          case "drop" -> Optional.of(QUANTITY);
          case "censor" -> Optional.of(OVER_TIME);
          default -> Optional.empty();
        };
      }
      if (outcome.has("classes")) {
        return Optional.of(CLASSES);
      }
      return outcome.has("concept") ? Optional.of(YES_OR_NO) : Optional.empty();
    }

    /** Those of all kinds. */
    static Map<String, Boolean> all() {
      var all = new LinkedHashMap<String, Boolean>();
      for (var kind : values()) {
        all.putAll(kind.moreIsBetter);
      }
      return Collections.unmodifiableMap(all);
    }

    /** Their names. */
    List<String> names() {
      return new ArrayList<>(moreIsBetter.keySet());
    }

    /** What they are metrics of, in words. */
    String outcome() {
      return outcome;
    }
  }

  /**
   * A floor by a metric of the outcome.
   *
   * @param metrics those of the study's kind of outcome; nothing where that cannot be told
   */
  static Optional<PerformanceFloor> read(Field field, Optional<Metrics> metrics) {
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

  private static void check(String metric, Field value, Metrics metrics) {
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
