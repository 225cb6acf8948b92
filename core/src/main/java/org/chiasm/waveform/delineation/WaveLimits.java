package org.chiasm.waveform.delineation;

/**
 * Where the waves of the usual beat begin and end over all leads, in milliseconds from its R peak
 * (negative before it); NaN where a wave was not found. After the CSE Working Party
 * (doi:10.1093/oxfordjournals.eurheartj.a061865) the earliest onset and the latest offset in any
 * lead count, here by way of the speed of all leads together.
 *
 * @param pOnset begin of the P wave
 * @param pPeak top of the P wave
 * @param pOffset end of the P wave
 * @param qrsOnset begin of the QRS complex
 * @param qrsOffset end of the QRS complex, the J point
 * @param tPeak top of the T wave
 * @param tOffset end of the T wave
 * @param tOffsetSpread how far the middle half of the leads disagrees about it, 0 for one lead
 */
public record WaveLimits(
    double pOnset,
    double pPeak,
    double pOffset,
    double qrsOnset,
    double qrsOffset,
    double tPeak,
    double tOffset,
    double tOffsetSpread) {
  /** Whether a P wave was found. */
  public boolean hasP() {
    return !Double.isNaN(pOnset);
  }

  /** Whether a T wave and its end were found. */
  public boolean hasT() {
    return !Double.isNaN(tOffset);
  }
}
