package org.chiasm.learn.division;

import java.util.List;
import org.chiasm.SubjectId;
import org.chiasm.row.FeatureRow;
import org.chiasm.study.SplitDefinition;

/**
 * The division of rows into parts by subject: no subject is in two parts. The division depends on
 * the seed, the subjects, what the split asks of their rows (time, site) and, for folds, their
 * outcomes; not on the order of rows.
 */
public final class SubjectSplit {
  private SubjectSplit() {}

  /**
   * Divides rows, once or once for each fold or site that is held out.
   *
   * <ul>
   *   <li>Shares: each subject falls where the hash of seed and subject says, so that new subjects
   *       never move old ones.
   *   <li>By time: subjects in the order of their first prediction, the latest held out.
   *   <li>By site: each site is held out once; of the subjects who were never there a share tunes.
   *   <li>Folds: the fold after the held-out one tunes, or 400 subjects of it where it is larger;
   *       subjects with and without the outcome (or with high and low ones) are dealt out in turn.
   * </ul>
   *
   * @param outcomes of each row
   * @throws IllegalArgumentException if a split by site finds fewer than two sites
   */
  public static List<Partition> of(
      SplitDefinition split, List<FeatureRow> rows, double[] outcomes) {
    var subjects = rows.stream().map(FeatureRow::subject).toList();
    return switch (split) {
      case SplitDefinition.Shares shares -> List.of(ShareSplit.atRandom(shares, subjects));
      case SplitDefinition.ByTime shares -> List.of(ShareSplit.byTime(shares, rows));
      case SplitDefinition.BySite sites -> SiteSplit.of(sites, rows);
      case SplitDefinition.Folds folds -> FoldSplit.of(folds, subjects, outcomes);
    };
  }

  /** Whether the split judges several models, none of which is the one to keep. */
  public static boolean judgesSeveral(SplitDefinition split) {
    return split instanceof SplitDefinition.Folds || split instanceof SplitDefinition.BySite;
  }

  /**
   * The division for the model that is kept: of shares the one that is judged; of folds all but the
   * first, which tunes it; of sites all of them, some subjects tuning.
   */
  public static Partition kept(SplitDefinition split, List<FeatureRow> rows, double[] outcomes) {
    return switch (split) {
      case SplitDefinition.Shares _, SplitDefinition.ByTime _ ->
          of(split, rows, outcomes).getFirst();
      case SplitDefinition.BySite sites -> SiteSplit.whole(sites, rows);
      case SplitDefinition.Folds _ -> of(split, rows, outcomes).getFirst().tunedOnHeldOut();
    };
  }

  /**
   * Deals subjects out to parts of nearly equal size, as folds are dealt: those with and without
   * the outcome (or with high and low ones) in turn.
   *
   * @param subjects of each row
   * @param outcomes of each row
   * @return the part of each row, from 0
   */
  public static int[] dealt(List<SubjectId> subjects, double[] outcomes, int parts, long seed) {
    return FoldSplit.foldOf(new SplitDefinition.Folds(seed, parts), subjects, outcomes);
  }
}
