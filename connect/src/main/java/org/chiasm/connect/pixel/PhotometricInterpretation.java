package org.chiasm.connect.pixel;

import java.util.Locale;
import java.util.Optional;

/** What the samples of a pixel mean (DICOM PS3.3 C.7.6.3.1.2). */
public enum PhotometricInterpretation {
  /** Low values are bright. */
  MONOCHROME1(1),
  MONOCHROME2(1),
  /** Indexes into a colour table. */
  PALETTE_COLOR(1),
  RGB(3),
  YBR_FULL(3),
  /** Colour differences at every second column. */
  YBR_FULL_422(3),
  YBR_PARTIAL_422(3),
  YBR_PARTIAL_420(3),
  /** JPEG 2000's irreversible transform; its decoder gives RGB. */
  YBR_ICT(3),
  /** JPEG 2000's reversible transform; its decoder gives RGB. */
  YBR_RCT(3);

  private final int samples;

  PhotometricInterpretation(int samples) {
    this.samples = samples;
  }

  /** Samples per pixel. */
  public int samples() {
    return samples;
  }

  /** Whether pixels are luminance and colour differences. */
  public boolean isYbr() {
    return samples == 3 && this != RGB;
  }

  /** Whether only a JPEG 2000 stream can be so, whose decoder gives RGB. */
  boolean isOfCodec() {
    return this == YBR_ICT || this == YBR_RCT;
  }

  /** The one with this defined term, such as {@code "PALETTE COLOR"}. */
  public static Optional<PhotometricInterpretation> of(String term) {
    String name = term.strip().toUpperCase(Locale.ROOT).replace(' ', '_');
    for (var each : values()) {
      if (each.name().equals(name)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
