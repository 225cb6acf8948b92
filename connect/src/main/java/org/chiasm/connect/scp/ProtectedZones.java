package org.chiasm.connect.scp;

import java.util.ArrayList;
import java.util.List;

/**
 * The zones around QRS complexes that bimodal compression keeps at the full sampling frequency (EN
 * 1064, section 4, second part). Between them only the mean of every {@code factor} samples is
 * stored; what is left at the end of such a stretch is stored as it is.
 */
final class ProtectedZones {
  private static final int COMPLEX_BYTES = 14;
  private static final int ZONE_BYTES = 8;
  private static final int HIGHEST_FACTOR = 16;

  private final List<Stretch> zones;
  private final int factor;

  private ProtectedZones(List<Stretch> zones, int factor) {
    this.zones = zones;
    this.factor = factor;
  }

  /** Samples from 1, both ends included. */
  private record Stretch(long first, long last) {}

  /**
   * Of section 4's content.
   *
   * @param residualMicros sampling interval that section 6 states, of the means
   * @param fullMicros sampling interval that section 5 states, of the zones
   * @throws ScpException if the zones are not in order or the intervals no whole multiple
   */
  static ProtectedZones of(ScpBytes section, int residualMicros, int fullMicros)
      throws ScpException {
    if (fullMicros == 0
        || residualMicros % fullMicros != 0
        || residualMicros / fullMicros > HIGHEST_FACTOR
        || residualMicros == 0) {
      throw ScpException.malformed(
          "bimodal compression from "
              + fullMicros
              + " µs to "
              + residualMicros
              + " µs; expected a whole multiple of at most "
              + HIGHEST_FACTOR);
    }
    int count = section.u16(4);
    var zones = new ArrayList<Stretch>();
    long before = 0;
    for (int i = 0; i < count; i++) {
      long at = 6 + (long) COMPLEX_BYTES * count + (long) ZONE_BYTES * i;
      var zone = new Stretch(section.u32(at), section.u32(at + 4));
      if (zone.first == 0 && zone.last == 0) {
        continue;
      }
      if (zone.first <= before || zone.last < zone.first) {
        throw ScpException.malformed(
            "section 4: protected zone "
                + (i + 1)
                + " runs from sample "
                + zone.first
                + " to "
                + zone.last
                + ", the one before ends at "
                + before);
      }
      before = zone.last;
      zones.add(zone);
    }
    return new ProtectedZones(List.copyOf(zones), residualMicros / fullMicros);
  }

  /** How many numbers section 6 holds of a lead that has samples from {@code first} on. */
  int stored(long first, int count) {
    long stored = 0;
    long at = first;
    long end = first + count;
    for (var zone : zones) {
      long begin = Math.clamp(zone.first, at, end);
      long after = Math.clamp(zone.last + 1, begin, end);
      stored += thinned(begin - at) + after - begin;
      at = after;
    }
    return (int) (stored + thinned(end - at));
  }

  private long thinned(long samples) {
    return samples / factor + samples % factor;
  }

  /**
   * The samples of a lead: zones as stored, means joined by straight lines between the middles of
   * what they stand for.
   */
  float[] expanded(int[] stored, long first, int count) {
    var samples = new float[count];
    int from = 0;
    long at = first;
    long end = first + count;
    for (var zone : zones) {
      long begin = Math.clamp(zone.first, at, end);
      long after = Math.clamp(zone.last + 1, begin, end);
      from = widen(stored, from, samples, (int) (at - first), (int) (begin - first));
      for (int i = (int) (begin - first); i < after - first; i++) {
        samples[i] = stored[from++];
      }
      at = after;
    }
    widen(stored, from, samples, (int) (at - first), count);
    return samples;
  }

  private int widen(int[] stored, int from, float[] samples, int begin, int end) {
    int means = (end - begin) / factor;
    for (int i = 0; i < means * factor; i++) {
      double middle = Math.clamp((i + 0.5) / factor - 0.5, 0, means - 1);
      int left = (int) middle;
      int right = Math.min(left + 1, means - 1);
      samples[begin + i] =
          (float) (stored[from + left] + (middle - left) * (stored[from + right] - stored[from + left]));
    }
    int next = from + means;
    for (int i = begin + means * factor; i < end; i++) {
      samples[i] = stored[next++];
    }
    return next;
  }
}
