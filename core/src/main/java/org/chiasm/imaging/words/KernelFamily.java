package org.chiasm.imaging.words;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a CT reconstruction kernel is made for, across vendors (DICOM ConvolutionKernel). */
public enum KernelFamily {
  SOFT,
  BRAIN,
  /** Between soft and sharp. */
  MEDIUM,
  LUNG,
  BONE;

  /** As a study file spells it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The family spelled so, in any case; {@code sharp} is not one but lung or bone. */
  public static Optional<KernelFamily> of(String word) {
    return Arrays.stream(values())
        .filter(each -> each.name().equals(word.strip().toUpperCase(Locale.ROOT)))
        .findFirst();
  }
}
