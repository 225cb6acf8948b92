package org.chiasm.connect.scp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The leads of section 5 or 6: multiplier, sampling interval, and for each lead its bytes, plain or
 * Huffman coded, as differences of order 0, 1 or 2 (EN 1064, 5.8 and 5.9).
 *
 * @param nanovolts one step
 * @param intervalMicros from one sample to the next
 * @param numbers lead by lead, differences undone
 */
record EncodedLeads(int nanovolts, int intervalMicros, List<int[]> numbers) {
  private static final int HEADER = 6;

  /** Whether section 6 keeps the full sampling frequency around QRS complexes only. */
  static boolean isBimodal(ScpBytes section) throws ScpException {
    return section.u8(5) == 1;
  }

  static EncodedLeads of(ScpBytes section, Optional<HuffmanCode> code, List<Integer> counts)
      throws ScpException {
    int nanovolts = section.u16(0);
    int interval = section.u16(2);
    int order = section.u8(4);
    if (nanovolts == 0 || interval == 0 || order > 2) {
      throw ScpException.malformed(
          "multiplier "
              + nanovolts
              + " nV, interval "
              + interval
              + " µs, difference order "
              + order
              + "; expected more than 0, more than 0, at most 2");
    }
    var leads = new ArrayList<int[]>();
    long at = HEADER + 2L * counts.size();
    for (int lead = 0; lead < counts.size(); lead++) {
      int length = section.u16(HEADER + 2L * lead);
      var bytes = section.part(at, length);
      at += length;
      var numbers =
          code.isPresent()
              ? code.get().decode(bytes, counts.get(lead))
              : plain(bytes, counts.get(lead));
      undo(numbers, order);
      leads.add(numbers);
    }
    return new EncodedLeads(nanovolts, interval, List.copyOf(leads));
  }

  private static int[] plain(byte[] bytes, int count) throws ScpException {
    var section = new ScpBytes(bytes, "a lead");
    if (bytes.length / 2 < count) {
      throw ScpException.truncated(
          "a lead has " + bytes.length / 2 + " samples, section 3 announces " + count);
    }
    var numbers = new int[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = section.s16(2L * i);
    }
    return numbers;
  }

  private static void undo(int[] numbers, int order) {
    for (int i = order; i < numbers.length; i++) {
      numbers[i] +=
          order == 0 ? 0 : order == 1 ? numbers[i - 1] : 2 * numbers[i - 1] - numbers[i - 2];
    }
  }
}
