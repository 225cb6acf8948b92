package org.chiasm.imaging.appearance;

import java.util.Locale;

/** What a reconstruction kernel did to the noise of a CT slice. */
public enum Sharpness {
  /** Fine detail and noise are smoothed away, as soft tissue and brain kernels do. */
  SOFT,
  /** Fine detail and noise are kept or raised, as lung and bone kernels do. */
  SHARP,
  /** The pixels do not tell. */
  UNCLEAR;

  /** In lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
