package org.chiasm.connect.scp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The reference beat and the complexes it was subtracted from (EN 1064, sections 4 and 5). */
final class ReferenceBeat {
  private static final int COMPLEX_BYTES = 14;

  private final EncodedLeads beat;
  private final int fiducial;
  private final List<Complex> complexes;

  private ReferenceBeat(EncodedLeads beat, int fiducial, List<Complex> complexes) {
    this.beat = beat;
    this.fiducial = fiducial;
    this.complexes = complexes;
  }

  /** Samples of the rhythm, from 1. */
  private record Complex(int type, long first, long fiducial, long last) {}

  static ReferenceBeat read(
      ScpBytes places, ScpBytes encoded, Optional<HuffmanCode> code, int leads)
      throws ScpException {
    int milliseconds = places.u16(0);
    int fiducial = places.u16(2);
    int count = places.u16(4);
    int interval = encoded.u16(2);
    if (interval == 0) {
      throw ScpException.malformed("section 5: sampling interval 0");
    }
    int samples = milliseconds * 1000 / interval;
    var complexes = new ArrayList<Complex>();
    for (int i = 0; i < count; i++) {
      long at = 6 + (long) COMPLEX_BYTES * i;
      complexes.add(
          new Complex(places.u16(at), places.u32(at + 2), places.u32(at + 6), places.u32(at + 10)));
    }
    return new ReferenceBeat(
        EncodedLeads.of(encoded, code, Collections.nCopies(leads, samples)), fiducial, complexes);
  }

  /** Adds the beat where it was subtracted: at the complexes of type 0. */
  void addTo(float[][] microvolts, int intervalMicros) throws ScpException {
    if (intervalMicros != beat.intervalMicros()) {
      throw ScpException.unsupported(
          "reference beat sampled every "
              + beat.intervalMicros()
              + " µs, rhythm every "
              + intervalMicros
              + " µs");
    }
    for (var complex : complexes) {
      if (complex.type != 0) {
        continue;
      }
      for (int lead = 0; lead < microvolts.length; lead++) {
        var usual = beat.numbers().get(lead);
        long last = Math.min(complex.last, microvolts[lead].length);
        for (long sample = Math.max(1, complex.first); sample <= last; sample++) {
          long place = sample - complex.fiducial + fiducial - 1;
          if (place >= 0 && place < usual.length) {
            microvolts[lead][(int) sample - 1] += usual[(int) place] * (beat.nanovolts() / 1000f);
          }
        }
      }
    }
  }
}
