package org.chiasm.learn.division;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.chiasm.SubjectId;
import org.chiasm.row.FeatureRow;
import org.chiasm.study.SplitDefinition;

/** Three parts of stated shares: at random, or by the time of each subject's first prediction. */
final class ShareSplit {
  private ShareSplit() {}

  /** Each subject falls where its hash says, so that new subjects never move old ones. */
  static Partition atRandom(SplitDefinition.Shares shares, List<SubjectId> subjects) {
    return divided(
        subjects,
        subject -> SubjectHash.position(shares.seed(), subject),
        shares.train(),
        shares.train() + shares.tuning());
  }

  /**
   * Subjects in the order of their first prediction; of those at the same time in that of the
   * subject.
   */
  static Partition byTime(SplitDefinition.ByTime shares, List<FeatureRow> rows) {
    var first = new TreeMap<SubjectId, Long>();
    for (var row : rows) {
      first.merge(row.subject(), row.predictionTime().toEpochMilli(), Math::min);
    }
    var place = new TreeMap<SubjectId, Double>();
    first.entrySet().stream()
        .sorted(
            Map.Entry.<SubjectId, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .forEach(each -> place.put(each.getKey(), (double) place.size()));
    return divided(
        rows.stream().map(FeatureRow::subject).toList(),
        subject -> place.getOrDefault(subject, 0.0),
        Math.rint(shares.train() * place.size()),
        Math.rint((shares.train() + shares.tuning()) * place.size()));
  }

  private static Partition divided(
      List<SubjectId> subjects,
      ToDoubleFunction<SubjectId> position,
      double endOfTraining,
      double endOfTuning) {
    var parts =
        List.of(new ArrayList<Integer>(), new ArrayList<Integer>(), new ArrayList<Integer>());
    for (int row = 0; row < subjects.size(); row++) {
      double at = position.applyAsDouble(subjects.get(row));
      parts.get(at < endOfTraining ? 0 : at < endOfTuning ? 1 : 2).add(row);
    }
    return new Partition(0, parts.get(0), parts.get(1), parts.get(2));
  }
}
