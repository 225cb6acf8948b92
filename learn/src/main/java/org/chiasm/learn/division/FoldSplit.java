package org.chiasm.learn.division;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chiasm.SubjectId;
import org.chiasm.study.SplitDefinition;

/** Cross-validation: each fold is held out once, the one after it tunes. */
final class FoldSplit {
  /** Choices and calibration gain little from more; training does. */
  private static final int TUNING_SUBJECTS_MAX = 400;

  private FoldSplit() {}

  static List<Partition> of(
      SplitDefinition.Folds folds, List<SubjectId> subjects, double[] outcomes) {
    var foldOf = foldOf(folds, subjects, outcomes);
    var partitions = new ArrayList<Partition>();
    for (int fold = 0; fold < folds.folds(); fold++) {
      int heldOut = fold;
      var tuning = tuningSubjects(folds, subjects, foldOf, (fold + 1) % folds.folds());
      partitions.add(
          new Partition(
              fold,
              rows(row -> foldOf[row] != heldOut && !tuning.contains(subjects.get(row)), foldOf),
              rows(row -> tuning.contains(subjects.get(row)), foldOf),
              rows(row -> foldOf[row] == heldOut, foldOf)));
    }
    return List.copyOf(partitions);
  }

  /** The subjects of a fold, in the order of their hash up to so many as choices need. */
  private static Set<SubjectId> tuningSubjects(
      SplitDefinition.Folds folds, List<SubjectId> subjects, int[] foldOf, int fold) {
    return IntStream.range(0, foldOf.length)
        .filter(row -> foldOf[row] == fold)
        .mapToObj(subjects::get)
        .distinct()
        .sorted(SubjectHash.order(~folds.seed()))
        .limit(TUNING_SUBJECTS_MAX)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static List<Integer> rows(IntPredicate wanted, int[] foldOf) {
    return IntStream.range(0, foldOf.length).filter(wanted).boxed().toList();
  }

  /**
   * Subjects in the order of their highest outcome; every block of one for each fold is dealt out.
   */
  static int[] foldOf(SplitDefinition.Folds folds, List<SubjectId> subjects, double[] outcomes) {
    var highest = new TreeMap<SubjectId, Double>();
    for (int row = 0; row < outcomes.length; row++) {
      highest.merge(subjects.get(row), outcomes[row], Math::max);
    }
    var byHash = SubjectHash.order(folds.seed());
    var order =
        highest.entrySet().stream()
            .sorted(
                Map.Entry.<SubjectId, Double>comparingByValue()
                    .thenComparing(Map.Entry.comparingByKey(byHash)))
            .map(Map.Entry::getKey)
            .toList();
    var dealt = new TreeMap<SubjectId, Integer>();
    for (int start = 0; start < order.size(); start += folds.folds()) {
      var block =
          order.subList(start, Math.min(start + folds.folds(), order.size())).stream()
              .sorted(byHash)
              .toList();
      for (int i = 0; i < block.size(); i++) {
        dealt.put(block.get(i), i);
      }
    }
    return subjects.stream().mapToInt(subject -> dealt.getOrDefault(subject, 0)).toArray();
  }
}
