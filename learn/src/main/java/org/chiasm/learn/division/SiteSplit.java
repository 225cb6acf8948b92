package org.chiasm.learn.division;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.chiasm.SubjectId;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.InputCell;
import org.chiasm.study.SplitDefinition;

/**
 * Each site held out once. A subject who was ever there is on no other side; rows that do not say
 * where they come from train and tune, and are never held out.
 */
final class SiteSplit {
  private SiteSplit() {}

  static List<Partition> of(SplitDefinition.BySite split, List<FeatureRow> rows) {
    var rowsOf = new TreeMap<String, List<Integer>>();
    for (int row = 0; row < rows.size(); row++) {
      if (rows.get(row).cell(split.input()) instanceof InputCell.Present present
          && present.value() instanceof InputCell.Value.Label(var site)) {
        rowsOf.computeIfAbsent(site, _ -> new ArrayList<>()).add(row);
      }
    }
    if (rowsOf.size() < 2) {
      throw new IllegalArgumentException(
          "A split by site needs rows of at least two sites; '"
              + split.input()
              + "' says "
              + (rowsOf.isEmpty() ? "none" : "only " + rowsOf.firstKey()));
    }
    var partitions = new ArrayList<Partition>();
    for (Map.Entry<String, List<Integer>> site : rowsOf.entrySet()) {
      var there = new HashSet<SubjectId>();
      site.getValue().forEach(row -> there.add(rows.get(row).subject()));
      var others =
          IntStream.range(0, rows.size())
              .filter(row -> !there.contains(rows.get(row).subject()))
              .boxed()
              .toList();
      partitions.add(divided(partitions.size(), split, rows, others, site.getValue()));
    }
    return List.copyOf(partitions);
  }

  /** All rows, whatever their site: some subjects tune, the others train. */
  static Partition whole(SplitDefinition.BySite split, List<FeatureRow> rows) {
    var all = IntStream.range(0, rows.size()).boxed().toList();
    return divided(0, split, rows, all, List.of());
  }

  private static Partition divided(
      int fold,
      SplitDefinition.BySite split,
      List<FeatureRow> rows,
      List<Integer> others,
      List<Integer> heldOut) {
    var training = new ArrayList<Integer>();
    var tuning = new ArrayList<Integer>();
    for (int row : others) {
      double at = SubjectHash.position(split.seed(), rows.get(row).subject());
      (at < split.tuning() ? tuning : training).add(row);
    }
    return new Partition(fold, training, tuning, heldOut);
  }
}
