package org.chiasm.imaging.volume;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether a CT's numbers are Hounsfield units, judged by its air: outside the body lies air, which
 * is -1000 HU by definition. Slices are counted one at a time; padding is left out. Not for use by
 * several threads.
 */
public final class HounsfieldCheck {
  /** Below this a number is no measurement but what a scanner writes outside its circle. */
  public static final float PADDING_BELOW_HU = -1100;

  private static final int LOW = -1100;
  private static final int HIGH = 3100;
  private static final int BIN = 10;
  private static final double SUBSTANTIAL = 0.005;
  private static final double AIR_LOW = -1050;
  private static final double AIR_HIGH = -930;
  private static final double LUNG_HIGH = -600;

  /** What the numbers are. */
  public enum Verdict {
    /** Air lies where it should. */
    PLAUSIBLE,
    /** There is no peak of air: a narrow field of view, or not Hounsfield units. */
    NO_AIR_SEEN,
    /** The lowest substantial peak cannot be air. */
    SHIFTED
  }

  /**
   * The judgement.
   *
   * @param verdict what follows
   * @param lowestPeakHu where the lowest substantial peak lies; NaN where there is none
   * @param share of the counted pixels within 15 HU of it
   * @param paddingShare of all pixels
   * @param evidence in words, without patient data
   */
  public record Result(
      Verdict verdict,
      double lowestPeakHu,
      double share,
      double paddingShare,
      List<String> evidence) {
    /** Copies the evidence. */
    public Result {
      evidence = List.copyOf(evidence);
    }
  }

  private final long[] bins = new long[(HIGH - LOW) / BIN + 1];
  private final boolean rescaleStated;
  private long counted;
  private long padding;

  /**
   * A check of one series.
   *
   * @param rescaleStated whether every header states Rescale Slope and Intercept, or a modality LUT
   */
  public HounsfieldCheck(boolean rescaleStated) {
    this.rescaleStated = rescaleStated;
  }

  /** Counts a slice; numbers that are not finite, and those below -1100, are padding. */
  public void add(float[] values) {
    for (float value : values) {
      if (!(value >= PADDING_BELOW_HU)) {
        padding++;
      } else {
        counted++;
        bins[Math.min(bins.length - 1, (int) ((value - LOW) / BIN))]++;
      }
    }
  }

  /** The judgement of what was counted. */
  public Result result() {
    var evidence = new ArrayList<String>();
    if (!rescaleStated) {
      evidence.add("no Rescale Slope and Intercept, values taken as stored");
    }
    int peak = lowestPeak();
    double hu = peak < 0 ? Double.NaN : LOW + (peak + 0.5) * BIN;
    double share = peak < 0 || counted == 0 ? 0 : (double) around(peak) / counted;
    Verdict verdict;
    if (hu >= AIR_LOW && hu <= AIR_HIGH) {
      verdict = Verdict.PLAUSIBLE;
    } else if (peak < 0 || (hu > AIR_HIGH && hu < LUNG_HIGH) || (hu < 0 && hu > -200)) {
      verdict = Verdict.NO_AIR_SEEN;
    } else {
      verdict = Verdict.SHIFTED;
    }
    if (verdict != Verdict.PLAUSIBLE) {
      evidence.add(
          peak < 0
              ? "no value is common"
              : String.format(
                  Locale.ROOT,
                  "the lowest peak lies at %.0f HU (%.1f %% of pixels); air should lie at -1000",
                  hu,
                  100 * share));
    }
    long all = counted + padding;
    return new Result(verdict, hu, share, all == 0 ? 0 : (double) padding / all, evidence);
  }

  /** The first bin that is not lower than its neighbours and common enough; -1 if none. */
  private int lowestPeak() {
    for (int bin = 0; bin < bins.length; bin++) {
      boolean top =
          (bin == 0 || bins[bin] >= bins[bin - 1])
              && (bin == bins.length - 1 || bins[bin] >= bins[bin + 1]);
      if (top && bins[bin] > 0 && around(bin) >= SUBSTANTIAL * counted) {
        return bin;
      }
    }
    return -1;
  }

  private long around(int bin) {
    return bins[bin] + (bin > 0 ? bins[bin - 1] : 0) + (bin < bins.length - 1 ? bins[bin + 1] : 0);
  }
}
