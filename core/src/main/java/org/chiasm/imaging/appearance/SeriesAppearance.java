package org.chiasm.imaging.appearance;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the pixels of some slices of a CT series say together.
 *
 * <p>Sharpness: a median half frequency of at most {@value #SOFT_MAX} per mm is soft, of at least
 * {@value #SHARP_MIN} sharp; kernels made for soft tissue lie near 0.3 to 0.45, those for lung and
 * bone near 0.6 to 1. Between them only another reconstruction of the same body can tell: one whose
 * half frequency is {@value #APART} times as high or low.
 *
 * @param slices as measured
 */
public record SeriesAppearance(List<SliceAppearance> slices) {
  /** Half frequency, per mm, up to which noise is soft by itself. */
  public static final double SOFT_MAX = 0.50;

  /** Half frequency, per mm, from which noise is sharp by itself. */
  public static final double SHARP_MIN = 0.60;

  /** How far two reconstructions of one body must lie apart to tell one from the other. */
  public static final double APART = 1.3;

  private static final double PRESENT = 0.25;
  private static final double SAME_BODY = 1.25;

  /** Copies the slices. */
  public SeriesAppearance {
    slices = List.copyOf(slices);
  }

  /** Whether any slice was measured. */
  public boolean isMeasured() {
    return !slices.isEmpty();
  }

  /** The median half frequency of the noise, per mm; empty where no slice shows any. */
  public OptionalDouble halfFrequency() {
    return median(
        slices.stream()
            .flatMap(slice -> slice.noise().stream())
            .mapToDouble(NoiseTexture::halfFrequency)
            .toArray());
  }

  /** The median noise in Hounsfield units. */
  public OptionalDouble deviation() {
    return median(
        slices.stream()
            .flatMap(slice -> slice.noise().stream())
            .mapToDouble(NoiseTexture::deviation)
            .toArray());
  }

  /** How sharp the series is by itself. */
  public Sharpness sharpness() {
    var half = halfFrequency();
    if (half.isEmpty()) {
      return Sharpness.UNCLEAR;
    }
    return half.getAsDouble() <= SOFT_MAX
        ? Sharpness.SOFT
        : half.getAsDouble() >= SHARP_MIN ? Sharpness.SHARP : Sharpness.UNCLEAR;
  }

  /**
   * How sharp it is beside other reconstructions of the same body: by itself if that is clear, else
   * by the one that lies furthest away.
   */
  public Sharpness sharpnessAmong(Collection<SeriesAppearance> others) {
    var own = sharpness();
    var half = halfFrequency();
    if (own != Sharpness.UNCLEAR || half.isEmpty()) {
      return own;
    }
    double[] beside =
        others.stream()
            .filter(this::isOfTheSameBody)
            .map(SeriesAppearance::halfFrequency)
            .flatMapToDouble(OptionalDouble::stream)
            .sorted()
            .toArray();
    if (beside.length == 0) {
      return Sharpness.UNCLEAR;
    }
    boolean above = half.getAsDouble() >= APART * beside[0];
    boolean below = APART * half.getAsDouble() <= beside[beside.length - 1];
    return above == below ? Sharpness.UNCLEAR : above ? Sharpness.SHARP : Sharpness.SOFT;
  }

  private boolean isOfTheSameBody(SeriesAppearance other) {
    double here = medianArea();
    double there = other.medianArea();
    return here > 0
        && there > 0
        && here <= SAME_BODY * there
        && there <= SAME_BODY * here
        && Math.abs(share(SectionKind.LUNGS) - other.share(SectionKind.LUNGS)) < PRESENT;
  }

  /** The share of slices that cut this part of the body. */
  public double share(SectionKind kind) {
    return slices.isEmpty()
        ? 0
        : (double) slices.stream().filter(slice -> slice.section().kind() == kind).count()
            / slices.size();
  }

  /** What a quarter of the slices or more show: lungs before a skull before a trunk. */
  public Optional<SectionKind> section() {
    for (var kind : List.of(SectionKind.LUNGS, SectionKind.SKULL, SectionKind.TRUNK)) {
      if (share(kind) >= PRESENT) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /** The evidence for {@link #sharpness()} in words, with its numbers. */
  public String noiseWords() {
    var half = halfFrequency();
    return half.isEmpty()
        ? "too little uniform tissue in " + slices.size() + " slices to measure noise"
        : String.format(
            Locale.ROOT,
            "noise of %.2f per mm half frequency and %.0f HU in %d slices (soft up to %.2f, sharp"
                + " from %.2f)",
            half.getAsDouble(),
            deviation().orElse(0),
            slices.stream().filter(slice -> slice.noise().isPresent()).count(),
            SOFT_MAX,
            SHARP_MIN);
  }

  /** The evidence for {@link #section()} in words, with its numbers. */
  public String sectionWords() {
    return String.format(
        Locale.ROOT,
        "%s; lungs in %.0f %%, skull in %.0f %% of %d slices",
        section().map(SectionKind::words).orElse(SectionKind.OTHER.words()),
        100 * share(SectionKind.LUNGS),
        100 * share(SectionKind.SKULL),
        slices.size());
  }

  private double medianArea() {
    return median(slices.stream().mapToDouble(slice -> slice.section().areaCm2()).toArray())
        .orElse(0);
  }

  private static OptionalDouble median(double[] values) {
    Arrays.sort(values);
    return values.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(values[values.length / 2]);
  }
}
