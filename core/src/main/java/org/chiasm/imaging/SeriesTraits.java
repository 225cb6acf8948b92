package org.chiasm.imaging;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.chiasm.imaging.appearance.SeriesAppearance;
import org.chiasm.imaging.appearance.Sharpness;
import org.chiasm.imaging.words.ContrastPhases;
import org.chiasm.imaging.words.MrSequences;
import org.chiasm.study.SeriesRule;

/**
 * What a series is, by the same reading that ranks it, whatever a rule asks.
 *
 * @param series all of it
 * @param readable how many of its instances a model could read
 * @param content what kind of picture, by the enumeration's name in lower case
 * @param geometry of the readable instances
 * @param kernel its families, empty where unknown or no CT
 * @param bodyPart its regions
 * @param views of radiographs
 * @param side left, right, both, or several of them where instances differ
 * @param contrast yes or no, and what says so; a source that is empty is silence
 * @param phase after contrast medium
 * @param sequence contrast of an MR series
 * @param completeness complete, incomplete or not_told
 * @param completenessBecause its figures
 * @param appearance what was measured in its pixels
 * @param sharpness of its pixels, beside the other series of the study
 * @param contradicted whether the pixels by themselves contradict the kernel of the header
 */
public record SeriesTraits(
    ImagingSeries series,
    int readable,
    String content,
    StackGeometry geometry,
    Optional<Trait> kernel,
    Optional<Trait> bodyPart,
    NavigableSet<String> views,
    Optional<Trait> side,
    Trait contrast,
    Optional<Trait> phase,
    Optional<Trait> sequence,
    String completeness,
    String completenessBecause,
    SeriesAppearance appearance,
    Sharpness sharpness,
    boolean contradicted) {
  /**
   * A finding in words of our tables.
   *
   * @param value what was found
   * @param source the keywords that say so, {@code PixelData} for the pixels
   */
  public record Trait(String value, String source) {}

  /** The traits of every series of a study, by SeriesInstanceUID. */
  public static SortedMap<String, SeriesTraits> of(ImagingStudy study) {
    var none = new SeriesRule(List.of());
    Map<String, PixelFinding> pixels = PixelFinding.of(study);
    SortedMap<String, SeriesTraits> traits = new TreeMap<>();
    for (var series : study.series()) {
      var finding = pixels.getOrDefault(series.seriesInstanceUid(), PixelFinding.NONE);
      traits.put(
          series.seriesInstanceUid(), of(Candidate.of(none, series, finding), finding, series));
    }
    return traits;
  }

  private static SeriesTraits of(Candidate candidate, PixelFinding pixels, ImagingSeries series) {
    var readable = candidate.readable();
    var judge = new TraitJudge(readable, candidate.content());
    var contrast = ContrastUse.of(readable);
    boolean ct = readable.attribute("Modality").equalsIgnoreCase("CT");
    var whole = Completeness.of(series, candidate.geometry());
    return new SeriesTraits(
        series,
        candidate.isAccepted() ? readable.instances().size() : 0,
        candidate.content().name().toLowerCase(Locale.ROOT),
        candidate.geometry(),
        ct ? candidate.kernel().trait() : Optional.empty(),
        new BodyPartJudge(readable, pixels).trait(),
        readable.isProjection() ? ViewJudge.views(readable) : new TreeSet<>(),
        LateralityJudge.sides(readable),
        new Trait(contrast.used() ? "yes" : "no", contrast.attribute()),
        judge.phase().map(SeriesTraits::trait),
        judge.sequence().map(SeriesTraits::trait),
        whole.judgement().word(),
        whole.because(),
        pixels.appearance(),
        pixels.sharpness(),
        ct && candidate.kernel().isContradicted());
  }

  private static Trait trait(ContrastPhases.Finding finding) {
    return new Trait(finding.phase(), finding.attribute());
  }

  private static Trait trait(MrSequences.Finding finding) {
    return new Trait(finding.sequence(), finding.attribute());
  }
}
