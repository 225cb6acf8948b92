package org.chiasm.learn.division;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.chiasm.MissingReason;
import org.chiasm.SubjectId;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.GateDecision;
import org.chiasm.row.InputCell;
import org.chiasm.study.SplitDefinition;
import org.junit.jupiter.api.Test;

class SubjectSplitTest {
  private static final SplitDefinition SHARES = new SplitDefinition.Shares(7, 0.6, 0.2, 0.2);

  private static List<Partition> of(
      SplitDefinition split, List<SubjectId> subjects, double[] outcomes) {
    return SubjectSplit.of(split, rows(subjects, row -> "one"), outcomes);
  }

  /** A row of each subject, a day after the other, at a site. */
  private static List<FeatureRow> rows(List<SubjectId> subjects, IntFunction<String> site) {
    return IntStream.range(0, subjects.size())
        .mapToObj(row -> row(subjects.get(row), row, site.apply(row)))
        .toList();
  }

  private static FeatureRow row(SubjectId subject, int day, String site) {
    var time = Instant.parse("2020-01-01T00:00:00Z").plus(Duration.ofDays(day));
    InputCell cell =
        site.isEmpty()
            ? new InputCell.Missing(MissingReason.NOT_MEASURED)
            : new InputCell.Present(
                new InputCell.Value.Label(site), Double.NaN, "", "Encounter/1", Set.of());
    return new FeatureRow(
        subject, "x", time, time, new GateDecision.Ready(), Map.of("hospital", cell));
  }

  private static Set<SubjectId> subjects(List<Integer> part, List<FeatureRow> rows) {
    return part.stream().map(row -> rows.get(row).subject()).collect(Collectors.toSet());
  }

  private static void assertNoSubjectIsInTwoParts(Partition partition, List<FeatureRow> rows) {
    var training = subjects(partition.training(), rows);
    var tuning = subjects(partition.tuning(), rows);
    var heldOut = subjects(partition.heldOut(), rows);
    assertThat(training).noneMatch(each -> tuning.contains(each) || heldOut.contains(each));
    assertThat(tuning).noneMatch(heldOut::contains);
  }

  @Property(tries = 100)
  void byTimeNobodyWhoTrainsIsFirstSeenAfterAnyoneWhoIsHeldOut(
      @ForAll @Size(min = 20, max = 60) List<@IntRange(max = 25) Integer> subjectNumbers) {
    var rows = rows(subjectNumbers.stream().map(SubjectId::new).toList(), row -> "one");
    var partition =
        SubjectSplit.of(
                new SplitDefinition.ByTime(1, 0.5, 0.25, 0.25), rows, new double[rows.size()])
            .getFirst();
    assertNoSubjectIsInTwoParts(partition, rows);
    assertThat(
            Stream.of(partition.training(), partition.tuning(), partition.heldOut())
                .flatMap(List::stream)
                .sorted()
                .toList())
        .isEqualTo(IntStream.range(0, rows.size()).boxed().toList());
    var firstSeen = new HashMap<SubjectId, Instant>();
    rows.forEach(row -> firstSeen.putIfAbsent(row.subject(), row.predictionTime()));
    for (var early : subjects(partition.training(), rows)) {
      for (var late : subjects(partition.heldOut(), rows)) {
        assertThat(firstSeen.get(early)).isBefore(firstSeen.get(late));
      }
    }
  }

  @Property(tries = 100)
  void bySiteEachRowThatNamesOneIsHeldOutOnceAndNobodyWhoWasThereTrains(
      @ForAll @Size(min = 20, max = 60) List<@IntRange(max = 25) Integer> subjectNumbers,
      @ForAll long seed) {
    var rows =
        rows(
            subjectNumbers.stream().map(SubjectId::new).toList(),
            row -> List.of("north", "south", "", "west").get(row % 4));
    var split = new SplitDefinition.BySite(seed, "hospital", 0.3);
    var partitions = SubjectSplit.of(split, rows, new double[rows.size()]);
    assertThat(partitions).hasSize(3);
    assertThat(partitions.stream().flatMap(each -> each.heldOut().stream()).sorted().toList())
        .isEqualTo(IntStream.range(0, rows.size()).filter(row -> row % 4 != 2).boxed().toList());
    partitions.forEach(each -> assertNoSubjectIsInTwoParts(each, rows));
    var kept = SubjectSplit.kept(split, rows, new double[rows.size()]);
    assertNoSubjectIsInTwoParts(kept, rows);
    assertThat(kept.heldOut()).isEmpty();
    assertThat(kept.training().size() + kept.tuning().size()).isEqualTo(rows.size());
  }

  @Test
  void oneSiteAloneCannotBeHeldOut() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                SubjectSplit.of(
                    new SplitDefinition.BySite(1, "hospital", 0.3),
                    rows(subjects(9), row -> "north"),
                    new double[9]))
        .withMessageContaining("at least two sites");
  }

  @Property(tries = 200)
  void noSubjectIsInTwoPartsAndNoRowIsLost(
      @ForAll @Size(max = 60) List<@IntRange(max = 20) Integer> subjectNumbers,
      @ForAll long seed,
      @ForAll @IntRange(min = 3, max = 6) int folds) {
    var subjects = subjectNumbers.stream().map(SubjectId::new).toList();
    var outcomes = subjectNumbers.stream().mapToDouble(each -> each % 3 == 0 ? 1 : 0).toArray();
    for (var split :
        List.of(
            new SplitDefinition.Folds(seed, folds),
            new SplitDefinition.Shares(seed, 0.5, 0.25, 0.25))) {
      for (var partition : of(split, subjects, outcomes)) {
        var parts = List.of(partition.training(), partition.tuning(), partition.heldOut());
        var all = parts.stream().flatMap(List::stream).sorted().toList();
        assertThat(all).isEqualTo(IntStream.range(0, subjects.size()).boxed().toList());
        var seen = new HashSet<SubjectId>();
        for (var part : parts) {
          Set<SubjectId> own = part.stream().map(subjects::get).collect(Collectors.toSet());
          assertThat(own).noneMatch(seen::contains);
          seen.addAll(own);
        }
      }
    }
  }

  private static List<SubjectId> subjects(int count) {
    return Stream.iterate(0, each -> each < count, each -> each + 1).map(SubjectId::new).toList();
  }

  @Test
  void everyRowIsHeldOutOnceAndTunesOnce() {
    var partitions = of(new SplitDefinition.Folds(1, 5), subjects(103), new double[103]);
    assertThat(partitions).hasSize(5);
    assertThat(partitions.stream().flatMap(each -> each.heldOut().stream()).sorted().toList())
        .isEqualTo(IntStream.range(0, 103).boxed().toList());
    for (int fold = 0; fold < 5; fold++) {
      assertThat(partitions.get(fold).tuning()).isEqualTo(partitions.get((fold + 1) % 5).heldOut());
    }
  }

  @Test
  void foldsHoldNearlyTheSameNumberOfEvents() {
    var outcomes = IntStream.range(0, 100).mapToDouble(i -> i < 13 ? 1 : 0).toArray();
    for (var partition : of(new SplitDefinition.Folds(4, 5), subjects(100), outcomes)) {
      double events = partition.heldOut().stream().mapToDouble(row -> outcomes[row]).sum();
      assertThat(events).isBetween(2.0, 3.0);
      assertThat(partition.heldOut()).hasSize(20);
    }
  }

  @Test
  void foldsOfAQuantityHoldLowAndHighAlike() {
    var outcomes = IntStream.range(0, 100).mapToDouble(i -> i).toArray();
    for (var partition : of(new SplitDefinition.Folds(4, 5), subjects(100), outcomes)) {
      double mean =
          partition.heldOut().stream().mapToDouble(row -> outcomes[row]).average().orElseThrow();
      assertThat(mean).isBetween(47.0, 52.0);
    }
  }

  @Test
  void newSubjectsNeverMoveOldOnesBetweenShares() {
    var few = of(SHARES, subjects(200), new double[200]).getFirst();
    var many = of(SHARES, subjects(500), new double[500]).getFirst();
    assertThat(many.training().stream().filter(row -> row < 200).toList())
        .isEqualTo(few.training());
    assertThat(many.heldOut().stream().filter(row -> row < 200).toList()).isEqualTo(few.heldOut());
  }

  @Test
  void sharesAreMetApproximatelyAndTheSeedMatters() {
    var partition = of(SHARES, subjects(5000), new double[5000]).getFirst();
    assertThat(partition.training()).hasSizeBetween(2850, 3150);
    assertThat(partition.tuning()).hasSizeBetween(900, 1100);
    var other = of(new SplitDefinition.Shares(8, 0.6, 0.2, 0.2), subjects(5000), new double[5000]);
    assertThat(other.getFirst()).isNotEqualTo(partition);
  }

  @Test
  void theOrderOfRowsDoesNotMatter() {
    var subjects = subjects(50);
    var reversed = new ArrayList<>(subjects).reversed();
    var outcomes = IntStream.range(0, 50).mapToDouble(i -> i % 4 == 0 ? 1 : 0).toArray();
    var reversedOutcomes = IntStream.range(0, 50).mapToDouble(i -> outcomes[49 - i]).toArray();
    for (var split : List.of(SHARES, new SplitDefinition.Folds(3, 4))) {
      var forward = of(split, subjects, outcomes);
      var backward = of(split, reversed, reversedOutcomes);
      for (int i = 0; i < forward.size(); i++) {
        assertThat(heldOut(backward.get(i), reversed)).isEqualTo(heldOut(forward.get(i), subjects));
      }
    }
  }

  private static Set<SubjectId> heldOut(Partition partition, List<SubjectId> subjects) {
    return partition.heldOut().stream().map(subjects::get).collect(Collectors.toSet());
  }
}
