package org.chiasm.imaging;

import static org.chiasm.imaging.CriterionJudge.reason;
import static org.chiasm.imaging.SeriesReason.Verdict.MET;
import static org.chiasm.imaging.SeriesReason.Verdict.NOT_MET;
import static org.chiasm.imaging.SeriesReason.Verdict.UNCERTAIN;

import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.chiasm.EventValue.ImageInstance;
import org.chiasm.imaging.words.HeaderWords;
import org.chiasm.study.SeriesRule.Criterion;

/**
 * Compares the side of a paired organ with the one a rule asks for. One series often holds both
 * eyes or both breasts, so each instance is judged on its own.
 */
final class LateralityJudge {
  private static final List<String> CODED =
      List.of("ImageLaterality", "FrameLaterality", "Laterality");
  private static final List<String> TEXTS =
      List.of("SeriesDescription", "ProtocolName", "ViewPosition");

  private LateralityJudge() {}

  static SeriesReason judge(ImagingSeries series, Criterion criterion) {
    var seen = new TreeSet<String>();
    String attribute = CODED.getFirst();
    boolean met = false;
    boolean certain = false;
    for (var instance : series.instances()) {
      var side = sideOf(instance);
      if (side.isEmpty()) {
        continue;
      }
      seen.add(side.get().value());
      if (criterion.values().contains(side.get().value())) {
        certain |= CODED.contains(side.get().source());
        attribute = side.get().source();
        met = true;
      } else if (!met) {
        attribute = side.get().source();
      }
    }
    return reason(
        criterion,
        !met ? NOT_MET : certain ? MET : UNCERTAIN,
        seen.isEmpty() ? "no side" : CriterionJudge.words(seen),
        attribute);
  }

  /** The instances that show an asked side; of a pattern all. */
  static List<ImageInstance> matching(List<ImageInstance> instances, Criterion criterion) {
    if (criterion.sense().isPattern()) {
      return instances;
    }
    boolean negated = criterion.sense().isNegated();
    return instances.stream()
        .filter(
            instance ->
                sideOf(instance)
                        .filter(side -> criterion.values().contains(side.value()))
                        .isPresent()
                    != negated)
        .toList();
  }

  /** The sides of a series, whatever a rule asks; empty if nothing names one. */
  static Optional<SeriesTraits.Trait> sides(ImagingSeries series) {
    NavigableSet<String> seen = new TreeSet<>();
    String source = "";
    for (var instance : series.instances()) {
      var side = sideOf(instance);
      if (side.isPresent()) {
        seen.add(side.get().value());
        source = source.isEmpty() ? side.get().source() : source;
      }
    }
    return seen.isEmpty()
        ? Optional.empty()
        : Optional.of(new SeriesTraits.Trait(CriterionJudge.words(seen), source));
  }

  /** {@code left}, {@code right} or {@code both}; empty where nothing, or both sides, are named. */
  private static Optional<SeriesTraits.Trait> sideOf(ImageInstance instance) {
    for (String keyword : CODED) {
      String side =
          switch (instance.attribute(keyword).strip().toUpperCase(Locale.ROOT)) {
            case "L", "LEFT" -> "left";
            case "R", "RIGHT" -> "right";
            case "B", "BOTH" -> "both";
            default -> "";
          };
      if (!side.isEmpty()) {
        return Optional.of(new SeriesTraits.Trait(side, keyword));
      }
    }
    boolean eye = instance.attribute("Modality").strip().toUpperCase(Locale.ROOT).startsWith("OP");
    for (String keyword : TEXTS) {
      String text = instance.attribute(keyword);
      var words = HeaderWords.shipped();
      var named = eye ? words.eyesIn(text) : words.sidesIn(text);
      if (named.size() == 1) {
        return Optional.of(new SeriesTraits.Trait(named.getFirst(), keyword));
      }
    }
    return Optional.empty();
  }
}
