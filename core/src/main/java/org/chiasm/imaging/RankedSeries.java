package org.chiasm.imaging;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.OptionalInt;
import org.chiasm.EventValue.ImageInstance;

/**
 * A series with its place in the ranking of its study and the reasons for it.
 *
 * @param series all of the series
 * @param rank 1 for the best; empty for a rejected series
 * @param instances what of the series a model should read: a stack in geometric order, or the
 *     radiographs of the asked view in the order of events; empty for a rejected series
 * @param reasons at least one; a rejected series has one with {@link SeriesReason.Verdict#NOT_MET}
 */
public record RankedSeries(
    ImagingSeries series,
    OptionalInt rank,
    List<ImageInstance> instances,
    List<SeriesReason> reasons) {

  /** Checks that every place has a reason. */
  public RankedSeries {
    requireNonNull(series, "series");
    requireNonNull(rank, "rank");
    instances = List.copyOf(instances);
    reasons = List.copyOf(reasons);
    boolean rejectedForReason =
        reasons.stream().anyMatch(each -> each.verdict() == SeriesReason.Verdict.NOT_MET);
    if (rank.isPresent() == rejectedForReason || reasons.isEmpty()) {
      throw new IllegalArgumentException(
          "Series "
              + series.seriesInstanceUid()
              + " must be ranked without, or rejected with a reason against it");
    }
  }

  /** Whether a model may read it. */
  public boolean isAccepted() {
    return rank.isPresent();
  }

  /** The reasons against it; empty for an accepted series. */
  public List<SeriesReason> rejections() {
    return reasons.stream().filter(each -> each.verdict() == SeriesReason.Verdict.NOT_MET).toList();
  }
}
