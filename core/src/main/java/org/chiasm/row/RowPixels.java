package org.chiasm.row;

import java.util.List;
import java.util.Optional;
import org.chiasm.EventValue.ImageInstance;
import org.chiasm.FactKind;
import org.chiasm.imaging.ImagingStudy;
import org.chiasm.imaging.RankedSeries;
import org.chiasm.imaging.SeriesSelector;
import org.chiasm.record.Timeline;
import org.chiasm.record.VisibleFacts;
import org.chiasm.study.InputDefinition;

/**
 * Which instances an image cell of a row stands for: those of the series that were visible then.
 */
public final class RowPixels {
  private RowPixels() {}

  /**
   * The instances to read, in the order a model reads them; empty where the cell has no series.
   *
   * @param timeline the one the row was assembled from, or a later state of it
   */
  public static List<ImageInstance> instances(
      InputDefinition.Image input, FeatureRow row, Timeline timeline) {
    return reference(input, row)
        .flatMap(
            uid -> {
              var images =
                  timeline.events().stream().filter(each -> each.kind() == FactKind.IMAGE).toList();
              return ImagingStudy.of(VisibleFacts.at(images, row.predictionTime()).current())
                  .stream()
                  .flatMap(study -> SeriesSelector.rank(input.select(), study).accepted().stream())
                  .filter(ranked -> ranked.series().seriesInstanceUid().equals(uid))
                  .map(RankedSeries::instances)
                  .findFirst();
            })
        .orElse(List.of());
  }

  private static Optional<String> reference(InputDefinition.Image input, FeatureRow row) {
    return row.cell(input.name())
            instanceof InputCell.Present(InputCell.Value.Reference(var uid), _, _, _, _)
        ? Optional.of(uid)
        : Optional.empty();
  }
}
