package org.chiasm.waveform.delineation;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.chiasm.waveform.EcgMeasurements;
import org.chiasm.waveform.EcgSignal;
import org.chiasm.waveform.SignalProblem;
import org.chiasm.waveform.SignalQuality;
import org.jspecify.annotations.Nullable;

/**
 * Everything measured on an electrocardiogram: beats, quality, the usual beat and its intervals,
 * rhythm, axes, and suspicions about electrodes. What cannot be measured is absent and has its
 * reason. Immutable. Cost: some 10 ms for twelve leads of ten seconds.
 */
public final class EcgAnalysis {
  private final EcgMeasurements measurements;
  private final @Nullable RepresentativeBeat beat;
  private final @Nullable WaveLimits limits;
  private final Rhythm rhythm;
  private final List<ElectrodeReversal> reversals;
  private final SortedMap<String, Double> intervals;
  private final SortedMap<String, Double> axes;
  private final List<String> reasons;

  private EcgAnalysis(
      EcgMeasurements measurements,
      @Nullable RepresentativeBeat beat,
      @Nullable WaveLimits limits,
      List<ElectrodeReversal> reversals) {
    this.measurements = requireNonNull(measurements, "measurements");
    this.beat = beat;
    this.limits = limits;
    this.reversals = reversals;
    this.rhythm = Rhythm.of(measurements.rPeaks(), limits == null || limits.hasP());
    var found = new Intervals(measurements.values(), rhythm);
    if (beat == null || limits == null) {
      found.withoutBeat(measurements.quality().verdict());
    } else {
      found.of(beat, limits);
    }
    this.intervals = Collections.unmodifiableSortedMap(found.milliseconds());
    this.axes = Collections.unmodifiableSortedMap(found.degrees());
    this.reasons = List.copyOf(found.reasons());
  }

  /** Measures a signal. The usual beat is that of the two minutes from the first beat on. */
  public static EcgAnalysis of(EcgSignal signal) {
    var measurements = EcgMeasurements.of(signal);
    var quality = measurements.quality();
    var beat =
        quality.problems().stream().anyMatch(problem -> problem.isDisqualifying())
            ? Optional.<RepresentativeBeat>empty()
            : BeatAverager.average(signal, measurements.rPeaks(), quality);
    if (beat.isEmpty()) {
      return new EcgAnalysis(measurements, null, null, List.of());
    }
    var limits =
        Delineator.limits(
            beat.get(),
            Rhythm.of(measurements.rPeaks(), false).kind() == Rhythm.Kind.IRREGULARLY_IRREGULAR);
    var flat =
        quality.leads().stream()
            .filter(lead -> lead.problems().contains(SignalProblem.FLAT))
            .map(SignalQuality.LeadQuality::lead)
            .collect(Collectors.toSet());
    return new EcgAnalysis(
        measurements, beat.get(), limits, ElectrodeReversal.of(beat.get(), limits, flat));
  }

  /** Beats, rate, variation, quality. */
  public EcgMeasurements measurements() {
    return measurements;
  }

  /** The verdict on the signal. */
  public SignalQuality quality() {
    return measurements.quality();
  }

  /** The usual beat; empty where none could be formed. */
  public Optional<RepresentativeBeat> beat() {
    return Optional.ofNullable(beat);
  }

  /** The limits of its waves; empty where there is no usual beat. */
  public Optional<WaveLimits> limits() {
    return Optional.ofNullable(limits);
  }

  /** How regular. */
  public Rhythm rhythm() {
    return rhythm;
  }

  /** Suspicions about electrodes, most often none. */
  public List<ElectrodeReversal> reversals() {
    return reversals;
  }

  /**
   * In milliseconds: {@code rr}, {@code p}, {@code pr}, {@code qrs}, {@code qt}, {@code
   * qtc_bazett}, {@code qtc_fridericia}; what was not measured has no entry.
   */
  public SortedMap<String, Double> intervalsMs() {
    return intervals;
  }

  /** In degrees: {@code p}, {@code qrs}, {@code t}; what was not measured has no entry. */
  public SortedMap<String, Double> axesDegrees() {
    return axes;
  }

  /** Why intervals are absent, and what to think of. */
  public List<String> reasons() {
    return reasons;
  }

  /**
   * Every number under the name by which a fact carries it as an attribute: those of {@link
   * EcgMeasurements}, then {@code pr_ms}, {@code qrs_ms}, {@code qt_ms}, {@code qtc_bazett_ms},
   * {@code qtc_fridericia_ms}, {@code p_ms}, {@code rr_ms}, {@code qrs_axis_degrees} and so on.
   */
  public SortedMap<String, Double> values() {
    var values = new TreeMap<>(measurements.values());
    intervals.forEach((name, value) -> values.put(name + "_ms", value));
    axes.forEach((name, value) -> values.put(name + "_axis_degrees", value));
    return values;
  }

  /** Every reason of the quality and of the electrodes, fit for a report. */
  public List<String> qualityReasons() {
    var all = new ArrayList<>(quality().reasons());
    reversals.forEach(reversal -> all.add("ELECTRODES_" + reversal.kind() + "?"));
    return all;
  }
}
