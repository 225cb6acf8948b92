package org.chiasm.learn.fusion;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chiasm.SubjectId;
import org.chiasm.row.FeatureRow;
import org.chiasm.study.SplitDefinition;

/**
 * The division of rows into parts by subject: no subject is in two parts. The division depends on
 * the seed, the subjects and (for folds) their outcomes, not on the order of rows.
 */
public final class SubjectSplit {
  /** Choices and calibration gain little from more; training does. */
  private static final int TUNING_SUBJECTS_MAX = 400;

  private SubjectSplit() {}

  /**
   * One division.
   *
   * @param fold which fold is held out, from 0; 0 where there are no folds
   * @param training rows that models are fitted on
   * @param tuning rows that choices and calibration are made on
   * @param heldOut rows that are reported
   */
  public record Partition(
      int fold, List<Integer> training, List<Integer> tuning, List<Integer> heldOut) {
    /** Copies the lists. */
    public Partition {
      training = List.copyOf(training);
      tuning = List.copyOf(tuning);
      heldOut = List.copyOf(heldOut);
    }
  }

  /**
   * Divides rows. Shares give one partition: each subject falls where the hash of seed and subject
   * says, so that new subjects never move old ones. Folds give one partition for each fold, the
   * fold after it being for tuning, or 400 subjects of it where it is larger; subjects with and
   * without the outcome (or with high and low ones) are dealt out in turn.
   *
   * @param subjects of each row
   * @param outcomes of each row
   */
  public static List<Partition> of(
      SplitDefinition split, List<SubjectId> subjects, double[] outcomes) {
    if (split instanceof SplitDefinition.Shares shares && shares.temporal()) {
      throw new IllegalArgumentException("A split by time needs rows, not subjects alone");
    }
    return switch (split) {
      case SplitDefinition.Shares shares -> List.of(shares(shares, subjects));
      case SplitDefinition.Folds folds -> folds(folds, subjects, outcomes);
    };
  }

  /**
   * Divides rows, by time where the split says so: subjects in the order of their first prediction,
   * the earliest for training, the next for tuning, the latest held out.
   *
   * @param rows all of them
   * @param outcomes of each row
   */
  public static List<Partition> ofRows(
      SplitDefinition split, List<FeatureRow> rows, double[] outcomes) {
    return split instanceof SplitDefinition.Shares shares && shares.temporal()
        ? List.of(temporal(shares, rows))
        : of(split, rows.stream().map(FeatureRow::subject).toList(), outcomes);
  }

  private static Partition temporal(SplitDefinition.Shares shares, List<FeatureRow> rows) {
    var first = new TreeMap<SubjectId, Instant>();
    for (var row : rows) {
      first.merge(row.subject(), row.predictionTime(), (a, b) -> a.isBefore(b) ? a : b);
    }
    var order =
        first.entrySet().stream()
            .sorted(
                Map.Entry.<SubjectId, Instant>comparingByValue()
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(Map.Entry::getKey)
            .toList();
    var place = new TreeMap<SubjectId, Integer>();
    order.forEach(subject -> place.put(subject, place.size()));
    long training = Math.round(shares.train() * order.size());
    long tuned = Math.round((shares.train() + shares.tuning()) * order.size());
    var parts =
        List.of(new ArrayList<Integer>(), new ArrayList<Integer>(), new ArrayList<Integer>());
    for (int row = 0; row < rows.size(); row++) {
      int at = place.getOrDefault(rows.get(row).subject(), 0);
      parts.get(at < training ? 0 : at < tuned ? 1 : 2).add(row);
    }
    return new Partition(0, parts.get(0), parts.get(1), parts.get(2));
  }

  private static Partition shares(SplitDefinition.Shares shares, List<SubjectId> subjects) {
    var parts =
        List.of(new ArrayList<Integer>(), new ArrayList<Integer>(), new ArrayList<Integer>());
    for (int row = 0; row < subjects.size(); row++) {
      double position = (hash(shares.seed(), subjects.get(row)) >>> 11) * 0x1.0p-53;
      int part =
          position < shares.train() ? 0 : position < shares.train() + shares.tuning() ? 1 : 2;
      parts.get(part).add(row);
    }
    return new Partition(0, parts.get(0), parts.get(1), parts.get(2));
  }

  private static List<Partition> folds(
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
        .sorted(
            Comparator.<SubjectId>comparingLong(subject -> hash(~folds.seed(), subject))
                .thenComparing(Comparator.naturalOrder()))
        .limit(TUNING_SUBJECTS_MAX)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static List<Integer> rows(IntPredicate wanted, int[] foldOf) {
    return IntStream.range(0, foldOf.length).filter(wanted).boxed().toList();
  }

  /**
   * Subjects in the order of their highest outcome; every block of one for each fold is dealt out.
   */
  private static int[] foldOf(
      SplitDefinition.Folds folds, List<SubjectId> subjects, double[] outcomes) {
    var highest = new TreeMap<SubjectId, Double>();
    for (int row = 0; row < outcomes.length; row++) {
      highest.merge(subjects.get(row), outcomes[row], Math::max);
    }
    var byHash =
        Comparator.<SubjectId>comparingLong(subject -> hash(folds.seed(), subject))
            .thenComparing(Comparator.naturalOrder());
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

  /** SplitMix64 (Steele, Lea and Flood 2014) of seed and subject. */
  private static long hash(long seed, SubjectId subject) {
    return mix(mix(seed + 0x9e3779b97f4a7c15L) ^ (subject.value() * 0xd1342543de82ef95L + 1));
  }

  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
