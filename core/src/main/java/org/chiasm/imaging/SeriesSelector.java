package org.chiasm.imaging;

import static org.chiasm.imaging.SeriesReason.Verdict.NOTED;
import static org.chiasm.imaging.SeriesReason.Verdict.NOT_MET;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.OptionalInt;
import org.chiasm.imaging.words.SeriesContent;
import org.chiasm.study.SeriesRule;
import org.chiasm.study.SeriesRule.Sense;

/**
 * Chooses, among the series of one imaging study, those a rule accepts and puts the most suitable
 * first. The decision depends on the headers, and on what was measured in the pixels of instances
 * that carry a {@link org.chiasm.imaging.appearance.SliceAppearance#ATTRIBUTE}; never on their
 * order. docs/IMAGING.md tells it in full. Stateless and safe for use by many threads.
 */
public final class SeriesSelector {
  private SeriesSelector() {}

  /**
   * Ranks every series of a study.
   *
   * @param rule every criterion must hold
   * @param study its series, as far as a reader can see them
   * @return each series once, with the reasons for its place
   * @throws IllegalArgumentException if the rule has a property or value that no rule has
   */
  public static SeriesRanking rank(SeriesRule rule, ImagingStudy study) {
    var pixels = PixelFinding.of(study);
    var candidates =
        study.series().stream()
            .map(
                series ->
                    Candidate.of(
                        rule,
                        series,
                        pixels.getOrDefault(series.seriesInstanceUid(), PixelFinding.NONE)))
            .toList();
    var plain =
        candidates.stream()
            .filter(each -> each.isAccepted() && each.content() != SeriesContent.REFORMATTED)
            .toList();
    if (!plain.isEmpty() && !asksReformattedPlane(rule)) {
      candidates.stream()
          .filter(each -> each.isAccepted() && each.content() == SeriesContent.REFORMATTED)
          .forEach(
              each ->
                  each.add(
                      new SeriesReason(
                          "content",
                          NOT_MET,
                          "",
                          "reformatted, and an original series of the study is suitable",
                          "ImageType")));
    }
    var accepted = new ArrayList<>(candidates.stream().filter(Candidate::isAccepted).toList());
    double widest = accepted.stream().mapToDouble(Candidate::coverage).max().orElse(0);
    accepted.sort(Preference.order(rule, widest));
    var ranked = new ArrayList<RankedSeries>();
    for (int i = 0; i < accepted.size(); i++) {
      var candidate = accepted.get(i);
      if (i > 0) {
        candidate.add(
            new SeriesReason(
                "rank",
                NOTED,
                "",
                Preference.difference(rule, widest, accepted.get(i - 1), candidate),
                ""));
      }
      ranked.add(candidate.ranked(OptionalInt.of(i + 1)));
    }
    candidates.stream()
        .filter(each -> !each.isAccepted())
        .sorted(Comparator.comparing(each -> each.series().seriesInstanceUid()))
        .forEach(each -> ranked.add(each.ranked(OptionalInt.empty())));
    return new SeriesRanking(study.studyInstanceUid(), ranked);
  }

  /**
   * A coronal or sagittal CT stack is nearly always a reformat; a rule may ask for one outright.
   */
  private static boolean asksReformattedPlane(SeriesRule rule) {
    return rule.criteria().stream()
        .filter(
            criterion ->
                (criterion.property().equals("plane") && criterion.sense() == Sense.IS)
                    || criterion.property().equals("image_kind"))
        .anyMatch(
            criterion -> {
              if (criterion.property().equals("image_kind")) {
                return criterion.values().contains("reformatted");
              }
              NavigableSet<String> planes = CriterionJudge.upper(criterion.values());
              return !planes.contains(ImagePlane.AXIAL.name());
            });
  }
}
