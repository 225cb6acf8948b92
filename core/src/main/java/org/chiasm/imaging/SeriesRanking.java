package org.chiasm.imaging;

import java.util.List;
import java.util.Optional;

/**
 * Every series of one imaging study, once: the accepted ones by rank, then the rejected ones by
 * SeriesInstanceUID.
 *
 * @param studyInstanceUid the study
 * @param series in that order
 */
public record SeriesRanking(String studyInstanceUid, List<RankedSeries> series) {
  /** Copies the list. */
  public SeriesRanking {
    series = List.copyOf(series);
  }

  /** The series to read; empty if none is suitable. */
  public Optional<RankedSeries> best() {
    return series.stream().filter(RankedSeries::isAccepted).findFirst();
  }

  /** The accepted series, best first. */
  public List<RankedSeries> accepted() {
    return series.stream().filter(RankedSeries::isAccepted).toList();
  }

  /** The rejected series, each with at least one reason against it. */
  public List<RankedSeries> rejected() {
    return series.stream().filter(each -> !each.isAccepted()).toList();
  }
}
