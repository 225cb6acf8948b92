package org.chiasm.imaging;

import static org.chiasm.imaging.CriterionJudge.meet;
import static org.chiasm.imaging.CriterionJudge.reason;
import static org.chiasm.imaging.CriterionJudge.words;
import static org.chiasm.imaging.SeriesReason.Verdict.MET;
import static org.chiasm.imaging.SeriesReason.Verdict.NOT_MET;
import static org.chiasm.imaging.SeriesReason.Verdict.UNCERTAIN;

import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.chiasm.imaging.appearance.SectionKind;
import org.chiasm.imaging.words.BodyRegions;
import org.chiasm.study.SeriesRule.Criterion;

/**
 * Compares the part of the body of a series with the regions a rule asks for: by BodyPartExamined
 * and AnatomicRegionSequence, then by descriptions, then by what the pixels of a CT show.
 */
final class BodyPartJudge {
  private static final List<String> SERIES_TEXTS = List.of("SeriesDescription", "ProtocolName");
  private static final Set<String> HEAD = Set.of("HEAD", "FACE", "EAR");
  private static final Set<String> WITH_LUNGS = Set.of("CHEST", "HEART", "WHOLEBODY");
  private static final Set<String> OF_THE_TRUNK =
      Set.of("CHEST", "HEART", "ABDOMEN", "PELVIS", "WHOLEBODY", "HIP", "TSPINE", "LSPINE");
  private static final int ENOUGH_SLICES = 4;

  private record Stated(NavigableSet<String> regions, String attribute) {}

  private final ImagingSeries series;
  private final PixelFinding pixels;

  BodyPartJudge(ImagingSeries series, PixelFinding pixels) {
    this.series = series;
    this.pixels = pixels;
  }

  SeriesReason judge(Criterion criterion) {
    var regions = BodyRegions.shipped();
    var asked = new TreeSet<String>();
    for (String value : criterion.values()) {
      var named = regions.in(value);
      asked.addAll(named.isEmpty() ? List.of(value.strip().toUpperCase(Locale.ROOT)) : named);
    }
    String examined = series.attribute("BodyPartExamined");
    if (regions.in(examined).isEmpty() && asked.contains(examined.toUpperCase(Locale.ROOT))) {
      return reason(criterion, MET, examined, "BodyPartExamined");
    }
    var stated = stated();
    if (stated.isPresent() && meet(asked, stated.get().regions())) {
      return statedAsAsked(criterion, stated.get());
    }
    for (String keyword : SERIES_TEXTS) {
      var named = regions.in(series.attribute(keyword));
      if (meet(asked, named)) {
        return stated.isEmpty()
            ? reason(criterion, MET, words(named), keyword)
            : reason(
                criterion,
                UNCERTAIN,
                words(named)
                    + " against "
                    + words(stated.get().regions())
                    + " in "
                    + stated.get().attribute(),
                keyword);
      }
      if (stated.isEmpty() && !named.isEmpty()) {
        return reason(criterion, NOT_MET, words(named), keyword);
      }
    }
    if (stated.isPresent()) {
      return reason(criterion, NOT_MET, words(stated.get().regions()), stated.get().attribute());
    }
    var study = regions.in(series.attribute("StudyDescription"));
    if (!study.isEmpty()) {
      return reason(
          criterion, meet(asked, study) ? MET : NOT_MET, words(study), "StudyDescription");
    }
    return seen(criterion, asked);
  }

  /** What the series shows, and what says so; empty if nothing does. */
  Optional<SeriesTraits.Trait> trait() {
    var stated = stated();
    if (stated.isPresent()) {
      return stated.map(each -> new SeriesTraits.Trait(words(each.regions()), each.attribute()));
    }
    for (String keyword : List.of("SeriesDescription", "ProtocolName", "StudyDescription")) {
      var named = BodyRegions.shipped().in(series.attribute(keyword));
      if (!named.isEmpty()) {
        return Optional.of(new SeriesTraits.Trait(words(named), keyword));
      }
    }
    return pixels
        .appearance()
        .section()
        .map(kind -> new SeriesTraits.Trait(regionOf(kind), "PixelData"));
  }

  private static String regionOf(SectionKind kind) {
    return switch (kind) {
      case LUNGS -> "CHEST";
      case SKULL -> "HEAD";
      case TRUNK -> "TRUNK";
      case OTHER -> "OTHER";
    };
  }

  private Optional<Stated> stated() {
    for (String keyword : List.of("BodyPartExamined", "AnatomicRegionSequence")) {
      var regions = BodyRegions.shipped().in(series.attribute(keyword));
      if (!regions.isEmpty()) {
        return Optional.of(new Stated(regions, keyword));
      }
    }
    return Optional.empty();
  }

  private SeriesReason statedAsAsked(Criterion criterion, Stated stated) {
    var section = pixels.appearance().section();
    boolean lies =
        pixels.appearance().slices().size() >= ENOUGH_SLICES
            && section.isPresent()
            && contradicts(stated.regions(), section.get());
    return reason(
        criterion,
        lies ? UNCERTAIN : MET,
        words(stated.regions())
            + (lies
                ? ", against the pixels, which show " + pixels.appearance().sectionWords()
                : ""),
        stated.attribute());
  }

  /** Neither header nor description says anything: pixels may, and silence is no contradiction. */
  private SeriesReason seen(Criterion criterion, NavigableSet<String> asked) {
    var section = pixels.appearance().section();
    if (section.isEmpty()) {
      String more =
          pixels.appearance().isMeasured()
              ? ", and the pixels do not tell: " + pixels.appearance().sectionWords()
              : ", and nothing that contradicts";
      return reason(criterion, UNCERTAIN, "no body part" + more, "");
    }
    return reason(
        criterion,
        contradicts(asked, section.get()) ? NOT_MET : UNCERTAIN,
        "no body part in the header; the pixels show " + pixels.appearance().sectionWords(),
        "PixelData");
  }

  /**
   * Whether none of these regions can look so. A trunk without lungs in any slice is no chest;
   * lungs and a skull rule out what holds neither.
   */
  private boolean contradicts(Set<String> regions, SectionKind section) {
    return switch (section) {
      case SKULL -> regions.stream().noneMatch(each -> HEAD.contains(each) || isBeside(each));
      case LUNGS ->
          regions.stream().noneMatch(each -> WITH_LUNGS.contains(each) || isAboutTheChest(each));
      case TRUNK ->
          regions.stream().noneMatch(OF_THE_TRUNK::contains)
              || (WITH_LUNGS.containsAll(regions)
                  && pixels.appearance().slices().size() >= ENOUGH_SLICES
                  && pixels.appearance().share(SectionKind.LUNGS) == 0);
      case OTHER -> false;
    };
  }

  private static boolean isBeside(String region) {
    return region.equals("NECK") || region.equals("CSPINE") || region.equals("WHOLEBODY");
  }

  private boolean isAboutTheChest(String region) {
    return region.equals("TSPINE")
        || region.equals("SHOULDER")
        || region.equals("BREAST")
        || (OF_THE_TRUNK.contains(region) && pixels.appearance().share(SectionKind.TRUNK) > 0)
        || (region.equals("NECK") && pixels.appearance().share(SectionKind.LUNGS) < 0.5);
  }
}
