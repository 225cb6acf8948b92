package org.chiasm.imaging;

import static org.chiasm.imaging.SeriesReason.Verdict.MET;
import static org.chiasm.imaging.SeriesReason.Verdict.NOTED;
import static org.chiasm.imaging.SeriesReason.Verdict.NOT_MET;
import static org.chiasm.imaging.SeriesReason.Verdict.UNCERTAIN;
import static org.chiasm.study.SeriesRule.Sense.IS;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.chiasm.EventValue.ImageInstance;
import org.chiasm.imaging.words.ContentReader;
import org.chiasm.imaging.words.SeriesContent;
import org.chiasm.study.SeriesProperty;
import org.chiasm.study.SeriesRule;

/** A series while it is judged: its readable part, and the reasons found so far. */
final class Candidate {
  private final ImagingSeries series;
  private final ImagingSeries readable;
  private final StackGeometry geometry;
  private final SeriesContent content;
  private final PixelFinding pixels;
  private final List<ImageInstance> chosen;
  private final List<SeriesReason> reasons;

  private Candidate(
      ImagingSeries series,
      ImagingSeries readable,
      StackGeometry geometry,
      SeriesContent content,
      PixelFinding pixels,
      List<ImageInstance> chosen,
      List<SeriesReason> reasons) {
    this.series = series;
    this.readable = readable;
    this.geometry = geometry;
    this.content = content;
    this.pixels = pixels;
    this.chosen = chosen;
    this.reasons = reasons;
  }

  /** Judges a series by its content and then by each criterion of the rule. */
  static Candidate of(SeriesRule rule, ImagingSeries series, PixelFinding pixels) {
    var reasons = new ArrayList<SeriesReason>();
    Map<SeriesContent, List<ImageInstance>> byContent = new EnumMap<>(SeriesContent.class);
    Map<SeriesContent, ContentReader.Finding> findings = new EnumMap<>(SeriesContent.class);
    for (var instance : series.instances()) {
      var finding = ContentReader.shipped().read(instance);
      byContent.computeIfAbsent(finding.content(), _ -> new ArrayList<>()).add(instance);
      findings.putIfAbsent(finding.content(), finding);
    }
    var kinds = askedKinds(rule);
    var claimed = contentToRead(series, byContent, kinds);
    var kept = byContent.getOrDefault(claimed, List.of());
    var crossPlane = series.only(kept).flatMap(each -> CrossPlane.of(each, claimed));
    crossPlane.ifPresent(
        plane ->
            findings.put(
                claimed,
                new ContentReader.Finding(
                    plane.content(), "ImageOrientationPatient", plane.words())));
    var content = crossPlane.map(CrossPlane::content).orElse(claimed);
    boolean readable = isReadable(series, content, kinds);
    byContent.forEach(
        (other, instances) -> {
          var finding = findings.get(other);
          if (finding != null) {
            reasons.add(contentReason(series, claimed, other, instances.size(), finding, readable));
          }
        });
    var split = StackSplit.of(series.only(kept).orElse(series));
    split.ifPresent(each -> reasons.add(each.reason()));
    var rest = split.map(StackSplit::kept).or(() -> series.only(kept)).orElse(series);
    var geometry = rest.geometry();
    var judge = new CriterionJudge(rest, geometry, content, pixels);
    rule.criteria().forEach(criterion -> reasons.add(judge.judge(criterion)));
    if (!rest.isProjection() && readable) {
      for (String defect : geometry.defects()) {
        reasons.add(new SeriesReason("geometry", NOTED, "", defect, "ImagePositionPatient"));
      }
      Completeness.of(series, geometry)
          .gap()
          .ifPresent(
              gap ->
                  reasons.add(new SeriesReason("completeness", NOTED, "", gap, "InstanceNumber")));
    }
    return new Candidate(
        series, rest, geometry, content, pixels, chosen(rule, rest, geometry), reasons);
  }

  /** The kinds of picture a rule asks for outright. */
  private static Set<String> askedKinds(SeriesRule rule) {
    return rule.criteria().stream()
        .filter(
            each -> each.property().equals(SeriesProperty.IMAGE_KIND.key()) && each.sense() == IS)
        .flatMap(each -> each.values().stream())
        .collect(Collectors.toSet());
  }

  /**
   * The readable content that is asked for, else the readable one that most instances have; of a
   * series without any, the commonest one.
   */
  private static SeriesContent contentToRead(
      ImagingSeries series,
      Map<SeriesContent, List<ImageInstance>> byContent,
      Set<String> askedKinds) {
    SeriesContent best = SeriesContent.NOT_AN_IMAGE;
    int most = -1;
    for (var entry : byContent.entrySet()) {
      int weight =
          entry.getValue().size()
              + (isReadable(series, entry.getKey(), askedKinds) ? series.instances().size() : 0)
              + (askedKinds.contains(entry.getKey().word()) ? series.instances().size() : 0);
      if (weight > most) {
        most = weight;
        best = entry.getKey();
      }
    }
    return best;
  }

  /** Captures of slices are screen shots; captures of radiographs are often all there is. */
  private static boolean isReadable(
      ImagingSeries series, SeriesContent content, Set<String> askedKinds) {
    return (content.isReadable()
            || (content.isReadableWhereAsked() && askedKinds.contains(content.word())))
        && (content != SeriesContent.SECONDARY_CAPTURE || series.isProjection());
  }

  private static SeriesReason contentReason(
      ImagingSeries series,
      SeriesContent kept,
      SeriesContent content,
      int count,
      ContentReader.Finding finding,
      boolean readable) {
    String found = finding.content().words() + ": " + finding.found();
    if (content != kept) {
      return new SeriesReason(
          "content", NOTED, "", count + " instances left out, " + found, finding.attribute());
    }
    boolean weak = content == SeriesContent.SECONDARY_CAPTURE && series.isProjection();
    return new SeriesReason(
        "content", !readable ? NOT_MET : weak ? UNCERTAIN : MET, "", found, finding.attribute());
  }

  private static List<ImageInstance> chosen(
      SeriesRule rule, ImagingSeries rest, StackGeometry geometry) {
    var chosen = rest.isProjection() ? rest.instances() : geometry.slices();
    for (var criterion : rule.criteria()) {
      if (criterion.property().equals("view") && rest.isProjection()) {
        chosen = ViewJudge.matching(chosen, criterion);
      }
      if (criterion.property().equals("laterality")) {
        chosen = LateralityJudge.matching(chosen, criterion);
      }
    }
    return chosen;
  }

  ImagingSeries series() {
    return series;
  }

  ImagingSeries readable() {
    return readable;
  }

  StackGeometry geometry() {
    return geometry;
  }

  SeriesContent content() {
    return content;
  }

  KernelJudge kernel() {
    return new KernelJudge(readable, pixels);
  }

  PixelFinding pixels() {
    return pixels;
  }

  double coverage() {
    return geometry.coverage();
  }

  void add(SeriesReason reason) {
    reasons.add(reason);
  }

  boolean isAccepted() {
    return reasons.stream().noneMatch(each -> each.verdict() == NOT_MET);
  }

  long uncertainties() {
    return reasons.stream().filter(each -> each.verdict() == UNCERTAIN).count();
  }

  RankedSeries ranked(OptionalInt rank) {
    return new RankedSeries(series, rank, rank.isPresent() ? chosen : List.of(), reasons);
  }
}
