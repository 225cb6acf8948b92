package org.chiasm.app.pipeline;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chiasm.MissingReason;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.InputCell;
import org.chiasm.study.StudyDefinition;

/**
 * How often each input has a value, why it has none, and how old its values are. Ages are kept to
 * the quarter of an hour, so that memory does not grow with the number of rows.
 */
final class InputTally {
  private static final int QUARTERS_MAX = 4 * 24 * 30;

  private final StudyDefinition study;
  private final Map<String, Count> counts = new LinkedHashMap<>();
  private long rows;

  private static final class Count {
    private long present;
    private long assumed;
    private long withAge;
    private final Map<MissingReason, Long> missing = new EnumMap<>(MissingReason.class);
    private final long[] ageQuarters = new long[QUARTERS_MAX + 1];
  }

  InputTally(StudyDefinition study) {
    this.study = study;
    study.inputs().forEach(input -> counts.put(input.name(), new Count()));
  }

  void add(FeatureRow row) {
    rows++;
    row.cells().forEach((name, cell) -> add(counts.computeIfAbsent(name, _ -> new Count()), cell));
  }

  private static void add(Count count, InputCell cell) {
    switch (cell) {
      case InputCell.Missing(var reason) -> count.missing.merge(reason, 1L, Long::sum);
      case InputCell.Present present -> {
        count.present++;
        if (!present.assumptions().isEmpty()) {
          count.assumed++;
        }
        if (!Double.isNaN(present.ageHours())) {
          count.withAge++;
          count.ageQuarters[Math.clamp(Math.round(4 * present.ageHours()), 0, QUARTERS_MAX)]++;
        }
      }
    }
  }

  /** One object for each input, in study order. */
  void write(ArrayNode inputs) {
    for (var input : study.inputs()) {
      var count = counts.getOrDefault(input.name(), new Count());
      var node = inputs.addObject();
      node.put("name", input.name());
      node.put("modality", input.modality().name().toLowerCase(Locale.ROOT));
      node.put("window", input.window().toString());
      node.put("if_missing", input.missing().name().toLowerCase(Locale.ROOT));
      node.put("rows", rows);
      node.put("present", count.present);
      node.put("with_assumption", count.assumed);
      var missing = node.putObject("missing");
      count.missing.forEach((reason, number) -> missing.put(reason.name(), number));
      if (count.withAge > 0) {
        node.put("age_hours_median", quantile(count, 0.5));
        node.put("age_hours_p90", quantile(count, 0.9));
      }
    }
  }

  private static double quantile(Count count, double share) {
    long needed = (long) Math.ceil(share * count.withAge);
    long seen = 0;
    for (int quarter = 0; quarter <= QUARTERS_MAX; quarter++) {
      seen += count.ageQuarters[quarter];
      if (seen >= needed) {
        return quarter / 4.0;
      }
    }
    return QUARTERS_MAX / 4.0;
  }

  /** The names of inputs that no row has a value for. */
  List<String> neverPresent() {
    var names = new ArrayList<String>();
    counts.forEach(
        (name, count) -> {
          if (count.present == 0) {
            names.add(name);
          }
        });
    return names;
  }
}
