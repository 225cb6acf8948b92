package org.chiasm.waveform;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chiasm.Tensor;

/**
 * An electrocardiogram as an encoder reads it: the twelve standard leads, ten seconds at 250 Hz.
 *
 * <p>Contract: rows are {@link LeadNames#STANDARD}; values are millivolts, resampled and otherwise
 * unfiltered, neither centred nor scaled. A longer signal is cut to the ten seconds that begin at
 * the asked time, a shorter one is followed by zeros. Of the six limb leads those not recorded are
 * computed where two others allow it exactly (Einthoven, Goldberger: III = II − I, aVR = −(I +
 * II)/2, aVL = I − II/2, aVF = II − I/2). What is missing after that (a chest lead, a lead that was
 * off) is 0, and {@code presence} says so: a model must be given both, or only signals whose
 * presence is whole.
 *
 * @param signal shape [12, 2500], millivolts
 * @param presence shape [12]: the share of the 2500 samples that were recorded, 0 to 1
 */
public record EcgTensor(Tensor signal, Tensor presence) {
  public static final int LEADS = 12;
  public static final int SAMPLES = 2500;
  public static final double FREQUENCY_HZ = 250;
  public static final double SECONDS = SAMPLES / FREQUENCY_HZ;

  /** The first ten seconds of a signal. */
  public static EcgTensor of(EcgSignal signal) {
    return of(signal, 0);
  }

  /**
   * Ten seconds of a signal.
   *
   * @param startSeconds from the beginning of the signal, at or after 0 and before its end
   * @throws IllegalArgumentException if the start lies outside
   */
  public static EcgTensor of(EcgSignal signal, double startSeconds) {
    if (!(startSeconds >= 0 && startSeconds < signal.durationSeconds())) {
      throw new IllegalArgumentException(
          "EcgTensor needs a start within 0 to "
              + signal.durationSeconds()
              + " s, got "
              + startSeconds);
    }
    int from =
        (int) Math.min(signal.sampleCount() - 1, startSeconds * signal.samplingFrequencyHz());
    double wanted = Math.ceil((SECONDS + 1) * signal.samplingFrequencyHz());
    int to = (int) Math.min(signal.sampleCount(), from + wanted);
    var part = signal.part(from, to).resampledTo(FREQUENCY_HZ);
    var values = new float[LEADS * SAMPLES];
    var presence = new float[LEADS];
    var leads = recordedOrDerived(part);
    for (int lead = 0; lead < LEADS; lead++) {
      int recorded = 0;
      float[] samples = leads.get(lead).orElse(new float[0]);
      for (int i = 0; i < Math.min(SAMPLES, samples.length); i++) {
        if (!Float.isNaN(samples[i])) {
          values[lead * SAMPLES + i] = samples[i] / 1000;
          recorded++;
        }
      }
      presence[lead] = (float) recorded / SAMPLES;
    }
    return new EcgTensor(Tensor.of(values, LEADS, SAMPLES), Tensor.of(presence, LEADS));
  }

  private static List<Optional<float[]>> recordedOrDerived(EcgSignal signal) {
    var leads = new ArrayList<Optional<float[]>>();
    for (String name : LeadNames.STANDARD) {
      leads.add(signal.microvolts(name));
    }
    var one = leads.get(0).or(() -> sum(leads.get(1), 1, leads.get(2), -1));
    var two = leads.get(1).or(() -> sum(leads.get(0), 1, leads.get(2), 1));
    leads.set(0, one);
    leads.set(1, two);
    derive(leads, 2, one, -1, two, 1);
    derive(leads, 3, one, -0.5f, two, -0.5f);
    derive(leads, 4, one, 1, two, -0.5f);
    derive(leads, 5, one, -0.5f, two, 1);
    return leads;
  }

  private static void derive(
      List<Optional<float[]>> leads,
      int lead,
      Optional<float[]> first,
      float firstFactor,
      Optional<float[]> second,
      float secondFactor) {
    if (leads.get(lead).isEmpty()) {
      leads.set(lead, sum(first, firstFactor, second, secondFactor));
    }
  }

  private static Optional<float[]> sum(
      Optional<float[]> first, float firstFactor, Optional<float[]> second, float secondFactor) {
    if (first.isEmpty() || second.isEmpty()) {
      return Optional.empty();
    }
    var result = new float[first.get().length];
    for (int i = 0; i < result.length; i++) {
      result[i] = firstFactor * first.get()[i] + secondFactor * second.get()[i];
    }
    return Optional.of(result);
  }
}
