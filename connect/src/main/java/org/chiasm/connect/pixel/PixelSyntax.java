package org.chiasm.connect.pixel;

import java.util.Map;

/**
 * A transfer syntax as far as pixels go (DICOM PS3.6 Annex A).
 *
 * @param name for messages, with the UID
 * @param coding how frames are coded
 */
record PixelSyntax(String name, Coding coding) {
  /** How frames are coded. */
  enum Coding {
    NATIVE,
    RLE,
    DEFLATED_FRAME,
    JPEG,
    JPEG_LS,
    JPEG_2000_LOSSLESS,
    JPEG_2000,
    /** Not decoded. */
    UNKNOWN
  }

  private record Entry(String name, Coding coding) {}

  private static final Map<String, Entry> KNOWN =
      Map.ofEntries(
          Map.entry("1.2.840.10008.1.2", new Entry("Implicit VR Little Endian", Coding.NATIVE)),
          Map.entry("1.2.840.10008.1.2.1", new Entry("Explicit VR Little Endian", Coding.NATIVE)),
          Map.entry(
              "1.2.840.10008.1.2.1.99",
              new Entry("Deflated Explicit VR Little Endian", Coding.NATIVE)),
          Map.entry("1.2.840.10008.1.2.2", new Entry("Explicit VR Big Endian", Coding.NATIVE)),
          Map.entry("1.2.840.10008.1.2.5", new Entry("RLE Lossless", Coding.RLE)),
          Map.entry(
              "1.2.840.10008.1.2.8.1",
              new Entry("Deflated Image Frame Compression", Coding.DEFLATED_FRAME)),
          jpeg("50", "JPEG Baseline"),
          jpeg("51", "JPEG Extended"),
          jpeg("52", "JPEG Extended (3 and 5)"),
          jpeg("53", "JPEG Spectral Selection (6 and 8)"),
          jpeg("54", "JPEG Spectral Selection (7 and 9)"),
          jpeg("55", "JPEG Full Progression (10 and 12)"),
          jpeg("56", "JPEG Full Progression (11 and 13)"),
          jpeg("57", "JPEG Lossless (14)"),
          jpeg("58", "JPEG Lossless (15)"),
          jpeg("70", "JPEG Lossless (14, selection value 1)"),
          Map.entry("1.2.840.10008.1.2.4.80", new Entry("JPEG-LS Lossless", Coding.JPEG_LS)),
          Map.entry("1.2.840.10008.1.2.4.81", new Entry("JPEG-LS Near-Lossless", Coding.JPEG_LS)),
          Map.entry(
              "1.2.840.10008.1.2.4.90", new Entry("JPEG 2000 Lossless", Coding.JPEG_2000_LOSSLESS)),
          Map.entry("1.2.840.10008.1.2.4.91", new Entry("JPEG 2000", Coding.JPEG_2000)),
          Map.entry(
              "1.2.840.10008.1.2.4.92",
              new Entry("JPEG 2000 Multi-component Lossless", Coding.UNKNOWN)),
          Map.entry(
              "1.2.840.10008.1.2.4.93", new Entry("JPEG 2000 Multi-component", Coding.UNKNOWN)),
          Map.entry("1.2.840.10008.1.2.4.100", new Entry("MPEG2 Main Profile", Coding.UNKNOWN)),
          Map.entry("1.2.840.10008.1.2.4.102", new Entry("MPEG-4 AVC/H.264", Coding.UNKNOWN)),
          Map.entry("1.2.840.10008.1.2.4.107", new Entry("HEVC/H.265", Coding.UNKNOWN)),
          Map.entry("1.2.840.10008.1.2.4.110", new Entry("JPEG XL Lossless", Coding.UNKNOWN)),
          Map.entry("1.2.840.10008.1.2.4.112", new Entry("JPEG XL", Coding.UNKNOWN)),
          Map.entry(
              "1.2.840.10008.1.2.4.201",
              new Entry("High-Throughput JPEG 2000 Lossless", Coding.UNKNOWN)),
          Map.entry(
              "1.2.840.10008.1.2.4.202",
              new Entry("High-Throughput JPEG 2000 RPCL Lossless", Coding.UNKNOWN)),
          Map.entry(
              "1.2.840.10008.1.2.4.203", new Entry("High-Throughput JPEG 2000", Coding.UNKNOWN)));

  /** The syntax with this UID. */
  static PixelSyntax of(String uid) {
    var entry = KNOWN.get(uid.strip());
    return entry == null
        ? new PixelSyntax("Transfer syntax " + uid.strip(), Coding.UNKNOWN)
        : new PixelSyntax(entry.name() + " (" + uid.strip() + ")", entry.coding());
  }

  private static Map.Entry<String, Entry> jpeg(String last, String name) {
    return Map.entry("1.2.840.10008.1.2.4." + last, new Entry(name, Coding.JPEG));
  }
}
