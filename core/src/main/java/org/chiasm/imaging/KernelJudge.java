package org.chiasm.imaging;

import static org.chiasm.imaging.CriterionJudge.reason;
import static org.chiasm.imaging.SeriesReason.Verdict.MET;
import static org.chiasm.imaging.SeriesReason.Verdict.NOT_MET;
import static org.chiasm.imaging.SeriesReason.Verdict.UNCERTAIN;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chiasm.imaging.words.BodyRegions;
import org.chiasm.imaging.words.DescriptionWords;
import org.chiasm.imaging.words.KernelFamily;
import org.chiasm.imaging.words.KernelTable;
import org.chiasm.imaging.words.KernelTable.Match;
import org.chiasm.study.SeriesRule.Criterion;
import org.chiasm.study.SeriesRule.Sense;

/** Compares the kernel of a series with the families, or the names, that a rule asks for. */
final class KernelJudge {
  /** How little a kernel suits a rule that names none. */
  private static final int INDIFFERENT = 0;

  private static final int UNSUITABLE = 9;
  private static final Set<String> WITH_LUNGS = Set.of("CHEST", "HEART");
  private static final String PIXELS = "PixelData";

  private record Evidence(Match match, String attribute, boolean certain) {
    boolean isPixels() {
      return attribute.equals(PIXELS);
    }
  }

  private final ImagingSeries series;
  private final PixelFinding pixels;

  KernelJudge(ImagingSeries series, PixelFinding pixels) {
    this.series = series;
    this.pixels = pixels;
  }

  SeriesReason judge(Criterion criterion) {
    String kernel = KernelTable.normalised(series.attribute("ConvolutionKernel"));
    if (isNamed(criterion, kernel)) {
      return reason(criterion, MET, kernel, "ConvolutionKernel");
    }
    var evidence = evidence();
    if (evidence.isEmpty()) {
      return reason(criterion, NOT_MET, CriterionJudge.NO + silence(kernel), "ConvolutionKernel");
    }
    var families = plausible(evidence.get().match().families());
    String vendor = evidence.get().match().vendor();
    boolean lies = pixels.contradicts(families);
    String found =
        words(families)
            + (kernel.isEmpty() ? "" : ", kernel " + kernel)
            + (vendor.isEmpty() ? "" : " of " + vendor)
            + (evidence.get().isPixels()
                ? ", from pixels: " + pixels.appearance().noiseWords()
                : "")
            + (lies
                ? ", against the pixels, which look "
                    + pixels.appearance().sharpness().word()
                    + ": "
                    + pixels.appearance().noiseWords()
                : "");
    var asked = askedFamilies(criterion);
    if (families.stream().noneMatch(asked::contains)) {
      return reason(criterion, NOT_MET, found, evidence.get().attribute());
    }
    var described = described(families);
    if (!described.isEmpty() && described.stream().noneMatch(asked::contains)) {
      return reason(
          criterion,
          UNCERTAIN,
          found + ", described as " + words(described),
          evidence.get().attribute());
    }
    return reason(
        criterion,
        evidence.get().certain() && !lies ? MET : UNCERTAIN,
        found,
        evidence.get().attribute());
  }

  private String silence(String kernel) {
    String header = kernel.isEmpty() ? "kernel" : "known kernel: no vendor's table holds " + kernel;
    return pixels.appearance().isMeasured()
        ? header + ", and the pixels do not tell: " + pixels.appearance().noiseWords()
        : header;
  }

  /** What is known of the kernel, in words: families, name, and what says so; empty if nothing. */
  Optional<SeriesTraits.Trait> trait() {
    return evidence()
        .map(
            evidence ->
                new SeriesTraits.Trait(
                    words(plausible(evidence.match().families())), evidence.attribute()));
  }

  /** Whether the pixels by themselves contradict the kernel that the header states. */
  boolean isContradicted() {
    return KernelTable.shipped()
        .familiesOf(series.attribute("Manufacturer"), series.attribute("ConvolutionKernel"))
        .filter(match -> pixels.contradicts(plausible(match.families())))
        .isPresent();
  }

  /** The families a pattern is compared with, and the kernel's own name. */
  List<String> names() {
    var names = new ArrayList<String>();
    names.add(series.attribute("ConvolutionKernel"));
    evidence()
        .map(evidence -> plausible(evidence.match().families()))
        .orElse(List.of())
        .forEach(family -> names.add(family.word()));
    return names;
  }

  /** 0 where what is asked is the kernel's most typical use, more the less typical. */
  int distance(List<Criterion> criteria) {
    for (var criterion : criteria) {
      if (!criterion.property().equals("kernel") || criterion.sense() != Sense.IS) {
        continue;
      }
      if (isNamed(criterion, KernelTable.normalised(series.attribute("ConvolutionKernel")))) {
        return INDIFFERENT;
      }
      var families = evidence().map(each -> plausible(each.match().families())).orElse(List.of());
      var asked = askedFamilies(criterion);
      for (int i = 0; i < families.size(); i++) {
        if (asked.contains(families.get(i))) {
          return i;
        }
      }
      return UNSUITABLE;
    }
    return INDIFFERENT;
  }

  /** The header's own attribute, then words that pixels do not contradict, then the pixels. */
  private Optional<Evidence> evidence() {
    var table = KernelTable.shipped();
    String manufacturer = series.attribute("Manufacturer");
    var stated = table.familiesOf(manufacturer, series.attribute("ConvolutionKernel"));
    if (stated.isPresent()) {
      var match = stated.get();
      return Optional.of(new Evidence(match, "ConvolutionKernel", !match.vendor().isEmpty()));
    }
    var grouped = table.familiesOfGroup(series.attribute("ConvolutionKernelGroup"));
    if (grouped.isPresent()) {
      return Optional.of(new Evidence(grouped.get(), "ConvolutionKernelGroup", true));
    }
    for (String keyword : List.of("ConvolutionKernel", "SeriesDescription", "ProtocolName")) {
      var named = table.familiesIn(manufacturer, DescriptionWords.of(series.attribute(keyword)));
      if (named.isPresent() && !pixels.contradicts(named.get().families())) {
        return Optional.of(new Evidence(named.get(), keyword, false));
      }
    }
    var seen = pixels.families();
    return seen.isEmpty()
        ? Optional.empty()
        : Optional.of(new Evidence(new Match(seen, ""), PIXELS, false));
  }

  /** Of a kernel with several uses, those that the examined part of the body allows. */
  private List<KernelFamily> plausible(List<KernelFamily> families) {
    if (families.size() < 2 || !families.contains(KernelFamily.LUNG)) {
      return families;
    }
    for (String keyword : List.of("BodyPartExamined", "SeriesDescription", "ProtocolName")) {
      var regions = BodyRegions.shipped().in(series.attribute(keyword));
      if (!regions.isEmpty()) {
        return regions.stream().anyMatch(WITH_LUNGS::contains)
            ? families
            : families.stream().filter(each -> each != KernelFamily.LUNG).toList();
      }
    }
    return families;
  }

  /** Of a kernel with several uses, those that the series description names. */
  private List<KernelFamily> described(List<KernelFamily> families) {
    var named =
        KernelTable.shipped().wordsIn(DescriptionWords.of(series.attribute("SeriesDescription")));
    return families.stream().filter(named::contains).toList();
  }

  private static String words(List<KernelFamily> families) {
    return families.stream().map(KernelFamily::word).collect(Collectors.joining(" or "));
  }

  private static boolean isNamed(Criterion criterion, String kernel) {
    return !kernel.isEmpty()
        && criterion.values().stream()
            .filter(value -> KernelFamily.of(value).isEmpty())
            .anyMatch(value -> KernelTable.normalised(value).equals(kernel));
  }

  private static List<KernelFamily> askedFamilies(Criterion criterion) {
    var asked = new ArrayList<KernelFamily>();
    for (String value : criterion.values()) {
      if (value.strip().toLowerCase(Locale.ROOT).equals("sharp")) {
        asked.add(KernelFamily.LUNG);
        asked.add(KernelFamily.BONE);
      }
      KernelFamily.of(value).ifPresent(asked::add);
    }
    return asked;
  }
}
