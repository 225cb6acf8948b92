package org.chiasm.learn.bundle;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a bundle was made from and with. It holds no time of making, so that the same data, seed and
 * versions give the same bytes.
 *
 * @param dataSha256 of the rows trained on, lower-case hexadecimal; empty where unknown
 * @param seed of the split and of training
 * @param versions of Chiasm, Java and every library on the class path, by name
 * @param machine what it ran on: operating system, architecture, processor, Java; empty where
 *     unknown
 */
public record Provenance(
    String dataSha256, long seed, Map<String, String> versions, Map<String, String> machine) {
  /** Copies the maps. */
  public Provenance {
    requireNonNull(dataSha256, "dataSha256");
    versions = Collections.unmodifiableMap(new TreeMap<>(versions));
    machine = Collections.unmodifiableMap(new TreeMap<>(machine));
  }
}
