package org.chiasm.connect.fhir;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.chiasm.waveform.EcgSignal;

/**
 * The electrocardiogram of one Observation.
 *
 * @param id of the Observation, may be empty
 * @param signal every lead, in microvolts
 * @param stated intervals among its components, in milliseconds and the heart rate in beats a
 *     minute, by name (see {@link org.chiasm.waveform.IntervalNames})
 * @param reservations why the signal is good for less than it looks
 */
public record SampledObservation(
    String id, EcgSignal signal, SortedMap<String, Double> stated, List<String> reservations) {
  /** Copies. */
  public SampledObservation {
    requireNonNull(id, "id");
    requireNonNull(signal, "signal");
    stated = Collections.unmodifiableSortedMap(new TreeMap<>(stated));
    reservations = List.copyOf(reservations);
  }
}
