package org.chiasm.connect.scp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.chiasm.connect.recording.RecordingHeader;
import org.chiasm.waveform.EcgSignal;

/**
 * An SCP-ECG file: its rhythm in microvolts and the intervals it states (section 7).
 *
 * @param signal every lead
 * @param isVerified whether every checksum stated is right; false where the file states none
 * @param stated by name as in {@link org.chiasm.waveform.IntervalNames}, in milliseconds
 * @param header who was recorded and when (section 1)
 */
public record ScpFile(
    EcgSignal signal,
    boolean isVerified,
    SortedMap<String, Double> stated,
    RecordingHeader header) {
  private static final int SECTION_HEADER = 16;
  private static final int FILE_HEADER = 6;
  private static final int NOT_MEASURED = 29_999;
  private static final int MOST_LEADS = 255;
  private static final long MOST_SAMPLES = 1L << 26;
  /** Copies. */
  public ScpFile {
    requireNonNull(signal, "signal");
    requireNonNull(header, "header");
    stated = Collections.unmodifiableSortedMap(new TreeMap<>(stated));
  }

  /**
   * Whether a file begins like one of these.
   *
   * @param head its first bytes, 33 are enough
   * @param size of the whole file
   */
  public static boolean isScp(byte[] head, long size) {
    boolean hasName = head.length > 22 && new String(head, 16, 6, US_ASCII).equals("SCPECG");
    boolean isPointer = head.length > 32 && head[8] == 0 && head[9] == 0 && size(head) == size;
    return hasName || isPointer;
  }

  private static long size(byte[] file) {
    return (file[2] & 0xff)
        | ((file[3] & 0xff) << 8)
        | ((file[4] & 0xff) << 16)
        | ((long) (file[5] & 0xff) << 24);
  }

  /**
   * Reads a file.
   *
   * @throws ScpException if a section that is needed is absent, broken, or of a sort that is not
   *     read, or a checksum is wrong
   */
  public static ScpFile read(byte[] file) throws ScpException {
    var whole = new ScpBytes(withoutPadding(file), "the file");
    int stated = whole.u16(0);
    boolean isVerified = stated != 0;
    if (isVerified && stated != whole.checksumFrom(2)) {
      throw ScpException.malformed("the file's checksum is wrong: the copy is damaged");
    }
    var sections = sections(whole);
    var leads = leads(required(sections, 3));
    Optional<HuffmanCode> code =
        sections.containsKey(2)
            ? Optional.of(HuffmanCode.of(required(sections, 2)))
            : Optional.empty();
    boolean isSubtracted = (required(sections, 3).u8(1) & 1) != 0;
    var rhythm = Rhythm.read(sections, code, leads);
    var microvolts = rhythm.microvolts();
    if (isSubtracted) {
      ReferenceBeat.read(required(sections, 4), required(sections, 5), code, leads.size())
          .addTo(microvolts, rhythm.intervalMicros());
    }
    var signal =
        EcgSignal.of(
            Math.rint(1e9 / rhythm.intervalMicros()) / 1e3,
            leads.stream().map(Lead::name).toList(),
            evened(leads, microvolts));
    return new ScpFile(
        signal,
        isVerified,
        sections.containsKey(7) ? measurements(required(sections, 7)) : new TreeMap<>(),
        sections.containsKey(1) ? ScpHeader.of(required(sections, 1)) : RecordingHeader.unknown());
  }

  /** The file as long as it says it is: some carts fill up the last block on their medium. */
  private static byte[] withoutPadding(byte[] file) throws ScpException {
    long size = new ScpBytes(file, "the file").u32(2);
    boolean isPadded = size > FILE_HEADER + SECTION_HEADER && size < file.length;
    return isPadded ? Arrays.copyOf(file, (int) size) : file;
  }

  private record Lead(String name, long first, int count) {}

  /** Section 6, decoded and as long as section 3 announces. */
  private record Rhythm(int intervalMicros, float[][] microvolts) {
    static Rhythm read(Map<Integer, ScpBytes> sections, Optional<HuffmanCode> code, List<Lead> leads)
        throws ScpException {
      if (!sections.containsKey(6) && sections.containsKey(12)) {
        throw ScpException.unsupported(
            "the rhythm is in section 12 (long-term recording, version 3 of the standard), which is"
                + " not read; section 6 is");
      }
      var section = required(sections, 6);
      if (EncodedLeads.isBimodal(section)) {
        int full = required(sections, 5).u16(2);
        var zones = ProtectedZones.of(required(sections, 4), section.u16(2), full);
        var counts = leads.stream().map(lead -> zones.stored(lead.first, lead.count)).toList();
        var encoded = EncodedLeads.of(section, code, counts);
        return new Rhythm(
            full,
            scaled(
                encoded,
                lead ->
                    zones.expanded(
                        encoded.numbers().get(lead), leads.get(lead).first, leads.get(lead).count)));
      }
      var encoded = EncodedLeads.of(section, code, leads.stream().map(Lead::count).toList());
      return new Rhythm(
          encoded.intervalMicros(), scaled(encoded, lead -> floats(encoded.numbers().get(lead))));
    }

    private static float[] floats(int[] numbers) {
      var floats = new float[numbers.length];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = numbers[i];
      }
      return floats;
    }

    private static float[][] scaled(EncodedLeads encoded, IntFunction<float[]> steps) {
      var microvolts = new float[encoded.numbers().size()][];
      for (int lead = 0; lead < microvolts.length; lead++) {
        microvolts[lead] = steps.apply(lead);
        for (int i = 0; i < microvolts[lead].length; i++) {
          microvolts[lead][i] *= encoded.nanovolts() / 1000f;
        }
      }
      return microvolts;
    }
  }

  private static Map<Integer, ScpBytes> sections(ScpBytes file) throws ScpException {
    long length = file.u32(FILE_HEADER + 4);
    var sections = new TreeMap<Integer, ScpBytes>();
    for (long at = FILE_HEADER + SECTION_HEADER; at + 10 <= FILE_HEADER + length; at += 10) {
      int number = file.u16(at);
      long size = file.u32(at + 2);
      long index = file.u32(at + 6);
      if (size > SECTION_HEADER && index > 0) {
        var section = new ScpBytes(file.part(index - 1, size), "section " + number);
        int checksum = section.u16(0);
        if (number != 0 && checksum != 0 && checksum != section.checksumFrom(2)) {
          throw ScpException.malformed("section " + number + ": the checksum is wrong");
        }
        sections.put(
            number,
            new ScpBytes(section.part(SECTION_HEADER, size - SECTION_HEADER), "section " + number));
      }
    }
    return sections;
  }

  private static ScpBytes required(Map<Integer, ScpBytes> sections, int number)
      throws ScpException {
    var section = sections.get(number);
    if (section == null) {
      throw ScpException.malformed("section " + number + " is absent");
    }
    return section;
  }

  private static List<Lead> leads(ScpBytes section) throws ScpException {
    int count = section.u8(0);
    if (count == 0 || count > MOST_LEADS) {
      throw ScpException.malformed("section 3 has no leads");
    }
    var leads = new ArrayList<Lead>();
    long total = 0;
    for (int i = 0; i < count; i++) {
      long first = section.u32(2 + 9L * i);
      long last = section.u32(6 + 9L * i);
      int number = section.u8(10 + 9L * i);
      total += last - first + 1;
      if (last < first || total > MOST_SAMPLES || last > MOST_SAMPLES) {
        throw ScpException.malformed(
            "section 3: lead " + (i + 1) + " runs from sample " + first + " to " + last);
      }
      leads.add(new Lead(ScpLeads.name(number), first, (int) (last - first + 1)));
    }
    return leads;
  }

  /** The leads with missing samples where others began earlier or ended later. */
  private static float[][] evened(List<Lead> leads, float[][] microvolts) throws ScpException {
    long first = leads.stream().mapToLong(Lead::first).min().orElseThrow();
    long last = leads.stream().mapToLong(lead -> lead.first + lead.count).max().orElseThrow();
    if ((last - first) * leads.size() > MOST_SAMPLES) {
      throw ScpException.unsupported("more than " + MOST_SAMPLES + " samples");
    }
    var even = new float[microvolts.length][(int) (last - first)];
    for (int lead = 0; lead < even.length; lead++) {
      Arrays.fill(even[lead], Float.NaN);
      int start = (int) (leads.get(lead).first - first);
      System.arraycopy(microvolts[lead], 0, even[lead], start, microvolts[lead].length);
    }
    return even;
  }

  private static SortedMap<String, Double> measurements(ScpBytes section) throws ScpException {
    var stated = new TreeMap<String, Double>();
    if (section.length() < 16) {
      return stated;
    }
    put(stated, "rr", section.u16(2));
    int onset = section.u16(6);
    int qrsOnset = section.u16(10);
    int qrsOffset = section.u16(12);
    int end = section.u16(14);
    if (qrsOnset < NOT_MEASURED) {
      if (onset < NOT_MEASURED && onset > 0) {
        put(stated, "pr", qrsOnset - onset);
      }
      if (qrsOffset < NOT_MEASURED) {
        put(stated, "qrs", qrsOffset - qrsOnset);
      }
      if (end < NOT_MEASURED) {
        put(stated, "qt", end - qrsOnset);
      }
    }
    return stated;
  }

  private static void put(SortedMap<String, Double> stated, String name, int value) {
    if (value > 0 && value < NOT_MEASURED) {
      stated.put(name, (double) value);
    }
  }
}
