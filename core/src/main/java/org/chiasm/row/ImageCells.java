package org.chiasm.row;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.chiasm.EffectiveTime;
import org.chiasm.EventValue;
import org.chiasm.FactKind;
import org.chiasm.MissingReason;
import org.chiasm.imaging.ImagingSeries;
import org.chiasm.imaging.ImagingStudy;
import org.chiasm.imaging.RankedSeries;
import org.chiasm.imaging.SeriesSelector;
import org.chiasm.study.InputDefinition;

/**
 * The series of an image input: the one that opened the case where it did, else of those that the
 * rule accepts and that can be read the one nearest to the trigger, and of one imaging study the
 * best ranked.
 */
public final class ImageCells {
  private ImageCells() {}

  static InputCell cell(
      InputDefinition.Image input,
      SubjectFacts facts,
      PredictionCase predictionCase,
      Moment moment) {
    var visible = facts.visible(FactKind.IMAGE, moment.predictionTime());
    var reasons = new ArrayList<MissingReason>();
    var candidates = new ArrayList<ImagingSeries>();
    for (var event : visible.current()) {
      if (event.value() instanceof EventValue.Absent absent
          && moment.isInWindow(event, input.window())) {
        reasons.add(Absence.of(event, absent));
      }
    }
    for (var study : ImagingStudy.of(visible.current())) {
      var inWindow =
          study.series().stream()
              .filter(series -> input.window().contains(time(series, moment), moment.anchor()))
              .toList();
      if (!inWindow.isEmpty()) {
        var readable = readable(accepted(input, study, inWindow), facts, reasons);
        candidates.addAll(readable);
      }
    }
    if (candidates.isEmpty()) {
      return new InputCell.Missing(
          reasons.isEmpty() ? Absence.outside(visible, input.window(), moment) : worst(reasons));
    }
    var chosen =
        candidates.stream()
            .min(
                Comparator.comparing(
                        (ImagingSeries series) ->
                            !series.seriesInstanceUid().equals(predictionCase.triggerSource()))
                    .thenComparing(
                        series -> Duration.between(time(series, moment), moment.anchor()).abs()))
            .orElseThrow();
    return new InputCell.Present(
        new InputCell.Value.Reference(chosen.seriesInstanceUid()),
        moment.ageHours(time(chosen, moment)),
        "",
        chosen.seriesInstanceUid(),
        CategoryCells.assumptions(chosen.events().getLast()));
  }

  /** The series of a study that the rule accepts, best first. */
  public static List<ImagingSeries> accepted(InputDefinition.Image input, ImagingStudy study) {
    return SeriesSelector.rank(input.select(), study).accepted().stream()
        .map(RankedSeries::series)
        .toList();
  }

  private static List<ImagingSeries> accepted(
      InputDefinition.Image input, ImagingStudy study, List<ImagingSeries> inWindow) {
    return accepted(input, study).stream().filter(inWindow::contains).toList();
  }

  private static List<ImagingSeries> readable(
      List<ImagingSeries> accepted, SubjectFacts facts, List<MissingReason> reasons) {
    var readable =
        accepted.stream()
            .filter(series -> !facts.timeline().isUnreadable(series.seriesInstanceUid()))
            .toList();
    if (readable.isEmpty()) {
      reasons.add(accepted.isEmpty() ? MissingReason.NO_SUITABLE_SERIES : MissingReason.UNREADABLE);
    }
    return readable;
  }

  /** The reason that says most: what was there and unreadable over what did not fit. */
  private static MissingReason worst(List<MissingReason> reasons) {
    for (var reason : List.of(MissingReason.IDENTITY_UNCERTAIN, MissingReason.UNREADABLE)) {
      if (reasons.contains(reason)) {
        return reason;
      }
    }
    return reasons.getLast();
  }

  private static Instant time(ImagingSeries series, Moment moment) {
    return series.effective() instanceof EffectiveTime.At(var at) ? at : moment.anchor();
  }
}
