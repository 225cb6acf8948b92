package org.chiasm.study.file;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chiasm.study.yaml.Field;
import org.chiasm.study.yaml.Section;

/** The metrics that can be a floor, for each kind of outcome; of each whether more is better. */
enum FloorMetrics {
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

  FloorMetrics(String outcome, List<String> moreIsBetter, List<String> lessIsBetter) {
    this.outcome = outcome;
    moreIsBetter.forEach(each -> this.moreIsBetter.put(each, true));
    lessIsBetter.forEach(each -> this.moreIsBetter.put(each, false));
  }

  /** Of the kind of outcome that a section's keys ask for, whatever else is wrong with it. */
  static Optional<FloorMetrics> of(Section outcome) {
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
