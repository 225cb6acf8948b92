package org.chiasm.study;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.Locale;
import org.chiasm.Modality;

/**
 * Inputs of one modality that enter fusion together: what Huang et al. 2020
 * (doi:10.1038/s41746-020-00341-z) call a modality. By default each {@link Modality} is one; a
 * study may split it, such as laboratory values apart from admission facts.
 *
 * @param name as the study file spells it; that of the modality in lower case by default
 * @param modality of every input in it
 */
public record Branch(String name, Modality modality) implements Comparable<Branch> {
  private static final Comparator<Branch> ORDER =
      Comparator.comparing(Branch::modality).thenComparing(Branch::name);

  /** Checks that there is a name. */
  public Branch {
    requireNonNull(modality, "modality");
    if (name.isBlank()) {
      throw new IllegalArgumentException("A branch needs a name");
    }
  }

  /** The branch of the inputs of a modality that name no other. */
  public static Branch of(Modality modality) {
    return new Branch(modality.name().toLowerCase(Locale.ROOT), modality);
  }

  /** By modality, then by name. */
  @Override
  public int compareTo(Branch other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return name;
  }
}
